"""What the trainer sees: what is filled in before, the desk, the running order, answers, moments, what was sent.

Owns the nodes of the console. That they are for the trainer alone is `visibility`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from engine.exercise import clock
from engine.exercise import view as v
from engine.exercise.copies import is_shown, original
from engine.exercise.facts import is_true, reads_the_clock
from engine.exercise.folds import load, proposal
from engine.exercise.ladders import band_now, in_use
from engine.exercise.preparing import left_open
from engine.exercise.pulse import pulse
from engine.exercise.remembering import is_minuted
from engine.exercise.staff import READERS
from engine.exercise.state import InjectState, answer_item
from engine.exercise.telling import LAST_PLACE, Telling, addressees, in_one_text, order_of
from engine.exercise.variants import variant_now
from engine.exercise.view import Node
from engine.scenario.conditions.parsing import Condition
from engine.scenario.model import LADDERS, METERS, After, AfterPhase, At, Form, Inject, Manual, When
from engine.scoring.examples import voice


def console_keys(t: Telling) -> Iterator[str]:
    """The keys of every node there may be now."""
    yield from ("desk", "meters", "ladders", "preparation", "seating", "pulse")
    yield from (f"cue:{inject}" for inject in t.scenario.injects if is_shown(t.state, inject))
    yield from (f"answer:{inject}:{unit}" for inject, unit in t.state.wanted)
    yield from (f"moment:{escalation}" for escalation in t.scenario.escalations)
    yield from (f"sent:{message}" for message in t.state.messages)
    yield from (f"request:{request}" for request in t.state.asked)
    yield from (f"line:{inject}:{seat}" for inject, seat in t.state.lines)
    yield from (f"observation:{observation}" for observation in t.state.observations)


def console_node(t: Telling, key: str) -> Node | None:
    """The node with this key; None when there is none (yet)."""
    kind, _, ident = key.partition(":")
    match kind:
        case "desk":
            return _desk(t)
        case "meters":
            return v.Meters(tuple(v.MeterLine(m, int(t.state.variables[m]), start) for m, start in METERS.items()))
        case "ladders":
            return _ladders(t)
        case "preparation":
            return _preparation(t) if t.scenario.parameters or left_open(t.scenario) else None
        case "pulse":
            return pulse(t)
        case "seating":
            return _seating(t)
        case "cue":
            there = ident in t.scenario.injects and is_shown(t.state, ident)
            return _cue(t, t.scenario.injects[ident]) if there else None
        case "answer":
            inject, _, unit = ident.partition(":")
            return _answer_row(t, inject, unit)
        case "moment":
            return _moment(t, ident)
        case "sent":
            return _sent(t, ident)
        case "request":
            return _request(t, ident)
        case "line":
            inject, _, seat = ident.partition(":")
            return _on_the_line(t, inject, seat)
        case "observation":
            return _observation(t, ident)
        case _:
            return None


def _desk(t: Telling) -> v.Desk:
    return v.Desk(
        title=t.text(t.scenario.title),
        status=t.state.status,
        automatic=t.state.automatic,
        speed_num=t.state.speed_num,
        speed_den=t.state.speed_den,
        phases=tuple(line for phase in t.scenario.phases if (line := t.phase_line(phase.id))),
        phase=t.state.phase,
        next_phase=t.scenario.phase_after(t.state.phase),
        story=t.story_map(),
        undo_until_wall_ms=t.state.undo_until_wall_ms if t.state.status == "ended" else None,
        pause_cause=t.state.pause_cause,
        calls=t.calls(),
        beamer=t.state.beamer.shows if t.state.beamer else "story",
        beamer_words=_beamer_words(t),
        beamer_item=t.state.beamer.item if t.state.beamer else "",
        beamer_result=t.state.beamer.inject if t.state.beamer and t.state.beamer.shows == "result" else "",
        questions=tuple(t.text(question.ask) for question in t.scenario.debrief),
        afterwards=tuple(_afterwards(t)),
        rooms=tuple((room, t.text(room)) for room in dict.fromkeys(x.room for x in t.scenario.teams.values()) if room),
    )


def _afterwards(t: Telling) -> Iterator[str]:
    """What there is to look back at with this scenario."""
    if any(is_minuted(t.scenario, inject) for inject in t.scenario.injects):
        yield "minutes"
    if t.scenario.facts:
        yield "knowledge"


def _beamer_words(t: Telling) -> str:
    """Which item, answer or question the projector shows by the trainer's choice."""
    beamer = t.state.beamer
    if beamer is None:
        return ""
    return t.question() or _called(t, beamer.item or beamer.inject)


def _called(t: Telling, item: str) -> str:
    """Number and title of an inject, or what a made-up message is called; empty for none."""
    if item in t.state.messages:
        sent = t.state.messages[item]
        return t.typed(sent.title) or t.typed(sent.body)[:60]
    if item not in t.scenario.injects:
        return ""
    inject = t.scenario.injects[item]
    return f"{inject.number} {t.title(inject, t.state.injects[item].variant)}"


def _seating(t: Telling) -> v.Seating:
    folds = t.state.folds
    return v.Seating(
        tuple(
            v.SeatPlace(
                seat=seat.id,
                title=t.text(seat.title),
                name=seat.name,
                team=seat.team or "",
                team_title=t.text(t.scenario.teams[seat.team].title) if seat.team else "",
                group=t.scenario.roles[seat.role].group,
                into=folds.get(seat.id, ""),
                into_title=t.text(t.scenario.seats[folds[seat.id]].title) if seat.id in folds else "",
                proposal=proposal(t.scenario, folds, seat.id),
                load=load(t.scenario, folds, seat.id),
            )
            for seat in t.scenario.seats.values()
        )
    )


def _preparation(t: Telling) -> v.Preparation:
    words = tuple(
        v.LocalWord(
            id=parameter.id,
            label=parameter.label,
            type=parameter.type,
            text=t.local_word(parameter.id),
            own=parameter.default,
            max_length=parameter.max_length,
            min=parameter.min,
            max=parameter.max,
            options=parameter.options,
        )
        for parameter in t.scenario.parameters.values()
    )
    starts = tuple(
        v.StartValue(
            name=variable.id,
            type=variable.type,
            value=t.state.variables[variable.id],
            options=variable.options,
            min=variable.min,
            max=variable.max,
        )
        for variable in left_open(t.scenario)
    )
    return v.Preparation(words, starts)


def _cue(t: Telling, inject: Inject) -> v.Cue:
    life = t.state.injects[inject.id]
    form = _form(t, inject)
    units = inject.response.units if inject.response else ()
    wanted = [t.state.wanted[inject.id, unit] for unit in units if (inject.id, unit) in t.state.wanted]
    opened = t.state.opened.get(inject.id, ())
    variant = _variant(t, inject)
    return v.Cue(
        inject=inject.id,
        number=inject.number,
        title=t.title(inject, variant),
        channel=inject.channel,
        sender=t.sender(inject),
        to=addressees(t.scenario, inject, t.text),
        phase=inject.phase,
        status=life.status,
        trigger=_trigger(inject),
        trigger_words=_trigger_words(t, inject),
        release=inject.release,
        due_at_ms=life.due_at_ms if life.due_at_ms is not None else _planned_at(t, inject),
        until_at_ms=_until_at(t, inject),
        delivered_at_ms=life.delivered_at_ms,
        story=t.story(life.delivered_at_ms, life.story_phase) if life.delivered_at_ms is not None else "",
        body=t.body(inject, variant),
        variant_words=_variant_words(t, inject, variant),
        note=t.text(inject.note),
        question=t.text(form.question) if form else "",
        options=tuple(_options(t, form)) if form else (),
        deadline_ms=inject.response.deadline_ms if inject.response else None,
        optional=inject.optional,
        escalation=t.text(t.scenario.escalations[inject.escalation].title) if inject.escalation else "",
        dimensions=inject.dimensions,
        plenary=inject.audience.plenary,
        seats=len(inject.audience.seats),
        opened=sum(1 for seat in life.seats if seat in opened),
        units=len(units),
        answered=sum(1 for want in wanted if want.answer),
        missed=sum(1 for want in wanted if want.missed and want.answer is None),
        blocked=_blocked(t, life),
        media=t.media(inject.media),
        facts=t.facts(inject.facts),
        criteria=_criteria(t, inject),
        expects=t.text(t.scenario.escalations[inject.escalation].expects) if inject.escalation else "",
        key=f"cue:{inject.id}",
        asks=form.kind if form else None,
        held=life.held,
        edited=bool(life.sender or life.title or life.body),
        reason=t.typed(life.reason) if life.reason else "",
        declined=tuple(
            t.text(t.scenario.seats[seat].title) for seat in t.state.declined.get(inject.id, ()) if seat not in opened
        ),
        reserve=is_reserve(inject),
        fits=_fits(t, inject),
        corrected=any(
            sent.corrects == inject.id for name, sent in t.state.messages.items() if name not in t.state.withdrawn
        ),
        receivers=tuple(word for word in inject.audience.described if word != "facilitator"),
        order=_cue_order(t, inject),
    )


def is_reserve(inject: Inject) -> bool:
    """Whether only a hand sends it: it stands beside the timeline."""
    return inject.release == "manual" or (isinstance(inject.trigger, Manual) and not inject.trigger.offered)


def _fits(t: Telling, inject: Inject) -> str:
    """Why a reserve message fits now, in words; empty when nothing says so. Minutes are left out, as in a guard."""
    life = t.state.injects[inject.id]
    if not is_reserve(inject) or life.status not in ("planned", "due") or inject.phase != t.state.phase:
        return ""
    trigger = inject.trigger
    conditions = [trigger.condition] if isinstance(trigger, When) else []
    conditions += [inject.guard] if inject.guard else []
    if not conditions or any(reads_the_clock(condition) for condition in conditions):
        return ""
    if all(is_true(condition, t.scenario, t.state, t.state.at_ms) for condition in conditions):
        return f"past nu: {' en '.join(condition.source for condition in conditions)}"
    return ""


def _variant(t: Telling, inject: Inject) -> int | None:
    """The variant that was sent, or that would go now; where minutes may turn it, the first.

    A node changes by facts alone.
    """
    life = t.state.injects[inject.id]
    if life.delivered_at_ms is not None:
        return life.variant
    return 0 if _turns_in_time(inject) else variant_now(inject, t.scenario, t.state, t.state.at_ms)


def _turns_in_time(inject: Inject) -> bool:
    return any(variant.guard is not None and reads_the_clock(variant.guard) for variant in inject.variants)


def _variant_words(t: Telling, inject: Inject, variant: int | None) -> str:
    count = len(inject.variants)
    if count == 0:
        return ""
    if t.state.injects[inject.id].delivered_at_ms is not None:
        return "de eigen tekst" if variant is None else f"variant {variant + 1} van {count}"
    if _turns_in_time(inject):
        return f"variant 1 van {count}; welke het wordt hangt van de tijd af"
    return (
        f"de eigen tekst, zoals het nu staat; er zijn {count} varianten"
        if variant is None
        else (f"variant {variant + 1} van {count}, zoals het nu staat")
    )


def _cue_order(t: Telling, inject: Inject) -> int:
    phase = next(n for n, p in enumerate(t.scenario.phases) if p.id == inject.phase)
    return phase * LAST_PLACE + inject.position


def _planned_at(t: Telling, inject: Inject) -> int | None:
    """When a timed inject of a phase to come would fall, if every phase before it takes its planned length."""
    if not isinstance(inject.trigger, At) or inject.phase in t.state.phases or inject.release == "manual":
        return None
    return _phase_begins_at(t, inject.phase) + inject.trigger.offset_ms


def _phase_begins_at(t: Telling, phase_id: str) -> int:
    """When a phase began, or will begin if every phase before it takes its planned length."""
    if (run := t.state.phases.get(phase_id)) is not None:
        return run.started_at_ms
    start = 0
    for phase in t.scenario.phases:
        if phase.id == phase_id:
            break
        run = t.state.phases.get(phase.id)
        # Only the one that runs counts: what was before it is over, or was passed over.
        start = start + phase.length_ms if run is None else run.planned_end_ms
    return start


def _until_at(t: Telling, inject: Inject) -> int | None:
    """When it lapses, while it is still to come."""
    if inject.until_ms is None or t.state.injects[inject.id].status not in ("planned", "due"):
        return None
    return _phase_begins_at(t, inject.phase) + inject.until_ms


def _blocked(t: Telling, life: InjectState) -> str:
    if life.status == "delivered":
        return "Dit bericht is al verstuurd."
    if t.state.status == "lobby":
        return "De oefening is nog niet begonnen."
    if t.state.status == "ended":
        return "De oefening is afgelopen."
    return ""


def _trigger_words(t: Telling, inject: Inject) -> str:
    """Why it will come, for the trainer: after what, or under which condition, or only by hand."""
    words = [_moment_words(t, inject), _RELEASES[inject.release], _guard_words(t, inject), _repeat_words(t, inject)]
    return "; ".join(part for part in words if part)


_RELEASES = {"auto": "", "confirm": "wacht altijd op GO", "manual": "alleen met de hand"}


def _moment_words(t: Telling, inject: Inject) -> str:
    trigger = inject.trigger
    words = ""
    if isinstance(trigger, After):
        source = t.scenario.injects[trigger.inject]
        words = f"na {'antwoord op ' if trigger.event == 'answered' else ''}{source.number}"
    elif isinstance(trigger, AfterPhase):
        words = f"na het eind van {t.text(t.scenario.phase(trigger.phase).title)}"
    elif isinstance(trigger, When):
        words = f"als {trigger.condition.source}"
    elif not isinstance(trigger, At):
        words = "alleen met de hand of als gevolg"
    elif inject.release == "manual":
        phase = t.scenario.phase(inject.phase)
        words = f"bedoeld voor {clock.story_words(t.scenario, clock.minute_in(phase, trigger.offset_ms), phase.label)}"
    return words


def _repeat_words(t: Telling, inject: Inject) -> str:
    """Which time this is, of a message that may come more often."""
    times = t.scenario.injects[original(inject.id)].repeat
    return f"keer {inject.id.partition('.')[2] or 1} van ten hoogste {times}" if times > 1 else ""


def _guard_words(t: Telling, inject: Inject) -> str:
    return f"mits {inject.guard.source} ({_now(t, inject.guard)})" if inject.guard else ""


def _now(t: Telling, guard: Condition) -> str:
    """How a guard stands; not of one that turns as minutes pass: a node changes by facts alone."""
    if reads_the_clock(guard):
        return "hangt van de tijd af"
    return "nu wel" if is_true(guard, t.scenario, t.state, t.state.at_ms) else "nu niet"


def _answer_row(t: Telling, inject_id: str, unit: str) -> v.AnswerRow | None:
    wanted = t.state.wanted.get((inject_id, unit))
    if wanted is None:
        return None
    inject = t.scenario.injects[inject_id]
    answer = wanted.answer
    form = _form(t, inject)
    said = t.said(form, answer) if form and answer else ()
    moment = f"inject:{inject_id}"
    who, group = t.who(unit)
    return v.AnswerRow(
        inject=inject_id,
        unit=unit,
        number=inject.number,
        title=t.title(inject, t.state.injects[inject_id].variant),
        who=who,
        group=group,
        status="answered" if answer else "missed" if wanted.missed else "waiting",
        text=in_one_text(said),
        revision=answer.revision if answer else 0,
        late=answer.late if answer else False,
        stage=answer.stage if answer else "",
        answered_at_ms=answer.at_ms if answer else None,
        asked_at_ms=wanted.asked_at_ms,
        deadline_at_ms=wanted.deadline_at_ms,
        read=any(seat in READERS for seat in t.state.opened.get(answer_item(inject_id, unit), ())),
        dimensions=inject.dimensions,
        marks=tuple(mark for of, mark in _marks(t, moment) if of == unit),
        notes=tuple((rater, note) for _, rater, note in _notes(t, moment, unit)),
        escalation=inject.escalation or "",
        key=f"answer:{inject_id}:{unit}",
        order=order_of(answer.at_ms if answer else wanted.asked_at_ms, inject.position),
        kind=form.kind if form else "text",
        said=said,
        criteria=_criteria(t, inject),
        vetoes=tuple(
            (rater, veto) for rater, of_moment, of, veto in t.state.vetoes if (of_moment, of) == (moment, unit)
        ),
        voice=_voice(t, unit),
        role=_role(t, unit),
    )


def _role(t: Telling, unit: str) -> str:
    kind, _, ident = unit.partition(":")
    return t.scenario.seats[ident].role if kind == "seat" else ""


def _voice(t: Telling, unit: str) -> str:
    """In whose mouth examples fit: the same for all who answer, or else nobody's."""
    voices = {voice(t.scenario.roles[t.scenario.seats[seat].role]) for seat in t.scenario.unit_seats(unit)}
    return voices.pop() if len(voices) == 1 else ""


def _criteria(t: Telling, inject: Inject) -> tuple[v.Criterion, ...]:
    """What to look for in the answers to this message."""
    names = inject.response.rubric if inject.response else ()
    found = (t.scenario.criterion(name) for name in names)
    return tuple(v.Criterion(t.text(one.label), tuple(map(t.text, one.levels))) for one in found)


def _form(t: Telling, inject: Inject) -> Form | None:
    return t.scenario.forms[inject.response.form] if inject.response else None


def _options(t: Telling, form: Form) -> Iterator[str]:
    """What can be answered, in words."""
    yield from (t.text(label) for label in form.options.values())
    yield from (t.text(field.label) for field in form.fields.values())
    if form.scale is not None:
        ends = {form.scale.first: form.scale.low, form.scale.last: form.scale.high}
        for number in form.scale.numbers:
            yield f"{number} = {t.text(ends[number])}" if number in ends else str(number)


def _ladders(t: Telling) -> v.Ladders | None:
    """The four as the desk has them; None where the scenario does not use them."""
    if not in_use(t.scenario):
        return None
    return v.Ladders(tuple(_ladder_line(t, ladder, steps) for ladder, steps in LADDERS.items()))


def _ladder_line(t: Telling, ladder: str, steps: int) -> v.LadderLine:
    band = band_now(t.scenario, t.state, ladder)
    move = t.state.ladder_moves.get(ladder)
    step = int(t.state.variables[ladder])
    return v.LadderLine(
        id=ladder,
        step=step,
        steps=steps,
        is_set=move is not None,
        by=t.who(move.unit)[0] if move is not None and move.unit else "",
        at_ms=move.at_ms if move is not None else None,
        story=t.story(move.at_ms, move.phase) if move is not None else "",
        reason=t.typed(move.reason) if move is not None and move.reason is not None else "",
        low=band.low if band else None,
        high=band.high if band else None,
        fits=None if band is None else band.low <= step <= band.high,
    )


def _marks(t: Telling, moment: str) -> Iterator[tuple[str, v.Mark]]:
    for (rater, of_moment, unit, dimension), score in t.state.scores.items():
        if of_moment == moment and score.position is not None:
            yield unit, v.Mark(rater, dimension, score.position, score.basis)


def _notes(t: Telling, moment: str, unit: str = "") -> Iterator[tuple[str, str, str]]:
    """Unit, rater and words of each note at a moment; of one unit when that is given. An emptied one is gone."""
    for (rater, of_moment, of_unit), ref in t.state.notes.items():
        if of_moment == moment and unit in ("", of_unit) and (words := t.typed(ref)):
            yield of_unit, rater, words


def _moment(t: Telling, ident: str) -> v.Moment | None:
    escalation = t.scenario.escalations.get(ident)
    if escalation is None:
        return None
    reached = any(
        inject.escalation == ident and t.state.injects[inject.id].delivered_at_ms is not None
        for inject in t.scenario.injects.values()
    )
    groups = tuple(dict.fromkeys(role.group for role in t.scenario.roles.values() if role.group))
    return v.Moment(
        escalation=ident,
        title=t.text(escalation.title),
        reached=reached,
        groups=groups,
        marks=tuple(_marks(t, f"escalation:{ident}")),
        notes=tuple(_notes(t, f"escalation:{ident}")),
        key=f"moment:{ident}",
        order=list(t.scenario.escalations).index(ident),
        expects=t.text(escalation.expects),
        vetoes=tuple(
            (unit, rater, veto) for rater, moment, unit, veto in t.state.vetoes if moment == f"escalation:{ident}"
        ),
    )


def _observation(t: Telling, ident: str) -> v.Observation | None:
    noted = t.state.observations.get(ident)
    if noted is None:
        return None
    kind, _, name = noted.moment.partition(":")
    about = ""
    if kind == "inject":
        about = _called(t, name)
    elif kind == "escalation":
        about = t.text(t.scenario.escalations[name].title)
    return v.Observation(
        observation=ident,
        observer=noted.observer,
        text=t.typed(noted.text),
        moment=noted.moment,
        about=about,
        unit=noted.unit,
        who=t.who(noted.unit)[0] if noted.unit else "",
        dimension=noted.dimension,
        noted_at_ms=noted.at_ms,
        story=t.story(noted.at_ms, t.state.observation_phases[ident]),
        marks=tuple(_marks(t, f"marker:{ident}")),
        key=f"observation:{ident}",
        order=order_of(noted.at_ms, list(t.state.observations).index(ident)),
    )


def _sent(t: Telling, ident: str) -> v.Sent | None:
    sent = t.state.messages.get(ident)
    if sent is None:
        return None
    opened = t.state.opened.get(ident, ())
    return v.Sent(
        message=ident,
        channel=sent.channel,
        sender=t.typed(sent.sender),
        title=t.typed(sent.title),
        body=t.typed(sent.body),
        to=tuple(t.text(t.scenario.seats[seat].title) for seat in sent.seats),
        plenary=sent.plenary,
        sent_at_ms=sent.at_ms,
        story=t.story(sent.at_ms, t.state.message_phases[ident]),
        opened=sum(1 for seat in sent.seats if seat in opened),
        withdrawn=ident in t.state.withdrawn,
        corrects=_called(t, sent.corrects),
        receivers=(*sent.seats, *(("plenary",) if sent.plenary else ())),
        by=sent.by,
        key=f"sent:{ident}",
        order=t.message_order(sent),
    )


def _request(t: Telling, ident: str) -> v.Request | None:
    asked = t.state.asked.get(ident)
    if asked is None:
        return None
    who, _ = t.who(f"seat:{asked.seat}")
    text = t.typed(asked.text)
    return v.Request(ident, asked.kind, who, asked.seat, text, asked.at_ms, f"request:{ident}", asked.at_ms)


def _on_the_line(t: Telling, inject_id: str, seat: str) -> v.OnTheLine | None:
    line = t.state.lines.get((inject_id, seat))
    if line is None or line.ended_at_ms is not None or t.state.status == "ended":
        return None
    inject = t.scenario.injects[inject_id]
    variant = t.state.injects[inject_id].variant
    return v.OnTheLine(
        inject=inject_id,
        number=inject.number,
        seat=seat,
        who=t.text(t.scenario.seats[seat].title),
        sender=t.sender(inject),
        title=t.title(inject, variant),
        body=t.body(inject, variant),
        note=t.text(inject.note),
        taken_at_ms=line.taken_at_ms,
        key=f"line:{inject_id}:{seat}",
        order=line.taken_at_ms,
    )


def _trigger(inject: Inject) -> Literal["at", "after", "when", "manual", "offered"]:
    match inject.trigger:
        case At():
            return "at"
        case After() | AfterPhase():
            return "after"
        case When():
            return "when"
        case Manual(offered=offered):
            return "offered" if offered else "manual"
