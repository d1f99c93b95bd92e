"""Which rules are looked at again: those that read what changed, and no others."""

from dataclasses import replace

from engine.exercise import events as e
from engine.exercise.rules import Rules
from engine.exercise.state import State, begin, evolve
from tests.engine.worlds import CREATED, MINUTE, Play, ask, inject, phase, world

WORLD = world(
    [
        inject("vraag", at=0, ask=ask(deadline=MINUTE)),
        inject("paniek", when="paniek or vragen > 1"),
        inject("verstuurd", when='sent("vraag") and vragen > 5'),
        inject("later", when='minutes_since("vraag") in [3, 6]'),
        inject("telkens", when='minutes_since("vraag") > vragen'),
        inject("antwoord", when='answered("reactie")'),
        inject("laat", when='late("vraag")'),
        inject("straks", when='minutes_since("vraag") > 100', phase="twee"),
    ],
    [phase("een", minutes=60), phase("twee")],
)
RULES = Rules(WORLD)


def after(event: e.Event) -> set[str]:
    return set(RULES.after(event, evolve(Play.started(WORLD).state, event)))


def test_a_rule_is_looked_at_again_after_what_it_reads() -> None:
    assert after(e.VariableChanged(0, "paniek", True, "x")) == {"paniek"}
    assert after(e.VariableChanged(0, "vragen", 1, "x")) == {"paniek", "verstuurd", "telkens"}
    assert after(e.ResponseMissed(0, "vraag", "seat:burgemeester")) == {"laat"}
    assert after(e.ClockPaused(0, "facilitator")) == set()


def test_a_new_phase_brings_its_own_rules() -> None:
    assert after(e.PhaseStarted(0, "twee", 0, ())) == {"straks"}


def test_a_rule_waits_while_its_phase_runs_and_nothing_set_it_in_motion() -> None:
    lobby = begin(WORLD, CREATED)
    running = evolve(lobby, e.PhaseStarted(0, "een", 0, ()))

    assert not RULES.waits("paniek", lobby)
    assert RULES.waits("paniek", running)
    assert not RULES.waits("straks", running)
    for fact in (e.WhenCameTrue(0, "paniek"), e.InjectScheduled(0, "paniek", 9), e.InjectSkipped(0, "paniek")):
        assert not RULES.waits("paniek", evolve(running, fact))


def minutes(state: State, rules: Rules = RULES) -> list[int]:
    """The minutes that are waited for, one after the other, in the first ten minutes."""
    found, at_ms = [], 0
    while (following := rules.next_minute_ms("vraag", state, at_ms)) is not None and following <= 10 * MINUTE:
        at_ms = following
        found.append(at_ms // MINUTE)
    return found


def only(*rules: str) -> State:
    """A state in which these rules wait, and the others do not."""
    state = Play.started(WORLD).state
    others = {name: replace(life, when_came_true=True) for name, life in state.injects.items() if name not in rules}
    return replace(state, injects={**state.injects, **others})


def test_only_minutes_at_which_a_waiting_rule_may_turn_are_waited_for() -> None:
    assert minutes(only("later")) == [3, 4, 6, 7]
    assert minutes(only("telkens")) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert minutes(only("paniek", "straks")) == []


def test_nothing_is_counted_from_what_was_not_sent() -> None:
    assert minutes(begin(WORLD, CREATED)) == []


def test_at_a_minute_only_the_rules_that_may_turn_then_are_looked_at() -> None:
    state = Play.started(WORLD).state

    assert RULES.turning("vraag", state, 3 * MINUTE) == ["later", "telkens"]
    assert RULES.turning("vraag", state, 5 * MINUTE) == ["telkens"]
    assert RULES.turning("vraag", begin(WORLD, CREATED), 3 * MINUTE) == ()
