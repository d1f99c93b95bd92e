"""Every kind of answer form in a real Chromium: what is typed and ticked, kept, judged, sent and put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine.exercise.view import Ask
from tests.player_ui.test_pages import ASK, GIVEN, RATE, SHEET, STATEMENT, TICKS
from tests.player_ui.test_player_in_browser import (
    CHROMIUM,
    HEADER,
    MAIL,
    Server,
    browser,
    context,
    errors,
    push,
    visit,
)

__all__ = ["browser", "context", "errors", "visit"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on PATH"),
]

Visit = Callable[[Server], Page]


def asked(ask: Ask, *answers: tuple[int, dict[str, Any]] | None) -> Server:
    return Server(nodes=(HEADER, replace(MAIL, ask=ask)), answers=list(answers))


def begin(visit: Visit, server: Server) -> Page:
    page = visit(server)
    page.click(".answer__start")
    return page


def box(page: Page, words: str) -> Any:
    return page.locator(".sk-choice", has_text=words)


def send(page: Page) -> None:
    page.click("form[data-owned] button[type=submit]")


def sent(server: Server) -> list[dict[str, Any]]:
    """What was posted, without its ids."""
    return [
        {name: value for name, value in command.items() if name not in ("command_id", "type", "inject", "based_on")}
        for command in server.posted
    ]


def wrong(page: Page) -> list[str]:
    return [text for text in page.locator("[data-error]:visible").all_text_contents() if text]


def fill_sheet(page: Page) -> None:
    page.fill("#answer-mail-beeld", " Rook. ")
    box(page, "Onrust").click()
    box(page, "Tijd").click()


def test_ticks_are_sent_as_a_list_and_counted_before(visit: Visit) -> None:
    server = asked(TICKS)
    page = begin(visit, server)
    send(page)
    assert wrong(page) == ["Vink er ten minste 1 aan."]
    for words in ("De raad", "De pers", "De buren"):
        box(page, words).click()
    send(page)
    assert wrong(page) == ["Vink er ten hoogste 2 aan."]
    box(page, "De pers").click()
    assert wrong(page) == []
    send(page)
    expect(page.locator("[data-pending-text]")).to_have_text("De raad\nDe buren")
    assert sent(server) == [{"options": ["raad", "buren"]}]


def test_ticks_that_were_taken_away_stay_away_after_a_reload(visit: Visit) -> None:
    page = begin(visit, asked(replace(TICKS, answer=replace(GIVEN, text=None, options=("raad", "pers")))))
    box(page, "De raad").click()
    box(page, "De pers").click()
    page.reload()
    assert page.locator(".sk-choice input:checked").count() == 0
    expect(page.locator(".answer__form")).to_be_visible()


def test_a_number_is_chosen_and_none_is_there_beforehand(visit: Visit) -> None:
    server = asked(RATE)
    page = begin(visit, server)
    send(page)
    assert wrong(page) == ["Kies eerst een antwoord."]
    page.locator(".rate__cell").nth(4).click()
    send(page)
    expect(page.locator("[data-pending-text]")).to_have_text("5 Volledig")
    assert sent(server) == [{"value": 5}]


def test_a_scale_is_worked_with_the_keyboard(visit: Visit) -> None:
    server = asked(RATE)
    page = begin(visit, server)
    page.locator(".rate__cell input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    send(page)
    expect(page.locator("[data-pending]")).to_be_visible()
    assert sent(server) == [{"value": 2}]


def test_a_statement_tells_how_long_reading_aloud_takes_and_is_sent_all_the_same(visit: Visit) -> None:
    server = asked(replace(STATEMENT, seconds=10, max_length=2000))
    page = begin(visit, server)
    aloud = page.locator("[data-aloud]")
    expect(aloud).to_have_text("U heeft 10 seconden om dit voor te lezen. Dat zijn ongeveer 23 woorden.")
    page.fill("textarea", "woord " * 12)
    expect(aloud).to_have_text("Voorlezen duurt ongeveer 5 seconden. U heeft er 10.")
    page.fill("textarea", "woord " * 46)
    expect(aloud).to_have_text("Voorlezen duurt ongeveer 20 seconden, en u heeft er 10. U mag het zo versturen.")
    send(page)
    expect(page.locator("[data-pending]")).to_be_visible()
    assert sent(server) == [{"text": ("woord " * 46).strip()}]


def test_a_worksheet_says_field_by_field_what_lacks_and_goes_there(visit: Visit) -> None:
    server = asked(SHEET)
    page = begin(visit, server)
    rest = page.locator("[data-rest]")
    expect(rest).to_have_text("Nog 2 verplichte velden.")
    send(page)
    assert wrong(page) == ["Vul dit nog in."]
    expect(page.locator("#answer-mail-beeld")).to_be_focused()
    expect(page.locator("#answer-mail-beeld")).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("Rook.")
    assert wrong(page) == []
    expect(rest).to_have_text("Nog 1 verplicht veld.")
    send(page)
    assert wrong(page) == ["Kies eerst een antwoord."]
    box(page, "Onrust").click()
    expect(rest).to_have_text("Alles wat verplicht is, is ingevuld.")
    assert server.posted == []


def test_a_worksheet_is_sent_by_field_without_what_was_left_empty(visit: Visit) -> None:
    server = asked(SHEET)
    page = begin(visit, server)
    fill_sheet(page)
    send(page)
    expect(page.locator("[data-pending-text]")).to_have_text(
        "Wat weet u? Rook.\nWelke fase? Onrust\nWat woog u af? Tijd"
    )
    assert sent(server) == [{"fields": {"beeld": "Rook.", "fase": ["f2"], "punten": ["b"]}}]


def test_every_field_of_a_worksheet_survives_a_reload(visit: Visit) -> None:
    page = begin(visit, asked(SHEET))
    fill_sheet(page)
    page.fill("#answer-mail-rest", "Half")
    page.reload()
    expect(page.locator("#answer-mail-beeld")).to_have_value(" Rook. ")
    expect(page.locator("#answer-mail-rest")).to_have_value("Half")
    assert page.locator(".sk-choice input:checked").evaluate_all("all => all.map(input => input.value)") == [
        "f2",
        "b",
        "",
    ]
    expect(page.locator("[data-kept]")).to_be_visible()


def test_a_worksheet_waits_for_a_dead_server_and_is_sent_once(visit: Visit) -> None:
    failed = {"ok": False, "command_id": "", "code": "store.failed", "sentence": "Niet bewaard."}
    server = asked(SHEET, None, (503, failed), (200, {"ok": True, "step": 5}))
    page = begin(visit, server)
    fill_sheet(page)
    send(page)
    page.reload()
    expect(page.locator("[data-pending]")).to_contain_text("Welke fase? Onrust")
    expect(page.locator("[data-pending-word]")).to_have_text("verstuurd", timeout=20_000)
    assert len({command["command_id"] for command in server.posted}) == 1


def test_a_refusal_of_one_field_is_shown_at_that_field(visit: Visit) -> None:
    sentence = "Bij ‘Wat nog?’: haal het weg."
    refused = {"ok": False, "command_id": "", "code": "answer.unreadable", "sentence": sentence, "field": "rest"}
    page = begin(visit, asked(SHEET, (409, refused)))
    fill_sheet(page)
    send(page)
    expect(page.locator("#answer-mail-rest-error")).to_have_text(sentence)
    assert wrong(page) == [sentence]
    expect(page.locator("#answer-mail-beeld")).to_have_value(" Rook. ")


def test_what_a_team_mate_changes_elsewhere_leaves_a_worksheet_in_use_alone(visit: Visit) -> None:
    page = begin(visit, asked(SHEET))
    fill_sheet(page)
    by_other = replace(GIVEN, by_me=False, by_name="Burgemeester", text=None, fields=(("beeld", "Vuur."),))
    push(page, 3, 4, replace(MAIL, title="Nieuwe titel", ask=replace(SHEET, answer=by_other)))
    expect(page.locator("[data-item=mail]")).to_contain_text("Nieuwe titel")
    expect(page.locator("[data-item=mail]")).to_contain_text("Geantwoord door Burgemeester")
    expect(page.locator("#answer-mail-beeld")).to_have_value(" Rook. ")
    assert page.input_value("input[name=based_on]") == "0"


def test_the_texts_of_a_worksheet_stay_readable_when_the_question_closed(visit: Visit) -> None:
    page = begin(visit, asked(SHEET))
    fill_sheet(page)
    page.fill("#answer-mail-rest", "Half af")
    push(page, 3, 4, replace(MAIL, ask=replace(SHEET, open=False)))
    expect(page.locator("[data-unsent-text]")).to_have_text("Rook.\n\nHalf af")


def test_counting_on_a_worksheet_starts_where_the_room_runs_out(visit: Visit) -> None:
    page = begin(visit, asked(SHEET))
    counter = page.locator("[data-field=rest] [data-counter]")
    expect(counter).to_be_hidden()
    page.fill("#answer-mail-rest", "x" * 80)
    expect(counter).to_have_text("80 van 100 tekens")
    page.fill("#answer-mail-rest", "x" * 101)
    send(page)
    expect(page.locator("#answer-mail-beeld-error")).to_have_text("Vul dit nog in.")


@pytest.mark.parametrize("ask", [TICKS, RATE, STATEMENT, SHEET, ASK], ids=lambda ask: ask.kind)
@pytest.mark.parametrize("width", [320, 412])
def test_every_form_fits_the_phone_with_targets_for_a_thumb(visit: Visit, ask: Ask, width: int) -> None:
    page = begin(visit, asked(ask))
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for target in page.locator(".answer__form :is(.sk-choice, .rate__cell, textarea, button)").all():
        room = target.bounding_box()
        assert room is not None
        assert min(room["width"], room["height"]) >= 44
