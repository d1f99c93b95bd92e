"""What each kind of form takes as an answer, what is kept of it, and what it sets in motion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from engine.exercise import events as e
from engine.exercise.commands import FillIn, NextPhase, Refused, StartExercise, SubmitResponse
from engine.scenario.model import AddToVariable, Form, FormField, FormKind, Parameter, SetVariable
from engine.scenario.sections.worksheets import TEMPLATES
from tests.engine.worlds import FORMS, MINUTE, Play, ask, inject, phase, world

WHOLE = {"beeld": "Weinig.", "fase": "f1"}
"""As little as the worksheet of these worlds takes."""
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "reactie": {"text": "Ja."},
    "delen": {"option": "delen"},
    "wie": {"options": ("raad",)},
    "meting": {"value": 4},
    "verklaring": {"text": "Wij leven mee."},
    "blad": {"fields": WHOLE},
}
"""An answer to every form."""


def asked(form: str, **question: Any) -> Play:
    """A play in which the burgemeester was asked this."""
    return Play.started(world([inject("vraag", at=0, ask=ask(form, **question))]))


def submitted(play: Play, seat: str = "burgemeester", **given: Any) -> e.ResponseSubmitted:
    outcome = play.order(SubmitResponse("vraag", **given), seat)
    assert not isinstance(outcome, Refused), outcome.sentence
    (answer,) = [event for event in outcome if isinstance(event, e.ResponseSubmitted)]
    return answer


def refusal(play: Play, **given: Any) -> Refused:
    outcome = play.order(SubmitResponse("vraag", **given), "burgemeester")
    assert isinstance(outcome, Refused)
    return outcome


def test_these_answers_are_to_a_form_of_every_kind() -> None:
    assert GIVEN.keys() == FORMS.keys()
    assert {form.kind for form in FORMS.values()} == set(get_args(FormKind))


# -- checklist ---------------------------------------------------------------------------------------------------


def test_ticks_are_kept_in_the_order_of_the_options() -> None:
    answer = submitted(asked("wie"), options=("buren", "raad"))

    assert (answer.options, answer.option, answer.text) == (("raad", "buren"), None, None)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (None, "answer.too_few"),
        ((), "answer.too_few"),
        (("raad", "pers", "buren"), "answer.too_many"),
        (("raad", "college"), "answer.ticks"),
        (("raad", "raad"), "answer.ticks"),
        (("any",), "answer.ticks"),
    ],
)
def test_a_checklist_takes_as_many_of_its_options_as_it_asks(options: tuple[str, ...] | None, code: str) -> None:
    assert asked("wie").refused(SubmitResponse("vraag", options=options), "burgemeester") == code


def test_too_many_ticks_are_refused_with_both_numbers() -> None:
    refused = refusal(asked("wie"), options=("raad", "pers", "buren"))

    assert refused.code == "answer.too_many"
    assert refused.sentence == "Vink er ten hoogste 2 aan. Nu zijn het er 3."


def test_a_checklist_that_asks_for_nothing_takes_no_ticks_at_all() -> None:
    form = Form("wie", "checklist", "Wie?", {"raad": "De raad"}, min_ticks=0, max_ticks=1)
    question = ask("wie", answers={"any": [SetVariable("paniek", True)]})
    play = Play.started(world([inject("vraag", at=0, ask=question)], forms={"wie": form}))

    assert submitted(play, options=()).options == ()
    assert play.values["paniek"] is True


def test_every_tick_has_its_effects_in_the_order_of_the_options_and_any_comes_last() -> None:
    effects = {
        "any": [AddToVariable("stand", 100)],
        "buren": [AddToVariable("stand", 10)],
        "pers": [AddToVariable("stand", 5)],
        "raad": [AddToVariable("stand", 1)],
    }
    play = asked("wie", answers=effects)
    play.order(SubmitResponse("vraag", options=("buren", "raad")), "burgemeester")

    assert [event.value for event in play.events if isinstance(event, e.VariableChanged)] == [1, 11, 111]


# -- assessment --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, 0, 6, -1])
def test_an_assessment_takes_a_number_of_its_scale(value: int | None) -> None:
    play = asked("meting")

    assert play.refused(SubmitResponse("vraag", value=value), "burgemeester") == "answer.value"
    assert refusal(play, value=value).sentence == "Kies een getal van 1 tot en met 5."


def test_a_number_has_its_effects() -> None:
    play = asked("meting", answers={"5": [AddToVariable("stand", 5)], "4": [AddToVariable("stand", 4)]})

    assert submitted(play, value=5).value == 5
    assert play.values["stand"] == 5


# -- statement ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "code"), [("", "answer.empty"), ("x" * 41, "answer.too_long")])
def test_a_statement_is_a_text_that_must_be_there_and_must_fit(text: str, code: str) -> None:
    assert asked("verklaring").refused(SubmitResponse("vraag", text), "burgemeester") == code


def test_a_statement_that_takes_longer_than_its_seconds_is_taken_all_the_same() -> None:
    form = Form("lang", "statement", "Wat zegt u?", max_length=10_000, seconds=10)
    play = Play.started(world([inject("vraag", at=0, ask=ask("lang"))], forms={"lang": form}))

    assert submitted(play, text="woord " * 400).text is not None


# -- worksheet ---------------------------------------------------------------------------------------------------


def test_every_text_of_a_worksheet_is_kept_by_itself_so_that_each_can_be_erased() -> None:
    play = asked("blad")
    answer = submitted(play, fields={"rest": "Niets.", "punten": ("b", "a"), **WHOLE})
    texts = {text.id: text.body for text in play.steps[-1].texts}

    assert [(field, given) for field, given in answer.fields if not isinstance(given, e.TextRef)] == [
        ("fase", ("f1",)),
        ("punten", ("a", "b")),
    ]
    refs = {field: given for field, given in answer.fields if isinstance(given, e.TextRef)}
    assert {field: texts[ref.id] for field, ref in refs.items()} == {"beeld": "Weinig.", "rest": "Niets."}
    assert [field for field, _ in answer.fields] == ["beeld", "fase", "punten", "rest"]


def test_what_is_left_empty_on_a_worksheet_is_not_kept() -> None:
    answer = submitted(asked("blad"), fields={**WHOLE, "punten": (), "rest": " \n"})

    assert [field for field, _ in answer.fields] == ["beeld", "fase"]


@pytest.mark.parametrize(
    ("field", "given", "code"),
    [
        ("beeld", "", "answer.empty"),
        ("beeld", "  ", "answer.empty"),
        ("beeld", "x" * 21, "answer.too_long"),
        ("beeld", "a\x00b", "answer.unreadable"),
        ("beeld", ("a",), "answer.part"),
        ("fase", "", "answer.empty"),
        ("fase", "f3", "answer.option"),
        ("fase", ("f1", "f2"), "answer.option"),
        ("punten", ("c",), "answer.ticks"),
        ("punten", "c", "answer.ticks"),
        ("punten", ("a", "a"), "answer.ticks"),
        ("rest", "x" * 21, "answer.too_long"),
    ],
)
def test_a_field_that_is_wrong_is_refused_by_its_name(field: str, given: str | tuple[str, ...], code: str) -> None:
    play = asked("blad")
    refused = refusal(play, fields={**WHOLE, field: given})

    assert (refused.code, refused.field) == (code, field)
    assert refused.sentence.startswith(f"Bij ‘{FORMS['blad'].fields[field].label}’: ")
    assert play.exercise.words == {}


def test_the_name_of_a_field_is_told_with_the_local_words() -> None:
    field = FormField("beeld", "Wat weet {{ gemeente }}?", "text", True, max_length=20)
    form = Form("blad", "worksheet", "Vul in.", fields={"beeld": field})
    parameters = [Parameter("gemeente", "Gemeente", "Hesselveld")]
    play = Play(world([inject("vraag", at=0, ask=ask("blad"))], forms={"blad": form}, parameters=parameters))
    play.order(FillIn({"gemeente": "Maasdorp"}))
    play.order(StartExercise())

    assert refusal(play, fields={}).sentence == (
        "Bij ‘Wat weet Maasdorp?’: er staat nog niets in. Schrijf eerst uw tekst."
    )


def test_a_field_that_the_worksheet_does_not_have_is_refused() -> None:
    command = SubmitResponse("vraag", fields={**WHOLE, "anders": "x"})

    assert asked("blad").refused(command, "burgemeester") == "answer.field_unknown"


def test_one_option_alone_may_stand_without_a_list() -> None:
    answer = submitted(asked("blad"), fields={"beeld": "Weinig.", "fase": ("f2",), "punten": "a"})

    assert answer.fields[1:] == (("fase", ("f2",)), ("punten", ("a",)))


def test_a_field_that_is_not_required_may_stay_empty_whatever_its_least_number() -> None:
    field = FormField("punten", "Welke?", "checklist", False, {"a": "A", "b": "B"}, 0, 2, 2)
    other = FormField("rest", "Wat nog?", "text", max_length=20)
    form = Form("blad", "worksheet", "Vul in.", fields={"punten": field, "rest": other})
    play = Play.started(world([inject("vraag", at=0, ask=ask("blad"))], forms={"blad": form}))

    assert play.refused(SubmitResponse("vraag", fields={"punten": ("a",)}), "burgemeester") == "answer.too_few"
    assert play.refused(SubmitResponse("vraag", fields={}), "burgemeester") == "answer.empty"
    assert submitted(play, fields={"rest": "Niets."}).counted


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_ready_made_worksheet_is_taken_with_its_required_fields_alone(template: str) -> None:
    fields = TEMPLATES[template]
    form = Form("blad", "worksheet", "Vul in.", fields=fields)
    play = Play.started(world([inject("vraag", at=0, ask=ask("blad"))], forms={"blad": form}))
    filled = {field.id: next(iter(field.options), "x") for field in fields.values() if field.required}

    first = next(field.id for field in fields.values() if field.required)
    assert refusal(play, fields={**filled, first: ""}).field == first
    assert [field for field, _ in submitted(play, fields=filled).fields] == list(filled)


# -- all kinds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", GIVEN)
def test_an_answer_comes_in_the_part_of_its_own_kind_alone(form: str) -> None:
    others: tuple[Mapping[str, Any], ...] = ({"options": ("raad",)}, {"value": 1}, {"fields": {}})
    for other in others:
        if other.keys() == GIVEN[form].keys():
            continue
        command = SubmitResponse("vraag", **{**other, **GIVEN[form]})
        assert asked(form).refused(command, "burgemeester") == "answer.part"
        assert isinstance(refusal(asked(form), **other), Refused)


@pytest.mark.parametrize("form", GIVEN)
def test_an_answer_of_every_kind_may_be_replaced_until_its_phase_is_over(form: str) -> None:
    question = ask(form, answers={"any": [AddToVariable("stand", 1)]})
    play = Play.started(world([inject("vraag", at=0, ask=question)], [phase("een"), phase("twee")]))
    submitted(play, **GIVEN[form])

    assert play.refused(SubmitResponse("vraag", **GIVEN[form]), "burgemeester") == "answer.changed"
    assert submitted(play, **GIVEN[form], based_on=1).revision == 2
    assert play.values["stand"] == 1
    play.order(NextPhase("een"))
    assert play.refused(SubmitResponse("vraag", **GIVEN[form], based_on=2), "burgemeester") == "answer.closed"


@pytest.mark.parametrize("form", GIVEN)
def test_a_late_answer_of_every_kind_is_kept_and_has_no_effects(form: str) -> None:
    play = asked(form, deadline=MINUTE, answers={"any": [SetVariable("paniek", True)]})
    play.until(2 * MINUTE)
    answer = submitted(play, **GIVEN[form])

    assert (answer.late, answer.counted, play.values["paniek"]) == (True, False, False)


@pytest.mark.parametrize("form", GIVEN)
def test_a_team_gives_one_answer_of_every_kind_together(form: str) -> None:
    question = ask(form, by=("team:college",))
    play = Play.started(world([inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=question)]))
    submitted(play, **GIVEN[form])

    assert play.refused(SubmitResponse("vraag", **GIVEN[form]), "wethouder") == "answer.changed"
    assert submitted(play, "wethouder", **GIVEN[form], based_on=1).seat == "wethouder"


@pytest.mark.parametrize("form", GIVEN)
def test_no_state_holds_a_typed_word(form: str) -> None:
    play = asked(form)
    submitted(play, **GIVEN[form])

    for text in play.steps[-1].texts:
        assert text.body not in repr(play.state)
