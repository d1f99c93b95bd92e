"""The look of one municipality: a CSS file that sets design tokens, and nothing else.

Owns what such a file may hold and the two that come with the program. Which one is worn is a setting; what follows from
a token is in `static/tokens.css`.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "themes"
LONGEST = 20_000
CONTRAST = 4.5
"""Least contrast of the accent with white text (WCAG 2.2, 1.4.3)."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SHEET = re.compile(r"\s*@layer\s+theme\s*\{\s*:root\s*\{([^{}]*)\}\s*\}\s*")
_TOKEN = re.compile(r"\s*(--nl-(?:color|font|radius)-[a-z0-9-]+)\s*:\s*([^:]+?)\s*")
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_FORBIDDEN = re.compile(r"url|expression|image|@|\\|<", re.IGNORECASE)


class BadTheme(Exception):
    """Why this file cannot be worn; the argument is a sentence for the trainer."""


def bundled() -> tuple[str, ...]:
    """The names of the themes that come with the program."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.css")))


def tokens(css: str) -> dict[str, str]:
    """The tokens that a theme sets. BadTheme: it holds anything else, or white cannot be read on its accent."""
    if len(css) > LONGEST:
        raise BadTheme("Dit themabestand is te groot. Een thema zet alleen een paar kleuren en letters.")
    sheet = _SHEET.fullmatch(_COMMENT.sub("", css))
    if sheet is None:
        raise BadTheme(
            "Een themabestand heeft precies deze vorm: @layer theme { :root { --nl-color-accent: #24543b; } }"
        )
    found: dict[str, str] = {}
    for declaration in filter(str.strip, sheet.group(1).split(";")):
        token = _TOKEN.fullmatch(declaration)
        if token is None or _FORBIDDEN.search(token.group(2)):
            raise BadTheme(f"Dit hoort niet in een thema: {declaration.strip()[:60]}")
        found[token.group(1)] = token.group(2)
    accent = found.get("--nl-color-accent")
    if accent is not None:
        _check(accent)
    return found


def _check(accent: str) -> None:
    if not _COLOUR.fullmatch(accent):
        raise BadTheme(
            f"Schrijf --nl-color-accent als zes cijfers na een hekje, zoals #24543b. Er staat: {accent[:40]}"
        )
    ratio = 1.05 / (luminance(accent) + 0.05)
    if ratio < CONTRAST:
        raise BadTheme(
            f"Wit is op {accent} niet te lezen: contrast {ratio:.1f}, en er is {CONTRAST} nodig. Kies donkerder."
        )


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
