"""The page about the report names every key that the report has."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from engine.debrief.after_action import AfterAction, DebriefReport, EscalationReport, PhaseReport
from engine.debrief.answers import AnswerTimes, Deadlines, Unanswered
from engine.debrief.course import CourseRow
from engine.debrief.knowledge import FactKnown, TeamKnew
from engine.debrief.tallies import Tally

PAGE = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
SHAPES = (
    AfterAction,
    PhaseReport,
    EscalationReport,
    DebriefReport,
    AnswerTimes,
    Deadlines,
    Unanswered,
    CourseRow,
    Tally,
    FactKnown,
    TeamKnew,
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_of_the_report_is_explained(shape: type[AfterAction]) -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))

    assert {field.name for field in fields(shape)} <= named
