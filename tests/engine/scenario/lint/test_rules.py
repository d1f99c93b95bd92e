"""One planted doubt for every rule: exactly one finding, at the place marked with `«»`."""

from __future__ import annotations

import pytest

from engine.scenario.lint import RULES
from tests.engine.scenario.lint.planted import DOUBTS, EVENING, Doubt, found, message, more, planted


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


@pytest.mark.parametrize("piece", ["[", "a.", "w", "x@", "AA ", "0", "de ", "sluit ", "1234 AB "])
def test_a_text_made_to_keep_a_rule_busy_is_read_in_one_go(piece: str) -> None:
    """A pattern that starts anew at every character would need minutes for these."""
    text = f"'{piece * (19_900 // len(piece))}@ www.'"
    busy = [message(f"m{n}", manual="yes", to="[raadslid]", channel="phone", body=text) for n in range(40)]

    findings = found(EVENING.replace("debrief:\n", more(*busy)))

    assert all(finding.severity != "error" for finding in findings)
