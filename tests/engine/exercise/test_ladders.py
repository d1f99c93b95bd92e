"""The four ladders: moved by those whose they are, read by all rules, beside what is expected now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.commands import EndExercise, Fold, NextPhase, SetLadder, SubmitResponse, TakeBack
from engine.scenario.model import TRAINER, Band, Inject, Phase, Role, Scenario, SetVariable
from tests.engine.worlds import MINUTE, ROLES, Play, ask, inject, phase, world

WHY = "De school belde."


def with_ladders(*injects: Inject, phases: tuple[Phase, ...] = (phase("een"),), roles: bool = True) -> Scenario:
    """The mayor moves the unrest and GRIP, the alderman AVE and GRIP."""
    allowed = {"burgemeester": ("onrustfase", "grip"), "wethouder": ("ave", "grip")} if roles else {}
    people: list[Role] = [replace(role, ladders=allowed.get(role.id, ())) for role in ROLES]
    return world(injects, phases, roles=people)


def on_the_desk(play: Play) -> dict[str, v.LadderLine]:
    node = play.node(TRAINER, "ladders")
    assert isinstance(node, v.Ladders)
    return {line.id: line for line in node.lines}


def own(play: Play, seat: str) -> dict[str, v.OwnLadder]:
    node = play.node(seat, "ladders")
    return {line.id: line for line in node.lines} if isinstance(node, v.OwnLadders) else {}


def test_a_move_says_who_when_and_why() -> None:
    play = Play.started(with_ladders())
    play.until(2 * MINUTE)
    play.order(SetLadder("onrustfase", 2, WHY), "burgemeester")

    line = on_the_desk(play)["onrustfase"]
    assert (line.step, line.steps, line.is_set, line.by, line.reason) == (2, 3, True, "Burgemeester", WHY)
    assert line.at_ms == 2 * MINUTE
    (moved,) = [event for event in play.events if isinstance(event, e.VariableChanged)]
    assert (moved.name, moved.value, moved.cause, moved.unit) == ("onrustfase", 2, "player", "seat:burgemeester")


def test_each_ladder_stands_apart_and_is_not_set_at_first() -> None:
    play = Play.started(with_ladders())
    play.order(SetLadder("grip", 3, WHY), "burgemeester")

    assert {name: (line.step, line.is_set) for name, line in on_the_desk(play).items()} == {
        "ave": (0, False), "onrustfase": (0, False), "grip": (3, True), "rdm": (0, False),
    }  # fmt: skip


def test_staying_down_can_be_a_choice_too() -> None:
    play = Play.started(with_ladders())
    play.order(SetLadder("grip", 0, WHY), "burgemeester")

    assert on_the_desk(play)["grip"].is_set
    assert play.refused(SetLadder("grip", 0, WHY), "wethouder") == "ladder.same"


def test_players_have_their_own_ladders_and_never_what_is_expected() -> None:
    play = Play.started(with_ladders(phases=(replace(phase("een"), bands=(Band("grip", 0, 0),)),)))

    assert list(own(play, "burgemeester")) == ["onrustfase", "grip"]
    assert list(own(play, "wethouder")) == ["ave", "grip"]
    assert own(play, "raadslid-1") == {}
    assert not hasattr(own(play, "wethouder")["grip"], "high")


@pytest.mark.parametrize(
    ("seat", "command", "code"),
    [
        ("wethouder", SetLadder("onrustfase", 1, WHY), "ladder.not_yours"),
        ("raadslid-1", SetLadder("grip", 1, WHY), "ladder.not_yours"),
        ("burgemeester", SetLadder("vragen", 1, WHY), "ladder.not_yours"),
        ("burgemeester", SetLadder("onrustfase", 4, WHY), "ladder.step"),
        ("burgemeester", SetLadder("onrustfase", -1, WHY), "ladder.step"),
        ("burgemeester", SetLadder("onrustfase", 1, "  "), "answer.empty"),
        ("burgemeester", SetLadder("onrustfase", 1, "x" * 201), "answer.too_long"),
    ],
)
def test_a_move_that_cannot_be_is_refused(seat: str, command: SetLadder, code: str) -> None:
    assert Play.started(with_ladders()).refused(command, seat) == code


def test_nobody_moves_before_the_start_or_after_the_end() -> None:
    play = Play(with_ladders())
    assert play.refused(SetLadder("grip", 1, WHY), "burgemeester") == "exercise.not_started"
    play = Play.started(with_ladders())
    play.order(EndExercise())
    assert play.refused(SetLadder("grip", 1, WHY), "burgemeester") == "exercise.ended"
    assert own(play, "burgemeester") == {}


def test_who_plays_a_role_too_moves_its_ladders() -> None:
    play = Play.started(with_ladders())
    play.order(Fold("burgemeester", "wethouder"))

    assert list(own(play, "wethouder")) == ["ave", "onrustfase", "grip"]
    assert play.refused(SetLadder("onrustfase", 1, WHY), "burgemeester") == "seat.folded"
    play.order(SetLadder("onrustfase", 1, WHY), "wethouder")
    assert on_the_desk(play)["onrustfase"].by == "Wethouder"


def test_an_answer_may_set_one_and_is_then_who_did() -> None:
    effects = {"delen": [SetVariable("onrustfase", 2)], "houden": [SetVariable("onrustfase", 0)]}
    question = inject("vraag", at=0, ask=ask("delen", answers=effects))
    play = Play.started(with_ladders(question, roles=False))
    play.order(SubmitResponse("vraag", option="delen"), "burgemeester")

    line = on_the_desk(play)["onrustfase"]
    assert (line.step, line.by, line.reason) == (2, "Burgemeester", "")

    play = Play.started(with_ladders(question, roles=False))
    play.order(SubmitResponse("vraag", option="houden"), "burgemeester")
    assert on_the_desk(play)["onrustfase"].is_set


def test_what_the_script_sets_is_nobodys() -> None:
    play = Play.started(with_ladders(inject("bericht", at=0, effects=[SetVariable("grip", 1)])))

    line = on_the_desk(play)["grip"]
    assert (line.step, line.is_set, line.by) == (1, True, "")


def test_a_rule_reads_where_a_ladder_stands() -> None:
    play = Play.started(with_ladders(inject("driehoek", when="onrustfase >= 2 and grip == 0")))
    play.order(SetLadder("onrustfase", 1, WHY), "burgemeester")
    assert play.status()["driehoek"] == "planned"
    play.order(SetLadder("onrustfase", 3, WHY), "burgemeester")
    assert play.status()["driehoek"] == "delivered"


def test_what_was_said_last_is_what_fits() -> None:
    phases = (
        replace(phase("een"), bands=(Band("onrustfase", 1, 2), Band("grip", 0, 0))),
        replace(phase("twee"), bands=(Band("onrustfase", 0, 1),)),
    )
    at_once = replace(inject("aan", at=0), bands=(Band("onrustfase", 2, 2),))
    later = replace(inject("erger", at=MINUTE), bands=(Band("onrustfase", 3, 3),))
    play = Play.started(with_ladders(at_once, later, phases=phases))

    def band() -> tuple[int | None, int | None, bool | None]:
        line = on_the_desk(play)["onrustfase"]
        return line.low, line.high, line.fits

    assert band() == (2, 2, False)
    play.until(MINUTE)
    assert band() == (3, 3, False)
    play.order(NextPhase("een"))
    assert band() == (0, 1, True)
    assert on_the_desk(play)["grip"].fits is True
    assert on_the_desk(play)["ave"].fits is None


def test_taking_the_message_back_takes_its_band_back() -> None:
    first = replace(phase("een"), bands=(Band("grip", 0, 0),))
    play = Play.started(with_ladders(replace(inject("a", at=0), bands=(Band("grip", 3, 5),)), phases=(first,)))
    assert on_the_desk(play)["grip"].low == 3
    play.order(TakeBack("a"))
    assert on_the_desk(play)["grip"].low == 0


def test_a_scenario_without_ladders_shows_none() -> None:
    play = Play.started(world([inject("a", at=0)]))

    assert play.node(TRAINER, "ladders") is None
    assert own(play, "burgemeester") == {}
