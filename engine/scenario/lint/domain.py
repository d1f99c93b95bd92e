"""Rules about local government in a crisis: who may decide what, what stays inside, which answers pay.

Owns the patterns for powers (handbook 1.1), secrecy (2.7) and the two wrong ends of the scale (3.1). They look at
what is *asked*: a question, an option somebody would choose for themselves, an assignment. What others say in a
message may be as wrong as it likes: that is the exercise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.scenario.findings import Term
from engine.scenario.lint.survey import Doubt, Survey
from engine.scenario.model import AddToVariable, Effect, Form, Inject

_EXECUTIVE = re.compile(
    r"uit huis (?:te )?(?:plaats|haal|hal)|(?:plaatst?|plaatsen|haalt?|halen)\b[^.?!]{0,40}\buit huis\b|uithuisplaats"
    r"|(?<!vergadering )(?<!debat )(?<!beraad )\bschors(?:t|en)?\b(?![^.?!]{0,25}\b(?:vergadering|debat|beraad))"
    r"|\bop non-actief\b|\bontsla(?:at|an)\b"
    r"|\bsluit(?:en|ing)?\b[^.?!]{0,30}\b(?:pand|woning|adres|school|opvang|locatie|instelling)"
    r"|\b(?:pand|woning|adres|school|opvang|locatie|instelling)\b[^.?!]{0,15}\bsluiten\b"
    r"|\bnoodbevel|\bnoodverordening|\bgebiedsverbod|\bhuisverbod|\bcrisismaatregel"
    r"|\b(?:schaalt?|schalen)\b[^.?!]{0,30}\bop\b|\bopschal|\bopgeschaald\b"
    r"|\bregel(?:t|en)?\b[^.?!]{0,30}\bopvang\b|\bopvang\b[^.?!]{0,15}\bregelen\b"
    r"|\bcontract\b[^.?!]{0,30}\b(?:opzeg|beëindig|stop)",
    re.IGNORECASE,
)
"""What college, mayor, civil service or a care organisation carries out. The council sets the frame, asks and controls;
it cannot do any of this itself (Gemeentewet 155, 169, 172 to 176; Jeugdwet: the court and the care organisation)."""
_OF_THE_MAYOR = re.compile(
    r"\bnoodbevel|\bnoodverordening|\bgebiedsverbod|\bhuisverbod|\bcrisismaatregel|\bopperbevel"
    r"|\b(?:schaalt?|schalen)\b[^.?!]{0,30}\bop\b[^.?!]{0,15}\bGRIP|\bGRIP[ -]?\d[^.?!]{0,20}\b(?:af|kondig|opschal)"
    r"|\bopschal\w*[^.?!]{0,15}\bGRIP|\bopenbare orde\b[^.?!]{0,20}\b(?:herstel|handha)"
    r"|\bdriehoek\b[^.?!]{0,20}\b(?:bijeen|voorzit)|\b(?:roept?|roepen)\b[^.?!]{0,20}\bdriehoek\b",
    re.IGNORECASE,
)
"""Public order and the emergency powers are the mayor's own (Gemeentewet 172 to 176, Wvr 5, Wvggz 7:1)."""
_OPINION = re.compile(
    r"\bwat vindt u\b|\bvindt u\b|\bsteunt u\b|\bbent u (?:het )?[^.?!]{0,20}\beens\b|\bkeurt u\b"
    r"|\buw (?:mening|standpunt)\b|\b(?:ik|wij) vind(?:en)?\b|\b(?:ik|wij) steun(?:en)?\b",
    re.IGNORECASE,
)
_OF_PROCEDURE = re.compile(
    r"\b(?:procedure|volgorde|orde|vorm|agenda|planning|tijdstip|moment|geheimhouding|besloten|openbaar|advies)\b",
    re.IGNORECASE,
)
"""What a clerk does have a view on (handbook 1.1: guards procedure and equal information, no opinion on content)."""
_ASKS_OTHERS = re.compile(
    r"\bvra(?:ag|agt|gen)\b|\bverzoek|\bmotie|\broep(?:t|en)?\b[^.?!]{0,30}\bop\b|\boproep|\bdring(?:t|en)?\b|\bpleit"
    r"|\beis|\bsteun|\bwil(?:t|len)? weten|\badvi(?:es|seer)|\bstel(?:t|len)?\b[^.?!]{0,20}\bvoor\b|\bvoorstel"
    r"|\bvind|\bvond|\bgeen\b|\bniet\b|\bnooit\b|\bwie\b|\bwaarom\b|\bwanneer\b|\bmening\b",
    re.IGNORECASE,
)
"""Asking another, wanting to know, judging or refusing: that is no decision of one's own."""
_TO_YOU = re.compile(r"\b(?:u|uw|jij|je|jullie)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]?")

_FILE = re.compile(
    r"\b(?:dossier|zorgdossier|hulpgeschiedenis|diagnose|medische gegevens|behandeling van|meldingen? bij Veilig Thuis"
    r"|veiligheidsplan van|(?:het )?gezin (?:hulp|begeleiding) kreeg|wie de hulpverlener)\b",
    re.IGNORECASE,
)
"""What is in a file: neither the council nor the public may hear it (handbook 2.6, 2.7, D9)."""
_PUBLIC = ("news", "social", "tv", "radio")
_SECRET = re.compile(
    r"\bonder geheimhouding\b|\bgeheime? (?:stuk|bijlage|memo|brief)|\bgeheimhouding (?:is|wordt) opgelegd",
    re.IGNORECASE,
)
_CONFIDENTIAL_TITLE = re.compile(r"\b(?:strikt )?(?:vertrouwelijk|geheim)\b", re.IGNORECASE)
_CONFIDENTIAL = re.compile(
    r"\b(?:dit|deze (?:mail|brief|informatie)|dit (?:bericht|stuk)|alles hierin) is "
    r"(?:strikt |nog )?(?:vertrouwelijk|geheim)\b"
    r"|\bin vertrouwen\b[^.?!]{0,30}\b(?:deel|vertel|meld|laat)",
    re.IGNORECASE,
)

_NOTHING = re.compile(
    r"\bniets\b|\bniet reageren\b|\breageer\b[^.?!]{0,20}\bniet\b|\bwacht(?:en|ten)?\b|\bafwachten\b|\bzwijg"
    r"|\bnu (?:nog )?niet\b"
    r"|\bgeen (?:actie|reactie|commentaar|maatregel)",
    re.IGNORECASE,
)
"""An option that leaves things as they are."""
_COSTS = {
    "mediadruk": 1,
    "onrust": 1,
    "politieke_druk": 1,
    "informatiegat": 1,
    "handelingsverlegenheid": 1,
    "regellast": 1,
    "vertrouwen": -1,
}
"""Which way each meter hurts."""
_OF_TOO_LITTLE = ("informatiegat", "politieke_druk", "onrust", "mediadruk", "vertrouwen")
_OF_TOO_MUCH = ("regellast", "handelingsverlegenheid")
"""What only too much costs (handbook 4.4: u leaves them nearly alone, o drives them)."""
TOO_MUCH, TOO_LITTLE = Term("te veel doen"), Term("te weinig doen")
ENOUGH_QUESTIONS = 2
ENOUGH_CHOICES = 3
"""From so many on there is something to compare."""
_MEASURE = re.compile(r"\bmaatregel(?:en)?\b", re.IGNORECASE)
_END = re.compile(
    r"\beind(?:datum|igt|igen)?\b|\btot (?:wanneer|en met|welke)|\bhoe lang\b|\btermijn\b|\bstopt?\b|\bstoppen\b"
    r"|\bafbouw"
    r"|\bhoudt?\b[^.?!]{0,20}\bop\b|\btijdelijk|\bevalu|\bopnieuw (?:kijken|bekeken|bekijken)|\bperiode\b",
    re.IGNORECASE,
)


class _Asked(NamedTuple):
    """A sentence in which something is asked of somebody, and where it stands."""

    text: str
    offset: int
    path: tuple[str, ...]


def executive_decision_of_the_council(survey: Survey) -> Iterator[Doubt]:
    """W240: a council member is asked to do what only college, mayor or professionals can."""
    council = {role.id for role in survey.scenario.roles.values() if survey.organ(role) == "raad"}
    yield from _asked_beyond_power(survey, frozenset(council), _EXECUTIVE, _ASKS_OTHERS)


def power_of_the_mayor(survey: Survey) -> Iterator[Doubt]:
    """W241: somebody else in the college is asked for what is the mayor's alone."""
    roles = survey.scenario.roles.values()
    aldermen = {role.id for role in roles if survey.organ(role) == "college" and not survey.is_mayor(role)}
    yield from _asked_beyond_power(survey, frozenset(aldermen), _OF_THE_MAYOR, _ASKS_OTHERS)


def opinion_of_the_clerk(survey: Survey) -> Iterator[Doubt]:
    """W247: the clerk serves the whole council and judges no content."""
    clerks = {role.id for role in survey.scenario.roles.values() if survey.organ(role) == "griffie"}
    yield from _asked_beyond_power(survey, frozenset(clerks), _OPINION, _OF_PROCEDURE)


def _asked_beyond_power(
    survey: Survey, roles: frozenset[str], beyond: re.Pattern[str], fine: re.Pattern[str]
) -> Iterator[Doubt]:
    """Where these roles alone are asked what `beyond` describes, in a sentence without anything that is `fine`."""
    seen: set[tuple[str, ...]] = set()
    for inject in survey.injects:
        answering = survey.answerers(inject)
        if not answering or not answering <= roles:
            continue
        for asked in _asked(survey, inject):
            if asked.path[0] == "forms" and asked.path in seen:
                continue
            seen.add(asked.path)
            found = beyond.search(asked.text)
            if found is None or fine.search(asked.text):
                continue
            role = min(answering, key=list(survey.scenario.roles).index)
            place = survey.inside(asked.offset + found.start(), *asked.path)
            yield Doubt(place, {"role": role, "value": found[0]})
            break


def _asked(survey: Survey, inject: Inject, *, of_anybody: bool = False) -> Iterator[_Asked]:
    """The question of the form, its options one by one, and what the message itself asks of its reader, or at all."""
    if inject.response is None:
        return
    form = survey.scenario.forms[inject.response.form]
    yield _Asked(form.question, 0, ("forms", form.id, "question"))
    for option, text in form.options.items():
        yield _Asked(text, 0, ("forms", form.id, "options", option))
    for path, text in survey.bodies(inject):
        for found in _SENTENCE.finditer(text):
            is_question = found[0].endswith("?") and (of_anybody or _TO_YOU.search(found[0]) is not None)
            if is_question or inject.channel == "assignment":
                yield _Asked(found[0], found.start(), path)


def file_in_public(survey: Survey) -> Iterator[Doubt]:
    """W242: the council is asked, where everybody can read along, what stands in a file."""
    roles = survey.scenario.roles.values()
    council = {role.id for role in roles if survey.organ(role) == "raad"}
    for inject in survey.injects:
        if not survey.answerers(inject) & council or not (inject.channel in _PUBLIC or inject.audience.plenary):
            continue
        for asked in _asked(survey, inject, of_anybody=True):
            found = _FILE.search(asked.text)
            if found and "?" in asked.text and not re.search(r"\bgeen\b|\bniet\b", asked.text):
                yield Doubt(survey.inside(asked.offset + found.start(), *asked.path), {"value": found[0]})
                break


def secret_for_some(survey: Survey) -> Iterator[Doubt]:
    """W243: papers under secrecy go to all council members or to none (Gemeentewet 88, fifth paragraph)."""
    scenario = survey.scenario
    council = {seat.id for seat in scenario.seats.values() if survey.organ(scenario.roles[seat.role]) == "raad"}
    for inject in survey.injects:
        served = council & set(inject.audience.seats)
        if not served or served == council:
            continue
        for path, text in survey.bodies(inject):
            if found := _SECRET.search(text):
                yield Doubt(survey.inside(found.start(), *path), {"value": found[0]})


def confidential_in_public(survey: Survey) -> Iterator[Doubt]:
    """W246: a confidential message reaches the press, residents or the projector."""
    scenario = survey.scenario
    outside = {role.id for role in scenario.roles.values() if survey.organ(role) in ("pers", "bewoner")}
    for inject in survey.injects:
        if inject.channel in _PUBLIC or not (inject.audience.plenary or survey.receivers(inject) & outside):
            continue
        titles = ((path, _CONFIDENTIAL_TITLE.search(text)) for path, text in survey.titles(inject))
        bodies = ((path, _CONFIDENTIAL.search(text)) for path, text in survey.bodies(inject))
        for path, found in (*titles, *bodies):
            if found:
                yield Doubt(survey.inside(found.start(), *path), {"value": found[0]})
                break


def escalation_without_response(survey: Survey) -> Iterator[Doubt]:
    """W245: the evening turns here, and nobody is asked for anything."""
    with_response: dict[str, bool] = {}
    for inject in survey.injects:
        if inject.escalation is not None:
            asked = with_response.get(inject.escalation, False)
            with_response[inject.escalation] = asked or inject.response is not None
    for escalation, asked in with_response.items():
        if not asked:
            yield Doubt(survey.place("escalations", escalation), {"value": escalation})


def nothing_always_wins(survey: Survey) -> Iterator[Doubt]:
    """W244: in every question the best answer is to do nothing. At least once a firm measure must be right
    (handbook 5.2), or the room learns that proportional means passive."""
    best = [one for inject in survey.injects if (one := _best(survey, inject)) is not None]
    if len(best) >= ENOUGH_QUESTIONS and all(_NOTHING.search(form.options[option]) for form, option in best):
        form, option = best[0]
        yield Doubt(survey.place("forms", form.id, "options", option), {"count": len(best)})


def _best(survey: Survey, inject: Inject) -> tuple[Form, str] | None:
    """The option this question rewards: the one the author placed in the middle, or the one that costs least."""
    if inject.response is None:
        return None
    form = survey.scenario.forms[inject.response.form]
    middle = [option for option, position in form.positions.items() if position == 3]
    if len(middle) == 1:
        return form, middle[0]
    costs = sorted((_cost(inject.response.answers.get(option, ())), option) for option in form.options)
    if len(costs) < 2 or costs[0][0] == costs[1][0]:
        return None
    return form, costs[0][1]


def _cost(effects: Sequence[Effect]) -> int:
    """What an answer costs on the meters, all told; below zero it helps."""
    adds = (effect for effect in effects if isinstance(effect, AddToVariable))
    return sum(_COSTS.get(effect.name, 0) * effect.amount for effect in adds)


def one_sided(survey: Survey) -> Iterator[Doubt]:
    """I242: too little has a price in this script and too much has none, or the other way round."""
    choices = [
        inject
        for inject in survey.injects
        if inject.response and survey.scenario.forms[inject.response.form].options and inject.response.answers
    ]
    if len(choices) < ENOUGH_CHOICES:
        return
    rising = {
        effect.name
        for inject in survey.injects
        for effect in inject.all_effects()
        if isinstance(effect, AddToVariable) and _COSTS.get(effect.name, 0) * effect.amount > 0
    }
    little, much = rising & set(_OF_TOO_LITTLE), rising & set(_OF_TOO_MUCH)
    if bool(little) != bool(much):
        free, meters = (TOO_MUCH, _OF_TOO_MUCH) if little else (TOO_LITTLE, _OF_TOO_LITTLE)
        words = {"free": free, "meters": ", ".join(meters)}
        yield Doubt(survey.place("injects", choices[0].id, "response"), words)


def measure_without_end(survey: Survey) -> Iterator[Doubt]:
    """I241: measures are asked for and nothing about their end (handbook 3.2 D10, 3.4 question 6)."""
    for form in survey.scenario.forms.values():
        found = _MEASURE.search(form.question)
        if found is None or form.kind != "text" or _END.search(form.question):
            continue
        asking = (i for i in survey.injects if i.response and i.response.form == form.id)
        if not all(_END.search(text) for inject in asking for _, text in survey.bodies(inject) if text):
            yield Doubt(survey.inside(found.start(), "forms", form.id, "question"), {})
