"""What an answer may hold, by the kind of its form, and what of it goes into the record.

Owns the rules of form. Who may answer, and when, is in `decide`; how an answer reads on a screen is in `telling`.
Every check comes before the first typed word is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from engine.exercise.commands import Refused, SubmitResponse
from engine.exercise.events import Filled, TextRef
from engine.exercise.refusals import refuse
from engine.exercise.step import Text
from engine.scenario.model import Form, FormField
from engine.scenario.texts import render

PART: Mapping[str, str] = {
    "text": "text",
    "statement": "text",
    "choice": "option",
    "checklist": "options",
    "assessment": "value",
    "worksheet": "fields",
}
"""Kind of form → the one part of the order that holds its answer."""
_PARTS = tuple(dict.fromkeys(PART.values()))


class Content(NamedTuple):
    """An answer as the record holds it: ticks in the order of the options, fields in that of the form."""

    text: TextRef | None = None
    option: str | None = None
    options: tuple[str, ...] = ()
    value: int | None = None
    fields: Filled = ()
    texts: tuple[Text, ...] = ()
    """The typed words that the references point at."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which keys of `answers` this answer has effects of its own, in the order of the form."""
        if self.value is not None:
            return (str(self.value),)
        return (self.option,) if self.option is not None else self.options


def bad_answer(form: Form, given: SubmitResponse, parameters: Mapping[str, str]) -> Refused | None:
    """Why this cannot be an answer on the form; `parameters` are the local words in the labels of its fields."""
    refused = _bad_part(form, given, parameters)
    if refused is not None:
        return refused
    foreign = [part for part in _PARTS if part != PART[form.kind] and getattr(given, part) is not None]
    if not foreign:
        return None
    return refuse("answer.option" if "option" in foreign else "answer.part")


def _bad_part(form: Form, given: SubmitResponse, parameters: Mapping[str, str]) -> Refused | None:
    match form.kind:
        case "choice":
            return None if given.option in form.options else refuse("answer.option")
        case "checklist":
            return _bad_ticks(given.options or (), form.options, form.min_ticks, form.max_ticks)
        case "assessment":
            return _bad_number(form, given.value)
        case "worksheet":
            return _bad_worksheet(form, given.fields or {}, parameters)
    return None if given.option is not None else bad_text(given.text or "", form.max_length, False)


def bad_text(text: str, limit: int, may_be_empty: bool) -> Refused | None:
    """Why this text cannot be kept: it is empty, too long, or holds what cannot be shown faithfully."""
    if not text.strip() and not may_be_empty:
        return refuse("answer.empty")
    if len(text) > limit:
        return refuse("answer.too_long", length=len(text), limit=limit)
    # What cannot be stored or shown faithfully is not let in: NUL and half surrogate pairs.
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        return refuse("answer.unreadable")
    return None


def _bad_number(form: Form, value: int | None) -> Refused | None:
    assert form.scale is not None
    low, high = form.scale.first, form.scale.last
    return None if value in form.scale.numbers else refuse("answer.value", low=low, high=high)


def _bad_ticks(ticked: tuple[str, ...], options: Collection[str], low: int, high: int) -> Refused | None:
    if len(set(ticked)) < len(ticked) or not set(ticked) <= set(options):
        return refuse("answer.ticks")
    if len(ticked) < low:
        return refuse("answer.too_few", low=low, count=len(ticked))
    return refuse("answer.too_many", high=high, count=len(ticked)) if len(ticked) > high else None


# -- worksheets --------------------------------------------------------------------------------------------------


def _bad_worksheet(
    form: Form, filled: Mapping[str, str | tuple[str, ...]], parameters: Mapping[str, str]
) -> Refused | None:
    if not filled.keys() <= form.fields.keys():
        return refuse("answer.field_unknown")
    for field in form.fields.values():
        refused = _bad_field(field, filled.get(field.id, ""))
        if refused is not None:
            return _at(field, refused, parameters)
    if not any(_is_filled(each) for each in filled.values()):
        return refuse("answer.empty")
    return None


def _bad_field(field: FormField, given: str | tuple[str, ...]) -> Refused | None:
    if not _is_filled(given):
        return refuse("answer.empty") if field.required else None
    if field.kind == "text":
        return bad_text(given, field.max_length, False) if isinstance(given, str) else refuse("answer.part")
    ticked = _ticked(given)
    if field.kind == "choice":
        return None if len(ticked) == 1 and ticked[0] in field.options else refuse("answer.option")
    return _bad_ticks(ticked, field.options, field.min_ticks, field.max_ticks)


def _at(field: FormField, refused: Refused, parameters: Mapping[str, str]) -> Refused:
    """The refusal of one field, naming it."""
    label = render(field.label, parameters)
    return Refused(refused.code, f"Bij ‘{label}’: {refused.sentence[0].lower()}{refused.sentence[1:]}", field.id)


def _is_filled(given: str | tuple[str, ...]) -> bool:
    return bool(given.strip()) if isinstance(given, str) else bool(given)


def _ticked(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


# -- what of it is kept ------------------------------------------------------------------------------------------


def content(form: Form, given: SubmitResponse, write: Callable[[str, str], Text]) -> Content:
    """What goes into the record of an answer that is not bad. `write` keeps typed words, under a name of their own."""
    match form.kind:
        case "choice":
            return Content(option=given.option)
        case "checklist":
            return Content(options=_in_order(form.options, given.options or ()))
        case "assessment":
            return Content(value=given.value)
        case "worksheet":
            return _worksheet(form, given.fields or {}, write)
    text = write(given.text or "", "")
    return Content(text=text.ref(), texts=(text,))


def _worksheet(form: Form, filled: Mapping[str, str | tuple[str, ...]], write: Callable[[str, str], Text]) -> Content:
    fields: list[tuple[str, TextRef | tuple[str, ...]]] = []
    texts: list[Text] = []
    for field in form.fields.values():
        given = filled.get(field.id, "")
        if not _is_filled(given):
            continue
        if field.kind == "text" and isinstance(given, str):
            texts.append(write(given, f".{field.id}"))
            fields.append((field.id, texts[-1].ref()))
        else:
            fields.append((field.id, _in_order(field.options, _ticked(given))))
    return Content(fields=tuple(fields), texts=tuple(texts))


def _in_order(options: Iterable[str], ticked: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(option for option in options if option in ticked)
