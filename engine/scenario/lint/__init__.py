"""Doubts about a scenario that can be played: what was probably not meant.

Owns the table of rules. Mistakes that stop a scenario are found while reading; how the evening itself would run is
found by rehearsing it. Each rule is a function in the module of its noun; an author answers a doubt with `exceptions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from engine.scenario.lint import domain, load, logic, people, real, texts, times, use
from engine.scenario.lint.survey import Doubt, Survey
from engine.scenario.model import Scenario
from engine.scenario.sections import secrets
from engine.scenario.sections.fields import Desk

Rule: TypeAlias = Callable[[Survey], Iterable[Doubt]]

RULES: Mapping[str, Rule] = {
    # Time.
    "W210": times.deadline_after_phase,
    "W211": times.after_phase,
    "W220": times.waits_for_later_phase,
    "W230": times.spread_beyond_delay,
    "W231": times.lapses_before_it_comes,
    "W260": times.nothing_happens,
    "W261": times.no_time_to_read,
    "I260": times.longer_than_an_evening,
    # What is declared.
    "W221": use.never_read,
    "W222": use.never_changed,
    "W223": use.unused,
    "W263": use.same_title_of_escalations,
    "W273": use.only_set_to_its_start,
    # What it is about.
    "W240": domain.executive_decision_of_the_council,
    "W241": domain.power_of_the_mayor,
    "W242": domain.file_in_public,
    "W243": domain.secret_for_some,
    "W244": domain.nothing_always_wins,
    "W245": domain.escalation_without_response,
    "W246": domain.confidential_in_public,
    "W247": domain.opinion_of_the_clerk,
    "I241": domain.measure_without_end,
    "I242": domain.one_sided,
    # Who plays.
    "W250": load.silence,
    "W251": load.too_many_open,
    "W252": load.too_many_messages,
    "W253": load.too_many_words,
    "W255": people.never_gets_anything,
    "W256": people.no_card,
    "W258": people.objective_never_discussed,
    "W259": people.phase_without_messages,
    "I250": load.two_deadlines,
    "I251": people.too_many_seats,
    "I252": people.one_channel,
    "I253": people.team_that_is_never_addressed,
    # What follows from what.
    "W234": logic.endless_cascade,
    "W270": logic.never_true,
    "W271": logic.always_true,
    "W274": logic.rules_that_disagree,
    "W275": logic.sent_too_late,
    "W276": logic.cancelled_too_late,
    "W277": logic.never_made_true,
    "W278": logic.band_nobody_can_reach,
    "I270": logic.option_without_consequence,
    # Texts.
    "W301": texts.long_title,
    "W302": texts.long_phone_call,
    "W304": texts.to_fill_in,
    "W341": real.phone_number,
    "W342": real.internet_address,
    "W343": real.postal_address,
    "W344": real.citizen_number,
    "W345": real.bank_account,
    "W346": real.name,
    "W347": texts.too_long_for_channel,
    "W348": texts.no_words,
    "W349": texts.double_word,
    "W350": texts.not_to_be_said,
    "I280": texts.long_sentence,
    "I281": texts.shouting,
    "I282": texts.same_title,
}
"""By code: what may be doubted. The sentences are in `findings`, what to do in `docs/scenario-findings.md`."""


def look(scenario: Scenario, desk: Desk) -> None:
    """Note every doubt. Expects a scenario without errors and the places noted while reading it.

    Who may hear which fact is judged in `secrets`.
    """
    survey = Survey(scenario, desk)
    for code, rule in RULES.items():
        for doubt in rule(survey):
            desk.report.add(code, doubt.place, doubt.hint, **doubt.words)
    secrets.look(scenario, desk)
