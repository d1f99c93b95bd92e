"""Changing one thing in a scenario file, and leaving everything else as it was written.

Owns where a value stands and how it is replaced: comments, order and the author's way of writing stay. The outcome is
in house style (`formatting`). Whether the scenario is still right is for whoever reads the new text.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from engine.scenario.files.composing import lines_alike
from engine.scenario.overview import Subject
from engine.scenario.writing.formatting import styled
from engine.scenario.writing.written import Entry, Group, Scalar, Value, Written, written

Plain: TypeAlias = str | tuple[str, ...]
"""A text, or a list of words."""


TEXTS = frozenset(
    ("number", "version", "title", "from", "body", "note", "label", "default", "name", "party", "question")
)
"""Keys that hold a text also when it looks like a number: `"02"` keeps its quotes, for other programs that read it."""


class NotThere(Exception):
    """The file cannot be read, or holds nothing at this place."""


@dataclass(frozen=True, slots=True)
class Put:
    """Give a place another value; None takes the key away."""

    at: Subject
    value: Plain | None


@dataclass(frozen=True, slots=True)
class Copy:
    """Put a copy of a message right after it, under another id."""

    inject: str
    ident: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a message out, with the comments that belong to it."""

    inject: str


Edit: TypeAlias = Put | Copy | Remove


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The file with these changes, in house style. `NotThere` when one cannot be made.

    Raises `formatting.Unsafe` when the new text would not say what it should; the file must then stay as it is.
    """
    file = _file(text)
    for edit in edits:
        match edit:
            case Put():
                _put(file, edit.at, edit.value)
            case Copy():
                _copy(file, edit)
            case Remove():
                group, index = _inject(file, edit.inject)
                del group.entries[index]
    return styled(file)


def values(text: str, at: Subject) -> Mapping[Subject, Plain]:
    """Everything inside a block as it stands in the file, by its place in there. `NotThere` when there is no block."""
    entry = _entry(_file(text), at)
    if not isinstance(entry.value, Group):
        raise NotThere
    return dict(_values(entry.value, ()))


def _file(text: str) -> Written:
    file = written(lines_alike(text))
    if file is None:
        raise NotThere
    return file


def _values(group: Group, inside: Subject) -> Iterator[tuple[Subject, Plain]]:
    for number, entry in enumerate(group.entries):
        at = (*inside, entry.name(number))
        if isinstance(entry.value, Group):
            if _is_word_list(entry.value):
                yield at, _words(entry.value)
            else:
                yield from _values(entry.value, at)
        else:
            yield at, _text(entry.value)


def _text(value: Scalar | None) -> str:
    return value.value.rstrip("\n") if value else ""


def _is_word_list(group: Group) -> bool:
    return not group.is_block and all(isinstance(entry.value, Scalar) for entry in group.entries)


def _words(group: Group) -> tuple[str, ...]:
    return tuple(entry.value.value for entry in group.entries if isinstance(entry.value, Scalar))


def _find(group: Group, name: str) -> int | None:
    return next((number for number, entry in enumerate(group.entries) if entry.name(number) == name), None)


def _entry(file: Written, at: Subject) -> Entry:
    group: Value | None = file.root
    entry = None
    for name in at:
        index = _find(group, name) if isinstance(group, Group) else None
        if index is None or not isinstance(group, Group):
            raise NotThere
        entry = group.entries[index]
        group = entry.value
    if entry is None:
        raise NotThere
    return entry


def _put(file: Written, at: Subject, value: Plain | None) -> None:
    *outside, name = at
    group: Value | None = _entry(file, tuple(outside)).value if outside else file.root
    if not isinstance(group, Group) or not group.is_block:
        raise NotThere
    index = _find(group, name)
    if value is None:
        if index is not None:
            del group.entries[index]
    elif index is None:
        group.entries.append(Entry(Scalar(name), _written_as(name, None, value)))
    else:
        group.entries[index].value = _written_as(name, group.entries[index].value, value)


def _written_as(name: str, old: Value | None, value: Plain) -> Value:
    """The value, written as the one before it was where that can be."""
    if isinstance(value, tuple):
        return _list(old, value)
    text = lines_alike(value)
    style = old.style if isinstance(old, Scalar) else ""
    if style == "|" or "\n" in text:
        return Scalar(text.strip("\n") + "\n", "|", chomped=isinstance(old, Scalar) and old.chomped)
    # A folded text can be folded at other words; what stood on which line said nothing.
    folded = isinstance(old, Scalar) and (old.spread or old.style == ">")
    # House style drops quotes that say nothing.
    return Scalar(text, '"' if name in TEXTS else "" if style == ">" else style, spread=folded)


def _list(old: Value | None, words: Sequence[str]) -> Value:
    """A list of words. Words that stay keep their comments; the comments of those that go stay in the list."""
    if not isinstance(old, Group) or old.is_block:
        return Scalar(words[0]) if len(words) == 1 else Group(False, True, -1, [_item(word) for word in words])
    kept = {entry.value.value: entry for entry in old.entries if isinstance(entry.value, Scalar)}
    gone = [entry for word, entry in kept.items() if word not in words]
    remarks = [remark for entry in gone for remark in (*entry.above, *(comment for _, comment in entry.beside))]
    below = [*old.below, *filter(None, remarks)]
    return Group(False, old.flow, old.column, [kept.get(word) or _item(word) for word in words], below)


def _item(word: str) -> Entry:
    return Entry(None, Scalar(word))


def _inject(file: Written, ident: str) -> tuple[Group, int]:
    """The list of messages, and where this one is in it."""
    group = _entry(file, ("injects",)).value
    index = _find(group, ident) if isinstance(group, Group) else None
    if index is None or not isinstance(group, Group):
        raise NotThere
    return group, index


def _copy(file: Written, edit: Copy) -> None:
    group, index = _inject(file, edit.inject)
    made = copy.deepcopy(group.entries[index])
    # What stands above the first is about the first, or about what begins there.
    made.above = []
    group.entries.insert(index + 1, made)
    assert isinstance(made.value, Group)
    for entry in made.value.entries:
        if entry.name(0) == "id":
            entry.value = Scalar(edit.ident)
