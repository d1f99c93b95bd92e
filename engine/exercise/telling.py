"""What the record says, in words for a screen: texts filled in, typed words, story time, the phase.

Owns how a thing is said, the same on every screen. Who may see it is `visibility`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from engine.exercise import clock
from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.remembering import minutes
from engine.exercise.state import Answer, State
from engine.scenario.model import Form, Inject, Medium, Scenario
from engine.scenario.sections.media import content_type
from engine.scenario.texts import render, value_in_words

ERASED = "[gewist]"
"""Shown in place of typed words that were erased."""
NOTHING_TICKED = "niets aangevinkt"
LAST_PLACE = 100_000
_MESSAGE_PLACE = 50_000
"""Room for every inject of a scenario with all its copies."""


class Telling:
    """One exercise at one moment, to be told. Cheap to make: it holds references only."""

    def __init__(self, scenario: Scenario, state: State, words: Mapping[str, str]) -> None:
        self.scenario = scenario
        self.state = state
        self._words = words
        self._parameters = local_words(scenario, state, words)
        self._texts: dict[str, str] = {}

    def text(self, text: str) -> str:
        """A text of the scenario with the local words filled in."""
        filled_in = self._texts.get(text)
        if filled_in is None:
            filled_in = self._texts[text] = render(text, self._parameters)
        return filled_in

    def sender(self, inject: Inject) -> str:
        """Who a message is from, in the trainer's words when there are any."""
        own = self.state.injects[inject.id].sender
        return self.text(inject.sender) if own is None else self.typed(own)

    def title(self, inject: Inject, variant: int | None) -> str:
        """The title of a message, in the trainer's words when there are any."""
        own = self.state.injects[inject.id].title
        return self.text(inject.title_of(variant)) if own is None else self.typed(own)

    def body(self, inject: Inject, variant: int | None) -> str:
        """The text of a message, in the trainer's words when there are any.

        Variables in the script's own text are what they were when it was sent, or else what they are now.
        """
        if (own := self.state.injects[inject.id].body) is not None:
            return self.typed(own)
        text = inject.body_of(variant)
        if not inject.shows:
            return self.text(text)
        values = {**self.state.variables, **dict(self.state.injects[inject.id].shown)}
        shown = {name: value_in_words(values[name], self.scenario.language) for name in inject.shows}
        return render(text, {**shown, **self._parameters})

    def local_word(self, parameter: str) -> str:
        """What was filled in for a parameter, or the scenario's own word. KeyError for one that is not there."""
        return self._parameters[parameter]

    def media(self, idents: Iterable[str]) -> tuple[v.Medium, ...]:
        """The pictures, sound, films and documents of a message."""
        return tuple(self._medium(self.scenario.media[ident]) for ident in idents)

    def _medium(self, medium: Medium) -> v.Medium:
        path = f"media/{medium.id}"
        return v.Medium(
            medium=medium.id,
            kind=medium.kind,
            path=path,
            content_type=content_type(medium.file),
            alt=self.text(medium.alt),
            credit=self.text(medium.credit),
            transcript=self.text(medium.transcript),
            captions=f"{path}/captions" if medium.captions else "",
            length_ms=medium.length_ms,
        )

    def facts(self, idents: Iterable[str]) -> tuple[v.Fact, ...]:
        """What a message tells, or somebody knows."""
        found = (self.scenario.facts[ident] for ident in idents)
        return tuple(v.Fact(fact.id, self.text(fact.text), fact.status, fact.share) for fact in found)

    def typed(self, ref: e.TextRef) -> str:
        """Words that somebody typed, as they were."""
        return self._words.get(ref.id, ERASED)

    def said(self, form: Form, answer: Answer) -> tuple[v.Said, ...]:
        """An answer in words: one part, or for a worksheet one for every field, filled in or not."""
        if form.kind == "worksheet":
            filled = dict(answer.fields)
            return tuple(
                v.Said(
                    self.text(field.label), self._filled(filled.get(field.id, ()), field.options), self.text(field.step)
                )
                for field in form.fields.values()
            )
        if answer.text is not None:
            return (v.Said("", (self.typed(answer.text),)),)
        if form.scale is not None:
            low, high = self.text(form.scale.low), self.text(form.scale.high)
            words = f"{answer.value} (van {form.scale.first} = {low} tot {form.scale.last} = {high})"
            return (v.Said("", (words,)),)
        ticked = answer.options if answer.option is None else (answer.option,)
        return (v.Said("", tuple(self.text(form.options[each]) for each in ticked) or (NOTHING_TICKED,)),)

    def _filled(self, given: e.TextRef | tuple[str, ...], options: Mapping[str, str]) -> tuple[str, ...]:
        if isinstance(given, e.TextRef):
            return (self.typed(given),)
        return tuple(self.text(options[option]) for option in given)

    def who(self, unit: str) -> tuple[str, str]:
        """Who answers as this unit, in words, and the team or group it counts for."""
        kind, _, ident = unit.partition(":")
        if kind == "team":
            return self.text(self.scenario.teams[ident].title), ident
        if kind == "group":
            return ident, ident
        seat = self.scenario.seats[ident]
        return self.text(seat.title), self.scenario.roles[seat.role].group

    def story(self, at_ms: int, phase_id: str | None) -> str:
        """Story time at a moment that has been, in the phase that ran then.

        The phase is part of the fact: at the instant of a change of phase, time alone does not tell which it was.
        """
        if phase_id is None:
            return ""
        phase = self.scenario.phase(phase_id)
        into_ms = at_ms - self.state.phases[phase_id].started_at_ms
        return clock.story_words(self.scenario, clock.minute_in(phase, into_ms), phase.label)

    def calls(self) -> tuple[tuple[str, str, int], ...]:
        """The calls to the hall that stand, first whose time is up first: room, the room in words, back when."""
        stand = (
            (room, self.text(room), call.back_at_ms)
            for room, call in self.state.called.items()
            if call.back_at_ms is not None
        )
        return tuple(sorted(stand, key=lambda call: call[2]))

    def question(self) -> str:
        """The question for afterwards that the projector shows; empty while it shows something else."""
        beamer = self.state.beamer
        if beamer is None or beamer.shows != "question":
            return ""
        return self.text(self.scenario.debrief[int(beamer.item) - 1].ask)

    def minutes(self) -> tuple[v.Decided, ...]:
        """The minutes, in the order in which was decided."""
        return tuple(self._decided(*each) for each in minutes(self.scenario, self.state))

    def _decided(self, inject_id: str, unit: str, answer: Answer) -> v.Decided:
        inject = self.scenario.injects[inject_id]
        assert inject.response is not None
        form = self.scenario.forms[inject.response.form]
        said = self.said(form, answer)
        if inject.response.minutes:
            kept = dict(zip(form.fields, said, strict=True))
            said = tuple(kept[field] for field in inject.response.minutes)
        return v.Decided(
            story=self.story(answer.at_ms, answer.phase),
            who=self.who(unit)[0],
            about=self.title(inject, self.state.injects[inject_id].variant),
            said=tuple(part for part in said if part.lines),
        )

    def message_order(self, sent: e.MessageSent) -> int:
        """Where a made-up message stands: after the scripted ones of the same instant, in the order of sending."""
        return order_of(sent.at_ms, _MESSAGE_PLACE + list(self.state.messages).index(sent.message))

    def phase_line(self, phase_id: str | None) -> v.PhaseLine | None:
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

    def story_map(self) -> v.StoryMap | None:
        """How story time goes on in the phase that runs."""
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

    def place(self) -> tuple[int, int]:
        """Number of the phase that runs, 0 before the first, and how many there are."""
        ids = [phase.id for phase in self.scenario.phases]
        return (ids.index(self.state.phase) + 1 if self.state.phase else 0), len(ids)


def in_one_text(said: tuple[v.Said, ...]) -> str:
    """An answer as one text: a line for each option, and for each field of a worksheet that was filled in."""
    return "\n".join(
        f"{part.label} {'; '.join(part.lines)}" if part.label else "\n".join(part.lines) for part in said if part.lines
    )


def local_words(scenario: Scenario, state: State, words: Mapping[str, str]) -> dict[str, str]:
    """By parameter the word that was filled in, or the scenario's own."""
    filled_in = {name: words.get(ref.id, ERASED) for name, ref in state.parameters}
    return {name: parameter.default for name, parameter in scenario.parameters.items()} | filled_in


_RESERVED = {"all": "iedereen", "plenary": "beamer", "facilitator": "trainer"}


def addressees(
    scenario: Scenario, inject: Inject, say: Callable[[str], str], words: Callable[[str], str] = str
) -> tuple[str, ...]:
    """Who gets it, in the words of the file. `say` fills in texts of the scenario, `words` says our own."""
    named = []
    for word in inject.audience.described:
        team = scenario.teams.get(word.removeprefix("team ").strip()) if word.startswith("team ") else None
        if word in scenario.roles:
            named.append(say(scenario.roles[word].title))
        else:
            named.append(words(_RESERVED.get(word, word)) if team is None else say(team.title))
    return tuple(named)


def order_of(at_ms: int, place: int) -> int:
    """Order on a screen: by exercise time, then by place in the scenario."""
    return at_ms * LAST_PLACE + place
