"""Who may see what: the one door between the state and every screen.

Owns the answer to that question, closed by default: a node exists for a seat only if a rule here gives it. `view` says
what a seat sees. Which of its nodes a fact may have changed is `changes`, so that a frame carries those alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from engine.exercise import clock
from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.state import Answer, InjectState, State, Wanted, answer_item, answer_may_change
from engine.exercise.view import Node, View
from engine.scenario.conditions import holds
from engine.scenario.model import METERS, PLENARY, TRAINER, After, At, Inject, Manual, Scenario, Seat, When
from engine.scenario.texts import render

ERASED = "[gewist]"
"""Shown in place of typed words that were erased."""


class Sight:
    """What can be seen of one exercise at one moment. Cheap to make: it holds references only."""

    def __init__(self, scenario: Scenario, state: State, words: Mapping[str, str]) -> None:
        self.scenario = scenario
        self.state = state
        self._words = words
        self._parameters = {name: parameter.default for name, parameter in scenario.parameters.items()}
        self._parameters |= {name: self._typed(ref) for name, ref in state.parameters}
        self._texts: dict[str, str] = {}

    def view(self, seat: str) -> View:
        """Everything this seat sees now; empty for a seat that nobody gave anything."""
        nodes = (self.node(seat, key) for key in self._keys(seat))
        return View(seat, tuple(sorted((n for n in nodes if n), key=lambda n: (n.region, n.order))))

    def node(self, seat: str, key: str) -> Node | None:
        """One node of a seat's screen; None when the seat may not see it, or it is not there (yet)."""
        if seat == TRAINER:
            return self._trainer_node(key)
        if seat == PLENARY:
            return self._plenary_node(key)
        if seat in self.scenario.seats:
            return self._player_node(self.scenario.seats[seat], key)
        return None

    def _keys(self, seat: str) -> Iterator[str]:
        if seat == TRAINER:
            yield from ("desk", "meters")
            yield from (f"cue:{inject}" for inject in self.scenario.injects)
            yield from (f"answer:{inject}:{unit}" for inject, unit in self.state.wanted)
            yield from (f"moment:{escalation}" for escalation in self.scenario.escalations)
            yield from (f"sent:{message}" for message in self.state.messages)
            return
        yield from ("stage",) if seat == PLENARY else ("header", "card", "recap")
        yield from (f"intro:{phase}" for phase in self.state.phases)
        yield from (f"item:{item}" for item in (*self.state.injects, *self.state.messages))

    # -- players -----------------------------------------------------------------------------------------------

    def _player_node(self, seat: Seat, key: str) -> Node | None:
        kind, _, ident = key.partition(":")
        match kind:
            case "header":
                return self._header(seat)
            case "card":
                return self._card(seat)
            case "intro":
                return self._intro(ident)
            case "recap":
                return self._recap(seat) if self.state.status == "ended" else None
            case "item":
                return self._item(ident, seat)
            case _:
                return None

    def _header(self, seat: Seat) -> v.Header:
        team = self.scenario.teams[seat.team] if seat.team else None
        number, count = self._place()
        return v.Header(
            seat=seat.id,
            role_title=self.text(seat.title),
            name=seat.name,
            party=seat.party,
            team_title=self.text(team.title) if team else "",
            room=self.text(team.room) if team else "",
            status=self.state.status,
            phase=self._phase_line(self.state.phase),
            phase_number=number,
            phase_count=count,
            story=self._story_map(),
            title=self.text(self.scenario.title),
        )

    def _card(self, seat: Seat) -> v.Card:
        role = self.scenario.roles[seat.role]
        team = self.scenario.teams[seat.team] if seat.team else None
        return v.Card(
            role_title=self.text(seat.title),
            name=seat.name,
            party=seat.party,
            team_title=self.text(team.title) if team else "",
            room=self.text(team.room) if team else "",
            does=self.text(role.does),
            may=tuple(self.text(line) for line in role.may),
            may_not=tuple(self.text(line) for line in role.may_not),
            knows=self.text(role.knows),
        )

    def _intro(self, phase_id: str) -> v.Intro | None:
        run = self.state.phases.get(phase_id)
        if run is None:
            return None
        phase = self.scenario.phase(phase_id)
        return v.Intro(
            phase=phase_id,
            title=self.text(phase.title),
            kind=phase.kind,
            text=self.text(phase.intro),
            story=clock.story_words(self.scenario, phase.story_from_min, phase.label),
            key=f"intro:{phase_id}",
            order=_order(run.started_at_ms, 0),
        )

    def _item(self, item: str, seat: Seat | None) -> v.Item | None:
        """An inject or a message as its receiver sees it; `seat` None is the projector."""
        if item in self.state.messages:
            return self._message(self.state.messages[item], seat)
        life = self.state.injects.get(item)
        if life is None or life.delivered_at_ms is None:
            return None
        if not (life.plenary if seat is None else seat.id in life.seats):
            return None
        inject = self.scenario.injects[item]
        return v.Item(
            item=item,
            channel=inject.channel,
            sender=self.text(inject.sender),
            title=self.text(inject.title),
            body=self.text(inject.body),
            at_ms=life.delivered_at_ms,
            story=self._story(life.delivered_at_ms, life.story_phase),
            opened=seat is not None and seat.id in self.state.opened.get(item, ()),
            ask=self._ask(inject, seat) if seat else None,
            key=f"item:{item}",
            order=_order(life.delivered_at_ms, 1 + inject.position),
        )

    def _message(self, sent: e.MessageSent, seat: Seat | None) -> v.Item | None:
        if not (sent.plenary if seat is None else seat.id in sent.seats):
            return None
        return v.Item(
            item=sent.message,
            channel=sent.channel,
            sender=self._typed(sent.sender),
            title=self._typed(sent.title),
            body=self._typed(sent.body),
            at_ms=sent.at_ms,
            story=self._story(sent.at_ms, self.state.message_phases[sent.message]),
            opened=seat is not None and seat.id in self.state.opened.get(sent.message, ()),
            ask=None,
            key=f"item:{sent.message}",
            order=_order(sent.at_ms, _MESSAGE_PLACE + list(self.state.messages).index(sent.message)),
        )

    def _ask(self, inject: Inject, seat: Seat) -> v.Ask | None:
        response = inject.response
        unit = self._unit(inject.id, seat.id)
        if response is None or unit is None:
            return None
        form = self.scenario.forms[response.form]
        wanted = self.state.wanted[inject.id, unit]
        playing = self.state.status in ("running", "paused")
        together = self.scenario.teams[unit.removeprefix("team:")].title if unit.startswith("team:") else ""
        return v.Ask(
            kind=form.kind,
            question=self.text(form.question),
            options=tuple((option, self.text(label)) for option, label in form.options.items()),
            max_length=form.max_length,
            together=self.text(together),
            deadline_at_ms=wanted.deadline_at_ms,
            missed=wanted.missed,
            answer=self._given(inject, unit, wanted, seat),
            open=playing and (wanted.answer is None or answer_may_change(self.state, inject.id, unit)),
        )

    def _given(self, inject: Inject, unit: str, wanted: Wanted, seat: Seat) -> v.GivenAnswer | None:
        answer = wanted.answer
        if answer is None:
            return None
        assert inject.response is not None
        options = self.scenario.forms[inject.response.form].options
        return v.GivenAnswer(
            text=self._typed(answer.text) if answer.text else None,
            option=answer.option,
            option_label=self.text(options[answer.option]) if answer.option else None,
            by_me=answer.seat == seat.id,
            by_name=self.text(self.scenario.seats[answer.seat].title),
            revision=answer.revision,
            story=self._story(answer.at_ms, answer.phase),
            late=answer.late,
            read=TRAINER in self.state.opened.get(answer_item(inject.id, unit), ()),
            may_change=answer_may_change(self.state, inject.id, unit),
        )

    def _unit(self, inject: str, seat: str) -> str | None:
        response = self.scenario.injects[inject].response
        units = response.units if response else ()
        return next(
            (u for u in units if (inject, u) in self.state.wanted and seat in self.scenario.unit_seats(u)), None
        )

    def _recap(self, seat: Seat) -> v.Recap:
        items = [self._item(item, seat) for item in (*self.state.injects, *self.state.messages)]
        seen = sorted((item for item in items if item), key=lambda item: item.order)
        rows = tuple(
            v.RecapRow(item.story, item.channel, item.sender, item.title, _answer_words(item.ask)) for item in seen
        )
        asked = [item.ask for item in seen if item.ask]
        return v.Recap(rows, sum(1 for ask in asked if ask.answer), len(asked))

    # -- the projector -----------------------------------------------------------------------------------------

    def _plenary_node(self, key: str) -> Node | None:
        kind, _, ident = key.partition(":")
        if kind == "stage":
            return self._stage()
        if kind == "item":
            return self._item(ident, None)
        return None

    def _stage(self) -> v.Stage:
        number, count = self._place()
        return v.Stage(
            title=self.text(self.scenario.title),
            status=self.state.status,
            phase=self._phase_line(self.state.phase),
            phase_number=number,
            phase_count=count,
            story=self._story_map(),
            intro=self.text(self.scenario.phase(self.state.phase).intro) if self.state.phase else "",
        )

    # -- the trainer -------------------------------------------------------------------------------------------

    def _trainer_node(self, key: str) -> Node | None:
        kind, _, ident = key.partition(":")
        match kind:
            case "desk":
                return self._desk()
            case "meters":
                return v.Meters(
                    tuple(v.MeterLine(m, int(self.state.variables[m]), start) for m, start in METERS.items())
                )
            case "cue":
                return self._cue(self.scenario.injects[ident]) if ident in self.scenario.injects else None
            case "answer":
                inject, _, unit = ident.partition(":")
                return self._answer_row(inject, unit)
            case "moment":
                return self._moment(ident)
            case "sent":
                return self._sent(ident)
            case _:
                return None

    def _desk(self) -> v.Desk:
        return v.Desk(
            title=self.text(self.scenario.title),
            status=self.state.status,
            automatic=self.state.automatic,
            speed_num=self.state.speed_num,
            speed_den=self.state.speed_den,
            phases=tuple(line for phase in self.scenario.phases if (line := self._phase_line(phase.id))),
            phase=self.state.phase,
            next_phase=self.scenario.phase_after(self.state.phase),
            story=self._story_map(),
            undo_until_wall_ms=self.state.undo_until_wall_ms if self.state.status == "ended" else None,
            pause_cause=self.state.pause_cause,
        )

    def _cue(self, inject: Inject) -> v.Cue:
        life = self.state.injects[inject.id]
        form = self.scenario.forms[inject.response.form] if inject.response else None
        units = inject.response.units if inject.response else ()
        wanted = [self.state.wanted[inject.id, unit] for unit in units if (inject.id, unit) in self.state.wanted]
        opened = self.state.opened.get(inject.id, ())
        return v.Cue(
            inject=inject.id,
            number=inject.number,
            title=self.text(inject.title),
            channel=inject.channel,
            sender=self.text(inject.sender),
            to=self._to_words(inject),
            phase=inject.phase,
            status=life.status,
            trigger=_trigger(inject),
            trigger_words=self._trigger_words(inject),
            due_at_ms=life.due_at_ms if life.due_at_ms is not None else self._planned_at(inject),
            delivered_at_ms=life.delivered_at_ms,
            story=self._story(life.delivered_at_ms, life.story_phase) if life.delivered_at_ms is not None else "",
            body=self.text(inject.body),
            note=self.text(inject.note),
            question=self.text(form.question) if form else "",
            options=tuple(self.text(label) for label in form.options.values()) if form else (),
            deadline_ms=inject.response.deadline_ms if inject.response else None,
            optional=inject.optional,
            escalation=self.text(self.scenario.escalations[inject.escalation].title) if inject.escalation else "",
            dimensions=inject.dimensions,
            plenary=inject.audience.plenary,
            seats=len(inject.audience.seats),
            opened=sum(1 for seat in life.seats if seat in opened),
            units=len(units),
            answered=sum(1 for want in wanted if want.answer),
            missed=sum(1 for want in wanted if want.missed and want.answer is None),
            blocked=self._blocked(life),
            key=f"cue:{inject.id}",
            order=self._cue_order(inject),
        )

    def _cue_order(self, inject: Inject) -> int:
        phase = next(n for n, p in enumerate(self.scenario.phases) if p.id == inject.phase)
        return phase * _LAST_PLACE + inject.position

    def _planned_at(self, inject: Inject) -> int | None:
        """When a timed inject of a phase to come would fall, if every phase before it takes its planned length."""
        if not isinstance(inject.trigger, At) or inject.phase in self.state.phases:
            return None
        start = 0
        for phase in self.scenario.phases:
            if phase.id == inject.phase:
                return start + inject.trigger.offset_ms
            run = self.state.phases.get(phase.id)
            # Only the one that runs counts: what was before it is over.
            start = start + phase.length_ms if run is None else run.planned_end_ms
        return None

    def _blocked(self, life: InjectState) -> str:
        if life.status == "delivered":
            return "Dit bericht is al verstuurd."
        if self.state.status == "lobby":
            return "De oefening is nog niet begonnen."
        if self.state.status == "ended":
            return "De oefening is afgelopen."
        return ""

    def _trigger_words(self, inject: Inject) -> str:
        """Why it will come, for the trainer: after what, or under which condition, or only by hand."""
        trigger = inject.trigger
        words = ""
        if isinstance(trigger, After):
            source = self.scenario.injects[trigger.inject]
            words = f"na {'antwoord op ' if trigger.event == 'answered' else ''}{source.number}"
        elif isinstance(trigger, When):
            words = f"als {trigger.condition.source}"
        elif not isinstance(trigger, At):
            words = "alleen met de hand of als gevolg"
        if inject.guard is not None:
            values = {**self.state.variables, "phase": self.state.phase or ""}
            now = "nu wel" if holds(inject.guard, values) else "nu niet"
            words = f"{words}{'; ' if words else ''}mits {inject.guard.source} ({now})"
        return words

    def _to_words(self, inject: Inject) -> tuple[str, ...]:
        words = []
        for word in inject.audience.described:
            if word in self.scenario.roles:
                words.append(self.text(self.scenario.roles[word].title))
            elif word.startswith("team ") and word[5:].strip() in self.scenario.teams:
                words.append(self.text(self.scenario.teams[word[5:].strip()].title))
            else:
                words.append({"all": "iedereen", "plenary": "beamer", "facilitator": "trainer"}.get(word, word))
        return tuple(words)

    def _answer_row(self, inject_id: str, unit: str) -> v.AnswerRow | None:
        wanted = self.state.wanted.get((inject_id, unit))
        if wanted is None:
            return None
        inject = self.scenario.injects[inject_id]
        answer = wanted.answer
        moment = f"inject:{inject_id}"
        who, group = self._who(unit)
        return v.AnswerRow(
            inject=inject_id,
            unit=unit,
            number=inject.number,
            title=self.text(inject.title),
            who=who,
            group=group,
            status="answered" if answer else "missed" if wanted.missed else "waiting",
            text=self._answer_text(inject, answer) if answer else "",
            revision=answer.revision if answer else 0,
            late=answer.late if answer else False,
            stage=answer.stage if answer else "",
            answered_at_ms=answer.at_ms if answer else None,
            asked_at_ms=wanted.asked_at_ms,
            deadline_at_ms=wanted.deadline_at_ms,
            read=TRAINER in self.state.opened.get(answer_item(inject_id, unit), ()),
            dimensions=inject.dimensions,
            marks=tuple(mark for of, mark in self._marks(moment) if of == unit),
            note=self._note(moment, unit),
            escalation=inject.escalation or "",
            key=f"answer:{inject_id}:{unit}",
            order=_order(answer.at_ms if answer else wanted.asked_at_ms, inject.position),
        )

    def _answer_text(self, inject: Inject, answer: Answer) -> str:
        if answer.text is not None:
            return self._typed(answer.text)
        assert inject.response is not None
        return self.text(self.scenario.forms[inject.response.form].options[answer.option or ""])

    def _who(self, unit: str) -> tuple[str, str]:
        kind, _, ident = unit.partition(":")
        if kind == "team":
            return self.text(self.scenario.teams[ident].title), ident
        seat = self.scenario.seats[ident]
        return self.text(seat.title), self.scenario.roles[seat.role].group

    def _marks(self, moment: str) -> Iterator[tuple[str, v.Mark]]:
        for (rater, of_moment, unit, dimension), score in self.state.scores.items():
            if of_moment == moment and score.position is not None:
                yield unit, v.Mark(rater, dimension, score.position, score.basis)

    def _note(self, moment: str, unit: str) -> str:
        notes = [self._typed(ref) for (_, m, u), ref in self.state.notes.items() if (m, u) == (moment, unit)]
        return "\n".join(note for note in notes if note)

    def _moment(self, ident: str) -> v.Moment | None:
        escalation = self.scenario.escalations.get(ident)
        if escalation is None:
            return None
        reached = any(
            inject.escalation == ident and self.state.injects[inject.id].delivered_at_ms is not None
            for inject in self.scenario.injects.values()
        )
        groups = tuple(dict.fromkeys(role.group for role in self.scenario.roles.values() if role.group))
        return v.Moment(
            escalation=ident,
            title=self.text(escalation.title),
            reached=reached,
            groups=groups,
            marks=tuple(self._marks(f"escalation:{ident}")),
            notes=tuple(self._notes_of(f"escalation:{ident}")),
            key=f"moment:{ident}",
            order=list(self.scenario.escalations).index(ident),
        )

    def _notes_of(self, moment: str) -> Iterator[tuple[str, str]]:
        units = dict.fromkeys(unit for (_, of_moment, unit) in self.state.notes if of_moment == moment)
        yield from ((unit, note) for unit in units if (note := self._note(moment, unit)))

    def _sent(self, ident: str) -> v.Sent | None:
        sent = self.state.messages.get(ident)
        if sent is None:
            return None
        opened = self.state.opened.get(ident, ())
        return v.Sent(
            message=ident,
            channel=sent.channel,
            sender=self._typed(sent.sender),
            title=self._typed(sent.title),
            body=self._typed(sent.body),
            to=tuple(self.text(self.scenario.seats[seat].title) for seat in sent.seats),
            plenary=sent.plenary,
            sent_at_ms=sent.at_ms,
            story=self._story(sent.at_ms, self.state.message_phases[ident]),
            opened=sum(1 for seat in sent.seats if seat in opened),
            key=f"sent:{ident}",
            order=_order(sent.at_ms, _MESSAGE_PLACE + list(self.state.messages).index(ident)),
        )

    # -- words and times ---------------------------------------------------------------------------------------

    def text(self, text: str) -> str:
        """A text of the scenario with the local words filled in."""
        filled_in = self._texts.get(text)
        if filled_in is None:
            filled_in = self._texts[text] = render(text, self._parameters)
        return filled_in

    def _typed(self, ref: e.TextRef) -> str:
        return self._words.get(ref.id, ERASED)

    def _story(self, at_ms: int, phase_id: str | None) -> str:
        """Story time at a moment that has been, in the phase that ran then.

        The phase is part of the fact: at the instant of a change of phase, time alone does not tell which it was.
        """
        if phase_id is None:
            return ""
        phase = self.scenario.phase(phase_id)
        into_ms = at_ms - self.state.phases[phase_id].started_at_ms
        return clock.story_words(self.scenario, clock.minute_in(phase, into_ms), phase.label)

    def _phase_line(self, phase_id: str | None) -> v.PhaseLine | None:
        if phase_id is None:
            return None
        phase, run = self.scenario.phase(phase_id), self.state.phases.get(phase_id)
        return v.PhaseLine(
            id=phase_id,
            title=self.text(phase.title),
            kind=phase.kind,
            length_ms=phase.length_ms,
            started_at_ms=run.started_at_ms if run else None,
            planned_end_at_ms=run.planned_end_ms if run else None,
            ended_at_ms=run.ended_at_ms if run else None,
        )

    def _story_map(self) -> v.StoryMap | None:
        if self.state.phase is None:
            return None
        phase = self.scenario.phase(self.state.phase)
        return v.StoryMap(
            started_at_ms=self.state.phases[phase.id].started_at_ms,
            length_ms=phase.length_ms,
            from_min=phase.story_from_min,
            to_min=phase.story_to_min,
            first_day=self.scenario.first_day,
            label=phase.label,
        )

    def _place(self) -> tuple[int, int]:
        ids = [phase.id for phase in self.scenario.phases]
        return (ids.index(self.state.phase) + 1 if self.state.phase else 0), len(ids)


_LAST_PLACE = 10_000
_MESSAGE_PLACE = 5_000
"""Made-up messages come after scripted ones of the same instant."""


def _order(at_ms: int, place: int) -> int:
    """Order on a screen: by exercise time, then by place in the scenario."""
    return at_ms * _LAST_PLACE + place


def _answer_words(ask: v.Ask | None) -> str | None:
    if ask is None or ask.answer is None:
        return None
    return ask.answer.option_label or ask.answer.text


def _trigger(inject: Inject) -> Literal["at", "after", "when", "manual"]:
    match inject.trigger:
        case At():
            return "at"
        case After():
            return "after"
        case When():
            return "when"
        case Manual():
            return "manual"
