"""The emergency set: nothing lacks, and no slip that is handed out holds what is the trainer's."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from engine.scenario.model import Scenario
from facilitator_ui.author import AuthorPage, Filled
from facilitator_ui.emergency_print import EmergencyPage, emergency_page, lettered
from facilitator_ui.script_print import script_page
from tests.server import live


def paper(scenario: Scenario) -> str:
    return emergency_page(scenario, EmergencyPage("nl", "/e/x/trainer/", (("wind_uit", "west"), ("veilig", True))))


def words(made: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made)).split())


@pytest.mark.parametrize("path", [live.MINI, live.FAMILIEDRAMA])
def test_every_message_has_a_slip_and_a_line_and_every_seat_is_on_the_list(path: Path) -> None:
    scenario = live.scenario(path)
    made = paper(scenario)
    say = Filled(scenario)
    slips = words(" ".join(re.findall(r'<article class="em-slip">.*?</article>', made, re.S)))
    order = words(" ".join(re.findall(r'<table class="em-table em-order">.*?</table>', made, re.S)))
    for inject in scenario.injects.values():
        assert " ".join(say(inject.title_of(None)).split()) in order or inject.variants, inject.id
        for version in range(len(inject.variants)) if inject.variants else (None,):
            assert " ".join(say(inject.title_of(version)).split()) in slips, inject.id
    for seat in scenario.seats.values():
        assert say(seat.title) in words(made)
    assert made.count('<th scope="row"><b>D') == 10
    assert made.count("OEFENING") >= made.count('class="em-slip"')


@pytest.mark.parametrize("path", [live.MINI, live.FAMILIEDRAMA])
def test_no_slip_holds_a_note_or_a_condition_of_the_trainer(path: Path) -> None:
    scenario = live.scenario(path)
    slips = words(" ".join(re.findall(r'<article class="em-slip">.*?</article>', paper(scenario), re.S)))
    say = Filled(scenario)
    for inject in scenario.injects.values():
        if inject.note:
            assert " ".join(say(inject.note).split()) not in slips, inject.id
        if inject.guard is not None:
            assert inject.guard.source not in slips
    assert "mits" not in slips


def test_the_script_of_a_played_call_is_in_the_trainers_pile_alone_and_on_no_page_of_a_role() -> None:
    scenario = live.scenario(live.FAMILIEDRAMA)
    say = Filled(scenario)
    piles = re.findall(r'<section class="em-sheet em-bundle">.*?</section>', paper(scenario), re.S)
    calls = [inject for inject in scenario.injects.values() if inject.live]
    assert len(calls) == 2
    for call in calls:
        script = " ".join(say(call.body).split())
        assert [script in words(pile) for pile in piles] == [False] * (len(piles) - 1) + [True]
        for seat in call.audience.seats:
            role = scenario.seats[seat].role
            page = words(script_page(scenario, AuthorPage(base="/s/"), role))
            assert say(call.title) in page
            assert script not in page
        assert script in words(script_page(scenario, AuthorPage(base="/s/")))


def test_guards_and_start_values_are_said_in_words() -> None:
    made = words(paper(live.scenario(live.FAMILIEDRAMA)))
    assert "mits ‘raad ingelicht’ is ja" in made
    assert "raad_ingelicht" not in made
    assert "wind uit: west" in made
    assert "veilig: ja" in made


def test_a_message_with_two_texts_gets_two_letters() -> None:
    assert [lettered("07", place, 2) for place in (0, 1)] == ["07 A", "07 B"]
    assert lettered("07", 0, 1) == "07"
