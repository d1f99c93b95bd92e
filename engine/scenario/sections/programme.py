"""The programme: phases with their story clocks.

Owns the `phases` section and how a phase maps exercise time to story time. What happens inside is in `script`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from engine.scenario.files.nodes import Items, Node, Word
from engine.scenario.findings import shown
from engine.scenario.model import Phase, PhaseKind, Stage
from engine.scenario.sections.fields import BODY, NAME, TITLE, Block, Desk, Names, keys
from engine.scenario.sections.ladders import read_bands
from engine.scenario.times import MINUTE_MS

PHASE = keys("id title session", "kind clock stage end intro label bands lint")
CLOCK = keys("from", "to speed")
KINDS: tuple[PhaseKind, ...] = get_args(PhaseKind)
STAGES: tuple[Stage, ...] = get_args(Stage)
ENDS = ("facilitator", "auto")
STILL = "stil"
SHORTEST_MS, LONGEST_MS = MINUTE_MS, 8 * 60 * MINUTE_MS
FASTEST = 10_000


@dataclass(frozen=True, slots=True)
class Programme:
    """The phases in order. The clock or length of an `unclear` one could not be read: nothing can be said about it."""

    phases: tuple[Phase, ...]
    unclear: frozenset[str]
    names: Names

    def find(self, ident: str | None) -> Phase | None:
        """The phase with this id, when its times are known."""
        return next((p for p in self.phases if p.id == ident and ident not in self.unclear), None)

    def order(self) -> Mapping[str, int]:
        return {phase.id: index for index, phase in enumerate(self.phases)}


def read_programme(desk: Desk, node: Node | None, starts_min: int) -> Programme:
    """The phases of the file; one without a clock stands where the previous one ended."""
    phases: list[Phase] = []
    unclear: set[str] = set()
    whole = isinstance(node, Items)
    now = starts_min
    for item in desk.items(node, 100):
        phase, clear = _phase(desk, item, now, phases)
        if phase is None:
            whole = False
            continue
        if not clear:
            unclear.add(phase.id)
        elif phase.story_from_min < now:
            desk.report.add("W212", desk.places["phases", phase.id, "clock"])
        phases.append(phase)
        now = phase.story_to_min
    return Programme(tuple(phases), frozenset(unclear), Names([phase.id for phase in phases], whole))


def _phase(desk: Desk, node: Node, now: int, earlier: Sequence[Phase]) -> tuple[Phase | None, bool]:
    """A phase, and whether its length and clock could be read."""
    block = Block(desk, node, PHASE)
    word = desk.word(block.get("id"))
    if word is None:
        return None, False
    ident = desk.ident(word)
    if any(phase.id == ident for phase in earlier):
        desk.report.add("E105", word.place, value=ident)
    desk.places["phases", ident] = word.place
    desk.places["phases", ident, "clock"] = block.key_place("clock")
    kind: PhaseKind = desk.one_of(block.get("kind"), KINDS, "simulation")
    before = len(desk.report.findings)
    length_ms = desk.duration_ms(block.get("session"), MINUTE_MS, low=SHORTEST_MS, high=LONGEST_MS)
    if kind == "simulation" and "clock" not in block and "session" in block:
        desk.report.add("E102", block.place, key="clock")
    story_from, story_to = _clock(desk, block, now, length_ms)
    clear = len(desk.report.findings) == before and "session" in block
    phase = Phase(
        id=ident,
        title=block.text("title", TITLE, ident),
        kind=kind,
        length_ms=length_ms,
        story_from_min=story_from,
        story_to_min=story_to,
        ends_itself=desk.one_of(block.get("end"), ENDS, "facilitator") == "auto",
        stage=desk.one_of(block.get("stage"), STAGES, "acuut") if "stage" in block else None,
        intro=block.text("intro", BODY),
        label=block.text("label", NAME),
        bands=read_bands(desk, block.get("bands"), "phases", ident),
    )
    return phase, clear


def _clock(desk: Desk, phase: Block, now: int, length_ms: int) -> tuple[int, int]:
    """Story minutes at the beginning and the end of the phase."""
    if "clock" not in phase:
        return now, now
    clock = Block(desk, phase.get("clock"), CLOCK)
    begin = desk.story_minute(clock.get("from"))
    if "to" in clock and "speed" in clock:
        desk.report.add("E117", clock.key_place("speed"), first="to", second="speed")
    elif "to" not in clock and "speed" not in clock and "from" in clock:
        desk.report.add("E102", clock.place, key="to")
    end = desk.story_minute(clock.get("to"))
    if begin is None:
        return now, now
    if "speed" in clock:
        return begin, begin + _speed(desk, desk.word(clock.get("speed"))) * length_ms // MINUTE_MS
    if end is None:
        return begin, begin
    if end <= begin:
        desk.report.add("E132", clock.key_place("to"))
    return begin, end


def _speed(desk: Desk, word: Word | None) -> int:
    """How many story minutes go into one minute in the room."""
    if word is None or word.value == STILL:
        return 0
    digits = word.value.removesuffix("x")
    if (
        digits.isascii()
        and digits.isdigit()
        and len(digits) <= 5
        and 1 <= int(digits) <= FASTEST
        and digits != word.value
    ):
        return int(digits)
    desk.report.add("E109", word.place, value=shown(word.value), options=f"{STILL}, 2x, 10x")
    return 0
