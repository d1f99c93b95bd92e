from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exercise import commands as c
from engine.exercise.view import Header, Mark, MeterLine, Meters, Moment
from engine.scenario.sections.forms import LONGEST_WORKSHEET, MOST_FIELDS, MOST_OPTIONS
from engine.scenario.sections.worksheets import TEMPLATES
from server.bodies import MAX_FIELDS
from server.wire import MAX_BODY, NotUnderstood, node_data, parse, parse_form

ID = "0123456789abcdef" * 2

SENT: list[tuple[dict[str, Any], c.Command]] = [
    ({"type": "start"}, c.StartExercise()),
    ({"type": "fill_in", "parameters": {"gemeente": "Maasdorp"}}, c.FillIn({"gemeente": "Maasdorp"})),
    ({"type": "choose_start", "name": "wind", "value": "oost"}, c.ChooseStart("wind", "oost")),
    ({"type": "pause"}, c.PauseClock()),
    ({"type": "resume"}, c.ResumeClock()),
    ({"type": "speed", "speed_num": 5, "speed_den": 2}, c.ChangeSpeed(5, 2)),
    ({"type": "mode", "automatic": False}, c.ChangeMode(False)),
    ({"type": "fire", "inject": "a"}, c.FireInject("a")),
    ({"type": "skip", "inject": "a"}, c.SkipInject("a")),
    ({"type": "move", "inject": "a", "by_ms": -60_000, "and_later": True}, c.MoveInject("a", -60_000, True)),
    ({"type": "next_phase", "phase": "p"}, c.NextPhase("p")),
    ({"type": "next_phase", "phase": "p", "to": "q"}, c.NextPhase("p", "q")),
    ({"type": "time_out"}, c.TimeOut()),
    ({"type": "hold", "inject": "a", "held": False}, c.HoldInject("a", False)),
    ({"type": "edit", "inject": "a", "sender": "s", "title": "t", "body": "b"}, c.EditInject("a", "s", "t", "b")),
    ({"type": "fold", "seat": "a", "into": "b"}, c.Fold("a", "b")),
    ({"type": "unfold", "seat": "a"}, c.Unfold("a")),
    ({"type": "veto", "moment": "m", "unit": "u", "veto": "privacy"}, c.SetVeto("m", "u", "privacy")),
    ({"type": "take_back", "item": "a"}, c.TakeBack("a")),
    ({"type": "call_hall", "seconds": 30, "room": "Zaal A"}, c.CallHall(30, "Zaal A")),
    ({"type": "beamer", "shows": "item", "item": "a"}, c.SetBeamer("item", "a")),
    ({"type": "move_phase_end", "phase": "p", "by_ms": 1}, c.MovePhaseEnd("p", 1)),
    ({"type": "move_deadline", "inject": "a", "unit": "seat:b", "by_ms": 1}, c.MoveDeadline("a", "seat:b", 1)),
    (
        {"type": "message", "to": ["all", "plenary"], "channel": "news", "sender": "s", "title": "t", "body": "b"},
        c.SendMessage(("all", "plenary"), "news", "s", "t", "b"),
    ),
    ({"type": "open", "item": "a"}, c.OpenItem("a")),
    ({"type": "respond", "inject": "a", "text": "één", "based_on": 2}, c.SubmitResponse("a", "één", None, 2)),
    ({"type": "respond", "inject": "a", "option": "x"}, c.SubmitResponse("a", None, "x", 0)),
    ({"type": "respond", "inject": "a", "options": ["x", "y"]}, c.SubmitResponse("a", options=("x", "y"))),
    ({"type": "respond", "inject": "a", "value": 3}, c.SubmitResponse("a", value=3)),
    (
        {"type": "respond", "inject": "a", "fields": {"beeld": "één", "punten": ["x"]}},
        c.SubmitResponse("a", fields={"beeld": "één", "punten": ("x",)}),
    ),
    ({"type": "decline", "item": "a"}, c.DeclineCall("a")),
    ({"type": "hang_up", "item": "a"}, c.HangUp("a")),
    ({"type": "hang_up", "item": "a", "seat": "b"}, c.HangUp("a", "b")),
    ({"type": "start", "phase": "p"}, c.StartExercise("p")),
    ({"type": "beamer", "shows": "question", "item": "2"}, c.SetBeamer("question", "2")),
    ({"type": "begin", "inject": "a"}, c.BeginInject("a")),
    ({"type": "write", "to": ["a"], "text": "t", "facts": ["f"]}, c.Write(("a",), "t", ("f",))),
    ({"type": "ask", "kind": "time_out", "text": ""}, c.AskTrainer("time_out", "")),
    ({"type": "settle", "request": "r"}, c.SettleHelp("r")),
    ({"type": "ladder", "ladder": "grip", "step": 3, "reason": "r"}, c.SetLadder("grip", 3, "r")),
    (
        {"type": "score", "moment": "inject:a", "unit": "seat:b", "dimension": "d1", "position": 3, "basis": "said"},
        c.SetScore("inject:a", "seat:b", "d1", 3, "said", None),
    ),
    (
        {"type": "score", "moment": "inject:a", "unit": "seat:b", "dimension": "d1", "position": None, "revision": 1},
        c.SetScore("inject:a", "seat:b", "d1", None, "typed", 1),
    ),
    ({"type": "note_score", "moment": "m", "unit": "u", "text": "t"}, c.NoteScore("m", "u", "t")),
    (
        {"type": "observe", "text": "stil", "moment": "inject:mail"},
        c.Observe("stil", "inject:mail"),
    ),
    ({"type": "end"}, c.EndExercise()),
    ({"type": "reopen"}, c.ReopenExercise()),
]


@pytest.mark.parametrize(("body", "command"), SENT, ids=[str(body["type"]) for body, _ in SENT])
def test_a_command_comes_through_json_as_it_was_meant(body: dict[str, Any], command: c.Command) -> None:
    posted = parse(json.loads(json.dumps({**body, "command_id": ID})))
    assert (posted.command, posted.command_id) == (command, ID)


def test_every_command_is_among_those_sent() -> None:
    assert {body["type"] for body, _ in SENT} == set(c.WIRE_NAMES)


def refused(body: object) -> str:
    with pytest.raises(NotUnderstood) as error:
        parse(body)
    sentence = str(error.value)
    sentence.encode()
    return sentence


@pytest.mark.parametrize("body", [None, [], "start", 5, True, [["type", "start"]]])
def test_what_is_no_object_is_told_so(body: object) -> None:
    assert refused(body) == "Stuur één JSON-object met type en command_id."


@pytest.mark.parametrize(
    "command_id",
    [None, "", 5, "a" * 31, "a" * 33, "A" * 32, "g" * 32, "a" * 31 + "\n", "a" * 32 + "\n", "٣" * 32, ["a" * 32]],
)
def test_a_command_id_is_32_hex_digits(command_id: object) -> None:
    assert refused({"type": "start", "command_id": command_id}).startswith("command_id: geef 32 tekens")


@pytest.mark.parametrize("kind", [None, "", "Start", "bestaat-niet", 5, {"a": 1}, ["start"], "\ud800"])
def test_an_unknown_type_is_answered_with_the_list_of_types(kind: object) -> None:
    assert refused({"type": kind, "command_id": ID}) == f"type: kies uit {', '.join(c.WIRE_NAMES)}."


def test_an_unknown_field_is_named() -> None:
    assert refused({"type": "start", "command_id": ID, "haast": 1}) == "haast: dit veld hoort niet bij start."


def test_why_the_clock_stopped_cannot_be_claimed_from_outside() -> None:
    assert refused({"type": "pause", "command_id": ID, "cause": "gap"}) == "cause: dit veld hoort niet bij pause."


def test_a_field_name_that_cannot_be_written_is_answered_in_words_that_can() -> None:
    assert "dit veld hoort niet bij start" in refused({"type": "start", "command_id": ID, "\ud800\x00": 1})


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"type": "fire"}, "inject: dit veld ontbreekt."),
        ({"type": "fire", "inject": None}, "inject: geef tekst."),
        ({"type": "fire", "inject": 5}, "inject: geef tekst."),
        ({"type": "fire", "inject": ["a"]}, "inject: geef tekst."),
        ({"type": "move", "inject": "a", "by_ms": "veel"}, "by_ms: geef een heel getal."),
        ({"type": "move", "inject": "a", "by_ms": 1.5}, "by_ms: geef een heel getal."),
        ({"type": "move", "inject": "a", "by_ms": float("nan")}, "by_ms: geef een heel getal."),
        ({"type": "move", "inject": "a", "by_ms": float("inf")}, "by_ms: geef een heel getal."),
        ({"type": "move", "inject": "a", "by_ms": 10**4000}, "by_ms: dit getal is te groot."),
        ({"type": "speed", "speed_num": 10**20, "speed_den": 10**20}, "speed_num: dit getal is te groot."),
        ({"type": "speed", "speed_num": "9" * 40, "speed_den": "9" * 40}, "speed_num: dit getal is te groot."),
        ({"type": "speed", "speed_num": 1e18, "speed_den": 1e18}, "speed_num: dit getal is te groot."),
        ({"type": "score", "moment": "m", "unit": "u", "dimension": "d"}, "position: dit veld ontbreekt."),
        (
            {"type": "score", "moment": "m", "unit": "u", "dimension": "d", "position": 1, "basis": "gedacht"},
            "basis: kies uit 'typed', 'said' of 'silent'.",
        ),
        ({"type": "mode", "automatic": "misschien"}, "automatic: geef true of false."),
        ({"type": "mode", "automatic": None}, "automatic: geef true of false."),
        (
            {"type": "message", "to": "all", "channel": "news", "sender": "", "title": "", "body": ""},
            "to: geef een lijst.",
        ),
        (
            {"type": "message", "to": [1], "channel": "news", "sender": "", "title": "", "body": ""},
            "to.0: geef tekst.",
        ),
        ({"type": "respond", "inject": "a", "options": "x"}, "options: geef een lijst."),
        ({"type": "respond", "inject": "a", "value": "vijf"}, "value: geef een heel getal."),
        ({"type": "respond", "inject": "a", "fields": ["x"]}, "fields: geef een object."),
        ({"type": "respond", "inject": "a", "fields": {"beeld": 3}}, "fields.beeld: geef tekst of een lijst."),
        ({"type": "respond", "inject": "a", "fields": {"\ud800": ["x", 3]}}, "fields.���: geef tekst of een lijst."),
    ],
)
def test_a_field_of_the_wrong_shape_is_told_in_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert refused({**fields, "command_id": ID}) == sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted({field.name for kind in c.WIRE_NAMES.values() for field in fields(kind)} | {"haast"})


@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from(list(c.WIRE_NAMES)), "command_id": st.just(ID)},
        optional=dict.fromkeys(NAMES, JSON),
    )
)
def test_whatever_comes_in_is_a_command_or_a_sentence(body: dict[str, Any]) -> None:
    try:
        outcome: object = type(parse(body).command)
    except NotUnderstood as error:
        outcome = str(error)[-1]
    assert outcome in (c.WIRE_NAMES[body["type"]], ".")


@pytest.mark.parametrize(
    ("fields", "command"),
    [
        ({"type": ["pause"]}, c.PauseClock()),
        ({"type": ["speed"], "speed_num": ["5"], "speed_den": ["1"]}, c.ChangeSpeed(5)),
        ({"type": ["mode"], "automatic": ["false"]}, c.ChangeMode(False)),
        ({"type": ["move"], "inject": ["a"], "by_ms": ["-60000"]}, c.MoveInject("a", -60_000)),
        ({"type": ["respond"], "inject": ["a"], "text": [""], "based_on": ["0"]}, c.SubmitResponse("a")),
        (
            {"type": ["respond"], "inject": ["a"], "options": ["", "x", "y"]},
            c.SubmitResponse("a", options=("x", "y")),
        ),
        ({"type": ["respond"], "inject": ["a"], "options": [""]}, c.SubmitResponse("a", options=())),
        ({"type": ["respond"], "inject": ["a"], "value": ["3"]}, c.SubmitResponse("a", value=3)),
        (
            {
                "type": ["respond"],
                "inject": ["a"],
                "fields.beeld": ["één"],
                "fields.leeg": [""],
                "fields.fase": ["f1"],
                "ticks.punten": ["x", "y"],
            },
            c.SubmitResponse("a", fields={"beeld": "één", "leeg": "", "fase": "f1", "punten": ("x", "y")}),
        ),
        (
            {
                "type": ["score"],
                "moment": ["inject:a"],
                "unit": ["seat:b"],
                "dimension": ["d1"],
                "position": [""],
                "revision": [""],
                "basis": ["said"],
            },
            c.SetScore("inject:a", "seat:b", "d1", None, "said", None),
        ),
        ({"type": ["note_score"], "moment": ["m"], "unit": ["u"], "text": [""]}, c.NoteScore("m", "u", "")),
        (
            {"type": ["fill_in"], "parameters.gemeente": ["Maasdorp"], "parameters.krant": [""]},
            c.FillIn({"gemeente": "Maasdorp", "krant": ""}),
        ),
        ({"type": ["choose_start"], "name": ["wind"], "value": ["oost"]}, c.ChooseStart("wind", "oost")),
        (
            {
                "type": ["message"],
                "to": ["all", "plenary"],
                "channel": ["news"],
                "sender": ["s"],
                "title": [""],
                "body": ["b"],
            },
            c.SendMessage(("all", "plenary"), "news", "s", "", "b"),
        ),
    ],
)
def test_a_form_says_the_same_as_json_and_a_blank_field_says_nothing(
    fields: dict[str, list[str]], command: c.Command
) -> None:
    posted = parse_form({**fields, "command_id": [ID]})
    assert (posted.command, posted.command_id) == (command, ID)


def test_the_longest_worksheet_fits_in_one_order() -> None:
    fields = {f"veld{n}": "\N{GRINNING FACE}" * (LONGEST_WORKSHEET // MOST_FIELDS) for n in range(MOST_FIELDS)}
    body = {"type": "respond", "command_id": ID, "inject": "i" * 40, "based_on": 1, "fields": fields}
    assert len(json.dumps(body, ensure_ascii=False).encode()) < MAX_BODY
    assert (MOST_FIELDS + max(map(len, TEMPLATES.values()))) * MOST_OPTIONS < MAX_FIELDS


def test_a_form_without_script_has_no_command_id_and_gets_one_of_its_own() -> None:
    blank, absent = parse_form({"type": ["start"], "command_id": [""]}), parse_form({"type": ["start"]})
    assert len({blank.command_id, absent.command_id}) == 2
    assert parse({"type": "start", "command_id": blank.command_id}).command == c.StartExercise()


def test_a_message_for_nobody_in_a_form_names_nobody() -> None:
    sent = {"type": ["message"], "channel": ["news"], "sender": ["s"], "title": ["t"], "body": ["b"]}
    assert parse_form(sent).command == c.SendMessage((), "news", "s", "t", "b")


def test_a_node_is_its_place_its_kind_and_what_it_says() -> None:
    assert node_data(Meters((MeterLine("onrust", 10, 5),))) == {
        "key": "meters",
        "region": "meters",
        "order": 0,
        "kind": "meters",
        "data": {"lines": ({"id": "onrust", "value": 10, "start": 5},)},
    }
    moment = Moment(
        "e1", "Titel", True, ("raad",), (("group:raad", Mark("trainer", "d1", 3, "said")),), (), "moment:e1", 7
    )
    assert json.loads(json.dumps(node_data(moment)))["data"]["marks"] == [
        ["group:raad", {"rater": "trainer", "dimension": "d1", "position": 3, "basis": "said"}]
    ]


def test_the_place_of_a_node_is_not_told_twice() -> None:
    header = Header("a", "r", "n", "p", "t", "k", "lobby", None, 0, 2, None, "Titel")
    assert not {"key", "region", "order", "kind"} & node_data(header)["data"].keys()
