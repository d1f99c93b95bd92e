"""A condition of a scenario in words, for paper that somebody reads while nothing works.

Owns the wording only. What a condition means is `engine.scenario.conditions`; on screens its own text is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from engine.scenario.conditions.code import PHASE, Code, Condition
from engine.scenario.model import Scenario
from facilitator_ui.author import Filled
from shared_ui.words import Words

_COMPARED: Mapping[str, str] = {
    "==": "is",
    "!=": "is niet",
    "<": "is minder dan",
    "<=": "is hoogstens",
    ">": "is meer dan",
    ">=": "is ten minste",
    "in": "is een van",
    "not-in": "is geen van",
    "+": "plus",
    "-": "min",
    "*": "keer",
}
_CALLS: Mapping[str, str] = {
    "sent": "bericht {n} is gegeven",
    "answered": "op {n} is geantwoord",
    "late": "het antwoord op {n} is te laat",
    "minutes_since": "de minuten sinds bericht {n}",
    "count_answered": "het aantal antwoorden op {n}",
}


def condition_said(condition: Condition, scenario: Scenario, say: Filled, words: Words) -> str:
    """The condition as a clause: `‘raad ingelicht’ is ja en bericht 12 is gegeven`."""
    return _said(condition.code, scenario, say, words)


def value_said(value: bool | int | str, words: Words) -> str:
    """A value as people say it: yes and no are words."""
    if isinstance(value, bool):
        return words("ja") if value else words("nee")
    return str(value)


def name_said(name: str) -> str:
    """A variable's name as people read it."""
    return name.replace("_", " ")


def _said(code: Code, scenario: Scenario, say: Filled, words: Words) -> str:
    parts = [_said(part, scenario, say, words) for part in code.parts]
    match code.op:
        case "value":
            return _phase(str(code.leaf), scenario, say) or value_said(code.leaf, words)
        case "name":
            return words("de fase") if code.leaf == PHASE else f"‘{name_said(str(code.leaf))}’"
        case "and" | "or":
            joined = f" {words('en') if code.op == 'and' else words('of')} "
            return joined.join(parts)
        case "not":
            return words("niet: {what}").format(what=parts[0])
        case "list":
            return ", ".join(parts)
        case "neg":
            return f"−{parts[0]}"
        case "compare":
            links = [words(_COMPARED[link]) for link in str(code.leaf).split()]
            return " ".join([parts[0], *(f"{link} {part}" for link, part in zip(links, parts[1:], strict=True))])
        case "+" | "-" | "*":
            return f" {words(_COMPARED[code.op])} ".join(parts)
    ident = cast(str, code.leaf)
    inject = scenario.injects.get(ident)
    form = scenario.forms.get(ident)
    number = inject.number if inject else say(form.question) if form else ident
    return words(_CALLS[code.op]).format(n=number)


def _phase(ident: str, scenario: Scenario, say: Filled) -> str:
    return next((say(phase.title) for phase in scenario.phases if phase.id == ident), "")
