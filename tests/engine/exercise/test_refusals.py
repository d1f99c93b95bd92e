"""The sentences of refusals: for a person, with what to do."""

import pytest

from engine.exercise.commands import Refused
from engine.exercise.refusals import SENTENCES, refuse


def test_a_refusal_fills_in_its_words() -> None:
    assert refuse("inject.delivered", number="05") == Refused("inject.delivered", "Bericht 05 is al verstuurd.")


def test_a_code_that_is_not_in_the_table_is_a_bug() -> None:
    with pytest.raises(KeyError):
        refuse("zomaar")


@pytest.mark.parametrize("code", SENTENCES)
def test_codes_are_stable_words_and_sentences_are_sentences(code: str) -> None:
    kind, _, reason = code.partition(".")

    assert kind.isalpha()
    assert reason.replace("_", "").isalpha()
    assert SENTENCES[code][0].isupper()
    assert SENTENCES[code].endswith(".")


def test_the_table_is_in_order() -> None:
    assert list(SENTENCES) == sorted(SENTENCES)
