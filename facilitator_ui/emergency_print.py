"""The emergency set: everything on paper for when power or network fails.

Owns what goes on that paper beside the script of `script_print`, whose messages it uses: what to do, who there is, the
running order, a slip for each message to hand out, and the score sheet. Local words are filled in by whoever calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.scenario.model import Inject, Role, Scenario, When
from engine.scoring.rubric import RUBRIC
from facilitator_ui.author import Filled, author_environment
from facilitator_ui.conditions_said import condition_said, name_said, value_said
from facilitator_ui.script_print import PaperMessage, PaperPhase, PaperText, paper_phases
from facilitator_ui.vocabulary import POSITIONS
from shared_ui.rendering import render
from shared_ui.words import CHANNELS, Words, translator


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """What the paper needs beside the scenario. `starts` is how the story was chosen to begin."""

    language: str
    console: str
    starts: Sequence[tuple[str, bool | int | str]] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed out: one text of a message. Nothing of the trainer's is on it, no condition either."""

    number: str
    """That of the message, with a letter where it can go out with more than one text."""
    message: PaperMessage
    text: PaperText


@dataclass(frozen=True, slots=True)
class Bundle:
    """The slips of one pile: of a role, or of everybody."""

    title: str
    how: str
    slips: tuple[Slip, ...]


def emergency_page(scenario: Scenario, page: EmergencyPage) -> str:
    """The whole set, A4, readable in black and white."""
    words = translator(page.language)
    say = Filled(scenario)
    phases = tuple(_in_words(phase, scenario, say, words) for phase in paper_phases(scenario, None, say, words))
    return render(
        author_environment(),
        "facilitator/emergency.html",
        words,
        lang=page.language,
        page=page,
        scenario=scenario,
        say=say,
        phases=phases,
        starts=tuple((name_said(name), value_said(value, words)) for name, value in page.starts),
        bundles=_bundles(scenario, phases, say, words),
        rubric=tuple(RUBRIC.values()),
        positions=POSITIONS,
        numbers={phase.phase.id: phase.number for phase in phases},
        channels=CHANNELS,
        lettered=lettered,
    )


def _bundles(scenario: Scenario, phases: Sequence[PaperPhase], say: Filled, words: Words) -> tuple[Bundle, ...]:
    """What everybody gets or sees once, to be read aloud; then a pile for each role, and what only trainers get."""
    messages = [message for phase in phases for message in phase.messages]
    # Of a played call the text is the script of who plays the caller: no slip for a player.
    played = [message for message in messages if message.inject.live]
    given = [message for message in messages if not message.inject.live]
    aloud = tuple(message for message in given if _for_all(scenario, message.inject))
    apart = [message for message in given if not _for_all(scenario, message.inject)]
    how = words("Lees voor, of hang op waar iedereen het ziet.")
    found = [Bundle(words("Iedereen"), how, _slips(aloud))]
    for role in scenario.roles.values():
        seats = _seats(scenario, role)
        mine = tuple(message for message in apart if seats & set(message.inject.audience.seats))
        many = words("{n} plekken: kopieer elke strook, of laat hem rondgaan.").format(n=len(seats))
        one = words("Geef elke strook op zijn tijd.")
        found.append(Bundle(say(role.title), many if len(seats) > 1 else one, _slips(mine)))
    own = (*(message for message in apart if not message.inject.audience.seats), *played)
    found.append(Bundle(words("Trainer"), words("Deze zijn voor u zelf."), _slips(own)))
    return tuple(bundle for bundle in found if bundle.slips)


def _slips(messages: Sequence[PaperMessage]) -> tuple[Slip, ...]:
    return tuple(
        Slip(lettered(message.inject.number, place, len(message.texts)), message, text)
        for message in messages
        for place, text in enumerate(message.texts)
    )


def lettered(number: str, place: int, many: int) -> str:
    """The number of a text: `07`, or `07 A` and `07 B` where a message has two."""
    return number if many < 2 else f"{number} {chr(ord('A') + place)}"


def _for_all(scenario: Scenario, inject: Inject) -> bool:
    """Whether it goes to every seat, or to the wall."""
    return inject.audience.plenary or set(inject.audience.seats) >= scenario.seats.keys()


def _seats(scenario: Scenario, role: Role) -> set[str]:
    return {seat.id for seat in scenario.seats.values() if seat.role == role.id}


def _in_words(phase: PaperPhase, scenario: Scenario, say: Filled, words: Words) -> PaperPhase:
    return replace(phase, messages=tuple(_told(message, scenario, say, words) for message in phase.messages))


def _told(message: PaperMessage, scenario: Scenario, say: Filled, words: Words) -> PaperMessage:
    """The same message with its conditions in words: there is no computer now to reckon them."""
    inject = message.inject
    trigger = inject.trigger
    conditions = [
        *([trigger.condition] if isinstance(trigger, When) else []),
        *([inject.guard] if inject.guard else []),
    ]
    reason = message.why
    for condition in conditions:
        reason = reason.replace(condition.source, condition_said(condition, scenario, say, words))
    guards = [variant.guard for variant in inject.variants if variant.guard is not None]
    texts = []
    for text in message.texts:
        when = text.when
        for guard in guards:
            if when.endswith(guard.source):
                when = when.replace(guard.source, condition_said(guard, scenario, say, words))
                break
        texts.append(PaperText(when, text.title, text.body))
    return replace(message, why=reason, texts=tuple(texts))
