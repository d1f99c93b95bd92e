"""What comes due and in which order: a function of data, never of insertion."""

from dataclasses import replace
from itertools import permutations

from engine.exercise import events as e
from engine.exercise.rules import Rules
from engine.exercise.state import InjectState, PhaseRun, State, Wanted, begin, evolve
from engine.exercise.timeline import Item, Timeline, ends_of_itself
from engine.scenario.model import Scenario
from tests.engine.worlds import CREATED, HOUR, MINUTE, ask, inject, phase, world

QUESTION = ask(by=("seat:burgemeester", "seat:wethouder"), deadline=MINUTE)
WORLD = world(
    [inject("a", ask=QUESTION), inject("b"), inject("c")],
    [phase("een", itself=True), phase("twee")],
)


def planned(**due: int) -> State:
    lobby = begin(WORLD, CREATED)
    return replace(lobby, injects={**lobby.injects, **{n: InjectState(due_at_ms=t) for n, t in due.items()}})


def ahead(state: State, scenario: Scenario = WORLD) -> Timeline:
    return Timeline(scenario, state, Rules(scenario))


def names(timeline: Timeline, until_ms: int) -> list[tuple[int, str, str, str]]:
    found: list[tuple[int, str, str, str]] = []
    while (item := timeline.pop(until_ms)) is not None:
        found.append((item.at_ms, item.kind, item.name, item.unit))
    return found


def test_what_falls_at_exactly_the_moment_is_taken() -> None:
    timeline = ahead(planned(a=MINUTE))

    assert timeline.pop(MINUTE - 1) is None
    assert timeline.pop(MINUTE) == Item(MINUTE, "inject", "a")
    assert timeline.pop(HOUR) is None


def test_next_is_the_first_moment_ahead() -> None:
    timeline = ahead(planned(b=2 * MINUTE, a=3 * MINUTE))

    assert timeline.next_at_ms() == 2 * MINUTE
    names(timeline, HOUR)
    assert timeline.next_at_ms() is None


def test_moments_come_in_order_of_time() -> None:
    assert names(ahead(planned(a=30, b=10, c=20)), HOUR) == [
        (10, "inject", "b", ""),
        (20, "inject", "c", ""),
        (30, "inject", "a", ""),
    ]


def test_simultaneous_things_come_in_order_of_data_however_they_were_put_in() -> None:
    running = replace(planned(), phase="een", phases={"een": PhaseRun(0, 50)})
    facts: list[e.Event] = [
        e.InjectScheduled(0, "c", 50),
        e.InjectScheduled(0, "b", 50),
        e.DeadlineMoved(0, "a", "seat:wethouder", 50),
        e.DeadlineMoved(0, "a", "seat:burgemeester", 50),
        e.PhaseEndMoved(0, "een", 50),
    ]
    for order in permutations(facts):
        timeline = ahead(replace(running, phase=None))
        for fact in order:
            timeline.note(fact, running)

        assert names(timeline, 50) == [
            (50, "deadline", "a", "seat:burgemeester"),
            (50, "deadline", "a", "seat:wethouder"),
            (50, "inject", "b", ""),
            (50, "inject", "c", ""),
            (50, "phase_end", "een", ""),
        ]


def test_priority_goes_before_place_and_lapsing_comes_after_both() -> None:
    injects = [inject("a", until=50), inject("b", priority=9), inject("c", priority=1)]
    state = replace(planned(a=50, b=50, c=50), phases={"een": PhaseRun(0, 50)})
    timeline = ahead(state, world(injects))

    assert [name[1:3] for name in names(timeline, 50)] == [
        ("inject", "c"),
        ("inject", "a"),
        ("inject", "b"),
        ("until", "a"),
    ]


def test_a_moment_to_lapse_is_there_once_the_phase_runs_and_while_the_inject_is_to_come() -> None:
    injects = [inject("a", until=20), inject("b", until=30), inject("c", until=40, phase="twee")]
    state = begin(world(injects), CREATED)
    timeline = ahead(state, world(injects))
    for event in (e.PhaseStarted(5, "een", 100, ()), e.InjectSkipped(6, "a")):
        state = evolve(state, event)
        timeline.note(event, state)
    rebuilt = ahead(state, world(injects))

    assert names(timeline, 100) == [(25, "until", "a", ""), (35, "until", "b", "")]
    assert names(rebuilt, 100) == [(35, "until", "b", "")]


def test_a_timeline_that_is_kept_up_agrees_with_one_that_is_rebuilt() -> None:
    state = begin(WORLD, CREATED)
    kept = ahead(state)
    for event in (
        e.ClockResumed(0, 1, 1),
        e.PhaseStarted(0, "een", 10 * MINUTE, (("b", 4 * MINUTE),)),
        e.InjectScheduled(0, "c", 4 * MINUTE),
        e.InjectDelivered(
            0, "a", ("burgemeester",), False, False, QUESTION.units, tuple((u, MINUTE) for u in QUESTION.units), "hand"
        ),
        e.DeadlineMoved(0, "a", "seat:wethouder", 4 * MINUTE),
    ):
        state = evolve(state, event)
        kept.note(event, state)
    rebuilt = ahead(state)

    stale = (MINUTE, "deadline", "a", "seat:wethouder")  # the deadline that was moved: a hint that no longer holds
    assert [item for item in names(kept, HOUR) if item != stale] == names(rebuilt, HOUR)


def test_only_what_still_may_come_is_put_in() -> None:
    unit = "seat:burgemeester"
    state = replace(
        planned(b=10),
        injects={
            "a": InjectState("delivered", due_at_ms=5),
            "b": InjectState("skipped", due_at_ms=5),
            "c": InjectState("due", due_at_ms=5),
        },
        wanted={("a", unit): Wanted(0, 20, missed=True), ("a", "seat:wethouder"): Wanted(0)},
    )

    assert names(ahead(state), HOUR) == []


def test_what_is_put_in_before_now_comes_now() -> None:
    timeline = ahead(replace(planned(a=10), at_ms=50))

    assert timeline.next_at_ms() == 50
    assert names(timeline, 50) == [(10, "inject", "a", "")]


def test_other_facts_add_nothing() -> None:
    timeline = ahead(planned())
    timeline.note(e.ModeChanged(0, False), planned())

    assert timeline.next_at_ms() is None


COUNTING = world(
    [
        inject("vraag"),
        inject("telt", when='minutes_since("vraag") >= 3 and minutes_since("vraag") != 5'),
        inject("telt-ook", when='minutes_since("vraag") > 4'),
        inject("straks", when='minutes_since("vraag") > 1', phase="twee"),
    ],
    [phase("een", 30), phase("twee")],
)


def asked(at_ms: int = 0) -> State:
    """The first phase runs and the question was delivered."""
    state = evolve(begin(COUNTING, CREATED), e.PhaseStarted(0, "een", HOUR, ()))
    return evolve(state, e.InjectDelivered(at_ms, "vraag", (), False, False, (), (), "hand"))


def counted(timeline: Timeline, state: State) -> list[int]:
    """The minutes it wakes up for, each time counting on."""
    found = []
    while (item := timeline.pop(HOUR)) is not None:
        assert item.kind == "minute"
        found.append(item.at_ms // MINUTE)
        timeline.count_on(item, state)
    return found


def test_minutes_are_counted_from_a_delivery_as_long_as_a_rule_may_turn() -> None:
    lobby = begin(COUNTING, CREATED)
    timeline = ahead(lobby, COUNTING)
    timeline.note(e.InjectDelivered(MINUTE, "vraag", (), False, False, (), (), "hand"), asked(MINUTE))

    assert ahead(lobby, COUNTING).next_at_ms() is None
    assert counted(timeline, asked(MINUTE)) == [4, 5, 6, 7]


def test_a_timeline_that_is_rebuilt_counts_the_minutes_that_are_left() -> None:
    state = replace(asked(), at_ms=4 * MINUTE)

    assert counted(ahead(state, COUNTING), state) == [5, 6]


def test_a_new_phase_counts_for_its_own_rules() -> None:
    timeline = ahead(replace(asked(), phase=None), COUNTING)
    state = evolve(asked(), e.PhaseStarted(0, "twee", HOUR, ()))
    timeline.note(e.PhaseStarted(0, "twee", HOUR, ()), state)
    timeline.note(e.PhaseStarted(0, "twee", HOUR, ()), state)  # put in twice, it is there once

    assert counted(timeline, state) == [1, 2]


def test_a_minute_comes_before_what_else_falls_at_that_moment() -> None:
    state = evolve(asked(), e.InjectScheduled(0, "telt-ook", 3 * MINUTE))

    assert [kind for _, kind, _, _ in names(ahead(state, COUNTING), 3 * MINUTE)] == ["minute", "inject"]


def test_who_ends_a_phase() -> None:
    programme: Scenario = world(phases=[phase("een"), phase("twee", itself=True), phase("drie", itself=True)])
    attended = begin(programme, CREATED)
    unattended = replace(attended, unattended=True)

    assert [ends_of_itself(programme, attended, p.id) for p in programme.phases] == [False, True, False]
    assert [ends_of_itself(programme, unattended, p.id) for p in programme.phases] == [True, True, True]
