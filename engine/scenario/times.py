"""How durations and story times are written: `1 uur 30 min`, `dag 2 09:30`.

Owns the two small grammars and the linear clock of a phase, all in whole numbers. Knows no findings; `fields`
and `programme` say what is wrong.
"""

from __future__ import annotations

import re
from itertools import pairwise

MINUTE_MS = 60_000
UNITS = {
    1_000: ("s", "sec", "seconde", "seconden", "second", "seconds"),
    MINUTE_MS: ("min", "minuut", "minuten", "minute", "minutes"),
    3_600_000: ("uur", "uren", "u", "h", "hour", "hours"),
    86_400_000: ("dag", "dagen", "day", "days"),
    604_800_000: ("week", "weken", "weeks"),
}
_UNIT_MS = {name: size for size, names in UNITS.items() for name in names}
_PART = r"(\d{1,6}) ?([a-z]+)"
_DURATION = re.compile(rf"{_PART}(?: {_PART}){{0,4}}", re.ASCII)
STORY = re.compile(r"(?:dag|day) ([1-9]\d{0,3}) ([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
DAY_MIN = 24 * 60
LONGEST_MS = 366 * 86_400_000


def duration_ms(text: str) -> int | None:
    """Milliseconds, or None when it is not a duration. Units go from large to small, each once."""
    if not _DURATION.fullmatch(text):
        return None
    parts = [(int(count), _UNIT_MS.get(unit, 0)) for count, unit in re.findall(_PART, text, re.ASCII)]
    sizes = [size for _, size in parts]
    total = sum(count * size for count, size in parts)
    falling = all(a > b for a, b in pairwise(sizes))
    return total if 0 not in sizes and falling and total <= LONGEST_MS else None


def story_minute(text: str) -> int | None:
    """Minutes since day 1 00:00 of the story, or None when it is not a story time."""
    found = STORY.fullmatch(text)
    return (int(found[1]) - 1) * DAY_MIN + int(found[2]) * 60 + int(found[3]) if found else None


def bare_clock(text: str) -> str | None:
    """`09:30` when that is all there is (the day was forgotten), or None."""
    found = _CLOCK.fullmatch(text)
    return f"{int(found[1]):02}:{found[2]}" if found else None


def story_in_words(minute: int) -> str:
    """`dag 2 09:30`."""
    return f"dag {minute // DAY_MIN + 1} {minute % DAY_MIN // 60:02}:{minute % 60:02}"


def duration_in_words(ms: int) -> str:
    """`1 uur 30 min`, as an author writes it."""
    parts = []
    for size, names in sorted(UNITS.items(), reverse=True):
        count, ms = divmod(ms, size)
        if count:
            parts.append(f"{count} {names[0]}")
    return " ".join(parts) or "0 min"


def offset_ms(minute: int, story_from_min: int, story_to_min: int, length_ms: int) -> int:
    """Exercise time since the phase began at which its linear clock reaches `minute`, rounded down."""
    return (minute - story_from_min) * length_ms // (story_to_min - story_from_min)
