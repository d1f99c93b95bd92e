from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import facilitator_ui
from engine.exercise.state import InjectStatus
from engine.exercise.view import Status
from engine.scenario.model import METERS, Channel, FormKind, PhaseKind, Stage
from facilitator_ui import vocabulary as v
from shared_ui.words import CHANNELS


def test_everything_the_engine_can_say_has_a_word() -> None:
    assert set(CHANNELS) == set(get_args(Channel))
    assert set(v.CUE_STATES) == set(get_args(InjectStatus))
    assert set(v.STATUSES) == set(get_args(Status))
    assert set(v.PHASE_KINDS) == set(get_args(PhaseKind))
    assert set(v.STAGES) == set(get_args(Stage))
    assert set(v.FORM_KINDS) == set(get_args(FormKind))
    assert set(v.METERS) == set(METERS)
    assert list(v.DIMENSIONS) == [f"d{n}" for n in range(1, 11)]
    assert all(set(anchors) == {1, 2, 3, 4, 5} for anchors in v.ANCHORS.values())


@pytest.mark.parametrize(
    ("value", "word"),
    [(0, "geen"), (4, "geen"), (5, "laag"), (33, "laag"), (34, "midden"), (67, "hoog"), (100, "hoog")],
)
def test_a_meter_is_a_word_first(value: int, word: str) -> None:
    assert v.level(value) == word


def test_an_arrow_tells_where_a_meter_went() -> None:
    assert [v.trend(*pair) for pair in ((9, 5), (5, 5), (1, 5))] == ["arrow-up", "arrow-right", "arrow-down"]


def test_lengths_are_read_as_minutes() -> None:
    assert [v.minutes_words(ms) for ms in (60_000, 600_000, 90_000)] == ["1 minuut", "10 minuten", "1:30 minuten"]


def test_every_sentence_of_the_scripts_can_be_translated() -> None:
    said = set()
    for script in (Path(facilitator_ui.__file__).parent / "static").glob("*.js"):
        said |= set(re.findall(r"say\('([^']+)'", script.read_text(encoding="utf-8")))
    assert said - set(v.SCRIPT_WORDS) == set()


def test_a_code_is_read_in_pairs() -> None:
    assert [v.spaced_code(code) for code in ("4827", "48 27", "ABCD")] == ["48 27", "48 27", "ABCD"]
