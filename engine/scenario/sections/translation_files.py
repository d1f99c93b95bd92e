"""Translations as their authors write them: `i18n/en.yaml` and its like.

Owns the keys of these files and the checks against the scenario they belong to. Which texts there are to translate, and
what is done with the words, is in `translation`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from engine.scenario import texts
from engine.scenario.files.composing import tree_of
from engine.scenario.files.nodes import Node, Word
from engine.scenario.findings import Place, shown
from engine.scenario.model import Scenario
from engine.scenario.sections.fields import BODY, Block, Desk, keys
from engine.scenario.sections.migration import up_to_date
from engine.scenario.translation import source_of, texts_by_path

TRANSLATION = keys("format language texts")
TRANSLATED = keys("text", "source")
FOLDER = "i18n/"
LANGUAGE = re.compile(r"[a-z]{2}")
MOST_TEXTS = 5_000
_COMPARED = 100
"""Paths that an unknown one is compared with."""
_NAMED = 3
"""Paths told of in one finding."""


def with_translations(
    desk: Desk, scenario: Scenario, files: Mapping[str, bytes], shown_as: Mapping[str, str]
) -> Scenario:
    """The scenario with the words of its `i18n` files. Notes what is wrong with those, under the names `shown_as`."""
    sources = texts_by_path(scenario)
    found = {}
    for name in sorted(files):
        if name.startswith(FOLDER):
            reader = _Reader(desk, scenario, sources, name, shown_as[name])
            found[name.removeprefix(FOLDER).removesuffix(".yaml")] = reader.words(files[name])
    return replace(scenario, translations=found)


class _Reader:
    """Reads one file."""

    def __init__(self, desk: Desk, scenario: Scenario, sources: Mapping[str, str], name: str, shown_as: str) -> None:
        self._desk = desk
        self._scenario = scenario
        self._sources = sources
        self._name = name
        self._shown_as = shown_as

    def words(self, content: bytes) -> dict[str, str]:
        """The translated texts by path."""
        tree = tree_of(content, self._desk.report, self._shown_as)
        if tree is None:
            return {}
        top = Block(self._desk, up_to_date(self._desk, tree), TRANSLATION)
        self._check_language(self._desk.word(top.get("language")))
        entries = list(self._desk.section(top.get("texts"), MOST_TEXTS))
        unknown = [key for key, _ in entries if key.value not in self._sources]
        for key in unknown:
            self._desk.unknown("E501", key, self._near(key.value))
        found = {key.value: self._text(key, node) for key, node in entries if key.value in self._sources}
        if "texts" in top and not unknown:  # a misspelt path is one mistake, not a missing text as well
            self._check_complete(top.key_place("texts"), found)
        return found

    def _near(self, path: str) -> list[str]:
        """The paths that may have been meant, of the same thing or section. Comparing with all takes seconds."""
        around, section = f"{path.rpartition('.')[0]}.", f"{path.partition('.')[0]}."
        same = [one for one in self._sources if one.startswith(around)]
        return (same or [one for one in self._sources if one.startswith(section)] or list(self._sources))[:_COMPARED]

    def _check_language(self, word: Word | None) -> None:
        if word is None:
            return
        if not LANGUAGE.fullmatch(word.value):
            self._desk.report.add("E504", word.place, value=shown(word.value))
        elif word.value == self._scenario.language:
            self._desk.report.add("E503", word.place, value=word.value)
        elif self._name != f"{FOLDER}{word.value}.yaml":
            self._desk.report.add("E505", word.place, value=word.value, name=f"{FOLDER}{word.value}.yaml")

    def _text(self, key: Word, node: Node) -> str:
        path, report = key.value, self._desk.report
        block = Block(self._desk, node, TRANSLATED)
        before = len(report.findings)
        text = block.text("text", BODY, live=True)
        source = self._sources[path]
        wanted = texts.names(source)
        if text and len(report.findings) == before and texts.names(text) != wanted:
            place = node.place if (found := block.get("text")) is None else found.place
            report.add("E502", place, value=path, options=", ".join(sorted(wanted)) or "–")
        made_from = self._desk.word(block.get("source"))
        if made_from is None or made_from.value != source_of(source):
            place = key.place if made_from is None else made_from.place
            report.add("W501", place, value=path, source=source_of(source))
        return text

    def _check_complete(self, place: Place, found: Mapping[str, str]) -> None:
        lacks = [path for path in self._sources if path not in found]
        if lacks:
            paths = ", ".join(lacks[:_NAMED]) + (", …" if len(lacks) > _NAMED else "")
            self._desk.report.add("W502", place, count=len(lacks), value=paths)
