"""Forms as they come out of a file; their mistakes are planted in `test_findings`."""

from __future__ import annotations

import pytest

from engine.scenario.model import Form, FormField, Scale
from engine.scenario.reading import read_files
from engine.scenario.sections.forms import LONGEST_WORKSHEET, MOST_FIELDS
from engine.scenario.sections.worksheets import TEMPLATES
from engine.scenario.writing.formatting import formatted
from tests.engine.scenario.test_findings import SOUND, TEXT


def form(written: str) -> Form:
    """The form `zeggen`, written like this."""
    reading = read_files({"scenario.yaml": SOUND.replace(TEXT, written).encode()})
    assert reading.scenario is not None, reading.findings
    return reading.scenario.forms["zeggen"]


def test_a_checklist_takes_any_number_of_its_options_unless_it_says_otherwise() -> None:
    assert form("kind: checklist, question: Wie?, options: {raad: De raad, pers: De pers}") == Form(
        "zeggen", "checklist", "Wie?", {"raad": "De raad", "pers": "De pers"}, min_ticks=1, max_ticks=2
    )


@pytest.mark.parametrize(
    ("written", "ticks"),
    [("min: 0", (0, 3)), ("max: 2", (1, 2)), ("min: 2, max: 2", (2, 2)), ("min: 0, max: 1", (0, 1))],
)
def test_a_checklist_says_how_many_are_ticked(written: str, ticks: tuple[int, int]) -> None:
    read = form(f"kind: checklist, question: Wie?, options: {{a: A, b: B, c: C}}, {written}")

    assert (read.min_ticks, read.max_ticks) == ticks


def test_an_assessment_is_a_number_on_a_scale_with_words_at_both_ends() -> None:
    read = form("kind: assessment, question: Hoe goed?, scale: {from: 1, to: 5, low: Niet, high: Wel}")

    assert read == Form("zeggen", "assessment", "Hoe goed?", scale=Scale(1, 5, "Niet", "Wel"))
    assert read.answer_keys == ("1", "2", "3", "4", "5")


def test_a_statement_has_ninety_seconds_unless_it_says_otherwise() -> None:
    assert form("kind: statement, question: Wat zegt u?").seconds == 90
    assert form("kind: statement, question: Wat zegt u?, seconds: 30, max: 400") == Form(
        "zeggen", "statement", "Wat zegt u?", max_length=400, seconds=30
    )


def test_the_three_steps_of_a_meeting_make_judging_a_step_of_its_own() -> None:
    fields = form("kind: worksheet, question: Vul in., template: bob").fields

    assert [(field.step, field.id, field.required) for field in fields.values()] == [
        ("Beeldvorming", "beeld", True),
        ("Beeldvorming", "onbekend", False),
        ("Oordeelsvorming", "oordeel", True),
        ("Oordeelsvorming", "minder_ingrijpend", True),
        ("Besluitvorming", "besluit", True),
        ("Besluitvorming", "uitvoering", True),
        ("Besluitvorming", "terug", False),
    ]


def test_a_worksheet_asks_in_its_fields_and_needs_no_question_of_its_own() -> None:
    assert form("kind: worksheet, template: bob").question == "Vul het werkblad in."
    assert form("kind: worksheet, template: bob, question: Samen.").question == "Samen."


def test_the_plan_has_five_steps_and_the_points_of_each() -> None:
    fields = form("kind: worksheet, question: Vul in., template: stappenplan").fields

    assert list(dict.fromkeys(field.step for field in fields.values())) == [
        "Beeldvorming",
        "Fase bepalen",
        "Oordeelsvorming",
        "Besluitvorming",
        "Uitvoering",
    ]
    assert {field.id: len(field.options) for field in fields.values() if field.options} == {
        "beeld_punten": 16,
        "fase": 3,
        "oordeel_punten": 6,
        "besluit_punten": 6,
        "uitvoering_punten": 10,
    }


@pytest.mark.parametrize("template", ["bob", "stappenplan"])
def test_a_worksheet_for_a_meeting_asks_for_a_less_intrusive_alternative(template: str) -> None:
    fields = TEMPLATES[template]

    assert fields["minder_ingrijpend"].label == "Welk alternatief is minder ingrijpend?"
    assert fields["minder_ingrijpend"].required


def test_the_papers_ask_what_the_law_and_the_end_of_a_measure_ask() -> None:
    needed = {name: [f.id for f in fields.values() if f.required] for name, fields in TEMPLATES.items()}

    assert needed["maatregel"] == ["wat", "doel", "eigenaar", "tot", "afbouw"]
    assert len(TEMPLATES["maatregel"]["toets"].options) == 7
    assert needed["geheimhouding"] == ["wat", "grond", "orgaan", "raad"]
    assert list(TEMPLATES["geheimhouding"]["raad"].options) == ["alle", "geen"]
    assert TEMPLATES["raadsbericht"]["bericht"].looks_at == "raadsbericht"


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_ready_made_worksheet_leaves_room(template: str) -> None:
    fields = TEMPLATES[template]

    assert sum(field.max_length for field in fields.values()) <= LONGEST_WORKSHEET * 2 // 3
    assert len(fields) <= MOST_FIELDS


def test_a_field_of_the_file_takes_the_place_of_the_one_with_its_id() -> None:
    own = "{besluit: {label: Wat nu?, kind: choice, options: {ja: Ja, nee: Nee}, required: ja}}"

    fields = form(f"kind: worksheet, question: Vul in., template: bob, fields: {own}").fields

    assert list(fields) == list(TEMPLATES["bob"])
    assert fields["besluit"] == FormField(
        "besluit", "Wat nu?", "choice", True, {"ja": "Ja", "nee": "Nee"}, step="Besluitvorming"
    )


def test_a_field_that_is_new_comes_last_or_in_the_step_it_names() -> None:
    own = "{extra: {label: Extra, kind: text}, bron: {label: Bron, kind: text, step: Beeldvorming}}"

    fields = form(f"kind: worksheet, question: Vul in., template: bob, fields: {own}").fields

    assert list(fields)[:3] == ["beeld", "onbekend", "bron"]
    assert (list(fields)[-1], fields["extra"].step) == ("extra", "Besluitvorming")


def test_a_worksheet_of_its_own_has_the_steps_it_names() -> None:
    own = (
        "{a: {label: A, kind: text, step: Een}, b: {label: B, kind: text, max: 200, required: yes}, "
        "c: {label: C, kind: checklist, options: {x: X, y: Y}, required: yes, step: Twee}}"
    )

    fields = form(f"kind: worksheet, question: Vul in., fields: {own}").fields

    assert list(fields.values()) == [
        FormField("a", "A", "text", max_length=1000, step="Een"),
        FormField("b", "B", "text", True, max_length=200, step="Een"),
        FormField("c", "C", "checklist", True, {"x": "X", "y": "Y"}, min_ticks=1, max_ticks=2, step="Twee"),
    ]


def test_answers_are_keyed_by_option_or_by_number() -> None:
    scale = "kind: assessment, question: Hoe goed?, scale: {from: 1, to: 3, low: Niet, high: Wel}"
    text = SOUND.replace(TEXT, scale).replace(
        "deadline: 2 min", "answers: {2: [{end_phase: yes}], any: [{set: {gebeld: no}}]}"
    )

    reading = read_files({"scenario.yaml": text.encode()})

    assert reading.scenario is not None, reading.findings
    response = reading.scenario.injects["een"].response
    assert response is not None
    assert list(response.answers) == ["2", "any"]


def test_the_formatter_puts_the_keys_of_a_form_in_their_order_and_keeps_its_comments() -> None:
    long = "dit is een lange mogelijkheid waar veel woorden in staan, zodat alles niet op een regel past"
    text = SOUND.replace(
        f"  zeggen: {{{TEXT}}}\n",
        "  zeggen:\n    fields:  # van ons\n"
        f"      a: {{kind: checklist, max: 1, options: {{x: '{long}', y: Y}}, label: A}}\n"
        "    question: Vul in.\n    kind: worksheet\n",
    )

    made = formatted(read_files({"scenario.yaml": text.encode()}))

    assert made is not None
    assert "    fields: # van ons\n" in made.replace("  #", " #")
    assert made.index("kind: worksheet") < made.index("question: Vul in.") < made.index("fields:")
    assert made.index("label: A") < made.index(long)
