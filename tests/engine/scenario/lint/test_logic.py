"""What follows from what: told when it is certain."""

from __future__ import annotations

from tests.engine.scenario.lint.planted import EVENING, found, message, more


def codes(text: str) -> list[str]:
    return [finding.code for finding in found(text)]


def evening(*messages: str) -> str:
    return EVENING.replace("debrief:\n", more(*messages))


def test_a_value_that_nothing_gives_can_still_be_the_start() -> None:
    text = EVENING.replace("set: {keuze: later}", "set: {keuze: nu}")

    assert codes(text) == ["W277"]


def test_the_conditions_of_variants_are_conditions_too() -> None:
    other = "variants: [{if: vragen > 0, body: Wat zegt u?}, {if: vragen > 9, title: Nooit}]"
    text = EVENING.replace("body: Komt er nog iets?", f"body: Komt er nog iets?\n    {other}").replace(
        "    if: vragen > 1\n", ""
    )

    findings = found(text)

    assert [(f.code, f.column) for f in findings] == [("W270", 58)]


def test_a_variable_that_never_changes_is_told_of_as_such_and_only_so() -> None:
    text = EVENING.replace("          - add: {vragen: 1}\n", "")

    assert codes(text) == ["W222"]


def test_a_rule_is_looked_at_in_its_own_phase_unless_it_stays_open() -> None:
    rule = message("r", when="phase == 'acuut' and gebeld == no")

    assert codes(evening(rule)) == ["W270"]
    assert codes(evening(rule.replace("phase: later", "phase: later\n    carry: yes"))) == []


def test_a_guard_can_be_looked_at_in_any_phase() -> None:
    guarded = message("g", manual="yes", **{"if": "phase == 'acuut'"})

    assert codes(evening(guarded)) == []


def test_two_rules_may_set_the_same_value_or_fire_at_other_moments() -> None:
    one = message("a", when="vragen == 3", effects="[{set: {keuze: nu}}]")

    assert codes(evening(one, message("b", when="vragen == 3", effects="[{set: {keuze: nu}}]"))) == []
    assert codes(evening(one, message("b", when="vragen == 4", effects="[{set: {keuze: later}}]"))) == []
    assert codes(evening(one, message("b", when="vragen == 3", delay="1 min", effects="[{set: {keuze: later}}]"))) == []


def test_a_message_that_also_an_earlier_phase_sends_is_in_time() -> None:
    late = message("terug", phase="acuut", manual="yes")
    sends = message("stuurt", manual="yes", effects="[{send: terug}]")
    sends_first = message("stuurt-eerst", phase="acuut", manual="yes", effects="[{send: terug}]")

    assert codes(evening(late, sends)) == ["W275"]
    assert codes(evening(late, sends, sends_first)) == []
    assert codes(evening(late.replace("manual: yes", "manual: yes\n    carry: yes"), sends)) == []


def test_cancelling_a_question_stops_its_deadline() -> None:
    asks = message("vraagt", at="+2 min", response="{form: zeggen, by: griffier, deadline: 4 min}")

    assert codes(evening(asks, message("dan", at="+3 min", effects="[{cancel: vraagt}]"))) == []


def test_a_yes_that_changes_something_needs_no_consequence_of_no() -> None:
    text = EVENING.replace("        nee:\n          - add: {onrust: 1}\n", "")

    assert codes(text) == []


def test_any_is_a_consequence_of_every_option() -> None:
    text = EVENING.replace(
        "        alles:\n          - add: {regellast: 4}\n", "        any:\n          - add: {regellast: 1}\n"
    )

    assert codes(text) == []
