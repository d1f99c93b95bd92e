"""Conditions: one line that is yes or no, such as `mediadruk >= 30 and not answered("rtv-belt")`.

Owns their syntax: that of Python comparisons, parsed by the standard `ast` with an allow-list. Every name, option and
id is checked against the file (`condition_checking`), because a misspelt one would mean that a consequence silently
never comes. What a condition comes to is in `condition_evaluation`. Knows nothing of files or places.
"""

from __future__ import annotations

import ast
import re
import warnings

from engine.scenario.conditions.checking import Checker
from engine.scenario.conditions.code import (
    CALLS,
    MAX_LENGTH,
    MAX_NUMBER,
    PHASE,
    YES_NO,
    Call,
    Condition,
    ConditionNames,
    turning_minutes,
)
from engine.scenario.conditions.evaluation import Facts, holds
from engine.scenario.findings import Problem, problem

__all__ = [
    "CALLS",
    "MAX_LENGTH",
    "MAX_NUMBER",
    "PHASE",
    "YES_NO",
    "Call",
    "Condition",
    "ConditionNames",
    "Facts",
    "holds",
    "parse",
    "turning_minutes",
]


def parse(source: str, names: ConditionNames) -> Condition | tuple[Problem, ...]:
    """The condition, or everything that is wrong with it. Never raises, whatever the text."""
    text = source.strip()
    start = len(source) - len(source.lstrip())
    tree = _tree(text)
    if isinstance(tree, Problem):
        return (tree._replace(offset=tree.offset + start),)
    checker = Checker(text, names)
    kind, code = checker.read(tree.body, 0)
    checker.want_yesno(kind, tree.body)
    if checker.problems:
        found = sorted(set(checker.problems), key=lambda p: p.offset)
        return tuple(p._replace(offset=p.offset + start) for p in found)
    return Condition(text, frozenset(checker.names), code, frozenset(checker.calls))


def _tree(text: str) -> ast.Expression | Problem:
    if len(text) > MAX_LENGTH or "\n" in text or "\r" in text:
        return problem("E206", 0, "only_one_line" if len(text) <= MAX_LENGTH else None)
    if "\0" in text or "\\" in text:
        return problem("E201", max(text.find("\0"), text.find("\\")))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's remarks about its own syntax mean nothing to an author.
            return ast.parse(text, mode="eval")
    except SyntaxError as error:
        return _why_unreadable(text, error.offset or 1)
    except (ValueError, RecursionError, MemoryError):
        return problem("E206", 0)


_SLIPS = (
    (re.compile(r"&&?"), "use_and"),
    (re.compile(r"\|\|?"), "use_or"),
    (re.compile(r"\b[Ee][Nn]\b"), "use_and"),
    (re.compile(r"\b[Oo][Ff]\b"), "use_or"),
    (re.compile(r"\b(?:[Nn][Ii][Ee][Tt]|NOT|Not)\b"), "use_not"),
    (re.compile(r"\b(?:AND|And)\b"), "use_and"),
    (re.compile(r"\b(?:OR|Or)\b"), "use_or"),
    (re.compile(r"!(?!=)"), "use_not"),
    (re.compile(r"<>"), "use_not_equal"),
    (re.compile(r"=<|≤"), "use_at_most"),
    (re.compile(r"=>|≥"), "use_at_least"),
    (re.compile(r"≠"), "use_not_equal"),
    (re.compile(r"(?<![=!<>])=(?![=<>])"), "single_equals"),
    (re.compile(r"[“”„‘’]"), "straight_quotes"),
    (re.compile(r"\bte\s+laat\b"), "use_late"),
    (re.compile(rf"\b(?:{'|'.join(CALLS)})\s*'"), "use_brackets"),
)


def _why_unreadable(text: str, offset: int) -> Problem:
    """What the author most likely meant; words inside quotes are left out of the search."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda match: "'" * len(match[0]), text)
    slips = [(match.start(), hint) for pattern, hint in _SLIPS if (match := pattern.search(bare))]
    if slips:
        at, hint = min(slips)
        return problem("E201", at, hint)
    return problem("E201", min(max(offset - 1, 0), max(len(text) - 1, 0)))
