"""The author's page, from literal scenarios: sound ones, broken ones, hostile ones."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from engine.scenario.overview import Overview, overview
from engine.scenario.reading import read_files
from engine.scenario.sections.assembly import TOP
from facilitator_ui.author import SECTIONS, AuthorPage, author_page
from tests.engine.scenario.test_findings import SOUND
from tests.facilitator_ui.desk import NASTY


def laid(text: str = SOUND) -> Overview:
    return overview(read_files({"scenario.yaml": text.encode()}))


def shown(text: str = SOUND, **page: Any) -> str:
    """The page without its signs for HTML, on one line."""
    return " ".join(html.unescape(author_page(laid(text), AuthorPage(**page))).split())


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_shows_every_phase_and_the_messages_of_one_in_time() -> None:
    page = shown()
    assert 'href="?fase=acuut" aria-current="page"' in page
    assert 'href="?fase=stil"' in page
    assert 'aria-label="1 Een, 1:00, Telefoon · escalatie"' in page
    assert "2 berichten" not in words(page)
    assert "Niets gevonden." in page


def test_another_phase_is_a_link_away() -> None:
    page = shown(phase="stil")
    assert 'href="?fase=stil" aria-current="page"' in page


def test_a_message_without_a_time_of_its_own_stands_apart_with_its_reason() -> None:
    assert "als gebeld == yes and standpunt == 'meedoen'" in words(shown())


def test_everything_in_the_picture_is_in_a_table_too() -> None:
    page = words(shown())
    assert "Toon als tabel" in page
    assert re.search(r"1:00 1 Een · escalatie Telefoon Wethouder op de klok", page)
    assert "Drukte per minuut" in page


def test_a_chosen_message_is_shown_on_the_screens_that_get_it() -> None:
    page = shown(inject="een", preview="/voorbeeld")
    assert 'src="/voorbeeld?bericht=een&plek=wethouder"' in page
    assert 'sandbox="allow-same-origin"' in page
    assert "Zoals ‘Wethouder’ het ziet" in words(page)
    assert "De eerste" in words(page)
    assert "za 17" not in page


def test_a_chosen_message_opens_the_phase_it_stands_in() -> None:
    text = SOUND.replace("    phase: acuut\n    at: +1 min", "    phase: stil\n    at: +1 min")
    assert 'href="?fase=stil" aria-current="page"' in shown(text, inject="een")


def test_an_exercise_is_prepared_from_here_and_one_button_is_filled() -> None:
    prepare = r'action="/s/exercise"><button class="sk-button( sk-button--primary)?">(.+?)</button>'
    quiet = AuthorPage(base="/s/")
    assert re.findall(prepare, author_page(laid(), quiet)) == []
    for page, found in (
        (replace(quiet, exercise="new"), (" sk-button--primary", "Zet een oefening klaar")),
        (replace(quiet, exercise="hosted"), (" sk-button--primary", "Ga naar de oefening")),
        (replace(quiet, exercise="new", inject="een", may_change=True), ("", "Zet een oefening klaar")),
    ):
        made = author_page(laid(), page)
        assert re.findall(prepare, made) == [found]
        assert made.count("sk-button--primary") == 1


def test_without_an_address_for_previews_none_is_promised() -> None:
    assert "<iframe" not in shown(inject="een")


def test_a_finding_says_what_where_and_leads_to_its_message() -> None:
    text = SOUND.replace("channel: phone", "channel: telefoon", 1)
    page = shown(text, phase="acuut")
    assert "Bevindingen: 1 fout" in words(page)
    assert re.search(r'Fout, <a href="\?bericht=een">bericht 1</a>', page)
    assert re.search(r"scenario\.yaml:\d+:\d+", page)
    assert "au-cell--fault" in page
    assert "· fout" in words(page) or "fout · escalatie" in page


def test_a_message_with_a_mistake_shows_the_mistake_in_place_of_the_message() -> None:
    text = SOUND.replace("form: zeggen, by: wethouder", "form: zegen, by: wethouder", 1)
    page = shown(text, inject="een", preview="/voorbeeld")
    assert "Zo is dit bericht nog niet te tonen." in page
    assert "<iframe" not in page


def test_what_cannot_be_read_is_shown_with_the_lines_around_it() -> None:
    page = shown(SOUND.replace("teams:\n", "teams:\n\tx: 1\n"))
    assert "Er is geen draaiboek te tonen" in page
    assert "au-lines__line--here" in page
    assert "College van {{ gemeente }}" in page


def test_mistakes_come_before_doubts() -> None:
    text = SOUND.replace("title: Een\n", f"title: {'Een ' * 20}\n").replace("dimensions: [d1]", "dimensions: [d99]")
    page = words(shown(text))
    assert "1 fout" in page
    assert page.index("Fout, bericht 1") < page.index("Let op") if "Let op" in page else True


def test_local_words_are_filled_in() -> None:
    text = SOUND.replace("title: Een\n", 'title: "Pers uit {{ gemeente }}"\n')
    assert "Pers uit Hesselveld" in shown(text)


@pytest.mark.parametrize("place", ["title: Een\n", "from: Pers\n", "body: Wat nu?\n"])
def test_words_of_a_scenario_stay_text(place: str) -> None:
    key = place.partition(":")[0]
    text = SOUND.replace(place, f"{key}: '{NASTY.replace(chr(39), chr(39) * 2)}'\n", 1)
    made = author_page(laid(text), AuthorPage(inject="een", notice=NASTY, about=NASTY))
    assert "<script" not in made
    assert laid(text).scenario is not None


def test_a_phase_without_messages_says_so() -> None:
    text = SOUND.replace("  - {id: stil,", "  - {id: leeg, title: Koffie, kind: break, session: 5 min}\n  - {id: stil,")
    assert "In deze fase komen geen berichten" in shown(text, phase="leeg")


def test_every_variant_of_a_message_is_shown_with_its_condition() -> None:
    variants = "variants: [{if: vragen > 0, title: Druk, body: 'Veel in {{ gemeente }}'}, {body: Weinig}]"
    page = words(shown(SOUND.replace("body: Wat nu?", variants), inject="een"))

    assert "als vragen > 0 Druk Veel in Hesselveld altijd Een Weinig" in page


def test_every_variant_has_a_screen_of_its_own_with_its_condition() -> None:
    variants = "variants: [{if: vragen > 0, title: Druk, body: Veel}, {body: Weinig}]"
    page = shown(SOUND.replace("body: Wat nu?", variants), inject="een", preview="/voorbeeld")
    assert 'src="/voorbeeld?bericht=een&plek=wethouder&variant=0"' in page
    assert 'src="/voorbeeld?bericht=een&plek=wethouder&variant=1"' in page
    assert "Als vragen > 0 Zoals ‘Wethouder’ het ziet" in words(page)
    assert "Anders Zoals ‘Wethouder’ het ziet" in words(page)


def test_every_section_of_a_file_has_a_word_for_the_findings_about_it() -> None:
    assert SECTIONS.keys() == {*TOP.required, *TOP.optional} - {"format"}
