"""Whatever stands in the file of a scenario test, `check` gives findings and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.rehearsal.judging import judge, play
from engine.scenario.findings import Report
from engine.scenario.sections.testing import read_test
from tests.engine.rehearsal.world import CALLS, SCENARIO, sound

WORDS = sorted(
    {*CALLS.split(), *SCENARIO.split(), "[", "]", "{", "}", "- ", ": ", "\n", "é", "0", "-1", "&a", "*a", "|"}
)
SCENE = sound()


@st.composite
def changed(draw: st.DrawFn) -> str:
    """The test of this world with a few pieces taken out, doubled or put in elsewhere."""
    text = CALLS
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        end = min(end, start + 40)
        piece = draw(st.sampled_from(["", text[start:end] * 2, draw(st.sampled_from(WORDS))]))
        text = text[:start] + piece + text[end:]
    return text


@given(changed())
def test_a_test_that_was_changed_is_read_and_played_without_a_crash(text: str) -> None:
    test, findings = read_test(text.encode(), "tests/t.yaml", SCENE)
    if test is None:
        assert any(finding.severity == "error" for finding in findings)
        return
    report = Report("tests/t.yaml")
    judge(test, play(SCENE, test), report)
    lines = text.count("\n") + 1
    assert all(1 <= finding.line <= lines for finding in (*findings, *report.findings))
    assert all(finding.message and finding.hint and finding.say("en").message for finding in report.findings)
