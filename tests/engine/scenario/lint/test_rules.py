"""One planted doubt for every rule: exactly one finding, at the place marked with `«»`."""

from __future__ import annotations

import pytest

from engine.scenario.lint import RULES
from tests.engine.scenario.lint.planted import DOUBTS, EVENING, Doubt, found, planted


def test_about_the_evening_nothing_can_be_doubted() -> None:
    assert found(EVENING) == ()


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: f"{doubt.code} {doubt.new.strip()[:40]}")
def test_a_planted_doubt_gives_one_finding_at_its_place(doubt: Doubt) -> None:
    text, place = planted(doubt)

    findings = found(text)

    assert [(f.code, (f.line, f.column)) for f in findings] == [(doubt.code, place)], [
        f"{f.line}:{f.column} {f.code} {f.message} — {f.hint}" for f in findings
    ]


def test_a_rule_only_warns_or_advises() -> None:
    assert {code[0] for code in RULES} == {"W", "I"}
