"""What a finding says, in a language: a sentence with `{words}` to fill in.

Owns how words go into sentences. The sentences are in `findings` (Dutch) and `findings_en` (English).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Language = Literal["nl", "en"]
"""What findings can be said in."""


class Sentence(NamedTuple):
    """What is wrong and what to do, with `{words}` to fill in."""

    message: str
    hint: str


class Term(str):
    """A word of ours inside a sentence, in Dutch. An author's word stays what it is; a term is translated."""

    __slots__ = ()


Words: TypeAlias = tuple[tuple[str, object], ...]


def kept(words: Mapping[str, object]) -> Words:
    """Words to put into a sentence later: an author's word is short and on one line."""
    return tuple(
        (name, shown(word, 300) if isinstance(word, str) and not isinstance(word, Term) else word)
        for name, word in words.items()
    )


def filled(sentence: Sentence, words: Words, terms: Mapping[str, str]) -> Sentence:
    """The sentence with its words in it; `terms` has the terms of its language by the Dutch one."""
    said = {name: terms.get(word, str(word)) if isinstance(word, Term) else word for name, word in words}
    return Sentence(sentence.message.format(**said), sentence.hint.format(**said))


def shown(value: str, limit: int = 40) -> str:
    """An author's word, short and on one line, safe to put inside a sentence."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in value[: limit * 2]).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
