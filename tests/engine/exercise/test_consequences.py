"""What follows from a fact and from time passing, told as small evenings."""

from collections.abc import Sequence

import pytest

from engine.exercise import consequences
from engine.exercise import events as e
from engine.exercise.chance import drawn_delay_ms
from engine.exercise.commands import (
    ChangeMode,
    EndExercise,
    FireInject,
    NextPhase,
    PauseClock,
    ReopenExercise,
    ResumeClock,
    SkipInject,
    SubmitResponse,
)
from engine.exercise.exercise import Exercise
from engine.exercise.facts import is_true
from engine.exercise.state import State
from engine.scenario.conditions.parsing import Condition
from engine.scenario.model import AddToVariable, CancelInject, EndPhase, Inject, Scenario, SendInject, SetVariable
from tests.engine.worlds import (
    HOUR,
    MINUTE,
    SECOND,
    Play,
    answered,
    ask,
    delivered,
    ended,
    inject,
    kinds,
    phase,
    repeating,
    variant,
    world,
)

# -- triggers --------------------------------------------------------------------------------------------------


def test_an_inject_at_a_time_goes_out_at_exactly_that_time() -> None:
    play = Play.started(world([inject("mail", at=7 * MINUTE)]))

    assert play.until(7 * MINUTE - 1) == []
    assert play.until(7 * MINUTE) == [
        e.InjectDelivered(7 * MINUTE, "mail", ("burgemeester",), False, False, (), (), "clock")
    ]


def test_a_late_wake_up_still_delivers_at_the_exercise_time_of_each() -> None:
    play = Play.started(world([inject("b", at=2 * MINUTE), inject("a", at=MINUTE)]))
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "a"), (2 * MINUTE, "b")]


def test_an_inject_at_the_beginning_of_a_phase_goes_out_at_once() -> None:
    play = Play.started(world([inject("welkom", at=0)]))

    assert play.delivered() == [(0, "welkom")]


def test_after_counts_from_the_delivery_of_the_other() -> None:
    play = Play.started(world([inject("een-a", at=MINUTE), inject("twee-a", after=delivered("een-a", 3 * MINUTE))]))
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "een-a"), (4 * MINUTE, "twee-a")]


def test_after_without_delay_comes_at_the_same_moment() -> None:
    play = Play.started(world([inject("volgt", after=delivered("eerst")), inject("eerst", at=MINUTE)]))
    play.until(MINUTE)

    assert play.delivered() == [(MINUTE, "eerst"), (MINUTE, "volgt")]


def test_after_an_answer_counts_from_the_first_answer_of_anybody() -> None:
    question = ask(by=("seat:burgemeester", "seat:wethouder"))
    play = Play.started(
        world(
            [
                inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=question),
                inject("volgt", after=answered("vraag", 3 * MINUTE)),
            ]
        )
    )
    play.until(MINUTE)
    play.order(SubmitResponse("vraag", "ja"), "wethouder")
    play.until(2 * MINUTE)
    play.order(SubmitResponse("vraag", "nee"), "burgemeester")
    play.until(HOUR)

    assert play.delivered() == [(0, "vraag"), (4 * MINUTE, "volgt")]


def test_after_waits_for_its_phase() -> None:
    play = Play.started(
        world(
            [inject("eerst", at=MINUTE), inject("later", phase="twee", after=delivered("eerst", 2 * MINUTE))],
            [phase("een", 10, itself=True), phase("twee")],
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "eerst"), (10 * MINUTE, "later")]


def test_after_that_is_still_to_come_when_its_phase_begins_keeps_its_time() -> None:
    play = Play.started(
        world(
            [inject("eerst", at=9 * MINUTE), inject("later", phase="twee", after=delivered("eerst", 3 * MINUTE))],
            [phase("een", 10, itself=True), phase("twee")],
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(9 * MINUTE, "eerst"), (12 * MINUTE, "later")]


def test_after_an_answer_waits_for_its_phase() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=0, ask=ask()),
                inject("later", phase="twee", after=answered("vraag")),
                inject("nooit", phase="twee", after=answered("later")),
            ],
            [phase("een", 10, itself=True), phase("twee")],
        )
    )
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.until(HOUR)

    assert play.delivered() == [(0, "vraag"), (10 * MINUTE, "later")]


def test_after_a_phase_counts_from_its_end() -> None:
    play = Play.started(
        world(
            [
                inject("terug", phase="drie", after=ended("een", 12 * MINUTE)),
                inject("nu", phase="twee", after=ended("een")),
            ],
            [phase("een", 10, itself=True), phase("twee", 5, itself=True), phase("drie")],
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(10 * MINUTE, "nu"), (22 * MINUTE, "terug")]


def test_after_a_phase_that_ended_long_ago_comes_when_its_own_begins() -> None:
    play = Play.started(
        world(
            [inject("terug", phase="drie", after=ended("een", MINUTE))],
            [phase("een", 10, itself=True), phase("twee", 5, itself=True), phase("drie")],
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(15 * MINUTE, "terug")]


def test_a_delay_with_spread_is_drawn_once_and_recorded() -> None:
    play = Play.started(
        world(
            [
                inject("eerst", at=MINUTE),
                inject("volgt", after=delivered("eerst", 5 * MINUTE, 4 * MINUTE)),
                inject("regel", when="vragen >= 1", delay=5 * MINUTE, spread=4 * MINUTE),
                inject("terug", phase="twee", after=ended("een", 5 * MINUTE, 4 * MINUTE)),
                inject("tel", at=0, effects=[AddToVariable("vragen", 1)]),
            ],
            [phase("een", 20, itself=True), phase("twee", 20)],
        ),
        seed=7,
    )
    play.until(HOUR)

    spread = [drawn_delay_ms(7, name, 5 * MINUTE, 4 * MINUTE) for name in ("volgt", "regel", "terug")]
    assert len({*spread, 5 * MINUTE}) == 4
    assert {name: at for at, name in play.delivered()} == {
        "tel": 0,
        "eerst": MINUTE,
        "volgt": MINUTE + spread[0],
        "regel": spread[1],
        "terug": 20 * MINUTE + spread[2],
    }
    assert e.InjectScheduled(MINUTE, "volgt", MINUTE + spread[0]) in play.events


def test_another_seed_draws_another_delay_and_another_inject_does_not() -> None:
    injects = [inject("eerst", at=0), inject("volgt", after=delivered("eerst", 5 * MINUTE, 4 * MINUTE))]

    def moments(seed: int, more: Sequence[Inject] = ()) -> int:
        play = Play.started(world([*more, *injects], [phase("een", 20)]), seed=seed)
        play.until(HOUR)
        return {name: at for at, name in play.delivered()}["volgt"]

    assert len({moments(seed) for seed in range(5)}) > 1
    assert moments(1, [inject("los", after=delivered("eerst", 5 * MINUTE, 4 * MINUTE))]) == moments(1)


def test_replay_never_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    play = Play.started(
        world([inject("eerst", at=0), inject("volgt", after=delivered("eerst", MINUTE, 30_000))]), seed=3
    )
    due_at_ms = play.state.injects["volgt"].due_at_ms

    def draws(*_: object) -> int:
        raise AssertionError("a draw at replay")

    monkeypatch.setattr(consequences, "drawn_delay_ms", draws)

    rebuilt = Exercise.rebuild(play.scenario, play.steps, {})
    assert rebuilt.state.injects["volgt"].due_at_ms == due_at_ms
    assert rebuilt.due(HOUR) is not None


def test_after_something_that_did_not_come_does_not_come() -> None:
    play = Play.started(world([inject("eerst", at=MINUTE), inject("later", after=delivered("eerst"))]))
    play.order(SkipInject("eerst"))
    play.until(HOUR)

    assert play.delivered() == []


def test_what_was_fired_by_hand_before_does_not_follow_again() -> None:
    play = Play.started(world([inject("eerst", at=MINUTE), inject("later", after=delivered("eerst"))]))
    play.order(FireInject("later"))
    play.until(HOUR)

    assert play.delivered() == [(0, "later"), (MINUTE, "eerst")]


def test_when_fires_as_soon_as_its_condition_is_true_and_once() -> None:
    play = Play.started(
        world(
            [
                inject("op", at=MINUTE, effects=[SetVariable("paniek", True)]),
                inject("neer", at=2 * MINUTE, effects=[SetVariable("paniek", False)]),
                inject("weer", at=3 * MINUTE, effects=[SetVariable("paniek", True)]),
                inject("als", when="paniek == yes"),
            ]
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "op"), (MINUTE, "als"), (2 * MINUTE, "neer"), (3 * MINUTE, "weer")]


def test_when_with_a_delay_comes_that_long_after_even_if_it_is_false_by_then() -> None:
    play = Play.started(
        world(
            [
                inject("op", at=MINUTE, effects=[SetVariable("paniek", True)]),
                inject("neer", at=2 * MINUTE, effects=[SetVariable("paniek", False)]),
                inject("als", when="paniek == yes", delay=3 * MINUTE),
            ]
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "op"), (2 * MINUTE, "neer"), (4 * MINUTE, "als")]


def test_when_is_read_only_while_its_phase_runs() -> None:
    play = Play.started(
        world(
            [inject("op", at=0, effects=[SetVariable("paniek", True)]), inject("als", phase="twee", when="paniek")],
            [phase("een", 10, itself=True), phase("twee")],
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(0, "op"), (10 * MINUTE, "als")]


def test_when_may_read_the_phase() -> None:
    play = Play.started(
        world([inject("als", phase="twee", when='phase == "twee"')], [phase("een", 10, itself=True), phase("twee")])
    )
    play.until(HOUR)

    assert play.delivered() == [(10 * MINUTE, "als")]


def test_when_may_ask_whether_a_message_was_sent_and_answered() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=MINUTE, ask=ask()),
                inject("stil", when='sent("vraag") and not answered("vraag")'),
                inject("gehoord", when='answered("reactie") and count_answered("vraag") == 1'),
            ]
        )
    )

    play.until(2 * MINUTE)
    play.order(SubmitResponse("vraag", "Ja"), "burgemeester")

    assert play.delivered() == [(MINUTE, "vraag"), (MINUTE, "stil"), (2 * MINUTE, "gehoord")]


def test_when_may_ask_whether_an_answer_is_late() -> None:
    play = Play.started(world([inject("laat", when='late("vraag")'), inject("vraag", at=0, ask=ask(deadline=MINUTE))]))

    play.until(HOUR)

    assert play.delivered() == [(0, "vraag"), (MINUTE, "laat")]


def test_when_may_count_the_minutes_since_a_message() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=30 * SECOND, ask=ask()),
                inject("stilte", when='minutes_since("vraag") >= 3 and not answered("vraag")'),
                inject("veel", when='minutes_since("vraag") > vragen + 4'),
                inject("meteen", when='minutes_since("vraag") == 0'),
            ]
        )
    )
    play.until(2 * MINUTE)
    play.order(PauseClock())
    play.order(ResumeClock())

    play.until(10 * MINUTE)

    at = 30 * SECOND
    assert play.delivered() == [
        (at, "vraag"),
        (at, "meteen"),
        (at + 3 * MINUTE, "stilte"),
        (at + 5 * MINUTE, "veel"),
    ]


def test_minutes_are_waited_for_only_while_a_rule_counts_them() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=0),
                inject("stilte", when='minutes_since("vraag") >= 3 and paniek'),
                inject("straks", when='minutes_since("vraag") >= 10', phase="twee"),
            ],
            [phase("een"), phase("twee")],
        )
    )
    waits = []
    while (next_ms := play.exercise.next_due_ms()) is not None:
        waits.append(next_ms)
        assert play.until(next_ms) == []

    assert waits == [3 * MINUTE, 4 * MINUTE]

    play.order(NextPhase("een"))
    assert play.exercise.next_due_ms() == 10 * MINUTE
    play.until(HOUR)
    assert play.delivered()[-1] == (10 * MINUTE, "straks")


def test_minutes_are_waited_for_when_it_is_the_turn_of_the_next_copy() -> None:
    rule = 'minutes_since("vraag") >= 5'
    play = Play.started(
        world(
            [
                inject("op", at=0, effects=[SendInject("telt", 2 * MINUTE)]),
                inject("vraag", at=MINUTE),
                inject("telt", when=rule),
                inject("telt.2", when=rule),
            ]
        )
    )

    play.until(HOUR)

    assert play.delivered()[1:] == [(MINUTE, "vraag"), (2 * MINUTE, "telt"), (6 * MINUTE, "telt.2")]


def test_a_guard_may_count_the_minutes() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=0),
                inject("kort", at=2 * MINUTE, guard='minutes_since("vraag") >= 3'),
                inject("lang", at=3 * MINUTE, guard='minutes_since("vraag") >= 3'),
            ]
        )
    )

    play.until(HOUR)

    assert (play.status()["kort"], play.status()["lang"]) == ("guarded", "delivered")


def test_only_rules_that_read_what_changed_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noting(condition: Condition, scenario: Scenario, state: State, at_ms: int) -> bool:
        read.append(condition.source)
        return is_true(condition, scenario, state, at_ms)

    monkeypatch.setattr(consequences, "is_true", noting)
    panic = inject("op", effects=[SetVariable("paniek", True)])

    play = Play.started(world([panic, inject("als", when="vragen > 1"), inject("ook", when="paniek")]))
    assert read == ["vragen > 1", "paniek"]

    play.order(ChangeMode(False))
    play.order(FireInject("op"))
    assert read[2:] == ["paniek"]


def test_effects_run_before_rules_and_rules_in_the_order_of_the_file() -> None:
    play = Play.started(
        world(
            [
                inject("laatste", when="vragen >= 2"),
                inject("eerste", when="vragen >= 1", effects=[AddToVariable("vragen", 1)]),
                inject("begin", at=MINUTE, effects=[AddToVariable("vragen", 1), SendInject("gestuurd")]),
                inject("gestuurd"),
            ]
        )
    )
    play.until(MINUTE)

    assert play.delivered() == [
        (MINUTE, "begin"),
        (MINUTE, "gestuurd"),
        (MINUTE, "eerste"),
        (MINUTE, "laatste"),
    ]


def test_a_manual_inject_never_comes_of_itself() -> None:
    play = Play.started(world([inject("hand")]))
    play.until(HOUR)

    assert play.delivered() == []


# -- guard, by hand, carry, lapse ------------------------------------------------------------------------------


def test_a_guard_that_is_not_true_at_the_moment_of_delivery_sets_it_aside() -> None:
    play = Play.started(world([inject("mits", at=MINUTE, guard="paniek == yes")]))

    assert play.until(HOUR) == [e.InjectGuarded(MINUTE, "mits")]
    assert play.status() == {"mits": "guarded"}


def test_a_guard_that_became_true_lets_it_through() -> None:
    play = Play.started(
        world([inject("op", at=0, effects=[SetVariable("paniek", True)]), inject("mits", at=MINUTE, guard="paniek")])
    )
    play.until(HOUR)

    assert play.delivered() == [(0, "op"), (MINUTE, "mits")]


def test_what_was_set_aside_can_still_be_fired_by_hand() -> None:
    play = Play.started(world([inject("mits", at=MINUTE, guard="paniek == yes")]))
    play.until(2 * MINUTE)
    play.order(FireInject("mits"))

    assert play.delivered() == [(2 * MINUTE, "mits")]


def test_by_hand_an_inject_that_comes_due_waits_for_go() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]), automatic=False)

    assert play.until(HOUR) == [e.InjectDue(MINUTE, "mail")]
    assert play.status() == {"mail": "due"}


def test_what_waits_for_go_stays_waiting_when_the_mode_becomes_automatic() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]), automatic=False)
    play.until(2 * MINUTE)
    play.order(ChangeMode(True))
    play.until(HOUR)

    assert play.status() == {"mail": "due"}


def test_at_the_end_of_a_phase_what_did_not_come_lapses_unless_carried() -> None:
    play = Play.started(
        world(
            [
                inject("waits", at=MINUTE),
                inject("ahead", at=9 * MINUTE),
                inject("hand"),
                inject("gaat-mee", at=9 * MINUTE, carry=True),
                inject("hierna", phase="twee"),
            ],
            [phase("een"), phase("twee")],
        ),
        automatic=False,
    )
    play.until(2 * MINUTE)

    assert play.order(NextPhase("een")) == [
        e.PhaseEnded(2 * MINUTE, "een", ("waits", "ahead", "hand")),
        e.PhaseStarted(2 * MINUTE, "twee", 12 * MINUTE, ()),
    ]
    assert play.status() == {
        "waits": "lapsed",
        "ahead": "lapsed",
        "hand": "lapsed",
        "gaat-mee": "planned",
        "hierna": "planned",
    }


def test_what_is_carried_comes_at_its_own_time_in_the_next_phase() -> None:
    play = Play.started(
        world([inject("mee", at=9 * MINUTE, carry=True)], [phase("een"), phase("twee")]),
    )
    play.until(2 * MINUTE)
    play.order(NextPhase("een"))
    play.until(HOUR)

    assert play.delivered() == [(9 * MINUTE, "mee")]


def test_what_comes_at_exactly_the_end_of_a_phase_still_comes() -> None:
    play = Play.started(world([inject("net", at=10 * MINUTE)], [phase("een", 10, itself=True), phase("twee")]))
    play.until(HOUR)

    assert play.delivered() == [(10 * MINUTE, "net")]


def test_a_lapsed_inject_can_still_be_fired() -> None:
    play = Play.started(world([inject("oud", at=9 * MINUTE)], [phase("een"), phase("twee")]))
    play.order(NextPhase("een"))
    play.order(FireInject("oud"))

    assert play.delivered() == [(0, "oud")]


# -- effects ---------------------------------------------------------------------------------------------------


def test_set_gives_a_value_once() -> None:
    play = Play.started(
        world(
            [inject("mail", at=0, effects=[SetVariable("standpunt", "meedoen"), SetVariable("standpunt", "meedoen")])]
        )
    )

    assert [event for event in play.events if isinstance(event, e.VariableChanged)] == [
        e.VariableChanged(0, "standpunt", "meedoen", "mail")
    ]


def test_add_stays_inside_the_limits() -> None:
    play = Play.started(
        world(
            [
                inject("op", at=0, effects=[AddToVariable("vragen", 2), AddToVariable("mediadruk", -50)]),
                inject("meer", at=MINUTE, effects=[AddToVariable("vragen", 2), AddToVariable("vragen", 2)]),
                inject("vrij", at=2 * MINUTE, effects=[AddToVariable("stand", -7)]),
            ]
        )
    )
    play.until(HOUR)

    changes = [(event.at_ms, event.name, event.value) for event in play.events if isinstance(event, e.VariableChanged)]
    assert changes == [(0, "vragen", 2), (0, "mediadruk", 0), (MINUTE, "vragen", 3), (2 * MINUTE, "stand", -7)]


def test_send_brings_an_inject_now_or_after_a_delay() -> None:
    play = Play.started(
        world(
            [
                inject("eerst", at=MINUTE, effects=[SendInject("nu"), SendInject("straks", 4 * MINUTE)]),
                inject("nu"),
                inject("straks"),
            ]
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "eerst"), (MINUTE, "nu"), (5 * MINUTE, "straks")]


def test_send_brings_nothing_twice() -> None:
    play = Play.started(
        world([inject("eerst", at=MINUTE, effects=[SendInject("nu"), SendInject("nu")]), inject("nu", at=2 * MINUTE)])
    )
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "eerst"), (MINUTE, "nu")]


def test_send_respects_the_guard_and_the_hand() -> None:
    play = Play.started(
        world(
            [
                inject("eerst", effects=[SendInject("mits"), SendInject("wacht")]),
                inject("mits", guard="paniek == yes"),
                inject("wacht"),
            ]
        ),
        automatic=False,
    )
    play.order(FireInject("eerst"))

    assert play.status() == {"eerst": "delivered", "mits": "guarded", "wacht": "due"}


def test_cancel_takes_off_the_road_what_did_not_come_yet() -> None:
    play = Play.started(
        world(
            [
                inject("stop", at=MINUTE, effects=[CancelInject("mail"), CancelInject("mail")]),
                inject("mail", at=2 * MINUTE),
            ]
        )
    )
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "stop")]
    assert kinds(play.events).count("InjectCancelled") == 1
    assert play.status()["mail"] == "lapsed"


def test_cancel_leaves_what_was_delivered_but_its_silence_acts_no_more() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=0, ask=ask(deadline=5 * MINUTE, silence=[SetVariable("paniek", True)])),
                inject("stop", at=MINUTE, effects=[CancelInject("vraag")]),
            ]
        )
    )
    play.until(HOUR)

    assert play.status()["vraag"] == "delivered"
    assert play.values["paniek"] is False
    assert play.events[-1] == e.ResponseMissed(5 * MINUTE, "vraag", "seat:burgemeester")


def test_what_was_set_aside_stays_set_aside_when_it_is_cancelled() -> None:
    play = Play.started(
        world(
            [
                inject("mits", at=0, guard="paniek == yes"),
                inject("over", at=MINUTE),
                inject("stop", at=2 * MINUTE, effects=[CancelInject("mits"), CancelInject("over")]),
            ]
        )
    )
    play.order(SkipInject("over"))
    play.until(HOUR)

    assert play.status() == {"mits": "guarded", "over": "skipped", "stop": "delivered"}


def test_what_is_fired_after_it_was_cancelled_acts_in_full() -> None:
    question = ask(deadline=5 * MINUTE, silence=[SetVariable("paniek", True)])
    play = Play.started(world([inject("stop", at=0, effects=[CancelInject("vraag")]), inject("vraag", ask=question)]))
    play.order(FireInject("vraag"))
    play.until(HOUR)

    assert play.values["paniek"] is True


def test_end_phase_begins_the_next() -> None:
    play = Play.started(
        world(
            [
                inject("uit", at=MINUTE, effects=[EndPhase(), SetVariable("paniek", True)]),
                inject("rest", at=5 * MINUTE),
            ],
            [phase("een"), phase("twee")],
        )
    )

    assert kinds(play.until(MINUTE)) == ["InjectDelivered", "PhaseEnded", "PhaseStarted", "VariableChanged"]
    assert play.state.phase == "twee"


def test_end_phase_in_the_last_phase_leaves_it_to_the_trainer() -> None:
    play = Play.started(world([inject("uit", at=MINUTE, effects=[EndPhase()])]))
    play.until(HOUR)

    assert (play.state.status, play.state.phase) == ("running", "een")


def test_effects_of_delivery_answer_and_silence_each_run_once() -> None:
    play = Play.started(
        world(
            [
                inject(
                    "vraag",
                    at=0,
                    to=("burgemeester", "wethouder"),
                    effects=[AddToVariable("stand", 1)],
                    ask=ask(
                        by=("seat:burgemeester", "seat:wethouder"),
                        deadline=5 * MINUTE,
                        answers={"any": [AddToVariable("stand", 10)]},
                        silence=[AddToVariable("stand", 100)],
                    ),
                )
            ]
        )
    )
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SubmitResponse("vraag", "toch niet", based_on=1), "burgemeester")
    play.until(HOUR)

    assert play.values["stand"] == 111


def test_answers_of_a_choice_are_by_option_and_then_any() -> None:
    choice = ask(
        "delen",
        answers={"delen": [SetVariable("standpunt", "meedoen")], "any": [AddToVariable("stand", 1)]},
    )
    play = Play.started(world([inject("vraag", at=0, ask=choice)]))

    assert play.order(SubmitResponse("vraag", option="delen"), "burgemeester") == [
        e.ResponseSubmitted(0, "vraag", "seat:burgemeester", "burgemeester", 1, None, "delen", False, True, "acuut"),
        e.VariableChanged(0, "standpunt", "meedoen", "vraag", "seat:burgemeester"),
        e.VariableChanged(0, "stand", 1, "vraag", "seat:burgemeester"),
    ]


def test_silence_acts_at_exactly_the_deadline() -> None:
    play = Play.started(
        world([inject("vraag", at=0, ask=ask(deadline=2 * MINUTE, silence=[SendInject("boos")])), inject("boos")])
    )

    assert play.until(2 * MINUTE - 1) == []
    play.until(2 * MINUTE)
    assert play.delivered() == [(0, "vraag"), (2 * MINUTE, "boos")]


def test_an_open_deadline_runs_on_when_the_phase_ends() -> None:
    play = Play.started(
        world(
            [inject("vraag", at=0, ask=ask(deadline=5 * MINUTE, silence=[SetVariable("paniek", True)]))],
            [phase("een"), phase("twee")],
        )
    )
    play.order(NextPhase("een"))
    play.until(HOUR)

    assert play.values["paniek"] is True


def test_after_an_answer_the_deadline_is_silent() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(deadline=5 * MINUTE))]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")

    assert play.until(HOUR) == []


# -- phases and the end ----------------------------------------------------------------------------------------


def test_a_phase_that_ends_itself_ends_at_its_planned_end() -> None:
    play = Play.started(world(phases=[phase("een", 10, itself=True), phase("twee", 5, itself=True)]))

    assert play.until(HOUR) == [
        e.PhaseEnded(10 * MINUTE, "een", ()),
        e.PhaseStarted(10 * MINUTE, "twee", 15 * MINUTE, ()),
    ]


def test_a_phase_that_waits_for_the_trainer_runs_over() -> None:
    play = Play.started(world(phases=[phase("een"), phase("twee")]))

    assert play.until(HOUR) == []


def test_unattended_every_phase_ends_at_its_planned_length_and_the_last_ends_the_exercise() -> None:
    play = Play.started(world(phases=[phase("een", 10), phase("twee", 5)]), unattended=True)

    assert play.until(HOUR) == [
        e.PhaseEnded(10 * MINUTE, "een", ()),
        e.PhaseStarted(10 * MINUTE, "twee", 15 * MINUTE, ()),
        e.PhaseEnded(15 * MINUTE, "twee", ()),
        e.ExerciseEnded(15 * MINUTE, 0),
    ]


def test_nothing_comes_any_more_when_the_exercise_has_ended() -> None:
    play = Play.started(
        world(
            [
                inject(
                    "slot",
                    at=MINUTE,
                    effects=[EndPhase(), EndPhase(), SetVariable("paniek", True), SendInject("hand")],
                ),
                inject("hand", carry=True),
                inject("als", when="paniek == yes", carry=True),
                inject("mee", at=2 * MINUTE, carry=True),
            ]
        ),
        unattended=True,
    )

    assert kinds(play.until(HOUR)) == ["InjectDelivered", "PhaseEnded", "ExerciseEnded"]
    assert play.exercise.next_due_ms() is None


def test_what_lay_ahead_at_the_end_still_lies_ahead_when_ending_is_undone() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(EndExercise(), wall_ms=1_000)
    play.until(MINUTE)
    assert play.delivered() == []

    play.order(ReopenExercise(), wall_ms=2_000)
    play.until(MINUTE)
    assert play.delivered() == [(MINUTE, "mail")]


# -- lapsing and priority --------------------------------------------------------------------------------------


def test_what_was_not_sent_by_its_until_lapses_then() -> None:
    play = Play.started(
        world([inject("brief", at=5 * MINUTE, until=8 * MINUTE), inject("hand", until=3 * MINUTE)], [phase("een", 20)]),
        automatic=False,
    )
    assert play.until(3 * MINUTE - 1) == []
    assert play.until(3 * MINUTE) == [e.InjectLapsed(3 * MINUTE, "hand")]
    assert kinds(play.until(8 * MINUTE - 1)) == ["InjectDue"]
    assert play.until(8 * MINUTE) == [e.InjectLapsed(8 * MINUTE, "brief")]
    assert play.status() == {"brief": "lapsed", "hand": "lapsed"}


def test_what_was_sent_in_time_does_not_lapse() -> None:
    play = Play.started(world([inject("brief", at=5 * MINUTE, until=8 * MINUTE)], [phase("een", 20)]))
    play.until(HOUR)

    assert play.status() == {"brief": "delivered"}


def test_what_comes_due_at_the_very_moment_of_its_until_still_goes() -> None:
    play = Play.started(world([inject("brief", at=5 * MINUTE, until=5 * MINUTE)]))
    play.until(HOUR)

    assert play.delivered() == [(5 * MINUTE, "brief")]


def test_what_has_lapsed_can_still_be_sent_by_hand_and_no_effect_sends_it() -> None:
    injects = [inject("brief", until=MINUTE), inject("stuurt", at=2 * MINUTE, effects=[SendInject("brief")])]
    play = Play.started(world(injects))
    play.until(3 * MINUTE)
    assert play.delivered() == [(2 * MINUTE, "stuurt")]

    play.order(FireInject("brief"))
    assert play.delivered() == [(2 * MINUTE, "stuurt"), (3 * MINUTE, "brief")]


def test_until_counts_from_the_beginning_of_its_own_phase_also_when_it_is_carried() -> None:
    play = Play.started(
        world(
            [inject("blijft", until=12 * MINUTE, carry=True), inject("later", phase="twee", until=MINUTE)],
            [phase("een", 10, itself=True), phase("twee")],
        )
    )
    play.until(HOUR)

    lapsed = [(event.at_ms, event.inject) for event in play.events if isinstance(event, e.InjectLapsed)]
    assert lapsed == [(11 * MINUTE, "later"), (12 * MINUTE, "blijft")]


def test_a_moment_to_lapse_still_stands_after_the_end_was_undone() -> None:
    play = Play.started(world([inject("brief", until=5 * MINUTE)]))
    play.order(EndExercise())
    play.exercise = Exercise.rebuild(play.scenario, play.steps, {})
    play.order(ReopenExercise())
    assert play.status() == {"brief": "planned"}

    assert play.until(5 * MINUTE) == [e.InjectLapsed(5 * MINUTE, "brief")]


def test_at_one_instant_priority_goes_before_place() -> None:
    play = Play.started(
        world([inject("a", at=MINUTE), inject("b", at=MINUTE, priority=9), inject("c", at=MINUTE, priority=1)])
    )
    play.until(MINUTE)

    assert [name for _, name in play.delivered()] == ["c", "a", "b"]


def test_rules_that_become_true_together_fire_by_priority() -> None:
    play = Play.started(
        world(
            [
                inject("tel", at=MINUTE, effects=[AddToVariable("vragen", 1)]),
                inject("a", when="vragen == 1"),
                inject("b", when="vragen == 1", priority=1, effects=[SetVariable("vragen", 0)]),
            ]
        )
    )
    play.until(MINUTE)

    assert [name for _, name in play.delivered()] == ["tel", "b"]


# -- release ---------------------------------------------------------------------------------------------------


def test_what_is_to_be_confirmed_waits_for_go_in_automatic_mode() -> None:
    play = Play.started(world([inject("brief", at=MINUTE, release="confirm")]))

    assert play.until(MINUTE) == [e.InjectDue(MINUTE, "brief")]
    play.order(FireInject("brief"))
    assert play.delivered() == [(MINUTE, "brief")]


def test_what_only_a_hand_sends_stays_planned_whatever_its_moment_is() -> None:
    play = Play.started(
        world(
            [
                inject("om", at=MINUTE, release="manual"),
                inject("na", after=delivered("tel"), release="manual"),
                inject("als", when="vragen == 1", release="manual"),
                inject("fase", phase="twee", after=ended("een"), release="manual"),
                inject("tel", at=MINUTE, effects=[AddToVariable("vragen", 1)]),
            ],
            [phase("een"), phase("twee")],
        )
    )
    play.until(9 * MINUTE)
    assert play.delivered() == [(MINUTE, "tel")]
    assert {life.due_at_ms for name, life in play.state.injects.items() if name != "tel"} == {None}

    play.order(FireInject("om"))
    play.order(NextPhase("een"))
    assert play.status() == {
        "om": "delivered",
        "na": "lapsed",
        "als": "lapsed",
        "fase": "planned",
        "tel": "delivered",
    }


def test_what_only_a_hand_sends_waits_for_go_when_an_effect_sends_it() -> None:
    play = Play.started(
        world(
            [
                inject("nu", release="manual"),
                inject("straks", at=0, release="manual"),
                inject("stuurt", at=MINUTE, effects=[SendInject("nu"), SendInject("straks", 2 * MINUTE)]),
            ]
        )
    )
    play.until(3 * MINUTE - 1)
    assert play.status() == {"nu": "due", "straks": "planned", "stuurt": "delivered"}

    play.until(3 * MINUTE)
    assert play.status() == {"nu": "due", "straks": "due", "stuurt": "delivered"}


# -- variants --------------------------------------------------------------------------------------------------


def test_the_first_variant_that_holds_at_delivery_is_sent_and_recorded() -> None:
    varied = [variant("Rustig", "paniek == no"), variant("Onrustig", "paniek == yes"), variant("Nooit")]
    play = Play.started(
        world(
            [
                inject("voor", at=MINUTE, variants=varied),
                inject("kantelt", at=2 * MINUTE, effects=[SetVariable("paniek", True)]),
                inject("na", at=3 * MINUTE, variants=varied),
                inject("eigen", at=4 * MINUTE, body="Zelf", variants=[variant("Rustig", "paniek == no")]),
            ]
        )
    )
    play.until(HOUR)

    chosen = {event.inject: event.variant for event in play.events if isinstance(event, e.InjectDelivered)}
    assert chosen == {"voor": 0, "kantelt": None, "na": 1, "eigen": None}
    assert {name: life.variant for name, life in play.state.injects.items()} == chosen


def test_a_variant_is_chosen_by_hand_as_by_the_clock_and_stays_what_was_sent() -> None:
    play = Play.started(world([inject("brief", variants=[variant("Onrustig", "paniek == yes"), variant("Rustig")])]))
    play.order(FireInject("brief"))

    assert play.state.injects["brief"].variant == 1
    assert Exercise.rebuild(play.scenario, play.steps, {}).state == play.state


def test_a_variant_is_chosen_before_the_effects_of_its_own_message() -> None:
    injects = [inject("a", at=0, effects=[SetVariable("paniek", True)], variants=[variant("Ja", "paniek == yes")])]
    play = Play.started(world(injects))

    assert play.state.injects["a"].variant is None


# -- repeating -------------------------------------------------------------------------------------------------


def test_a_rule_that_repeats_fires_again_only_after_it_was_seen_false() -> None:
    up, down = [AddToVariable("vragen", 1)], [SetVariable("vragen", 0)]
    moments = [inject(f"m{n}", at=n * MINUTE, effects=up if n != 3 else down) for n in range(1, 6)]
    play = Play.started(repeating(world([*moments, inject("regel", when="vragen >= 1", to=())]), regel=3))
    play.until(HOUR)

    assert [(at, name) for at, name in play.delivered() if name.startswith("regel")] == [
        (1 * MINUTE, "regel"),
        (4 * MINUTE, "regel.2"),
    ]
    assert [(x.at_ms, x.inject) for x in play.events if isinstance(x, e.InjectRearmed)] == [(3 * MINUTE, "regel.2")]


def test_a_rule_that_turns_false_and_true_within_one_decision_is_not_rearmed() -> None:
    blink = [SetVariable("paniek", False), SetVariable("paniek", True)]
    play = Play.started(
        repeating(
            world(
                [
                    inject("aan", at=0, effects=[SetVariable("paniek", True)]),
                    inject("knippert", at=MINUTE, effects=blink),
                    inject("regel", when="paniek == yes"),
                ]
            ),
            regel=2,
        )
    )
    play.until(HOUR)

    assert [name for _, name in play.delivered()] == ["aan", "regel", "knippert"]


def test_a_rule_that_was_sent_by_hand_is_armed_again_while_its_condition_is_false() -> None:
    injects = [inject("regel", when="vragen >= 1"), inject("tel", at=MINUTE, effects=[AddToVariable("vragen", 1)])]
    play = Play.started(repeating(world(injects), regel=2))
    play.order(FireInject("regel"))
    play.until(MINUTE)

    assert [name for _, name in play.delivered()] == ["regel", "tel", "regel.2"]


def test_the_copies_run_out() -> None:
    toggles = [inject(f"t{n}", at=n * MINUTE, effects=[SetVariable("paniek", n % 2 == 0)]) for n in range(1, 9)]
    play = Play.started(repeating(world([*toggles, inject("regel", when="paniek == yes")]), regel=2))
    play.until(HOUR)

    assert [name for _, name in play.delivered() if name.startswith("regel")] == ["regel", "regel.2"]


def test_send_takes_the_first_copy_that_is_still_planned_and_no_more_than_there_are() -> None:
    senders = [inject(f"s{n}", at=n * MINUTE, effects=[SendInject("belt")]) for n in range(1, 5)]
    play = Play.started(repeating(world([inject("belt"), *senders]), belt=3))
    play.until(MINUTE)
    play.order(FireInject("belt.2"))
    play.until(HOUR)

    assert [name for _, name in play.delivered() if name.startswith("belt")] == ["belt", "belt.2", "belt.3"]


def test_cancel_takes_every_copy_that_was_not_sent() -> None:
    cancels = inject("stopt", at=MINUTE, effects=[CancelInject("belt")])
    play = Play.started(repeating(world([inject("belt"), cancels]), belt=3))
    play.order(FireInject("belt"))
    play.until(MINUTE)

    assert play.status() == {"belt": "delivered", "belt.2": "lapsed", "belt.3": "lapsed", "stopt": "delivered"}


def test_after_a_message_that_repeats_is_after_its_first() -> None:
    play = Play.started(repeating(world([inject("belt"), inject("volgt", after=delivered("belt"))]), belt=2))
    play.order(FireInject("belt"))
    play.until(MINUTE)
    play.order(FireInject("belt.2"))

    assert play.delivered() == [(0, "belt"), (0, "volgt"), (MINUTE, "belt.2")]


def test_where_nobody_attends_what_is_to_be_confirmed_goes() -> None:
    injects = [inject("vraagt", at=MINUTE, release="confirm"), inject("hand", at=MINUTE, release="manual")]
    play = Play.started(world(injects), unattended=True)
    play.until(MINUTE)

    assert play.delivered() == [(MINUTE, "vraagt")]
