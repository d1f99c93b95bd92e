"""What a fact may have changed: named for those who may see it, and for nobody else."""

from typing import TypeVar

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.changes import touched
from engine.exercise.commands import (
    FillIn,
    FireInject,
    SendMessage,
    SkipInject,
    SubmitResponse,
)
from engine.exercise.state import answer_item
from engine.scenario.model import PLENARY, TRAINER, Escalation, Parameter, SetVariable
from tests.engine.worlds import (
    HOUR,
    MINUTE,
    PLAYERS,
    Play,
    ask,
    inject,
    phase,
    world,
)

_N = TypeVar("_N", bound=v.Node)
UNIT = "seat:burgemeester"


def shown(play: Play, seat: str, key: str, kind: type[_N]) -> _N:
    node = play.node(seat, key)
    assert isinstance(node, kind), node
    return node


def cue(play: Play, name: str) -> v.Cue:
    return shown(play, TRAINER, f"cue:{name}", v.Cue)


def named(play: Play, event: e.Event) -> set[tuple[str, str]]:
    return set(touched(play.scenario, play.state, event)) - {(TRAINER, "pulse")}


def test_a_delivery_touches_the_receivers_and_nobody_else() -> None:
    play = Play.started(world([inject("mail", at=0, to=("burgemeester", "plenary"), escalation="e1", ask=ask())],
                              escalations=[Escalation("e1", "Begin")]))  # fmt: skip

    assert named(play, play.events[-1]) == {
        ("burgemeester", "item:mail"),
        (PLENARY, "item:mail"),
        (TRAINER, "cue:mail"),
        (TRAINER, f"answer:mail:{UNIT}"),
        (TRAINER, "moment:e1"),
    }


def test_an_answer_touches_its_unit_and_the_trainer() -> None:
    question = ask(by=("team:college",))
    play = Play.started(world([inject("vraag", at=0, to=("burgemeester", "wethouder", "voorlichter"), ask=question)]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")

    assert named(play, play.events[-1]) == {
        ("burgemeester", "item:vraag"),
        ("wethouder", "item:vraag"),
        (TRAINER, "cue:vraag"),
        (TRAINER, "answer:vraag:team:college"),
    }


def test_what_only_the_trainer_sees_touches_only_the_trainer() -> None:
    play = Play.started(world([inject("mail", at=MINUTE), inject("mits", guard="paniek == yes")]))
    play.order(SkipInject("mail"))

    assert named(play, play.events[-1]) == {(TRAINER, "cue:mail")}
    assert named(play, e.VariableChanged(0, "paniek", True, "mail")) == {(TRAINER, "meters"), (TRAINER, "cue:mits")}
    assert named(play, e.Scored(0, TRAINER, "inject:mail", UNIT, "d1", 3, "said")) == set()


def test_each_fact_names_the_nodes_it_may_change() -> None:
    question = ask(by=("team:college",), deadline=HOUR)
    play = Play.started(
        world(
            [inject("vraag", at=0, to=("burgemeester", "wethouder", "plenary"), ask=question), inject("later")],
            [phase("een"), phase("twee")],
            escalations=[Escalation("e1", "Begin")],
        )
    )
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SendMessage(("wethouder", "plenary"), "note", "Trainer", "", "Hallo"))
    sent = play.events[-1]
    (message,) = play.state.messages
    frame = {(seat, "header") for seat in PLAYERS} | {(TRAINER, "desk"), (PLENARY, "stage")}
    cues = {(TRAINER, "cue:vraag"), (TRAINER, "cue:later")}
    asked = {("burgemeester", "item:vraag"), ("wethouder", "item:vraag")}
    row = {(TRAINER, "answer:vraag:team:college")}
    item_ = answer_item("vraag", "team:college")

    assert named(play, e.ClockPaused(0, "gap")) == frame
    assert named(play, e.ClockResumed(0, 1, 1)) == frame | cues
    assert named(play, e.PhaseEnded(0, "een", ())) == frame | cues
    acts = {(seat, key) for seat in PLAYERS for key in ("writing", "asking")}
    intros = {(seat, "intro:een") for seat in PLAYERS}
    assert named(play, e.PhaseStarted(0, "een", 0, ())) == frame | cues | asked | acts | intros
    assert named(play, e.ExerciseEnded(0, 0)) == frame | cues | asked | acts | {(s, "recap") for s in PLAYERS}
    note = {("wethouder", f"item:{message}"), (TRAINER, f"sent:{message}")}
    assert named(play, sent) == note | {(PLENARY, f"item:{message}")}
    assert named(play, e.ItemOpened(0, message, "wethouder")) == note
    assert named(play, e.ItemOpened(0, "vraag", "wethouder")) == {("wethouder", "item:vraag"), (TRAINER, "cue:vraag")}
    assert named(play, e.ItemOpened(0, item_, TRAINER)) == asked | row | {(TRAINER, "cue:vraag")}
    assert named(play, e.DeadlineMoved(0, "vraag", "team:college", 9)) == asked | row | {(TRAINER, "cue:vraag")}
    assert named(play, e.Scored(0, TRAINER, "inject:vraag", "team:college", "d1", 3, "typed")) == asked | row
    assert named(play, e.Scored(0, TRAINER, "escalation:e1", "team:raad", "d1", 3, "said")) == {(TRAINER, "moment:e1")}
    assert named(play, e.InjectCancelled(0, "later")) == {(TRAINER, "cue:later")}


def test_a_fact_names_the_cues_whose_guard_reads_it() -> None:
    question = ask(by=("seat:burgemeester",), deadline=MINUTE)
    play = Play.started(
        world(
            [
                inject("vraag", at=0, ask=question),
                inject("verstuurd", guard='sent("vraag")'),
                inject("antwoord", guard='answered("reactie")'),
                inject("geteld", guard='count_answered("vraag") > 0 or paniek'),
                inject("laat", guard='late("vraag")'),
            ]
        )
    )
    [delivery] = [event for event in play.events if isinstance(event, e.InjectDelivered)]
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    answer = play.events[-1]

    def guarded(event: e.Event) -> set[str]:
        cues = {key.removeprefix("cue:") for _, key in named(play, event) if key.startswith("cue:")}
        return cues - {"vraag"}

    assert guarded(delivery) == {"verstuurd"}
    assert guarded(answer) == {"antwoord", "geteld"}
    assert guarded(e.ResponseMissed(0, "vraag", UNIT)) == {"laat"}
    assert guarded(e.VariableChanged(0, "paniek", True, "x")) == {"geteld"}


def test_filled_in_words_name_all_that_is_on_a_screen_in_the_lobby() -> None:
    play = Play(
        world(
            [inject("mail")],
            escalations=[Escalation("e1", "Begin")],
            parameters=[Parameter("gemeente", "Gemeente", "Hesselveld")],
        )
    )
    play.order(FillIn({"gemeente": "Maasdorp"}))

    everything = {(seat, node.key) for seat in (*PLAYERS, PLENARY, TRAINER) for node in play.view(seat).nodes}
    assert {(TRAINER, "pulse")} | named(play, play.events[-1]) == everything - {(TRAINER, "meters")}


def test_the_creation_touches_nothing() -> None:
    play = Play(world())

    assert named(play, play.events[0]) == set()


def test_a_rule_that_sets_a_variable_changes_what_its_guard_says() -> None:
    play = Play.started(
        world([inject("op", effects=[SetVariable("paniek", True)]), inject("mits", guard="paniek == yes")])
    )
    play.order(FireInject("op"))

    assert cue(play, "mits").trigger_words.endswith("(nu wel)")


def test_what_keeps_the_room_waiting_or_not_touches_its_pulse() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask(deadline=MINUTE))]))
    moved = (e.InjectDelivered, e.ResponseMissed)
    play.until(MINUTE)

    for event in play.events[1:]:
        touches = (TRAINER, "pulse") in set(touched(play.scenario, play.state, event))
        assert touches == isinstance(event, moved), event
