"""Typed words beside the record, and the reference that the record holds."""

from hashlib import sha256

from engine.exercise.events import TextRef
from engine.exercise.step import Text


def test_a_reference_holds_the_id_and_the_hash_of_salt_and_words() -> None:
    text = Text("c1", "wethouder", "ab" * 16, "Één zin.")

    assert text.ref() == TextRef("c1", sha256(("ab" * 16 + "Één zin.").encode()).hexdigest())


def test_the_same_words_with_another_salt_have_another_hash() -> None:
    assert Text("c1", "a", "0" * 32, "ja").ref() != Text("c1", "a", "1" * 32, "ja").ref()
