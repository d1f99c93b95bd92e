"""Who may move a ladder, and what fits when, as it is read."""

from __future__ import annotations

import pytest

from engine.scenario.model import Band
from tests.engine.scenario.sections.test_triggers import read


@pytest.mark.parametrize(
    ("written", "bands"),
    [
        ("{onrustfase: 2}", (Band("onrustfase", 2, 2),)),
        ("{ave: [3, 4], grip: 0}", (Band("ave", 3, 4), Band("grip", 0, 0))),
        ("{rdm: [1]}", (Band("rdm", 1, 1),)),
    ],
)
def test_one_step_or_the_lowest_and_the_highest(written: str, bands: tuple[Band, ...]) -> None:
    assert read(f"phase: een, at: +1 min, bands: {written}")["i1"].bands == bands


def test_nothing_said_is_no_band() -> None:
    assert read("phase: een, at: +1 min")["i1"].bands == ()
