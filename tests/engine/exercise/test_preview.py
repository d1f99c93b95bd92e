"""A preview shows what the evening will show."""

from __future__ import annotations

from dataclasses import replace

from engine.exercise.preview import can_be_seen, receivers, seen, versions
from engine.exercise.view import Item
from engine.scenario.model import Form, FormField, Parameter, Scale
from tests.engine.worlds import MINUTE, Play, ask, inject, phase, shown, variant, world

SCRIPT = world(
    [
        inject("vooraf", at=0),
        inject(
            "vraag",
            at=2 * MINUTE,
            to=("burgemeester", "wethouder", "plenary"),
            title="Vraag uit {{ plaats }}",
            body="Wat nu?",
            ask=ask("delen", by=("team:college",), deadline=3 * MINUTE),
        ),
        inject("mail", at=3 * MINUTE, to=("wethouder", "raadslid-1"), ask=ask(by=("seat:raadslid-1",))),
    ],
    [phase("een", 10, story=(0, 60))],
    parameters=[Parameter("plaats", "Plaats", "Hesselveld")],
)


def test_it_is_the_message_that_is_delivered_on_the_evening() -> None:
    play = Play.started(SCRIPT)
    play.until(2 * MINUTE)
    evening = shown(play, "wethouder", "item:vraag", Item)
    before = seen(SCRIPT, SCRIPT.injects["vraag"], "wethouder", 2 * MINUTE)
    assert before == replace(evening, opened=True)
    assert before is not None
    assert before.title == "Vraag uit Hesselveld"
    assert before.ask is not None
    assert before.ask.open


def test_the_wall_shows_it_without_a_question() -> None:
    item = seen(SCRIPT, SCRIPT.injects["vraag"], "beamer", MINUTE)
    assert item is not None
    assert (item.ask, item.at_ms) == (None, MINUTE)


def test_who_does_not_get_it_does_not_see_it() -> None:
    assert seen(SCRIPT, SCRIPT.injects["vraag"], "raadslid-1") is None
    assert seen(SCRIPT, SCRIPT.injects["mail"], "beamer") is None
    assert seen(SCRIPT, SCRIPT.injects["mail"], "koning") is None


def test_who_must_answer_comes_first_among_those_who_get_it() -> None:
    assert receivers(SCRIPT, SCRIPT.injects["mail"]) == ("raadslid-1", "wethouder")
    assert receivers(SCRIPT, SCRIPT.injects["vraag"]) == ("burgemeester", "wethouder", "beamer")


def test_a_message_that_names_what_is_not_there_cannot_be_seen() -> None:
    sound = SCRIPT.injects["vraag"]
    assert can_be_seen(SCRIPT, sound)
    assert not can_be_seen(SCRIPT, replace(sound, phase="bestaat-niet"))
    assert not can_be_seen(SCRIPT, replace(sound, response=ask("bestaat-niet")))
    assert not can_be_seen(SCRIPT, replace(sound, body="In {{ nergens }}"))


def test_a_worksheet_or_scale_with_a_word_that_is_not_there_cannot_be_seen() -> None:
    sheet = Form("blad", "worksheet", "Vul in.", fields={"a": FormField("a", "Wat weet {{ nergens }}?", "text")})
    scale = Form("meting", "assessment", "Hoe goed?", scale=Scale(1, 5, "Niet", "Als {{ nergens }}"))
    for form in (sheet, scale):
        script = replace(SCRIPT, forms={**SCRIPT.forms, form.id: form})
        assert not can_be_seen(script, replace(SCRIPT.injects["vraag"], response=ask(form.id)))


def test_a_message_without_a_text_of_its_own_shows_its_first_variant() -> None:
    varied = world([inject("brief", variants=[variant("Druk", "paniek == yes"), variant("Rust")])])
    item = seen(varied, varied.injects["brief"], "burgemeester")

    assert item is not None
    assert item.body == "Druk"


def test_each_variant_can_be_seen_and_the_first_is_shown_when_none_is_chosen() -> None:
    druk = variant("Veel", "vragen > 0", "Druk")
    both = replace(SCRIPT.injects["mail"], body="Gewoon", variants=(druk,))
    only = replace(both, body="", variants=(druk, variant("Weinig"), variant("Nooit")))
    assert versions(SCRIPT.injects["mail"]) == (None,)
    assert versions(both) == (0, None)
    assert versions(only) == (0, 1, 2)
    for message, chosen, title, body in (
        (both, 0, "Druk", "Veel"),
        (both, None, "Mail", "Gewoon"),
        (only, 1, "Mail", "Weinig"),
        (only, None, "Druk", "Veel"),
        (only, 99, "Druk", "Veel"),
    ):
        scenario = replace(SCRIPT, injects={**SCRIPT.injects, "mail": message})
        item = seen(scenario, message, "wethouder", 0, chosen)
        assert item is not None
        assert (item.title, item.body) == (title, body)
