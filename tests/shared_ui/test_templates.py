"""Reads every template, sheet and script of the screens for what the security policy and the design forbid."""

import re
from pathlib import Path

import pytest

import shared_ui

ROOT = Path(shared_ui.__file__).parent.parent
ROOMS = ("shared_ui", "player_ui", "facilitator_ui")
TEMPLATES = sorted(path for room in ROOMS for path in (ROOT / room).glob("templates/**/*.html"))
SCRIPTS = sorted(path for room in ROOMS for path in (ROOT / room).glob("static/**/*.js") if "vendor" not in path.parts)
SHEETS = sorted(path for room in ROOMS for path in (ROOT / room).glob("static/**/*.css") if "vendor" not in path.parts)
SOURCES = sorted(path for room in (*ROOMS, "server") for path in (ROOT / room).glob("**/*.py"))

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an inline style": re.compile(r"<style\b", re.I),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "the safe filter": re.compile(r"\|\s*safe\b"),
    "escaping switched off": re.compile(r"autoescape\s+false", re.I),
    "an address outside this host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
}
STAND_ALONE = {"report.html"}
"""Kept as a file and read without a server, so these carry their sheet in them."""
NOT_IN_SCRIPTS = ("randomUUID", "serviceWorker", "navigator.clipboard", "wakeLock", "eval(", "new Function")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_read() -> None:
    assert TEMPLATES
    assert SCRIPTS
    assert SHEETS


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_nothing_that_gets_round_the_policy(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path.name in STAND_ALONE:
        source = re.sub(r"<style>.*?</style>", "", source, flags=re.S)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(source)] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_source_makes_unescaped_html(path: Path) -> None:
    assert not re.search(r"\bMarkup\(|from markupsafe|autoescape=False", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_needs_no_secure_context_and_makes_no_html(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", source, flags=re.S)
    assert [word for word in NOT_IN_SCRIPTS if word in code] == []
    if path.name != "nodes.js":
        assert not re.search(r"(?:inner|outer)HTML\s*=(?!=)|insertAdjacentHTML|document\.write", code)


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_sheet_loads_nothing_from_elsewhere(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", source)
