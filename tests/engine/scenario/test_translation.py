"""Another language changes the words and nothing else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from engine.scenario.conditions.parsing import Condition
from engine.scenario.model import Scenario
from engine.scenario.translation import in_language, texts_by_path
from tests.scenarios.evening import library, play

SCENARIO = library("familiedrama")
UPPER = replace(SCENARIO, translations={"en": {path: text.upper() for path, text in texts_by_path(SCENARIO).items()}})
NOT_TRANSLATED = {
    "id", "version", "language", "authors", "license", "files", "names", "parties", "name", "party", "group", "number",
    "default", "options", "described", "start", "translations",
}  # fmt: skip
"""Fields with words that stay: names, numbers of messages, and what the record or a rule depends on."""


def texts_in(value: Any, path: str = "") -> dict[str, str]:
    """Every text anywhere in a value, by where it stands, except in fields that are never translated."""
    if isinstance(value, str):
        return {path: value} if " " in value else {}  # a single word may be an id
    found: dict[str, str] = {}
    if is_dataclass(value) and not isinstance(value, Condition):
        for field in fields(value):
            if field.name not in NOT_TRANSLATED or (field.name == "options" and hasattr(value, "question")):
                found |= texts_in(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            found |= texts_in(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            found |= texts_in(item, f"{path}.{n}")
    return found


def test_every_text_of_a_scenario_can_be_translated() -> None:
    left = {path: text for path, text in texts_in(in_language(UPPER, "en")).items() if text != text.upper()}

    assert left == {}


def test_in_another_language_the_same_happens() -> None:
    assert play(in_language(UPPER, "en")).state == play(SCENARIO).state


def test_the_copies_of_a_message_that_repeats_are_one_text() -> None:
    inject = next(iter(SCENARIO.injects.values()))
    copy = replace(inject, id=f"{inject.id}.2")
    twice = replace(UPPER, injects={inject.id: inject, copy.id: copy})

    assert in_language(twice, "en").injects[copy.id].title == inject.title.upper()
    assert f"injects.{copy.id}.title" not in texts_by_path(twice)


def test_a_language_that_is_not_there_leaves_the_scenario_as_it_is() -> None:
    assert in_language(UPPER, "de") is UPPER
    assert in_language(UPPER, "") is UPPER


def test_what_is_not_translated_stays() -> None:
    half = replace(SCENARIO, translations={"en": {"scenario.title": "A family tragedy"}})
    played: Scenario = in_language(half, "en")

    assert played.title == "A family tragedy"
    assert played.injects == SCENARIO.injects


def test_a_chair_is_called_after_its_role_in_that_language_too() -> None:
    role = next(role for role in SCENARIO.roles.values() if role.seats > 1)
    half = replace(SCENARIO, translations={"en": {f"roles.{role.id}.title": "Councillor"}})

    assert in_language(half, "en").seats[f"{role.id}-2"].title == "Councillor 2"
