"""The list of scenarios, from literal lines."""

from __future__ import annotations

import html
import re

from facilitator_ui.library import LibraryLine, library_page
from tests.engine.scenario.test_findings import SOUND
from tests.facilitator_ui.desk import NASTY
from tests.facilitator_ui.test_author import laid

BROKEN = SOUND.replace("channel: phone", "channel: telefoon", 1)


def page(*lines: LibraryLine, notice: str = "", name: str = "") -> str:
    return library_page(lines, base="/s/", console="/c/", folder="/data/scenarios", notice=notice, name=name)


def words(made: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made)).split())


def test_each_scenario_says_what_it_is_and_how_it_stands() -> None:
    made = words(
        page(
            LibraryLine("/s/own-a/", "a", "own", laid(BROKEN)),
            LibraryLine("/s/given-1/", "b", "given", laid("format: 1\n\tx"), played=True),
            LibraryLine("/s/library-c/", "c", "library", None),
        )
    )
    assert re.search(r"Van uzelf · a Proef .*3 rollen · 4 plekken · 21 min 1 fout", made)
    assert re.search(r"Genoemd bij de start · hoort bij deze oefening b 1 fout", made)
    assert re.search(r"Hoort bij het programma c nu niet na te kijken", made)
    assert "/data/scenarios" in made


def test_every_scenario_can_be_opened_and_copied() -> None:
    made = page(LibraryLine("/s/own-a/", "a", "own", laid()))
    assert 'href="/s/own-a/"' in made
    assert 'action="/s/own-a/copy"' in made
    assert 'action="/s/new"' in made
    assert re.search(r'action="/s/upload" enctype="multipart/form-data"', made)


def test_an_exercise_is_prepared_where_nothing_is_wrong_and_one_that_is_there_is_gone_to() -> None:
    made = page(
        LibraryLine("/s/own-a/", "a", "own", laid()),
        LibraryLine("/s/own-b/", "b", "own", laid(BROKEN)),
        LibraryLine("/s/own-c/", "c", "own", laid(BROKEN), hosted=True),
        LibraryLine("/s/own-d/", "d", "own", None),
    )
    assert re.findall(r'action="(/s/own-./)exercise"', made) == ["/s/own-a/", "/s/own-c/"]
    assert re.search(
        r"Zet een oefening klaar .*1 fout Bekijk de bevindingen .*c · staat klaar als oefening .*Ga naar de oefening",
        words(made),
    )


def test_a_refusal_stands_above_and_the_name_stays() -> None:
    made = page(notice=NASTY, name=NASTY)
    assert "<script" not in made
    assert html.escape(NASTY, quote=False).replace('"', "&#34;").replace("'", "&#39;") in made
