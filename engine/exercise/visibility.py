"""Who may see what: the one door between the state and every screen.

Owns the answer to that question, closed by default: a node exists for a seat only if a rule here gives it. It makes the
nodes of players and of the projector; those of the staff, the same for all of them, are made in `console`, the words on
all in `telling`. Which nodes a fact may have changed is `changes`, so that a frame carries those alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.exercise import clock
from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.acts import knows, may_ever_begin, offers
from engine.exercise.console import console_keys, console_node
from engine.exercise.folds import AS, as_seat, held, split, wants_its_own
from engine.exercise.ladders import ladders_of
from engine.exercise.remembering import Learned, known_by
from engine.exercise.staff import KINDS, READERS
from engine.exercise.state import InjectState, Wanted, answer_item, answer_may_change
from engine.exercise.telling import Telling, in_one_text, order_of
from engine.exercise.view import Node, View
from engine.scenario.model import LADDERS, PLENARY, FormField, Inject, Scale, Seat

_OF_A_PLAYER = ("header", "card", "recap", "ladders", "offers", "writing", "asking")


class Sight(Telling):
    """What can be seen of one exercise at one moment."""

    def view(self, seat: str) -> View:
        """Everything this seat sees now; empty for a seat that nobody gave anything."""
        nodes = (self.node(seat, key) for key in self._keys(seat))
        return View(seat, tuple(sorted((n for n in nodes if n), key=lambda n: (n.region, n.order))))

    def node(self, seat: str, key: str) -> Node | None:
        """One node of a seat's screen; None when the seat may not see it, or it is not there (yet)."""
        if seat in KINDS:
            return console_node(self, key)
        if seat == PLENARY:
            return self._plenary_node(key)
        if seat in self.scenario.seats:
            return self._player_node(self.scenario.seats[seat], key)
        return None

    def may_have(self, seat: str, medium: str) -> bool:
        """Whether this seat may have the file of this medium now: a message with it is on its screen.

        The staff, who see every message before it goes out, may always.
        """
        carriers = [inject.id for inject in self.scenario.injects.values() if medium in inject.media]
        if seat in KINDS:
            return bool(carriers)
        mine = ("", *(f"{AS}{folded}" for folded in held(self.state, seat)))
        return any(self.node(seat, f"item:{carrier}{whose}") for carrier in carriers for whose in mine)

    def _keys(self, seat: str) -> Iterator[str]:
        if seat in KINDS:
            yield from console_keys(self)
            return
        yield from ("stage",) if seat == PLENARY else _OF_A_PLAYER
        yield from (f"intro:{phase}" for phase in self.state.phases)
        items = (*self.state.injects, *self.state.messages)
        yield from (f"item:{item}" for item in items)
        for folded in held(self.state, seat):
            yield f"card:{folded}"
            yield from (f"item:{as_seat(item, folded)}" for item in items)

    # -- players -----------------------------------------------------------------------------------------------

    def _player_node(self, seat: Seat, key: str) -> Node | None:
        kind, _, ident = key.partition(":")
        if seat.id in self.state.folds:
            # Whoever opens it reads who plays this role now, and nothing that is theirs.
            return self._header(seat) if kind == "header" else None
        match kind:
            case "header":
                return self._header(seat)
            case "card" if ident:
                if self.state.folds.get(ident) != seat.id:
                    return None
                return replace(self._card(self.scenario.seats[ident]), played_too=True, key=key, order=1)
            case "card":
                return self._card(seat)
            case "intro":
                return self._intro(ident)
            case "recap":
                return self._recap(seat) if self.state.status == "ended" else None
            case "ladders":
                return self._ladders(seat)
            case "offers":
                return self._offers(seat)
            case "writing":
                return self._writing(seat) if self._plays() else None
            case "asking":
                return self._asking(seat) if self._plays() else None
            case "item":
                return self._own_or_played(ident, seat)
            case _:
                return None

    def _own_or_played(self, ident: str, seat: Seat) -> v.Item | None:
        """An item of this seat, or of one that it plays too."""
        item, other = split(ident)
        if not other:
            return self._item(item, seat)
        if self.state.folds.get(other) != seat.id:
            return None
        life, sent = self.state.injects.get(item), self.state.messages.get(item)
        receivers = life.seats if life else sent.seats if sent else ()
        if not wants_its_own(self.scenario, item, other, seat.id, receivers):
            return None
        shown = self._item(item, self.scenario.seats[other])
        if shown is None:
            return None
        role = self.text(self.scenario.seats[other].title)
        return replace(shown, item=ident, key=f"item:{ident}", for_role=role)

    def _header(self, seat: Seat) -> v.Header:
        team = self.scenario.teams[seat.team] if seat.team else None
        number, count = self.place()
        return v.Header(
            seat=seat.id,
            role_title=self.text(seat.title),
            name=seat.name,
            party=seat.party,
            team_title=self.text(team.title) if team else "",
            room=self.text(team.room) if team else "",
            status=self.state.status,
            phase=self.phase_line(self.state.phase),
            phase_number=number,
            phase_count=count,
            story=self.story_map(),
            title=self.text(self.scenario.title),
            time_out=self.state.pause_cause == "time_out",
            back_at_ms=self._called_back(seat.id),
            played_by=self._title_of_seat(self.state.folds.get(seat.id, "")),
            plays=tuple(self._title_of_seat(folded) for folded in held(self.state, seat.id)),
        )

    def _ladders(self, seat: Seat) -> v.OwnLadders | None:
        """Those that this seat may move, without what is expected of it."""
        mine = ladders_of(self.scenario, self.state, seat.id)
        if not mine or self.state.phase is None or self.state.status == "ended":
            return None
        moved, steps = self.state.ladder_moves, self.state.variables
        return v.OwnLadders(tuple(v.OwnLadder(each, int(steps[each]), LADDERS[each], each in moved) for each in mine))

    def _plays(self) -> bool:
        return self.state.phase is not None and self.state.status != "ended"

    def _offers(self, seat: Seat) -> v.Offers | None:
        if not self._plays() or not may_ever_begin(self.scenario, self.state, seat.id):
            return None
        injects = [self.scenario.injects[name] for name in offers(self.scenario, self.state, seat.id)]
        return v.Offers(
            tuple(v.Offer(each.id, self.title(each, None), self.body(each, None), each.channel) for each in injects)
        )

    def _writing(self, seat: Seat) -> v.Writing:
        to = [(f"team {team.id}", self.text(team.title)) for team in self.scenario.teams.values()]
        to += [(other.id, self.text(other.title)) for other in self.scenario.seats.values() if other.id != seat.id]
        return v.Writing(tuple(to), self.facts(knows(self.scenario, self.state, seat.id)), tuple(self._written(seat)))

    def _written(self, seat: Seat) -> Iterator[v.Written]:
        """The latest first."""
        for name, sent in reversed([*self.state.messages.items()]):
            if sent.by == seat.id and not sent.answer and name not in self.state.withdrawn:
                to = tuple(self.text(self.scenario.seats[each].title) for each in sent.seats)
                facts = tuple(self.text(self.scenario.facts[fact].text) for fact in sent.facts)
                story = self.story(sent.at_ms, self.state.message_phases[name])
                yield v.Written(story, to, self.typed(sent.body), facts)

    def _asking(self, seat: Seat) -> v.Asking:
        return v.Asking(tuple(asked.kind for asked in self.state.asked.values() if asked.seat == seat.id))

    def _title_of_seat(self, seat: str) -> str:
        return self.text(self.scenario.seats[seat].title) if seat else ""

    def _called_back(self, seat: str) -> int | None:
        mine = {room: called.back_at_ms for room, called in self.state.called.items() if seat in called.seats}
        of_all = mine.pop("", None)
        return next(iter(mine.values()), of_all)

    def card(self, seat: str) -> v.Card:
        """The role card of a seat, whoever plays it: for paper."""
        return self._card(self.scenario.seats[seat])

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
            facts=self.facts(fact.id for fact in self.scenario.facts.values() if seat.id in fact.known_by),
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
            order=order_of(run.started_at_ms, 0),
        )

    def _item(self, item: str, seat: Seat | None) -> v.Item | None:
        """An inject or a message as its receiver sees it; `seat` None is the projector."""
        if item in self.state.messages:
            return self._message(self.state.messages[item], seat)
        life = self.state.injects.get(item)
        if life is None or life.delivered_at_ms is None or not self._got(item, seat):
            return None
        inject = self.scenario.injects[item]
        line = self.state.lines.get((item, seat.id)) if seat is not None else None
        return v.Item(
            item=item,
            channel=inject.channel,
            sender=self.sender(inject),
            title=self.title(inject, life.variant),
            # Of a played call the text is the script, for who plays the caller.
            body="" if inject.live else self.body(inject, life.variant),
            at_ms=life.delivered_at_ms,
            story=self.story(life.delivered_at_ms, life.story_phase),
            opened=seat is not None and seat.id in self.state.opened.get(item, ()),
            declined=seat is not None and seat.id in self.state.declined.get(item, ()),
            ask=self._ask(inject, seat) if seat else None,
            media=self.media(inject.media),
            # With whom something may be shared is for who holds it; on the wall it is shared already.
            facts=self.facts(inject.facts) if seat else (),
            corrected=self._is_corrected(item, seat),
            quotes=tuple(self._quotes(life, seat)),
            live=inject.live,
            taken_at_ms=line.taken_at_ms if line else None,
            ended_at_ms=line.ended_at_ms if line else None,
            key=f"item:{item}",
            order=order_of(life.delivered_at_ms, 1 + inject.position),
        )

    def _quotes(self, life: InjectState, seat: Seat | None) -> Iterator[v.Quote]:
        """What was sent on is for all who get the message; any other answer for those alone who gave it."""
        for name, unit, answer in life.quoted:
            inject = self.scenario.injects[name]
            assert inject.response is not None
            mine = seat is not None and seat.id in self.scenario.unit_seats(unit)
            share = inject.response.share
            if mine or share is not None:
                form = self.scenario.forms[inject.response.form]
                about = self.title(inject, self.state.injects[name].variant)
                if not mine and share is not None and share.title:
                    about = self.text(share.title)  # as who it was sent on to read it
                yield v.Quote(self.who(unit)[0], about, self.said(form, answer), mine)

    def _message(self, sent: e.MessageSent, seat: Seat | None) -> v.Item | None:
        if not self._got(sent.message, seat):
            return None
        return v.Item(
            item=sent.message,
            channel=sent.channel,
            sender=self.typed(sent.sender),
            title=self.typed(sent.title),
            body=self.typed(sent.body),
            at_ms=sent.at_ms,
            story=self.story(sent.at_ms, self.state.message_phases[sent.message]),
            opened=seat is not None and seat.id in self.state.opened.get(sent.message, ()),
            declined=seat is not None and seat.id in self.state.declined.get(sent.message, ()),
            ask=None,
            facts=self.facts(sent.facts) if seat else (),
            corrects=self._title_for(sent.corrects, seat),
            corrected=self._is_corrected(sent.message, seat),
            key=f"item:{sent.message}",
            order=self.message_order(sent),
        )

    def _got(self, item: str, seat: Seat | None) -> bool:
        """Whether this message is on the screen of this seat; None is the projector."""
        life, sent = self.state.injects.get(item), self.state.messages.get(item)
        if life is not None:
            return life.delivered_at_ms is not None and (life.plenary if seat is None else seat.id in life.seats)
        if sent is None or item in self.state.withdrawn:
            return False
        return sent.plenary if seat is None else seat.id in sent.seats

    def _title_for(self, item: str, seat: Seat | None) -> str:
        """What the message is called, for who has it too; empty for anybody else."""
        if not item or not self._got(item, seat):
            return ""
        if item in self.state.messages:
            return self.typed(self.state.messages[item].title) or self.typed(self.state.messages[item].body)[:60]
        return self.title(self.scenario.injects[item], self.state.injects[item].variant)

    def _is_corrected(self, item: str, seat: Seat | None) -> bool:
        later = (sent.message for sent in self.state.messages.values() if sent.corrects == item)
        return any(self._got(message, seat) for message in later)

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
            min_ticks=form.min_ticks,
            max_ticks=form.max_ticks,
            fields=tuple(self._field(field) for field in form.fields.values()),
            scale=self._scale(form.scale),
            seconds=form.seconds,
            minuted=response.minutes is not None,
        )

    def _field(self, field: FormField) -> v.AskField:
        return v.AskField(
            id=field.id,
            label=self.text(field.label),
            kind=field.kind,
            required=field.required,
            options=tuple((option, self.text(label)) for option, label in field.options.items()),
            max_length=field.max_length,
            min_ticks=field.min_ticks,
            max_ticks=field.max_ticks,
            step=self.text(field.step),
            looks_at=field.looks_at,
        )

    def _scale(self, scale: Scale | None) -> v.AskScale | None:
        if scale is None:
            return None
        return v.AskScale(scale.first, scale.last, self.text(scale.low), self.text(scale.high))

    def _given(self, inject: Inject, unit: str, wanted: Wanted, seat: Seat) -> v.GivenAnswer | None:
        answer = wanted.answer
        if answer is None:
            return None
        assert inject.response is not None
        form = self.scenario.forms[inject.response.form]
        return v.GivenAnswer(
            text=self.typed(answer.text) if answer.text else None,
            option=answer.option,
            option_label=self.text(form.options[answer.option]) if answer.option else None,
            by_me=answer.seat == seat.id,
            by_name=self.text(self.scenario.seats[answer.seat].title),
            revision=answer.revision,
            story=self.story(answer.at_ms, answer.phase),
            late=answer.late,
            read=any(reader in READERS for reader in self.state.opened.get(answer_item(inject.id, unit), ())),
            may_change=answer_may_change(self.state, inject.id, unit),
            said=self.said(form, answer),
            options=answer.options,
            value=answer.value,
            fields=tuple(
                (field, self.typed(given) if isinstance(given, e.TextRef) else given) for field, given in answer.fields
            ),
        )

    def _unit(self, inject: str, seat: str) -> str | None:
        response = self.scenario.injects[inject].response
        units = response.units if response else ()
        return next(
            (u for u in units if (inject, u) in self.state.wanted and seat in self.scenario.unit_seats(u)), None
        )

    def _recap(self, seat: Seat) -> v.Recap:
        sent = (*self.state.injects, *self.state.messages)
        items = [self._item(item, seat) for item in sent]
        for folded in held(self.state, seat.id):
            items += [self._own_or_played(as_seat(item, folded), seat) for item in sent]
        seen = sorted((item for item in items if item), key=lambda item: item.order)
        rows = tuple(
            v.RecapRow(item.story, item.channel, item.sender, item.title, *_answer_words(item.ask)) for item in seen
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
        number, count = self.place()
        beamer = self.state.beamer
        return v.Stage(
            title=self.text(self.scenario.title),
            status=self.state.status,
            phase=self.phase_line(self.state.phase),
            phase_number=number,
            phase_count=count,
            story=self.story_map(),
            intro=self.text(self.scenario.phase(self.state.phase).intro) if self.state.phase else "",
            time_out=self.state.pause_cause == "time_out",
            calls=tuple((words, back_at_ms) for _, words, back_at_ms in self.calls()),
            shows=beamer.shows if beamer else "story",
            item=beamer.item if beamer else "",
            answer=self._shown_answer(),
            result=self._shown_result(),
            minutes=self.minutes() if beamer and beamer.shows == "minutes" else (),
            knowledge=self._knowledge() if beamer and beamer.shows == "knowledge" else (),
            question=self.question(),
        )

    def _knowledge(self) -> tuple[v.Knowledge, ...]:
        """Who knew what when, per team: seventeen people by name do not fit on a wall."""
        groups = [(self.text(team.title), self.scenario.team_seats(team.id)) for team in self.scenario.teams.values()]
        groups += [(self.text(seat.title), (seat.id,)) for seat in self.scenario.seats.values() if seat.team is None]
        rows = []
        for fact, knew in known_by(self.scenario, self.state, [seats for _, seats in groups]):
            teams = tuple(
                self._known_by(who, len(seats), mine) for (who, seats), mine in zip(groups, knew, strict=True)
            )
            rows.append(v.Knowledge(self.text(fact.text), fact.status, teams))
        return tuple(rows)

    def _known_by(self, who: str, of: int, mine: tuple[Learned, ...]) -> v.KnownBy:
        since = self.story(mine[0].at_ms, mine[0].phase) if mine else ""
        return v.KnownBy(who, since, len(mine), of)

    def _shown_result(self) -> v.ShownResult | None:
        """Counts alone: who gave what is nowhere in it."""
        beamer = self.state.beamer
        if beamer is None or beamer.shows != "result":
            return None
        inject = self.scenario.injects[beamer.inject]
        assert inject.response is not None
        form = self.scenario.forms[inject.response.form]
        given = [wanted.answer for (name, _), wanted in self.state.wanted.items() if name == inject.id]
        answers = [answer for answer in given if answer is not None]
        if form.scale is not None:
            values = [answer.value for answer in answers]
            rows = [(str(number), values.count(number)) for number in form.scale.numbers]
        else:
            picked = [option for answer in answers for option in (answer.option, *answer.options) if option]
            rows = [(self.text(label), picked.count(option)) for option, label in form.options.items()]
        title = self.title(inject, self.state.injects[inject.id].variant)
        return v.ShownResult(title, self.text(form.question), tuple(rows), len(answers), len(given))

    def _shown_answer(self) -> v.ShownAnswer | None:
        """The answer that may be shown, as it was when that was agreed; nothing about who gave it."""
        beamer, answer = self.state.beamer, self.state.beamer_answer
        if beamer is None or beamer.shows != "answer" or answer is None:
            return None
        inject = self.scenario.injects[beamer.inject]
        assert inject.response is not None
        form = self.scenario.forms[inject.response.form]
        title = self.title(inject, self.state.injects[inject.id].variant)
        aloud_ms = form.seconds * 1_000 * self.state.speed_num // self.state.speed_den
        until_at_ms = beamer.at_ms + aloud_ms if form.seconds else None
        return v.ShownAnswer(title, self.text(form.question), self.said(form, answer), until_at_ms)


def _answer_words(ask: v.Ask | None) -> tuple[str | None, tuple[v.Said, ...]]:
    """What was answered, as one text and in parts."""
    if ask is None or ask.answer is None:
        return None, ()
    return in_one_text(ask.answer.said), ask.answer.said
