"""Calls in conditions: every id is checked, and what authors write instead is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.scenario.conditions.parsing import CALLS, Condition, ConditionNames, parse
from engine.scenario.findings import Problem
from engine.scenario.model import Variable

NAMES = ConditionNames(
    variables={"gebeld": Variable("gebeld", "yesno", False), "vragen": Variable("vragen", "number", 0)},
    phases=("acuut",),
    injects=("rtv-belt", "mail", "brief", "delen"),
    asking=("rtv-belt", "mail", "delen"),
    timed=("rtv-belt",),
    forms=("reactie", "los", "delen"),
    asked=("reactie", "delen"),
)


def wrong(source: str, names: ConditionNames = NAMES) -> list[Problem]:
    parsed = parse(source, names)
    assert not isinstance(parsed, Condition)
    return list(parsed)


@pytest.mark.parametrize(
    "source",
    [
        'sent("brief")',
        "not sent('rtv-belt') and gebeld",
        'answered("mail")',
        'answered("reactie") == no',
        'late("rtv-belt")',
        'minutes_since("brief") >= 5',
        '1 < minutes_since("brief") + count_answered("mail") <= vragen',
        'count_answered( "mail" ) in [1, 2]',
    ],
)
def test_a_call_asks_about_a_message(source: str) -> None:
    assert isinstance(parse(source, NAMES), Condition)


def test_a_condition_knows_what_it_asks() -> None:
    condition = parse('sent("brief") and (minutes_since("brief") > 5 or vragen > 1)', NAMES)

    assert isinstance(condition, Condition)
    assert condition.names == {"vragen"}
    assert condition.calls == {("sent", "brief"), ("minutes_since", "brief")}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('gebeld and verstuurd("brief")', [("E214", 11)]),
        ("sent()", [("E215", 0)]),
        ('sent("brief", "mail")', [("E215", 14)]),
        ('sent(inject="brief")', [("E215", 12)]),
        ("sent(5)", [("E215", 5)]),
        ("sent(rtv-belt)", [("E215", 5)]),
        ('sent(sent("brief"))', [("E215", 5)]),
        ('sent("breif")', [("E216", 5)]),
        ('late("reactie")', [("E216", 5)]),
        ('answered("raectie")', [("E217", 9)]),
        ('answered("brief")', [("E218", 9)]),
        ('count_answered("brief") > 1', [("E218", 15)]),
        ('late("brief")', [("E218", 5)]),
        ('answered("delen")', [("E219", 9)]),
        ('late("mail")', [("E220", 5)]),
        ('answered("los")', [("E221", 9)]),
        ('sent("breif") and late("mial")', [("E216", 5), ("E216", 23)]),
        ('sent("brief") > 1', [("E204", 0)]),
        ('minutes_since("brief")', [("E205", 0)]),
        ('count_answered("mail") == yes', [("E204", 26)]),
        ("minutes_since('brief') == '5'", [("E204", 26)]),
        ('"é" == "é" and sent("breif")', [("E216", 20)]),
        ('gebeld.sent("brief")', [("E201", 0)]),
    ],
)
def test_a_mistake_is_found_at_its_character(source: str, found: list[tuple[str, int]]) -> None:
    assert [(problem.code, problem.offset) for problem in wrong(source)] == found


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ('verstuurd("brief")', 'bedoelde u "sent"?'),
        ('Sent("brief")', 'bedoelde u "sent"?'),
        ('beantwoord("mail")', 'bedoelde u "answered"?'),
        ('te_laat("rtv-belt")', 'bedoelde u "late"?'),
        ('minuten_sinds("brief") > 5', 'bedoelde u "minutes_since"?'),
        ('aantal_antwoorden("mail") > 5', 'bedoelde u "count_answered"?'),
        ('random("mail")', "kies uit: sent, answered, late, minutes_since, count_answered"),
        ('niet(sent("brief"))', "schrijf not"),
        ('of(sent("brief"), gebeld)', "schrijf or"),
        ('sent("brief") en gebeld', "schrijf and"),
        ('niet sent("brief")', "schrijf not"),
        ('te laat("rtv-belt")', 'schrijf late("…"), met het id van een bericht tussen de haken'),
        ('sent "brief"', 'zet haken om het id: sent("…")'),
        ('sent["brief"]', 'gebruik ronde haken: sent("…")'),
        ("sent(brief)", 'zet aanhalingstekens om het id: sent("brief")'),
        ("sent(rtv-belt)", 'zet aanhalingstekens om het id: sent("rtv-belt")'),
        ("sent()", 'schrijf sent("id-van-een-bericht")'),
        ("sent == yes", 'schrijf sent("…"), met het id van een bericht tussen de haken'),
        ("verstuurd == ja", 'schrijf sent("…"), met het id van een bericht tussen de haken'),
        ('sent("breif")', 'bedoelde u "brief"?'),
        ('late("los")', "dat is een formulier; geef het id van een bericht"),
        ('answered("reactei")', 'bedoelde u "reactie"?'),
        ('answered("mial")', 'bedoelde u "mail"?'),
    ],
)
def test_the_hint_says_what_was_meant(source: str, hint: str) -> None:
    assert wrong(source)[0].hint == hint


def test_ids_are_taken_on_trust_when_part_of_the_file_could_not_be_read() -> None:
    names = ConditionNames({}, (), injects=("brief",), complete=False)

    assert isinstance(parse('late("wie-weet")', names), Condition)
    assert [problem.code for problem in wrong("late(5)", names)] == ["E215"]


def test_a_variable_may_have_the_name_of_a_call() -> None:
    names = ConditionNames({"late": Variable("late", "yesno", False)}, (), ("mail",), ("mail",), ("mail",))

    assert isinstance(parse('late and not late("mail")', names), Condition)


def test_every_call_is_explained_under_a_heading_of_its_own() -> None:
    page = Path(__file__).parents[4].joinpath("docs", "scenario-format.md").read_text("utf-8")

    assert [call for call in CALLS if f'\n### `{call}("' not in page] == []
