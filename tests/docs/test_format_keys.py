"""The reference for authors: every key and every channel has a heading, in English; the card names what there is."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from engine.scenario.explained import EXPLAINED
from engine.scenario.explained_en import ENGLISH
from engine.scenario.model import Channel
from engine.scenario.schema import schema
from scripts.format_keys import CHANNELS, DOCUMENT, written

TEXT = DOCUMENT.read_text(encoding="utf-8")
CARD = (DOCUMENT.parent / "scenario-kaart.md").read_text(encoding="utf-8")
DEFINITIONS: Any = schema()["definitions"]


def test_the_reference_is_what_the_schema_says() -> None:
    assert written(TEXT) == TEXT, "run: python -m scripts.format_keys"


@pytest.mark.parametrize("table", EXPLAINED)
def test_every_key_has_a_heading(table: str) -> None:
    headings = re.findall(rf"^#### {table}\.(\w+)$", TEXT, re.M)
    assert headings == list(EXPLAINED[table])


def test_every_key_is_told_in_both_languages() -> None:
    assert {name: list(words) for name, words in ENGLISH.items()} == {
        name: list(words) for name, words in EXPLAINED.items()
    }


def test_every_channel_has_a_heading() -> None:
    assert re.findall(r"^### channel: (\w+)$", TEXT, re.M) == list(CHANNELS) == list(get_args(Channel))


def test_the_card_is_one_page() -> None:
    assert len(CARD.splitlines()) <= 80


@pytest.mark.parametrize(
    "word",
    [
        *get_args(Channel),
        *DEFINITIONS["form"]["properties"]["kind"]["enum"],
        *DEFINITIONS["effect"]["properties"],
        *("at", "after", "when", "manual"),
        *("sent", "answered", "late", "minutes_since", "count_answered"),
    ],
)
def test_the_card_names(word: str) -> None:
    assert re.search(rf"`[^`]*\b{word}\b[^`]*`|^ +{word}:", CARD, re.M), word
