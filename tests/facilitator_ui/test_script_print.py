"""The script on paper: nothing lacks, and a role's paper holds nothing of another's."""

from __future__ import annotations

import html
import re

from engine.scenario.reading import read, read_files
from facilitator_ui.author import AuthorPage, Filled
from facilitator_ui.script_print import script_page
from tests.engine.scenario.test_findings import SOUND
from tests.facilitator_ui.desk import NASTY
from tests.scenarios.evening import LIBRARY


def paper(text: str = SOUND, role: str = "") -> str:
    scenario = read_files({"scenario.yaml": text.encode()}).scenario
    assert scenario is not None
    return html.unescape(script_page(scenario, AuthorPage(base="/s/"), role))


def words(made: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", made).split())


def test_every_message_of_the_library_is_on_paper_with_its_notes() -> None:
    for path in LIBRARY.glob("*/scenario.yaml"):
        scenario = read(path.parent).scenario
        assert scenario is not None
        made = words(html.unescape(script_page(scenario, AuthorPage(base="/s/"))))
        say = Filled(scenario)
        for inject in scenario.injects.values():
            for text in (inject.title, inject.note):
                assert " ".join(say(text).split()) in made, inject.id
        assert made.count("OEFENING") > len([each for each in scenario.injects.values() if each.repeat_of is None])


def test_a_message_says_when_from_whom_to_whom_and_what_is_asked() -> None:
    made = words(paper(SOUND.replace("    escalation: e1", "    note: Let op de toon.\n    escalation: e1")))
    assert "1 1:00 ma 8.10 Telefoon van Pers aan Wethouder OEFENING Een Wat nu? Wat zegt u? Binnen 2:00." in made
    assert "De eerste Let op de toon." in made


def test_a_roles_paper_has_its_card_and_its_messages_and_no_notes() -> None:
    text = SOUND.replace("    escalation: e1", "    note: Alleen voor de trainer.\n    escalation: e1")
    text = text.replace("griffier: {title: Griffier}", "griffier: {title: Griffier, does: U adviseert de raad.}")
    mine, theirs = words(paper(text, "griffier")), words(paper(text, "wethouder"))
    assert "U adviseert de raad." in mine
    assert "Wat nu?" not in mine
    assert "Twee" in mine
    assert "Wat nu?" in theirs
    assert "U adviseert de raad." not in theirs
    assert "Alleen voor de trainer." not in theirs


def test_every_variant_is_on_paper_under_its_condition() -> None:
    variants = "variants: [{if: vragen > 0, title: Druk, body: Veel}, {body: Weinig}]"
    made = words(paper(SOUND.replace("body: Wat nu?", variants)))
    assert "Als vragen > 0 Druk Veel Anders Een Weinig" in made


def test_words_of_a_scenario_stay_text() -> None:
    scenario = read_files({"scenario.yaml": SOUND.encode()}).scenario
    assert scenario is not None
    text = SOUND.replace("title: Een\n", f"title: '{NASTY.replace(chr(39), chr(39) * 2)}'\n", 1)
    nasty = read_files({"scenario.yaml": text.encode()}).scenario
    assert nasty is not None
    assert "<script" not in script_page(nasty, AuthorPage(base="/s/"))
