"""A law that nothing can break protects nothing: bugs planted on purpose are caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Stage
from hypothesis.strategies import SearchStrategy

from engine.exercise import changes, consequences
from engine.exercise import decide as decide_module
from engine.exercise import events as e
from engine.exercise import state as state_module
from engine.exercise import timeline as timeline_module
from engine.exercise.consequences import Deciding
from engine.exercise.exercise import Exercise
from engine.exercise.rules import Rules
from engine.exercise.state import InjectState, State
from engine.exercise.timeline import Timeline
from engine.exercise.view import Item, Node
from engine.exercise.visibility import Sight
from engine.scenario.model import Inject, Scenario, Seat
from tests.properties import evenings as evenings_module
from tests.properties import laws
from tests.properties.evenings import Evening, clock_handlings, evenings

# An evening in which a bug was caught is told in full, though nobody reads it here.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

SEARCH = settings(
    max_examples=2_000,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Stage.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def caught(law: Callable[[Evening], None], of: SearchStrategy[Evening] | None = None) -> None:
    """Search until the law fails, or the engine trips over its own feet; a test fails here when neither happens."""
    with pytest.raises((AssertionError, KeyError)):
        SEARCH(given(evenings() if of is None else of)(law))()


def test_the_harness_catches_delivering_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Deciding, "_still_stands", lambda self, item: True)

    caught(laws.every_inject_reaches_one_end_and_goes_out_once)


def test_the_harness_catches_a_send_that_does_not_look_whether_it_went_out(monkeypatch: pytest.MonkeyPatch) -> None:
    come_due = Deciding.come_due

    def again(self: Deciding, inject: str, cause: Any) -> None:
        come_due(self, inject, cause)
        if self.scenario.injects[inject].carry:
            come_due(self, inject, cause)

    monkeypatch.setattr(Deciding, "come_due", again)

    caught(laws.every_inject_reaches_one_end_and_goes_out_once)


def test_the_harness_catches_a_timeline_that_is_not_rebuilt_after_a_failed_append(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgets(self: Exercise) -> None:
        self._pending = []
        self._candidate = self.state

    monkeypatch.setattr(Exercise, "abandon", forgets)

    caught(laws.a_failed_append_leaves_nothing_behind)


def test_the_harness_catches_a_candidate_that_survives_a_failed_append(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgets(self: Exercise) -> None:
        self._pending = []

    monkeypatch.setattr(Exercise, "abandon", forgets)

    caught(laws.a_failed_append_leaves_nothing_behind)


def test_the_harness_catches_a_timeline_that_misses_what_was_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    note = Timeline.note

    def deaf(self: Timeline, event: e.Event, state: State) -> None:
        if not isinstance(event, e.InjectScheduled):
            note(self, event, state)

    monkeypatch.setattr(Timeline, "note", deaf)

    caught(laws.a_restart_at_any_point_changes_nothing)
    caught(laws.things_happen_at_their_own_time)


def test_the_harness_catches_minutes_that_nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Timeline, "_count", lambda self, injects, state, after_ms: None)

    caught(laws.rules_that_are_true_have_fired)


def test_the_harness_catches_minutes_that_are_forgotten_by_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rules, "counted", lambda self: ())

    caught(laws.a_restart_at_any_point_changes_nothing)


@pytest.mark.parametrize("kind", [e.ResponseSubmitted, e.ResponseMissed, e.InjectDelivered, e.VariableChanged])
def test_the_harness_catches_a_rule_that_is_not_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, kind: type[e.Event]
) -> None:
    after = Rules.after
    monkeypatch.setattr(
        Rules, "after", lambda self, event, state: () if isinstance(event, kind) else after(self, event, state)
    )

    caught(laws.rules_that_are_true_have_fired)


def test_the_harness_catches_a_guard_that_changes_unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_guarded_cues", lambda scenario, event: ())

    caught(laws.what_changed_was_touched)


def test_the_harness_catches_a_moment_at_exactly_now_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pop = Timeline.pop
    monkeypatch.setattr(Timeline, "pop", lambda self, until_ms: pop(self, until_ms - 1))

    caught(laws.things_happen_at_their_own_time)


def test_the_harness_catches_an_inject_that_lapses_a_moment_late(monkeypatch: pytest.MonkeyPatch) -> None:
    lapses_at_ms = timeline_module.lapses_at_ms

    def late(state: State, inject: Inject) -> int | None:
        at_ms = lapses_at_ms(state, inject)
        return None if at_ms is None else at_ms + 1

    monkeypatch.setattr(timeline_module, "lapses_at_ms", late)
    monkeypatch.setattr(consequences, "lapses_at_ms", late)

    caught(laws.things_happen_at_their_own_time)


def test_the_harness_catches_a_draw_that_is_made_again_at_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    scheduled, draws = state_module._EVOLVE[e.InjectScheduled], Random(1)

    def draws_again(state: State, event: e.InjectScheduled) -> State:
        return scheduled(state, replace(event, due_at_ms=event.due_at_ms + draws.choice((0, 1_000))))

    monkeypatch.setitem(state_module._EVOLVE, e.InjectScheduled, draws_again)

    caught(laws.rebuilding_equals_never_having_stopped)


def test_the_harness_catches_a_draw_where_people_attend(monkeypatch: pytest.MonkeyPatch) -> None:
    emit = Deciding.emit

    def draws(self: Deciding, event: e.Event) -> None:
        if isinstance(event, e.PhaseStarted) and not self.state.phases and not self.state.unattended:
            decide_module._draw(self)
        emit(self, event)

    monkeypatch.setattr(Deciding, "emit", draws)

    caught(laws.chance_has_a_say_at_the_start_and_where_nobody_attends)


def test_the_harness_catches_a_draw_that_depends_on_other_injects(monkeypatch: pytest.MonkeyPatch) -> None:
    delay_ms = Deciding._delay_ms

    def shared(self: Deciding, inject: str, trigger: Any) -> int:
        return delay_ms(self, f"{inject}{len(self.scenario.injects)}", trigger)

    monkeypatch.setattr(Deciding, "_delay_ms", shared)

    caught(laws.a_message_more_changes_no_other)


def test_the_harness_catches_an_inject_that_does_not_wait_for_go(monkeypatch: pytest.MonkeyPatch) -> None:
    come_due = Deciding.come_due

    def goes(self: Deciding, inject: str, cause: Any) -> None:
        come_due(self, inject, cause)
        if self.state.automatic and self.state.injects[inject].status == "due":
            self.deliver(inject, cause)

    monkeypatch.setattr(Deciding, "come_due", goes)

    caught(laws.things_happen_at_their_own_time)


def test_the_harness_catches_a_copy_that_is_armed_without_having_been_false(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consequences, "is_armed", lambda state, inject: True)

    caught(laws.a_copy_fires_only_after_its_condition_was_false)


def test_the_harness_catches_a_copy_that_is_never_armed(monkeypatch: pytest.MonkeyPatch) -> None:
    after = Rules.after

    def deaf(self: Rules, event: e.Event, state: State) -> Any:
        return [rule for rule in after(self, event, state) if "." not in rule]

    monkeypatch.setattr(Rules, "after", deaf)

    caught(laws.a_copy_fires_only_after_its_condition_was_false)


def test_the_harness_catches_an_order_of_simultaneous_things_that_is_not_of_the_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Timeline, "_rank", lambda self, item: 0)

    caught(laws.a_restart_at_any_point_changes_nothing)


def test_the_harness_catches_a_pause_that_shifts_what_is_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    resumed = state_module._EVOLVE[e.ClockResumed]

    def shifts(state: State, event: e.ClockResumed) -> State:
        after = resumed(state, event)
        return replace(after, injects={name: _later(life) for name, life in after.injects.items()})

    def _later(life: InjectState) -> InjectState:
        return life if life.due_at_ms is None else replace(life, due_at_ms=life.due_at_ms + 1_000)

    monkeypatch.setitem(state_module._EVOLVE, e.ClockResumed, shifts)

    caught(laws.a_pause_moves_nothing, clock_handlings())
    caught(laws.things_happen_at_their_own_time)


def test_the_harness_catches_a_clock_that_runs_on_while_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evenings_module, "_pace", lambda state: (state.speed_num, state.speed_den))

    caught(laws.a_pause_moves_nothing, clock_handlings())


def test_the_harness_catches_an_item_that_is_given_to_everyone(monkeypatch: pytest.MonkeyPatch) -> None:
    item = Sight._item

    def open_door(self: Sight, name: str, seat: Seat | None) -> Item | None:
        seats = [seat, *self.scenario.seats.values()]
        return next((found for each in seats if (found := item(self, name, each))), None)

    monkeypatch.setattr(Sight, "_item", open_door)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_an_item_that_is_shown_before_it_is_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    item = Sight._item

    def early(self: Sight, name: str, seat: Seat | None) -> Item | None:
        life = self.state.injects.get(name)
        if life is None or life.status != "planned":
            return item(self, name, seat)
        audience = self.scenario.injects[name].audience
        ahead = replace(life, delivered_at_ms=0, story_phase=None, seats=audience.seats, plenary=audience.plenary)
        state = replace(self.state, injects={**self.state.injects, name: ahead})
        return item(Sight(self.scenario, state, self._words), name, seat)

    monkeypatch.setattr(Sight, "_item", early)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_note_of_the_trainer_in_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    item = Sight._item

    def tells(self: Sight, name: str, seat: Seat | None) -> Item | None:
        shown = item(self, name, seat)
        inject = self.scenario.injects.get(name)
        return shown if shown is None or inject is None else replace(shown, body=shown.body + inject.note)

    monkeypatch.setattr(Sight, "_item", tells)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_role_whose_screen_stays_full_when_another_plays_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    node = Sight._player_node

    def both(self: Sight, seat: Seat, key: str) -> Node | None:
        return node(Sight(self.scenario, replace(self.state, folds={}), self._words), seat, key)

    monkeypatch.setattr(Sight, "_player_node", both)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_folding_that_tells_only_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_folding", lambda *_: iter([("trainer", "seating")]))

    caught(laws.what_changed_was_touched)


def test_the_harness_catches_a_message_that_was_taken_back_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    got = Sight._got

    def keeps(self: Sight, name: str, seat: Seat | None) -> bool:
        with_it = replace(self.state, withdrawn=())
        return got(Sight(self.scenario, with_it, self._words), name, seat)

    monkeypatch.setattr(Sight, "_got", keeps)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_taking_back_that_names_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_taken_back", lambda *_: iter(()))

    caught(laws.what_changed_was_touched)


def test_the_harness_catches_the_words_of_a_variant_that_was_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    item = Sight._item

    def first(self: Sight, name: str, seat: Seat | None) -> Item | None:
        shown, inject = item(self, name, seat), self.scenario.injects.get(name)
        if shown is None or inject is None or not inject.variants:
            return shown
        return replace(shown, body=inject.body_of(0))

    monkeypatch.setattr(Sight, "_item", first)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_variant_that_is_never_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def own_text(*_: object) -> None:
        return None

    monkeypatch.setattr(consequences, "variant_now", own_text)

    caught(laws.the_first_variant_that_holds_is_sent)


def test_the_harness_catches_the_answer_of_another_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    def anybody(self: Sight, inject: str, seat: str) -> str | None:
        return next((unit for name, unit in self.state.wanted if name == inject), None)

    monkeypatch.setattr(Sight, "_unit", anybody)

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_wrong_role_card(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Sight._card
    monkeypatch.setattr(Sight, "_card", lambda self, seat: card(self, next(iter(self.scenario.seats.values()))))

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_fact_on_the_card_of_who_does_not_know_it(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Sight._card
    monkeypatch.setattr(Sight, "_card", lambda self, seat: replace(card(self, seat), facts=self.facts(["f1"])))

    caught(laws.nobody_sees_what_is_not_theirs)


def test_the_harness_catches_a_picture_that_is_shown_with_another_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sight, "media", lambda self, idents: (self._medium(self.scenario.media["m2"]),))

    caught(laws.nobody_sees_what_is_not_theirs)


@pytest.mark.parametrize(
    "forgotten",
    ["header", "card", "desk", "stage", "cue", "item", "answer", "moment", "meters", "preparation", "recap"],
)
def test_the_harness_catches_a_change_that_is_not_named(monkeypatch: pytest.MonkeyPatch, forgotten: str) -> None:
    touched = changes.touched

    def forgets(scenario: Scenario, state: State, event: e.Event) -> Iterator[tuple[str, str]]:
        return (pair for pair in touched(scenario, state, event) if not pair[1].startswith(forgotten))

    monkeypatch.setattr(changes, "touched", forgets)

    caught(laws.what_changed_was_touched)


def test_the_harness_catches_a_name_for_who_does_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    touched = changes.touched

    def tells(scenario: Scenario, state: State, event: e.Event) -> Iterator[tuple[str, str]]:
        yield from touched(scenario, state, event)
        if isinstance(event, e.InjectDelivered):
            yield from ((seat, f"item:{event.inject}") for seat in scenario.seats)

    monkeypatch.setattr(changes, "touched", tells)

    caught(laws.what_changed_was_touched)


@pytest.mark.parametrize("kind", [kind for kind in e.STORED_NAMES.values() if kind is not e.ExerciseCreated])
def test_the_harness_catches_a_fact_that_is_dropped(monkeypatch: pytest.MonkeyPatch, kind: type[e.Event]) -> None:
    monkeypatch.setitem(state_module._EVOLVE, kind, lambda state, event: state)

    caught(laws.every_fact_shows_in_the_state)


def test_the_harness_finds_nothing_where_nothing_is_planted() -> None:
    SEARCH(given(evenings())(laws.every_fact_shows_in_the_state))()
