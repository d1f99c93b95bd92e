"""The sentences of `findings` in English: the same codes, the same `{words}`.

Owns only these words. A code that lacks here is told in Dutch.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.scenario.findings import Sentence

ENGLISH: Mapping[str, Sentence] = {}
"""By code, in the order of `SENTENCES`."""

ENGLISH_HINTS: Mapping[str, str] = {}
"""By name, in the order of `HINTS`."""
