"""Sentences with something filled in, said again in the language of the screen.

Owns how a Dutch sentence that came filled in is recognised by its template and put in the catalogue's words. The engine
speaks Dutch, whatever the screen does: what it made is the same for every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shared_ui.words import Words, dutch

_HOLE = re.compile(r"\{(\w*)\}")

SAID_BY_ENGINE = (
    "na antwoord op {}",
    "na het eind van {}",
    "na {}",
    "als {}",
    "alleen met de hand of als gevolg",
    "bedoeld voor {}",
    "wacht altijd op GO",
    "alleen met de hand",
    "mits {} (hangt van de tijd af)",
    "mits {} (nu wel)",
    "mits {} (nu niet)",
    "keer {} van ten hoogste {}",
    "de eigen tekst",
    "variant {} van {}; welke het wordt hangt van de tijd af",
    "de eigen tekst, zoals het nu staat; er zijn {} varianten",
    "variant {} van {}, zoals het nu staat",
    "variant {} van {}",
    "past nu: {}",
    "Dit bericht is al verstuurd.",
    "De oefening is nog niet begonnen.",
    "De oefening is afgelopen.",
)
"""What `engine.exercise` says on the desk, as templates: what is more precise comes first."""


class _Template(NamedTuple):
    text: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]


class Phrases:
    """Says filled-in sentences in another language; each `templates` is Dutch with `{}` or `{name}` for what varies."""

    def __init__(self, templates: Iterable[str]) -> None:
        self._templates = [self._read(text) for text in templates]

    def say(self, sentence: str, words: Words) -> str:
        """The sentence in the language of `words`; as it is where no template fits or the catalogue has none.

        What was filled in is looked up too, so that a sentence may hold another.
        """
        if words is dutch:
            return sentence
        if (told := words(sentence)) != sentence:
            return told
        for template, pattern, names in self._templates:
            found = pattern.fullmatch(sentence)
            if found is None or (told := words(template)) == template:
                continue
            values = [self._inside(value, words) for value in found.groups()]
            if all(names):
                return told.format(**dict(zip(names, values, strict=True)))
            return told.format(*values)
        return sentence

    def _inside(self, value: str, words: Words) -> str:
        """A sentence inside another begins small."""
        told = self.say(value, words)
        if told != value or not value:
            return told
        whole = value[0].upper() + value[1:]
        told = self.say(whole, words)
        return told[0].lower() + told[1:] if told != whole else value

    @staticmethod
    def _read(text: str) -> _Template:
        pattern, names, at = "", [], 0
        for hole in _HOLE.finditer(text):
            pattern += re.escape(text[at : hole.start()]) + "(.*?)"
            names.append(hole[1])
            at = hole.end()
        return _Template(text, re.compile(pattern + re.escape(text[at:]), re.S), tuple(names))


def refusals(sentences: Mapping[str, str]) -> Phrases:
    """For the sentences of refusals, also where one is about a field of a worksheet."""
    return Phrases(("Bij ‘{}’: {}", *sentences.values(), *_PARTS))


_PARTS = (
    "een heel getal van {} tot en met {}",
    "een heel getal tot en met {}",
    "een heel getal vanaf {}",
    "een heel getal",
    " van {} tot en met {}",
    " tot en met {}",
    " vanaf {}",
    "yes of no",
)
"""What stands in the holes of some of them."""
