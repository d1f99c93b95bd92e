"""What the rules look at: when a message comes as far as the file can tell, and where things stand."""

from __future__ import annotations

from dataclasses import replace

from engine.scenario.findings import Place, Report
from engine.scenario.lint.survey import Survey
from engine.scenario.model import Scenario
from engine.scenario.reading import read_files
from engine.scenario.sections.fields import Desk
from engine.scenario.times import MINUTE_MS
from tests.engine.scenario.lint.planted import EVENING, found, message, more


def scenario(*messages: str) -> Scenario:
    read = read_files({"scenario.yaml": EVENING.replace("debrief:\n", more(*messages)).encode()}).scenario
    assert read is not None
    return read


def survey(*messages: str) -> Survey:
    return Survey(scenario(*messages), Desk(Report("scenario.yaml")))


def test_a_chain_comes_as_early_as_its_delays_allow() -> None:
    looked = survey(
        message("a", at="+1 min"),
        message("b", after="{inject: a, delay: 2 min}"),
        message("c", after="{inject: b, delay: 3 min, spread: 1 min}"),
    )

    assert [looked.may_come_ms[name] // MINUTE_MS for name in "abc"] == [1, 3, 5]
    assert [looked.surely_come_ms[name] // MINUTE_MS for name in "abc"] == [1, 3, 5]


def test_what_takes_an_answer_may_come_and_does_not_surely() -> None:
    looked = survey(
        message("a", at="+1 min", response="{form: zeggen, by: griffier, deadline: 2 min, no_answer: [{send: stil}]}"),
        message("stil", manual="yes"),
        message("na", after="{answer: a}"),
        message("soms", at="+1 min", **{"if": "vragen > 1"}),
        message("regel", when="vragen > 3"),
    )

    assert {name: looked.may_come_ms.get(name) for name in ("stil", "na", "soms", "regel")} == {
        "stil": 3 * MINUTE_MS,
        "na": MINUTE_MS,
        "soms": MINUTE_MS,
        "regel": None,
    }
    assert not {"stil", "na", "soms", "regel"} & looked.surely_come_ms.keys()


def test_a_message_comes_the_first_way_that_brings_it() -> None:
    looked = survey(
        message("a", at="+1 min", effects="[{send: {inject: c, delay: 4 min}}]"),
        message("b", at="+2 min", effects="[{send: c}]"),
        message("c", manual="yes"),
    )

    assert looked.surely_come_ms["c"] == 2 * MINUTE_MS


def test_a_copy_of_a_message_that_repeats_stands_where_the_message_stands() -> None:
    whole = scenario()
    copied = replace(
        whole, injects={**whole.injects, "krant.2": replace(whole.injects["krant"], id="krant.2", repeat_of="krant")}
    )
    desk = Desk(
        Report("scenario.yaml"), places={("injects", "krant"): Place(9, 9), ("injects", "krant", "body"): Place(9, 12)}
    )

    looked = Survey(copied, desk)

    assert [inject.id for inject in looked.injects] == list(whole.injects)
    assert looked.place("injects", "krant.2", "body") == Place(9, 12)
    assert looked.place("injects", "krant.2", "deadline") == Place(9, 9)


def test_a_rule_speaks_once_of_a_message_that_repeats() -> None:
    often = message("vaak", when="vragen > 3", repeat="3", title="a" * 61)

    findings = found(EVENING.replace("debrief:\n", more(often)))

    assert [finding.code for finding in findings] == ["W301"]
