"""What only a run can tell: messages that never come, whatever the players do.

Owns the few runs that `check` makes, and the doubts they leave. Reading the file already tells what cannot come at all;
here it is about what could, and did not. The runs are chosen: nobody answers; everybody takes the first option; each
answers as chance has it and the trainer sends whatever comes only by hand; everybody takes the second, and so on.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count

from engine.exercise.commands import FireInject, SubmitResponse
from engine.rehearsal.course import Course
from engine.rehearsal.run import Players, Scripted, run, silent
from engine.scenario.findings import Place, Report
from engine.scenario.model import TRAINER, FormField, Inject, Manual, Scenario, SendInject, When
from engine.scenario.sections.expected import Moment

MOST_RUNS, FEWEST_RUNS = 8, 3
"""The demo needs six: silence, four options at most, and chance."""
EFFORT = 3_000_000
"""After this much playing, in the measure of `run.MOST_WORK`, no more runs than the fewest; and no run is longer.
Of 300 injects, a hundred of them answered by twelve seats, that leaves three runs in half a second."""
USUAL_LATER_MS = 60_000
"""When a robot answers where no deadline is set."""


def never_came(
    scenario: Scenario, played: Sequence[Course], places: Mapping[tuple[str, ...], Place], report: Report
) -> bool:
    """Note the injects that came in none of the runs. `played` are runs that were made already, of scenario tests.

    False when the scenario is too large for whole runs: then nothing can be said.
    """
    missing = come_by_themselves(scenario)
    turned_true: set[str] = set()
    seen = 0
    for course in _runs(scenario, played):
        if course.cut_short:
            return False  # of what would have come later nothing is known
        seen += 1
        missing -= {name for name, inject in course.state.injects.items() if inject.delivered_at_ms is not None}
        turned_true |= {name for name, inject in course.state.injects.items() if inject.when_came_true}
        if not missing:
            return True
    for inject in scenario.injects.values():
        if inject.id in missing:
            never_true = isinstance(inject.trigger, When) and inject.id not in turned_true
            place = places["injects", inject.id, "when" if never_true else "id"]
            report.add("W523" if never_true else "W522", place, count=seen)
    return True


def come_by_themselves(scenario: Scenario) -> set[str]:
    """What should come without the trainer: at its own time, or sent by an effect. Of a copy nobody can tell."""
    effects = (effect for inject in scenario.injects.values() for effect in inject.all_effects())
    sent = {effect.inject for effect in effects if isinstance(effect, SendInject)}
    return {
        inject.id
        for inject in scenario.injects.values()
        if inject.repeat_of is None and (inject.id in sent or not _is_by_hand(inject))
    }


def _is_by_hand(inject: Inject) -> bool:
    return isinstance(inject.trigger, Manual) or inject.release == "manual"


def _runs(scenario: Scenario, played: Iterable[Course]) -> Iterator[Course]:
    """The runs, made one by one: whoever has seen enough asks for no more."""
    yield from played
    work = 0
    for number, (script, robots) in enumerate(_evenings(scenario)):
        if number == MOST_RUNS or (number >= FEWEST_RUNS and work > EFFORT):
            return
        course = run(scenario, script, robots, seed=number, most_work=EFFORT)
        work += course.work
        yield course


def _evenings(scenario: Scenario) -> Iterator[tuple[list[Scripted], Players]]:
    """How each run is played, the most telling first."""
    choices = max((len(form.answer_keys) for form in scenario.forms.values()), default=1)
    by_hand = _by_hand(scenario)
    yield [], silent
    yield [], all_choose(scenario, 0)
    yield by_hand, at_random(scenario, 0)
    for nth in range(1, choices):
        yield [], all_choose(scenario, nth)
    for seed in count(1):
        yield by_hand, at_random(scenario, seed)


def _by_hand(scenario: Scenario) -> list[Scripted]:
    """A trainer who sends, halfway its phase, every message that would otherwise never come."""
    by_themselves = come_by_themselves(scenario)
    return [
        Scripted(Moment("phase", phase.id, phase.length_ms // 2), TRAINER, FireInject(inject.id))
        for inject in scenario.injects.values()
        if inject.repeat_of is None and inject.id not in by_themselves
        for phase in (scenario.phase(inject.phase),)
    ]


def all_choose(scenario: Scenario, nth: int) -> Players:
    """Everybody answers everything in time, each with the `nth` option, counted round."""

    def answer(inject: Inject, _: str) -> tuple[int, SubmitResponse]:
        return _in_time_ms(inject), _reply(scenario, inject, nth)

    return answer


def at_random(scenario: Scenario, seed: int) -> Players:
    """Each answers as chance has it: now and then not at all, now and then too late."""

    def answer(inject: Inject, unit: str) -> tuple[int, SubmitResponse] | None:
        chance = random.Random(f"{seed}:{inject.id}:{unit}")
        mood = chance.random()
        if mood < 0.1:
            return None
        later_ms = _in_time_ms(inject) * (4 if mood > 0.9 else 1)
        return later_ms, _reply(scenario, inject, chance.randrange(1_000))

    return answer


def _in_time_ms(inject: Inject) -> int:
    assert inject.response is not None
    return (inject.response.deadline_ms or 2 * USUAL_LATER_MS) // 2


def _reply(scenario: Scenario, inject: Inject, nth: int) -> SubmitResponse:
    assert inject.response is not None
    form = scenario.forms[inject.response.form]
    match form.kind:
        case "choice":
            return SubmitResponse(inject.id, option=_ticked(form.options, nth, 1)[0])
        case "checklist":
            return SubmitResponse(inject.id, options=_ticked(form.options, nth, max(1, form.min_ticks)))
        case "assessment":
            assert form.scale is not None
            return SubmitResponse(inject.id, value=form.scale.numbers[nth % len(form.scale.numbers)])
        case "worksheet":
            return SubmitResponse(inject.id, fields={field.id: _filled(field, nth) for field in form.fields.values()})
    return SubmitResponse(inject.id, text="antwoord"[: form.max_length])


def _filled(field: FormField, nth: int) -> str | tuple[str, ...]:
    if field.kind == "text":
        return "antwoord"[: field.max_length]
    return _ticked(field.options, nth, max(1, field.min_ticks if field.kind == "checklist" else 1))


def _ticked(options: Collection[str], nth: int, count: int) -> tuple[str, ...]:
    """So many options from the `nth` on, counted round."""
    listed = list(options)
    return tuple(listed[(nth + place) % len(listed)] for place in range(min(count, len(listed))))
