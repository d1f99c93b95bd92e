"""Calls in a condition: `sent("rtv-belt")` and the others, with the id they ask about.

Owns what may stand between the brackets, and what authors write instead of a call. What a call comes to is in
`condition_evaluation`.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import NamedTuple

from engine.scenario.conditions.code import CALLS, Call, ConditionNames
from engine.scenario.findings import guess, shown

_MEANT: Mapping[str, Call] = {
    "verstuurd": "sent", "verzonden": "sent", "gestuurd": "sent", "bezorgd": "sent", "delivered": "sent",
    "beantwoord": "answered", "geantwoord": "answered", "antwoord": "answered", "antwoorden": "answered",
    "te_laat": "late", "telaat": "late", "laat": "late", "gemist": "late", "missed": "late",
    "minuten_sinds": "minutes_since", "minuten_na": "minutes_since", "minuten": "minutes_since",
    "sinds": "minutes_since", "since": "minutes_since", "minutes": "minutes_since",
    "aantal_antwoorden": "count_answered", "aantal_beantwoord": "count_answered", "tel_antwoorden": "count_answered",
    "aantal": "count_answered", "count": "count_answered",
}  # fmt: skip
"""What authors write instead of a call; only for hints, never accepted."""
_WORDS: Mapping[str, str] = {
    "en": "use_and", "and": "use_and", "of": "use_or", "or": "use_or", "niet": "use_not", "not": "use_not",
}  # fmt: skip


class Slip(NamedTuple):
    """What is wrong with a call, and at which part of it. `words` fill the sentence; `value` is that part otherwise."""

    code: str
    node: ast.expr
    hint: str | None
    words: Mapping[str, object]


def read_call(node: ast.Call, names: ConditionNames) -> tuple[Call, str] | Slip:
    """The call and the id it asks about, or the first thing that is wrong with it."""
    function = node.func
    if not isinstance(function, ast.Name):
        return Slip("E201", function, "no_attributes" if isinstance(function, ast.Attribute) else None, {})
    call = next((call for call in CALLS if call == function.id), None)
    if call is None:
        return _unknown(function)
    if len(node.args) != 1 or node.keywords:
        place = node.args[1] if len(node.args) > 1 else node.keywords[0].value if node.keywords else function
        return Slip("E215", place, None, {"call": call})
    [argument] = node.args
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        return Slip("E215", argument, "quote_id", {"call": call})
    wrong = _wrong_id(call, argument.value, names) if names.complete else None
    if wrong is not None:
        code, hint, words = wrong
        return Slip(code, argument, hint, {"call": call, "value": shown(argument.value), **words})
    return call, argument.value


def meant_call(name: str) -> Call | None:
    """The call somebody means by this word."""
    word = name.lower()
    return _MEANT.get(word) or next((call for call in CALLS if call == guess(word, CALLS)), None)


def _unknown(function: ast.Name) -> Slip:
    if (slip := _WORDS.get(function.id.lower())) is not None:
        return Slip("E201", function, slip, {})
    near = meant_call(function.id)
    words = {"value": shown(function.id), "guess": near, "options": ", ".join(CALLS)}
    return Slip("E214", function, "did_you_mean" if near else None, words)


_Wrong = tuple[str, str | None, Mapping[str, object]]


def _wrong_id(call: Call, ident: str, names: ConditionNames) -> _Wrong | None:
    if call == "answered" and ident in names.forms:
        if ident in names.injects:
            return "E219", None, {}
        return None if ident in names.asked else ("E221", None, {})
    if ident not in names.injects:
        options = [*names.injects, *names.forms] if call == "answered" else names.injects
        near = guess(ident, options)
        hint = "form_is_no_inject" if ident in names.forms else "did_you_mean" if near else None
        return "E217" if call == "answered" else "E216", hint, {"guess": near}
    if call in ("answered", "late", "count_answered") and ident not in names.asking:
        return "E218", None, {}
    if call == "late" and ident not in names.timed:
        return "E220", None, {}
    return None
