"""What must hold of every evening. Each law is a function that fails with an AssertionError.

They stand apart from the tests that draw evenings, so that `test_planted_bugs` can show that each of them bites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from engine.exercise import changes
from engine.exercise import events as e
from engine.exercise.chance import drawn_value
from engine.exercise.commands import PauseClock, ResumeClock
from engine.exercise.copies import had_its_turn, is_armed, preceding
from engine.exercise.decide import BY_HAND
from engine.exercise.exercise import Exercise
from engine.exercise.facts import is_true
from engine.exercise.state import Answer, InjectState, State, answer_item, begin, evolve, replay
from engine.exercise.view import View
from engine.exercise.visibility import Sight
from engine.scenario.model import LADDERS, PLENARY, TRAINER, At, Inject, Manual, Scenario, When
from tests.engine.worlds import MINUTE, deliveries
from tests.properties.evenings import SEATS, TOKEN, Evening, Playing, Turn, prefixes

SCREENS = (*SEATS, PLENARY, TRAINER)
LAST = 1_000
"""A place in the file after all others."""

# -- rebuilding ------------------------------------------------------------------------------------------------


def rebuilding_equals_never_having_stopped(evening: Evening) -> None:
    """At any prefix of stored steps: the state, its digest, and what comes next."""
    playing = Playing.begin(evening)
    for turn in evening.turns:
        playing.take(turn)
        rebuilt = Exercise.rebuild(evening.scenario, playing.steps, playing.exercise.words)
        assert rebuilt.state == playing.state
        assert rebuilt.state.digest() == playing.state.digest()
        assert rebuilt.state == replay(evening.scenario, playing.events)


def a_restart_at_any_point_changes_nothing(evening: Evening) -> None:
    """Restarted before every turn, and once before each turn of its own: the same steps follow."""
    never = Playing.whole(evening)
    always = Playing.begin(evening)
    for turn in evening.turns:
        always.restart()
        always.take(turn)
    assert always.steps == never.steps
    assert always.said == never.said
    middle = len(evening.turns) // 2
    for once_at in {1, middle}:
        once = Playing.begin(evening)
        for n, turn in enumerate(evening.turns):
            if n == once_at:
                once.restart()
            once.take(turn)
        assert once.steps == never.steps


def a_failed_append_leaves_nothing_behind(evening: Evening) -> None:
    """An evening on which the turns that could not be stored never took place goes the same way."""
    happened: list[Turn] = []
    waited_ms = 0
    for turn in evening.turns:
        waited_ms += turn.wall_ms
        if turn.stored:
            happened.append(replace(turn, wall_ms=waited_ms))
            waited_ms = 0
    failing, never = Playing.whole(evening), Playing.whole(replace(evening, turns=tuple(happened)))
    assert failing.steps == never.steps
    assert failing.state == never.state
    assert failing.exercise.words == never.exercise.words


# -- injects ---------------------------------------------------------------------------------------------------

_LIVES = {
    ("planned", "due"),
    ("planned", "delivered"),
    ("planned", "skipped"),
    ("planned", "guarded"),
    ("planned", "lapsed"),
    ("due", "delivered"),
    ("due", "skipped"),
    ("due", "lapsed"),
    ("delivered", "withdrawn"),
}
"""Without a hand. By hand also what was set aside goes out."""
_AFTER_THE_END = (e.VetoSet, e.ObservationNoted, e.BeamerSet, e.Scored, e.ScoreNoted, e.ItemOpened, e.ExerciseReopened)


def every_inject_reaches_one_end_and_goes_out_once(evening: Evening) -> None:
    playing = Playing.whole(evening)
    facts = list(prefixes(playing))
    for event, before, after in facts:
        assert after.at_ms == event.at_ms >= before.at_ms
        assert before.status != "ended" or isinstance(event, _AFTER_THE_END), event
        by_hand = isinstance(event, e.InjectDelivered) and event.cause == "hand"
        for name, life in after.injects.items():
            was = before.injects[name].status
            if was != life.status:
                taken_back = isinstance(event, e.ExerciseReopened) and was == "lapsed"
                allowed = (was, life.status) in _LIVES or taken_back or (by_hand and was != "delivered")
                assert allowed, (event, was, life.status)
    out: set[str] = set()
    for event in playing.events:
        if isinstance(event, e.InjectDelivered):
            assert event.inject not in out, f"{event.inject} went out twice"
            out.add(event.inject)
        elif isinstance(event, e.InjectWithdrawn):
            out.discard(event.inject)
    _once(playing, e.InjectDue, "inject")
    _once(playing, e.WhenCameTrue, "inject")
    _once(playing, e.InjectRearmed, "inject")
    _once(playing, e.ResponseMissed, "inject", "unit")
    _once(playing, e.PhaseStarted, "phase")
    _once(playing, e.PhaseEnded, "phase")
    counted = [(x.inject, x.unit) for x in playing.events if isinstance(x, e.ResponseSubmitted) and x.counted]
    assert len(counted) == len(set(counted))
    _what_is_over_is_over(evening.scenario, playing.state)


def _once(playing: Playing, kind: type[e.Event], *names: str) -> None:
    found = [tuple(getattr(event, name) for name in names) for event in playing.events if isinstance(event, kind)]
    assert len(found) == len(set(found)), (kind, found)


def _what_is_over_is_over(scenario: Scenario, state: State) -> None:
    """When a phase has ended, what belongs to it has reached its end, but for what is carried; at the end all has."""
    if state.status == "ended":
        assert {life.status for life in state.injects.values()} & {"planned", "due"} == set()
    for inject in scenario.injects.values():
        run = state.phases.get(inject.phase)
        if run is not None and run.ended_at_ms is not None and not inject.carry:
            assert state.injects[inject.id].status not in ("planned", "due"), inject.id


def things_happen_at_their_own_time(evening: Evening) -> None:
    """What the clock brings comes at exactly its exercise time, and nothing stays behind."""
    playing = Playing.begin(evening)
    for turn in evening.turns:
        at_ms = playing.segment.at(playing.wall_ms + turn.wall_ms)
        playing.take(turn)
        if turn.stored and playing.state.status in ("running", "paused"):
            _nothing_stayed_behind(evening.scenario, playing.state, at_ms)
    for event, before, _ in prefixes(playing):
        match event:
            case e.InjectDelivered(inject=inject, cause="clock"):
                assert event.at_ms == before.injects[inject].due_at_ms
                assert evening.scenario.injects[inject].release == "auto" or before.unattended
            case e.InjectDelivered(inject=inject, cause="effect"):
                assert evening.scenario.injects[inject].release == "auto" or before.unattended
            case e.InjectLapsed(inject=inject):
                assert event.at_ms == _good_until(evening.scenario, before, inject)
            case e.ResponseMissed(inject=inject, unit=unit):
                assert event.at_ms == before.wanted[inject, unit].deadline_at_ms
            case e.ResponseSubmitted(inject=inject, unit=unit):
                wanted = before.wanted[inject, unit]
                assert event.late == (wanted.deadline_at_ms is not None and event.at_ms >= wanted.deadline_at_ms)
    _timed_injects_left_alone_are_on_time(playing)


def _good_until(scenario: Scenario, state: State, inject: str) -> int | None:
    until_ms, run = scenario.injects[inject].until_ms, state.phases.get(scenario.injects[inject].phase)
    return None if until_ms is None or run is None else run.started_at_ms + until_ms


def _nothing_stayed_behind(scenario: Scenario, state: State, at_ms: int) -> None:
    assert [
        name
        for name, life in state.injects.items()
        if life.status in ("planned", "due") and (_good_until(scenario, state, name) or at_ms + 1) <= at_ms
    ] == []
    assert [n for n, x in state.injects.items() if x.status == "planned" and (x.due_at_ms or at_ms + 1) <= at_ms] == []
    assert [
        key
        for key, wanted in state.wanted.items()
        if wanted.answer is None and not wanted.missed and (wanted.deadline_at_ms or at_ms + 1) <= at_ms
    ] == []


def _timed_injects_left_alone_are_on_time(playing: Playing) -> None:
    """Delivered by the clock and never moved: at exactly the beginning of its phase plus its own time."""
    moved = {event.inject for event in playing.events if isinstance(event, e.InjectScheduled)}
    for event in playing.events:
        if isinstance(event, e.InjectDelivered) and event.cause == "clock" and event.inject not in moved:
            inject = playing.evening.scenario.injects[event.inject]
            if isinstance(inject.trigger, At):
                assert event.at_ms == playing.state.phases[inject.phase].started_at_ms + inject.trigger.offset_ms


def a_copy_fires_only_after_its_condition_was_false(evening: Evening) -> None:
    """It is armed when the copy before it had its turn and the condition is false, no later; then it may fire."""
    playing = Playing.whole(evening)
    for event, before, _ in prefixes(playing):
        if isinstance(event, e.InjectRearmed):
            assert _may_be_armed(evening.scenario, before, event.inject, event.at_ms)
        elif isinstance(event, e.WhenCameTrue):
            assert is_armed(before, event.inject)
    rest = Playing.begin(evening)
    for turn in evening.turns:
        rest.take(turn)
        state = rest.state
        if state.status in ("running", "paused"):
            waiting = [name for name in state.injects if not is_armed(state, name)]
            at_ms = max(state.at_ms, rest.at_ms)
            assert [name for name in waiting if _may_be_armed(evening.scenario, state, name, at_ms)] == []


def _may_be_armed(scenario: Scenario, state: State, copy: str, at_ms: int) -> bool:
    inject, life, before = scenario.injects[copy], state.injects[copy], preceding(copy)
    return (
        isinstance(inject.trigger, When)
        and inject.phase == state.phase
        and inject.release != "manual"
        and life.status == "planned"
        and life.due_at_ms is None
        and before is not None
        and had_its_turn(state, before)
        and not is_true(inject.trigger.condition, scenario, state, at_ms)
    )


def the_first_variant_that_holds_is_sent(evening: Evening) -> None:
    for event, before, _ in prefixes(Playing.whole(evening)):
        if isinstance(event, e.InjectDelivered):
            guards = [variant.guard for variant in evening.scenario.injects[event.inject].variants]
            holding = [
                place
                for place, guard in enumerate(guards)
                if guard is None or is_true(guard, evening.scenario, before, event.at_ms)
            ]
            assert event.variant == next(iter(holding), None)


def chance_has_a_say_at_the_start_and_where_nobody_attends(evening: Evening) -> None:
    """What is drawn is drawn once, before the first phase, from the variable's own chances, and only unattended."""
    phases, chosen = 0, set[str]()
    for event, before, _ in prefixes(Playing.whole(evening)):
        phases += isinstance(event, e.PhaseStarted)
        if isinstance(event, e.VariableChanged) and event.cause == BY_HAND:
            chosen.add(event.name)
        if isinstance(event, e.VariableChanged) and event.cause == "random":
            assert before.unattended
            assert phases == 0
        if isinstance(event, e.PhaseStarted) and phases == 1:
            for variable in evening.scenario.variables.values():
                first = drawn_value(evening.created.seed, variable) if before.unattended else variable.start
                assert variable.id in chosen or before.variables[variable.id] == first


def a_message_more_changes_no_other(evening: Evening) -> None:
    """One more message that nobody sends: all others come at the same moments, also where chance has a say."""
    spare = replace(next(iter(evening.scenario.injects.values())), id="z99z", trigger=Manual(), position=LAST)
    scenario = replace(evening.scenario, injects={**evening.scenario.injects, spare.id: spare})
    with_one_more = Playing.whole(replace(evening, scenario=scenario))
    assert deliveries(with_one_more.events) == deliveries(Playing.whole(evening).events)


def rules_that_are_true_have_fired(evening: Evening) -> None:
    """After every step a `when` of the running phase that is true has fired or can no more."""
    playing, scenario = Playing.begin(evening), evening.scenario
    for turn in evening.turns:
        playing.take(turn)
        state = playing.state
        if state.status in ("running", "paused"):
            reached_ms = playing.at_ms if turn.stored else state.at_ms
            assert [
                i.id for i in scenario.injects.values() if _waits_although_true(i, scenario, state, reached_ms)
            ] == []


def _waits_although_true(inject: Inject, scenario: Scenario, state: State, at_ms: int) -> bool:
    life = state.injects[inject.id]
    return (
        isinstance(inject.trigger, When)
        and inject.phase == state.phase
        and life.status == "planned"
        and life.due_at_ms is None
        and inject.release != "manual"
        and is_armed(state, inject.id)
        and is_true(inject.trigger.condition, scenario, state, at_ms)
    )


def every_fact_shows_in_the_state(evening: Evening) -> None:
    for event, before, after in prefixes(Playing.whole(evening)):
        assert _shows(event, before, after), event


def _shows(event: e.Event, before: State, after: State) -> bool:
    """Whether the state after a fact says what the fact said."""
    match event:
        case e.ParametersFilledIn(parameters=parameters):
            return set(parameters) <= set(after.parameters)
        case e.ClockResumed() | e.SpeedChanged():
            running = after.status == "running" or isinstance(event, e.SpeedChanged)
            return running and (after.speed_num, after.speed_den) == (event.speed_num, event.speed_den)
        case e.ClockPaused(cause=cause):
            return (after.status, after.pause_cause) == ("paused", cause)
        case e.ModeChanged(automatic=automatic):
            return after.automatic == automatic
        case e.PhaseStarted(phase=phase, schedule=schedule):
            return after.phase == phase and all(after.injects[name].due_at_ms == due for name, due in schedule)
        case e.PhaseEndMoved(phase=phase, planned_end_ms=planned_end_ms):
            return after.phases[phase].planned_end_ms == planned_end_ms
        case e.PhaseEnded(phase=phase, lapsed=lapsed):
            return after.phases[phase].ended_at_ms == event.at_ms and all(
                after.injects[name].status == "lapsed" for name in lapsed
            )
        case e.InjectScheduled(inject=inject, due_at_ms=due_at_ms):
            return after.injects[inject].due_at_ms == due_at_ms
        case e.InjectDue(inject=inject):
            return after.injects[inject].status == "due"
        case e.InjectDelivered(inject=inject, seats=seats, units=units):
            life = after.injects[inject]
            asked = all((inject, unit) in after.wanted for unit in units)
            shows = (life.status, life.delivered_at_ms, life.seats, life.variant)
            quoted = tuple((name, unit) for name, unit, _ in life.quoted)
            return asked and shows == ("delivered", event.at_ms, seats, event.variant) and quoted == event.quoted
        case e.InjectSkipped(inject=inject):
            return after.injects[inject].status == "skipped"
        case e.InjectGuarded(inject=inject):
            return after.injects[inject].status == "guarded"
        case e.InjectLapsed(inject=inject):
            return after.injects[inject].status == "lapsed"
        case e.InjectCancelled(inject=inject):
            return after.injects[inject].cancelled
        case e.WhenCameTrue(inject=inject):
            return after.injects[inject].when_came_true
        case e.InjectRearmed(inject=inject):
            return after.injects[inject].rearmed and not before.injects[inject].rearmed
        case e.InjectHeld(inject=inject, held=held):
            return after.injects[inject].held == held != before.injects[inject].held
        case e.InjectEdited(inject=inject):
            life = after.injects[inject]
            return (life.sender, life.title, life.body) == (event.sender, event.title, event.body)
        case e.InjectWithdrawn(inject=inject, values=values, unscheduled=unscheduled):
            gone = not any(name == inject for name, _ in after.wanted) and after.injects[inject].status == "withdrawn"
            return (
                gone
                and all(after.variables[name] == value for name, value in values)
                and all(after.injects[name].due_at_ms is None for name in unscheduled)
            )
        case e.MessageWithdrawn(message=message):
            return message in after.withdrawn and message not in before.withdrawn
        case e.CallDeclined(item=item, seat=seat):
            return seat in after.declined[item] and seat not in before.declined.get(item, ())
        case e.CallTaken(item=item, seat=seat):
            return after.lines[item, seat].ended_at_ms is None and (item, seat) not in before.lines
        case e.CallEnded(item=item, seat=seat):
            return after.lines[item, seat].ended_at_ms == event.at_ms and before.lines[item, seat].ended_at_ms is None
        case e.HelpAsked(request=request):
            return after.asked[request] == event
        case e.HelpSettled(request=request):
            return request in before.asked and request not in after.asked
        case e.HallCalled(back_at_ms=back_at_ms):
            stands = after.called.get(event.room)
            return (stands.back_at_ms if stands else None) == back_at_ms
        case e.BeamerSet(shows=shows):
            return (after.beamer.shows if after.beamer else "story") == shows
        case e.SeatFolded(seat=seat, into=into):
            return after.folds[seat] == into and seat not in before.folds
        case e.SeatUnfolded(seat=seat, into=into):
            return seat not in after.folds and before.folds[seat] == into
        case e.VetoSet(holds=holds):
            return ((event.rater, event.moment, event.unit, event.veto) in after.vetoes) == holds
        case e.ObservationNoted(observation=observation):
            return after.observations[observation] == event and observation not in before.observations
        case e.VariableChanged(name=name, value=value):
            first = name in LADDERS and name not in before.ladder_moves
            return after.variables[name] == value and (first or value != before.variables[name])
        case e.MessageSent(message=message):
            return after.messages[message] == event
        case e.ItemOpened(item=item, seat=seat):
            return seat in after.opened[item] and seat not in before.opened.get(item, ())
        case e.ResponseSubmitted(inject=inject, unit=unit, revision=revision):
            answer = after.wanted[inject, unit].answer
            return answer is not None and (answer.revision, answer.seat) == (revision, event.seat)
        case e.ResponseMissed(inject=inject, unit=unit):
            return after.wanted[inject, unit].missed
        case e.DeadlineMoved(inject=inject, unit=unit, deadline_at_ms=deadline_at_ms):
            return after.wanted[inject, unit].deadline_at_ms == deadline_at_ms
        case e.Scored():
            key = (event.rater, event.moment, event.unit, event.dimension)
            return after.scores.get(key) == (event if event.position is not None else None)
        case e.ScoreNoted():
            return after.notes[event.rater, event.moment, event.unit] == event.text
        case e.ExerciseEnded(lapsed=lapsed):
            return after.status == "ended" and all(after.injects[name].status == "lapsed" for name in lapsed)
        case e.ExerciseReopened(planned=planned):
            return after.status == "paused" and all(after.injects[name].status == "planned" for name in planned)
        case e.ExerciseCreated():
            return False


# -- the clock -------------------------------------------------------------------------------------------------


def waking_up_more_often_changes_nothing(evening: Evening) -> None:
    """The same wall time in smaller pieces: the same facts at the same exercise times."""
    pieces: list[Turn] = []
    for turn in evening.turns:
        third = turn.wall_ms // 3
        pieces += [Turn(third), Turn(0), Turn(third), replace(turn, wall_ms=turn.wall_ms - 2 * third)]
    finely = Playing.whole(replace(evening, turns=tuple(pieces)))
    coarsely = Playing.whole(evening)
    assert finely.events == coarsely.events


def a_pause_moves_nothing(evening: Evening) -> None:
    """Half an hour of pause anywhere: everything goes out at the same exercise times."""
    straight = Playing.whole(evening)
    for place in range(1, len(evening.turns)):
        paused = Playing.begin(evening)
        for turn in evening.turns[:place]:
            paused.take(turn)
        if paused.state.status != "running":
            continue
        paused.take(Turn(0, ((TRAINER, PauseClock()),)))
        paused.take(Turn(30 * MINUTE, ((TRAINER, ResumeClock()),)))
        for turn in evening.turns[place:]:
            paused.take(turn)
        # Flooring from a new anchor may cost a millisecond, so compare what both have reached.
        reached = min(paused.at_ms, straight.at_ms)
        assert _until(paused, reached) == _until(straight, reached)


def _until(playing: Playing, at_ms: int) -> list[tuple[int, str]]:
    return [(at, name) for at, name in deliveries(playing.events) if at <= at_ms]


# -- seeing ----------------------------------------------------------------------------------------------------


def nobody_sees_what_is_not_theirs(evening: Evening) -> None:
    """At every prefix each screen can be shown, and holds no token but those that are for its seat."""
    playing = Playing.whole(evening)
    words = playing.exercise.words
    states = [begin(evening.scenario, evening.created), *(after for _, _, after in prefixes(playing))]
    for state in states:
        sight = Sight(evening.scenario, state, words)
        for seat in SCREENS:
            _only_its_own(evening.scenario, state, words, seat, repr(sight.view(seat)))
    sight = Sight(evening.scenario, states[-1], words)
    keys = {node.key for seat in SCREENS for node in sight.view(seat).nodes}
    for seat in (*SEATS, PLENARY):
        guessed = [sight.node(seat, key) for key in sorted(keys)]
        _only_its_own(evening.scenario, states[-1], words, seat, repr(guessed))
    assert sight.view("vreemd").nodes == ()


def _only_its_own(scenario: Scenario, state: State, words: dict[str, str], seat: str, shown: str) -> None:
    leaked = set(TOKEN.findall(shown)) - set(TOKEN.findall(" ".join(_for(scenario, state, words, seat))))
    assert not leaked, f"{seat} sees {leaked}"
    if seat != TRAINER:
        assert "Noot" not in shown
        assert not any(name in shown for name in ("paniek", "mediadruk", "standpunt"))


def _for(scenario: Scenario, state: State, words: dict[str, str], seat: str) -> list[str]:
    """Every text that is for this seat now, said again in another way than `visibility` does."""
    folded = [other for other, into in state.folds.items() if into == seat]
    plays = set() if seat in state.folds else {seat, *folded}
    texts = [part for name in state.phases for part in (scenario.phase(name).title, scenario.phase(name).intro)]
    texts += [words[ref.id] for _, ref in state.parameters]
    if seat == TRAINER:
        texts += [phase.title for phase in scenario.phases] + [question.ask for question in scenario.debrief]
        texts += [role.title for role in scenario.roles.values()] + [team.title for team in scenario.teams.values()]
        texts += [text for moment in scenario.escalations.values() for text in (moment.title, moment.expects)]
        texts += [words[note.id] for note in state.notes.values()]
        texts += [words[move.reason.id] for move in state.ladder_moves.values() if move.reason is not None]
        texts += [part for noted in state.observations.values() for part in (noted.observation, words[noted.text.id])]
        texts += [part for each in scenario.seats.values() for part in (each.title, each.name)]
        texts += [team.room for team in scenario.teams.values()]
        texts += [repr(form) for form in scenario.forms.values()]
        texts += [part for asked in state.asked.values() for part in (asked.request, words[asked.text.id])]
    elif seat in scenario.seats:
        for mine in {seat, *plays}:
            chair = scenario.seats[mine]
            role = scenario.roles[chair.role]
            texts += [chair.title, chair.name, chair.party]
            if mine not in plays:
                texts += [scenario.seats[state.folds[seat]].title]
            else:
                texts += [role.does, *role.may, *role.may_not, role.knows]
                texts += [fact.text for fact in scenario.facts.values() if mine in fact.known_by]
            if chair.team:
                texts += [scenario.teams[chair.team].title, scenario.teams[chair.team].room]
        if state.phase is not None and state.status != "ended" and seat in plays:
            # To whom one may write, and what one may begin.
            texts += [each.title for each in scenario.seats.values()] + [team.title for team in scenario.teams.values()]
            for inject in scenario.injects.values():
                offered = isinstance(inject.trigger, Manual) and inject.trigger.offered
                life = state.injects[inject.id]
                if offered and plays & set(inject.audience.seats) and life.status in ("planned", "due"):
                    texts += [inject.id, inject.title, inject.body]
                    texts += [words[ref.id] for ref in (life.title, life.body) if ref is not None]
    for inject in scenario.injects.values():
        life = state.injects[inject.id]
        got = life.delivered_at_ms is not None and (plays & set(life.seats) or (seat == PLENARY and life.plenary))
        if got or seat == TRAINER:
            texts += [inject.id, inject.sender, inject.title_of(life.variant)]
            if not inject.live or seat == TRAINER:
                texts.append(inject.body_of(life.variant))
            texts += [scenario.media[ident].alt for ident in inject.media]
            texts += [scenario.facts[ident].text for ident in inject.facts if seat != PLENARY]
        if seat == TRAINER:
            texts += [inject.note, inject.title, inject.body]
            texts += [text for variant in inject.variants for text in (variant.title, variant.body) if text]
        typed_over = (life.sender, life.title, life.body if not inject.live or seat == TRAINER else None)
        own = [words[ref.id] for ref in typed_over if ref is not None]
        if got or seat == TRAINER:
            texts += own
        if seat == TRAINER and life.reason is not None:
            texts.append(words[life.reason.id])
        if got and inject.response and any(plays & set(scenario.unit_seats(unit)) for unit in inject.response.units):
            texts.append(repr(scenario.forms[inject.response.form]))
        if got:
            texts += _quoted(scenario, state, words, plays, life)
    for (inject_id, unit), wanted in state.wanted.items():
        if wanted.answer is None:
            continue
        if (
            seat == PLENARY
            and state.beamer is not None
            and state.beamer.shows == "minutes"
            and _minuted(scenario, inject_id)
        ):
            texts += _answer(scenario, state, words, inject_id, wanted.answer)
            texts += _players(scenario)
        if seat == TRAINER or plays & set(scenario.unit_seats(unit)) & set(state.injects[inject_id].seats):
            texts.append(scenario.seats[wanted.answer.seat].title)
            typed = [wanted.answer.text, *(given for _, given in wanted.answer.fields)]
            texts += [words[ref.id] for ref in typed if isinstance(ref, e.TextRef)]
    if seat == PLENARY:
        texts.extend(state.called)
    if seat == PLENARY and state.beamer is not None and state.beamer_answer is not None:
        shown = scenario.injects[state.beamer.inject]
        assert shown.response is not None
        life = state.injects[shown.id]
        texts += [shown.title_of(life.variant), repr(scenario.forms[shown.response.form])]
        texts += [words[ref.id] for ref in (life.title,) if ref is not None]
        typed = [state.beamer_answer.text, *(given for _, given in state.beamer_answer.fields)]
        texts += [words[ref.id] for ref in typed if isinstance(ref, e.TextRef)]
    if seat == PLENARY and state.beamer is not None and state.beamer.shows == "knowledge":
        texts += [fact.text for fact in scenario.facts.values()]
        texts += _players(scenario)
    if seat == PLENARY and state.beamer is not None and state.beamer.shows == "question":
        texts.append(scenario.debrief[int(state.beamer.item) - 1].ask)
    if seat == PLENARY and state.beamer is not None and state.beamer.shows == "result":
        shown = scenario.injects[state.beamer.inject]
        assert shown.response is not None
        life = state.injects[shown.id]
        texts += [shown.title_of(life.variant), repr(scenario.forms[shown.response.form])]
        texts += [words[ref.id] for ref in (life.title,) if ref is not None]
    for message in state.messages.values():
        if message.message in state.withdrawn and seat != TRAINER:
            continue
        if seat == TRAINER:
            texts += [scenario.seats[receiver].title for receiver in message.seats]
        if message.by == seat and not message.answer:
            texts += [words[message.body.id], *(scenario.facts[fact].text for fact in message.facts)]
        if seat == TRAINER or plays & set(message.seats) or (seat == PLENARY and message.plenary):
            texts += [message.message, *(words[ref.id] for ref in (message.sender, message.title, message.body))]
            texts += [scenario.facts[fact].text for fact in message.facts if seat != PLENARY]
    return texts


def _players(scenario: Scenario) -> list[str]:
    return [*(seat.title for seat in scenario.seats.values()), *(team.title for team in scenario.teams.values())]


def _minuted(scenario: Scenario, inject_id: str) -> bool:
    response = scenario.injects[inject_id].response
    return response is not None and response.minutes is not None


def _quoted(
    scenario: Scenario, state: State, words: Mapping[str, str], plays: set[str], life: InjectState
) -> list[str]:
    """What a message shows of the answers to another: what was sent on to all, or one's own."""
    texts: list[str] = []
    for name, unit, answer in life.quoted:
        response = scenario.injects[name].response
        assert response is not None
        seats = set(scenario.unit_seats(unit))
        if response.share is not None or plays & seats:
            texts += _answer(scenario, state, words, name, answer)
            texts += _players(scenario)
    return texts


def _answer(scenario: Scenario, state: State, words: Mapping[str, str], inject_id: str, answer: Answer) -> list[str]:
    """An answer as it is read by others, under the title and the question of its message."""
    inject, life = scenario.injects[inject_id], state.injects[inject_id]
    assert inject.response is not None
    typed = [answer.text, *(given for _, given in answer.fields), life.title]
    texts = [words[ref.id] for ref in typed if isinstance(ref, e.TextRef)]
    return [*texts, inject.title_of(life.variant), repr(scenario.forms[inject.response.form])]


def what_changed_was_touched(evening: Evening) -> None:
    """Every node that a fact changes is named for its seat, and none that the seat sees neither before nor after."""
    playing = Playing.whole(evening)
    words = playing.exercise.words
    views: dict[str, View] = {}
    for event, before, after in prefixes(playing):
        was, now = (Sight(evening.scenario, state, words) for state in (before, after))
        named = set(changes.touched(evening.scenario, after, event))
        for seat in SCREENS:
            old = {node.key: node for node in (views.get(seat) or was.view(seat)).nodes}
            views[seat] = now.view(seat)
            new = {node.key: node for node in views[seat].nodes}
            changed = {(seat, key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
            assert changed <= named, (event, changed - named)
        for seat, key in sorted(named):
            assert was.node(seat, key) or now.node(seat, key), f"{event} names {key} for {seat}"


def opened_answers_are_answers(evening: Evening) -> None:
    """What a trainer has read is an answer that was given."""
    state = Playing.whole(evening).state
    given = {answer_item(*key) for key, wanted in state.wanted.items() if wanted.answer is not None}
    assert {item for item in state.opened if item.startswith("answer:")} <= given


def events_come_in_order_of_time(evening: Evening) -> None:
    times = [event.at_ms for event in Playing.whole(evening).events]
    assert all(earlier <= later for earlier, later in pairwise(times))


def folding_is_pure(evening: Evening) -> None:
    """Folding a fact again, from the state before it, gives the same state, whatever was folded since."""
    facts = list(prefixes(Playing.whole(evening)))
    for event, before, after in facts:
        assert evolve(before, event) == after
