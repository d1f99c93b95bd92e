import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exercise.events import (
    STORED_NAMES,
    Event,
    ExerciseCreated,
    InjectDelivered,
    InjectDue,
    MessageSent,
    ResponseSubmitted,
    Scored,
    TextRef,
    VariableChanged,
)
from server.journal import codec
from server.journal.errors import Damaged, TooNew, Unstorable

ref = TextRef("t1", "00ff")


def events(event_type: type[Event]) -> st.SearchStrategy[Event]:
    """Any event of this type, but for the NUL that no store takes."""
    return st.from_type(event_type).filter(lambda event: r"\x00" not in repr(event))


@pytest.mark.parametrize("name", STORED_NAMES)
@settings(max_examples=40)
@given(data=st.data())
def test_every_event_survives_encoding_and_decoding(name: str, data: st.DataObject) -> None:
    event = data.draw(events(STORED_NAMES[name]))
    encoded = codec.encode(event)
    decoded = codec.decode(*encoded)
    assert encoded.name == name
    assert decoded == event
    assert repr(decoded) == repr(event)  # True is not 1
    assert codec.encode(decoded) == encoded


def test_an_event_is_one_line_of_canonical_json() -> None:
    event = VariableChanged(1500, "onrust", 40, "brand-één")
    body = '{"at_ms":1500,"cause":"brand-één","name":"onrust","reason":null,"unit":"","value":40}'
    assert codec.encode(event) == ("variable.changed", 1, body)


def test_tuples_and_references_come_back_as_they_were() -> None:
    event = ExerciseCreated(
        0, "e1", "x", "mini", (("scenario.yaml", "ab"),), (("gemeente", ref),), 7, "1", "society/1", unattended=True
    )
    assert codec.decode(*codec.encode(event)) == event


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, "half \ud83d", "nul \0", object(), [b"x"], 10**5000],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_say_exactly_is_refused(value: Any) -> None:
    with pytest.raises(Unstorable):
        codec.canonical_json({"value": value})


def test_a_written_backslash_is_no_nul() -> None:
    assert codec.canonical_json(r"\u0000") == r'"\\u0000"'


@pytest.mark.parametrize("at_ms", ["5", 5.0, None, True])
def test_an_event_with_a_value_of_the_wrong_type_is_refused(at_ms: Any) -> None:
    with pytest.raises(Unstorable, match=r"inject\.due"):
        codec.encode(InjectDue(at_ms, "brand"))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '{"at_ms":1}',
        '{"at_ms":"1","inject":"brand"}',
        '{"at_ms":1,"inject":"brand","extra":1}',
        '{"at_ms":NaN,"inject":"brand"}',
        '{"at_ms":1,"inject":"\ud800"}',
    ],
)
def test_a_body_that_is_not_this_event_is_damage(body: str) -> None:
    with pytest.raises(Damaged, match=r"inject\.due"):
        codec.decode("inject.due", 1, body)


@pytest.mark.parametrize(("name", "version"), [("inject.teleported", 1), ("inject.due", 2)])
def test_what_a_newer_version_wrote_says_so(name: str, version: int) -> None:
    with pytest.raises(TooNew, match="nieuwste versie"):
        codec.decode(name, version, '{"at_ms":1,"inject":"brand"}')


def test_an_answer_from_before_there_were_worksheets_is_still_read() -> None:
    body = (
        '{"at_ms":5,"counted":true,"inject":"vraag","late":false,"option":"ja","revision":1,"seat":"wethouder",'
        '"stage":"acuut","text":null,"unit":"seat:wethouder"}'
    )
    answer = ResponseSubmitted(5, "vraag", "seat:wethouder", "wethouder", 1, None, "ja", False, True, "acuut")
    assert codec.decode("response.submitted", 1, body) == answer


def test_the_texts_of_a_worksheet_are_found_among_its_ticks() -> None:
    other = TextRef("t2", "11")
    answer = ResponseSubmitted(
        5,
        "vraag",
        "seat:wethouder",
        "wethouder",
        1,
        None,
        None,
        False,
        True,
        "acuut",
        fields=(("beeld", ref), ("punten", ("a", "b")), ("rest", other)),
    )
    assert list(codec.text_refs(answer)) == [ref, other]
    assert codec.decode(*codec.encode(answer)) == answer


def test_an_old_version_is_brought_up_to_date_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    upcasts = {
        ("inject.due", 1): lambda old: {"at_ms": old["second"], "inject": old["inject"]},
        ("inject.due", 2): lambda old: {**old, "at_ms": old["at_ms"] * 1000},
    }
    monkeypatch.setattr(codec, "UPCASTS", upcasts)
    assert codec.decode("inject.due", 1, '{"inject":"brand","second":3}') == InjectDue(3000, "brand")
    assert codec.decode("inject.due", 2, '{"at_ms":3,"inject":"brand"}') == InjectDue(3000, "brand")
    assert codec.encode(InjectDue(3000, "brand")).version == 3


def test_a_delivery_from_before_there_were_variants_is_one_of_the_own_text() -> None:
    body = (
        '{"at_ms":1,"cause":"clock","deadlines":[],"facilitator":false,"go_wall_ms":null,"inject":"brand",'
        '"plenary":false,"seats":["wethouder"],"units":[]}'
    )
    sent = InjectDelivered(1, "brand", ("wethouder",), False, False, (), (), "clock")
    assert codec.decode("inject.delivered", 1, body) == sent
    assert (sent.variant, sent.shown) == (None, ())


def test_the_variables_in_a_delivered_text_stay_what_they_were() -> None:
    sent = replace(
        InjectDelivered(1, "brand", ("wethouder",), False, False, (), (), "clock"),
        shown=(("grip", 2), ("raad_ingelicht", False), ("wind", "oost")),
    )
    again = codec.decode(*codec.encode(sent))
    assert again == sent
    assert isinstance(again, InjectDelivered)
    assert [type(value) for _, value in again.shown] == [int, bool, str]


def test_the_references_of_an_event_are_found_wherever_they_stand() -> None:
    other = TextRef("t2", "11")
    created = ExerciseCreated(0, "e", "x", "s", (), (("gemeente", ref), ("wijk", other)), 7, "1", "society/1")
    sent = MessageSent(0, "m", "chat", ref, other, ref, ("wethouder",), plenary=False)
    assert list(codec.text_refs(created)) == [ref, other]
    assert list(codec.text_refs(sent)) == [ref, other, ref]
    assert list(codec.text_refs(Scored(0, "t", "inject:a", "seat:b", "toon", 3, "said"))) == []
