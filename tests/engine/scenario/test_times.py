"""Durations and story times as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scenario.times import (
    bare_clock,
    duration_in_words,
    duration_ms,
    offset_ms,
    story_in_words,
    story_minute,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45 s", 45_000),
        ("3 min", 180_000),
        ("3min", 180_000),
        ("2 uur", 7_200_000),
        ("1 uur 30 min", 5_400_000),
        ("1 min 30 s", 90_000),
        ("1 dag", 86_400_000),
        ("1 week", 604_800_000),
        ("2 hours", 7_200_000),
        ("0 min", 0),
        ("", None),
        ("3", None),
        ("3 minuutjes", None),
        ("-3 min", None),
        ("1.5 uur", None),
        ("30 min 1 uur", None),
        ("1 min 1 min", None),
        ("3 min ", None),
        ("٣ min", None),
        ("999999 week", None),
    ],
)
def test_a_duration_reads_as_written(text: str, expected: int | None) -> None:
    assert duration_ms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dag 1 00:00", 0),
        ("dag 1 16:40", 1000),
        ("dag 2 9:30", 2010),
        ("day 2 09:30", 2010),
        ("dag 240 19:30", 239 * 1440 + 1170),
        ("dag 0 09:30", None),
        ("dag 1 24:00", None),
        ("dag 1 09:60", None),
        ("09:30", None),
        ("dag 1 09.30", None),
        ("dag 1", None),
    ],
)
def test_a_story_time_is_minutes_since_day_one(text: str, expected: int | None) -> None:
    assert story_minute(text) == expected


@given(st.integers(0, 366 * 86_400))
def test_a_duration_in_words_reads_back(seconds: int) -> None:
    assert duration_ms(duration_in_words(seconds * 1000)) == seconds * 1000


@given(st.integers(0, 9_999 * 1440 - 1))
def test_a_story_time_in_words_reads_back(minute: int) -> None:
    assert story_minute(story_in_words(minute)) == minute


def test_a_bare_clock_is_recognised() -> None:
    assert [bare_clock(text) for text in ("9.30", "09:30", "half tien")] == ["09:30", "09:30", None]


def test_the_clock_of_a_phase_is_linear_in_whole_numbers() -> None:
    assert [offset_ms(m, 480, 600, 1_800_000) for m in (480, 481, 540, 600)] == [0, 15_000, 900_000, 1_800_000]
    assert offset_ms(1, 0, 3, 100) == 33
