"""The fields of a message, and what becomes of what is typed in them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.scenario.model import Scenario
from engine.scenario.overview import Subject
from engine.scenario.reading import read_files
from engine.scenario.writing.editing import Plain, Put, values
from facilitator_ui.author import AuthorPage
from facilitator_ui.message_form import edits, elsewhere, fields, message_form_page, new_ident, remove_page
from shared_ui.words import dutch
from tests.engine.scenario.test_findings import SOUND
from tests.facilitator_ui.desk import NASTY


def script(text: str = SOUND) -> Scenario:
    scenario = read_files({"scenario.yaml": text.encode()}).scenario
    assert scenario is not None
    return scenario


def stored(ident: str = "een") -> Mapping[Subject, Plain]:
    return values(SOUND, ("injects", ident))


def names(ident: str) -> list[str]:
    return [field.name for field in fields(script(), stored(ident), dutch)]


def test_a_message_has_the_fields_that_it_can_use() -> None:
    common = ["title", "channel", "from", "to", "body", "note", "phase"]
    assert names("een") == [*common, "at", "response.deadline", "if", "number", "optional"]
    assert names("twee") == [*common, "when", "delay", "response.deadline", "if", "number", "optional"]


def test_a_field_holds_what_the_file_has() -> None:
    shown = {field.name: field for field in fields(script(), stored(), dutch)}
    assert shown["title"].value == "Een"
    assert shown["to"].words == ("wethouder",)
    assert ("team college", "College van Hesselveld") in shown["to"].options
    assert ("phone", "Telefoon") in shown["channel"].options
    assert shown["note"].value == ""


def test_only_what_was_changed_becomes_an_edit() -> None:
    posted = {
        "title": ["Een"],
        "body": ["Wat nu?\r\n\r\nEn dan?  "],
        "number": [""],
        "note": ["Let op"],
        "response.deadline": [""],
        "has.to": ["1"],
        "to": ["plenary", "wethouder"],
        "has.optional": ["1"],
        "optional": ["yes"],
    }
    assert edits("een", stored(), posted) == (
        Put(("injects", "een", "to"), ("wethouder", "plenary")),
        Put(("injects", "een", "body"), "Wat nu?\n\nEn dan?"),
        Put(("injects", "een", "note"), "Let op"),
        Put(("injects", "een", "response", "deadline"), None),
        Put(("injects", "een", "optional"), "yes"),
    )


def test_what_must_be_there_is_emptied_and_not_taken_away() -> None:
    assert edits("een", stored(), {"title": [" "], "has.to": ["1"]}) == (
        Put(("injects", "een", "title"), ""),
        Put(("injects", "een", "to"), ()),
    )


def test_a_box_that_is_not_ticked_says_no_only_when_it_was_there() -> None:
    there = {**stored(), ("optional",): "ja"}
    assert edits("een", there, {}) == ()
    assert edits("een", there, {"has.optional": ["1"], "optional": ["yes"]}) == ()
    assert edits("een", there, {"has.optional": ["1"]}) == (Put(("injects", "een", "optional"), None),)


def test_each_variant_has_its_own_text() -> None:
    there = {("title",): "T", ("variants", "0", "if"): "gebeld == yes", ("variants", "0", "body"): "A"}
    there |= {("variants", "1", "body"): "B"}
    shown = [field for field in fields(script(), there, dutch) if field.kind == "text" and field.required]
    assert [(field.name, field.label, field.hint) for field in shown] == [
        ("variants.0.body", "Tekst 1", "Als gebeld == yes"),
        ("variants.1.body", "Tekst 2", "Anders"),
    ]
    assert edits("een", there, {"variants.1.body": ["C"]}) == (Put(("injects", "een", "variants", "1", "body"), "C"),)


def test_a_mistake_stands_at_its_field_and_what_belongs_nowhere_above() -> None:
    errors = [
        (("response", "deadline"), "Te lang."),
        (("to", "0"), "Onbekend."),
        ((), "Elders."),
        (("effects",), "Nee."),
    ]
    shown = fields(script(), stored(), dutch, posted={"title": ["Van mij"]}, errors=errors)
    assert {field.name: field.errors for field in shown if field.errors} == {
        "to": ("Onbekend.",),
        "response.deadline": ("Te lang.",),
    }
    assert elsewhere(shown, errors) == ("Elders.", "Nee.")
    assert shown[0].value == "Van mij"


def test_after_somebody_elses_change_both_are_shown() -> None:
    posted = {"title": ["Van mij"], "has.to": ["1"], "to": ["griffier"]}
    shown = {field.name: field.stored for field in fields(script(), stored(), dutch, posted=posted, compare=True)}
    assert shown["title"] == "Een"
    assert shown["to"] == "wethouder"
    assert shown["body"] is None


def test_a_misspelt_word_stays_on_the_form() -> None:
    there = {**stored(), ("to",): ("burgermeester",), ("channel",): "nieuws"}
    shown = {field.name: field for field in fields(script(), there, dutch)}
    assert ("burgermeester", "burgermeester") in shown["to"].options
    assert ("nieuws", "nieuws") in shown["channel"].options


def test_the_page_keeps_words_text_and_carries_the_file_it_was_made_of() -> None:
    scenario = script()
    shown = fields(scenario, stored(), dutch, posted={"title": [NASTY], "body": [f"\n{NASTY}"]}, compare=True)
    page = AuthorPage(base="/s/", may_change=True, preview="/s/preview")
    html = message_form_page(scenario, scenario.injects["een"], shown, page, seen="abc", errors=[NASTY], changed=True)
    assert "<script" not in html
    assert 'name="seen" value="abc"' in html
    assert 'action="/s/message/een"' in html
    assert "Iemand heeft dit bestand intussen veranderd." in html


def test_removing_asks_first_and_names_who_needs_it() -> None:
    scenario = script()
    page = AuthorPage(base="/s/")
    free = remove_page(scenario, scenario.injects["een"], page, seen="abc", referring=())
    assert 'action="/s/message/een/remove"' in free
    bound = remove_page(scenario, scenario.injects["een"], page, seen="abc", referring=[scenario.injects["twee"]])
    assert "<form" not in bound
    assert 'href="/s/message/twee"' in bound


def test_a_copy_gets_a_free_name_that_is_not_too_long() -> None:
    assert new_ident(script(), "een") == "een-2"
    assert new_ident(script(SOUND.replace("- id: twee", "- id: een-2")), "een") == "een-3"
    assert len(new_ident(script(), "x" * 40)) <= 40
