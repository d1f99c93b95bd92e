"""The after-action report as one HTML file that opens from a disk.

Owns its page: the style sheet goes into it, so that it needs nothing else. The figures are `engine.debrief`'s, the
places on the charts `charts`'. Nobody is named in it, because the report holds no names.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

from jinja2 import Environment

from engine.debrief.after_action import AfterAction
from engine.scoring.scale import to_half
from facilitator_ui import charts, vocabulary
from shared_ui.rendering import STATIC_FOLDERS, environment, render
from shared_ui.words import CHANNELS, Words

MAIN_METER = "onrust"
_STYLE_HERE = "<style></style>"


def report_page(report: AfterAction, words: Words) -> str:
    """The whole report, with its style inside and without a single request."""
    page = render(
        _environment(),
        "facilitator/report.html",
        words,
        lang=report.language,
        report=report,
        verloop=charts.time_chart(report, MAIN_METER),
        small=charts.small_charts(report, MAIN_METER),
        unmoved=charts.unmoved(report, MAIN_METER),
    )
    # Put in after rendering: the template escapes every text, and a style sheet must not be escaped.
    return page.replace(_STYLE_HERE, f"<style>\n{_style()}</style>", 1)


def half(position: Fraction | int) -> str:
    """A position rounded to halves, the Dutch way: `3` or `3,5`."""
    rounded = to_half(Fraction(position))
    return str(int(rounded)) if rounded.denominator == 1 else f"{float(rounded):.1f}".replace(".", ",")


def length(ms: int) -> str:
    """How long something took: `2 uur 5 min`, `35 min`, `0:40 min`."""
    minutes = ms // 60_000
    if minutes >= 60:
        return f"{minutes // 60} uur {minutes % 60} min" if minutes % 60 else f"{minutes // 60} uur"
    seconds = ms // 1000 % 60
    return f"{minutes} min" if not seconds or minutes >= 10 else f"{minutes}:{seconds:02d} min"


def date(held_on: str) -> str:
    """`2026-11-26` as `26 november 2026`; anything else as it is."""
    parts = held_on.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return held_on
    return f"{int(parts[2])} {vocabulary.MONTHS[int(parts[1]) - 1]} {parts[0]}"


def _style() -> str:
    shared, own = STATIC_FOLDERS["/static/shared"], STATIC_FOLDERS["/static/facilitator"]
    sheets = (shared / "tokens.css", own / "report.css")
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


@cache
def _environment() -> Environment:
    made = environment(Path(__file__).parent / "templates")
    made.globals.update(
        width=charts.WIDTH,
        dimensions=vocabulary.DIMENSIONS,
        channels=CHANNELS,
        meters=vocabulary.METERS,
        labels=vocabulary.LABELS,
        pauses=vocabulary.PAUSES,
        spread_chart=charts.spread_chart,
    )
    made.filters.update(half=half, took=length, date=date)
    return made
