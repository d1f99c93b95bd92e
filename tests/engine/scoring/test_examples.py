"""Every dimension sounds somehow in three mouths, in both languages."""

from __future__ import annotations

import pytest

from engine.scenario.model import DIMENSIONS, Role
from engine.scoring.examples import EXAMPLES, voice


def test_each_dimension_has_examples_at_both_ends_and_in_the_middle_for_each_voice() -> None:
    assert list(EXAMPLES) == list(DIMENSIONS)
    for voices in EXAMPLES.values():
        assert list(voices) == ["b", "w", "r"]
        assert all(list(lines) == [1, 3, 5] for lines in voices.values())


def test_no_example_is_said_twice() -> None:
    said = [words.nl for voices in EXAMPLES.values() for lines in voices.values() for words in lines.values()]
    assert len(said) == len(set(said)) == 90
    spoken = [words.en for voices in EXAMPLES.values() for lines in voices.values() for words in lines.values()]
    assert len(spoken) == len(set(spoken))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role("burgemeester", "Burgemeester", organ="college"), "b"),
        (Role("wethouder-jeugd", "Wethouder", organ="college"), "w"),
        (Role("coalitie", "Raadslid", organ="raad"), "r"),
        (Role("griffier", "Griffier", organ="griffie"), ""),
        (Role("los", "Los"), ""),
    ],
)
def test_the_voice_follows_the_organ(role: Role, expected: str) -> None:
    assert voice(role) == expected
