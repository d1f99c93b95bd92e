"""Conditions: one line that is yes or no, such as `mediadruk >= 30 and raad_ingelicht == no`.

Owns their syntax (that of Python comparisons, parsed by the standard `ast` with an allow-list), their types and
their meaning. Every name and every option is checked against the file, because a misspelt one would mean that a
consequence silently never comes. Knows nothing of files or places; the sentences are in `findings`.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from engine.scenario.findings import WORDS, Problem, guess, problem, shown

if TYPE_CHECKING:
    from engine.scenario.model import Value, Variable

MAX_LENGTH = 300
MAX_DEPTH = 20
MAX_NUMBER = 1_000_000_000
PHASE = "phase"
"""The name that stands for the phase that runs."""
YES_NO: Mapping[str, bool] = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}


class Code(NamedTuple):
    """A condition ready to evaluate: plain nested tuples, so that it can be pickled, hashed and compared."""

    op: str
    parts: tuple[Code, ...] = ()
    leaf: bool | int | str = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition; `names` are the variables and meters it reads, with `phase` where it reads that."""

    source: str
    names: frozenset[str]
    code: Code


def parse(source: str, variables: Mapping[str, Variable], phases: Collection[str]) -> Condition | tuple[Problem, ...]:
    """The condition, or everything that is wrong with it. Never raises, whatever the text."""
    text = source.strip()
    start = len(source) - len(source.lstrip())
    tree = _tree(text)
    if isinstance(tree, Problem):
        return (tree._replace(offset=tree.offset + start),)
    checker = _Checker(text, variables, tuple(phases))
    kind, code = checker.read(tree.body, 0)
    checker.want_yesno(kind, tree.body)
    if checker.problems:
        found = sorted(set(checker.problems), key=lambda p: p.offset)
        return tuple(p._replace(offset=p.offset + start) for p in found)
    return Condition(text, frozenset(checker.names), code)


def holds(condition: Condition, values: Mapping[str, Value]) -> bool:
    """Whether it is true now. `values` holds every variable, every meter and `phase`; KeyError when one lacks."""
    return bool(_evaluate(condition.code, values))


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
)


def _why_unreadable(text: str, offset: int) -> Problem:
    """What the author most likely meant; words inside quotes are left out of the search."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda match: "'" * len(match[0]), text)
    slips = [(match.start(), hint) for pattern, hint in _SLIPS if (match := pattern.search(bare))]
    if slips:
        at, hint = min(slips)
        return problem("E201", at, hint)
    return problem("E201", min(max(offset - 1, 0), max(len(text) - 1, 0)))


class _Kind(NamedTuple):
    """The type of a part. `options` are the values a choice can have, or the one text a literal is."""

    name: str
    options: tuple[str, ...] = ()
    says: str = ""
    elements: tuple[_Kind, ...] = ()


_UNKNOWN = _Kind("unknown")
_YESNO = _Kind("yesno")
_NUMBER = _Kind("number")
_COMPARE: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not-in",
}  # fmt: skip
_ARITHMETIC: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_NOT_HERE: Mapping[type[ast.AST], str] = {
    ast.Call: "no_calls",
    ast.Attribute: "no_attributes",
    ast.Subscript: "no_calls",
    ast.Lambda: "no_calls",
    ast.NamedExpr: "single_equals",
    ast.Is: "single_equals",
    ast.IsNot: "use_not_equal",
    ast.BitAnd: "use_and",
    ast.BitOr: "use_or",
    ast.Invert: "use_not",
    ast.Div: "no_division",
    ast.FloorDiv: "no_division",
    ast.Mod: "no_division",
    ast.Pow: "no_division",
}


class _Checker:
    """Reads one syntax tree: gathers what is wrong and which names are read, and makes the code."""

    def __init__(self, text: str, variables: Mapping[str, Variable], phases: tuple[str, ...]) -> None:
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self._text = text.encode("utf-8", "surrogatepass")
        self._variables = variables
        self._phases = phases

    def read(self, node: ast.expr, depth: int) -> tuple[_Kind, Code]:
        if depth > MAX_DEPTH:
            return self._wrong("E206", node)
        match node:
            case ast.BoolOp(op=op, values=values):
                return self._together("and" if isinstance(op, ast.And) else "or", values, depth)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._together("not", [operand], depth)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._arithmetic("neg", [operand], node, depth)
            case ast.BinOp(op=op, left=left, right=right) if type(op) in _ARITHMETIC:
                return self._arithmetic(_ARITHMETIC[type(op)], [left, right], node, depth)
            case ast.Compare():
                return self._compare(node, depth)
            case ast.Name():
                return self._name(node)
            case ast.Constant():
                return self._constant(node)
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                read = [self.read(element, depth + 1) for element in elements]
                kinds = tuple(kind for kind, _ in read)
                return _Kind("list", elements=kinds), Code("list", tuple(code for _, code in read))
        inner = getattr(node, "op", node)
        hint = _NOT_HERE.get(type(inner))
        return self._wrong("E201", node, hint)

    def want_yesno(self, kind: _Kind, node: ast.expr) -> None:
        if kind.name not in ("yesno", "unknown"):
            self._wrong("E205", node)

    def _together(self, op: str, values: list[ast.expr], depth: int) -> tuple[_Kind, Code]:
        codes = []
        for value in values:
            kind, code = self.read(value, depth + 1)
            self.want_yesno(kind, value)
            codes.append(code)
        return _YESNO, Code(op, tuple(codes))

    def _arithmetic(self, op: str, values: list[ast.expr], node: ast.expr, depth: int) -> tuple[_Kind, Code]:
        read = [self.read(value, depth + 1) for value in values]
        for kind, _ in read:
            if kind.name not in ("number", "unknown"):
                self._clash(node, kind, _NUMBER)
        return _NUMBER, Code(op, tuple(code for _, code in read))

    def _compare(self, node: ast.Compare, depth: int) -> tuple[_Kind, Code]:
        operands = [node.left, *node.comparators]
        read = [self.read(operand, depth + 1) for operand in operands]
        names = []
        for index, op in enumerate(node.ops):
            left, right = operands[index], operands[index + 1]
            left_kind, right_kind = read[index][0], read[index + 1][0]
            if type(op) not in _COMPARE:
                self._wrong("E201", right, _NOT_HERE.get(type(op)))
                continue
            names.append(_COMPARE[type(op)])
            if isinstance(op, ast.In | ast.NotIn):
                self._one_of(left, left_kind, right, right_kind)
            elif isinstance(op, ast.Eq | ast.NotEq):
                self._same(left, left_kind, right, right_kind)
            else:
                self._ordered(left, left_kind, right, right_kind)
        return _YESNO, Code("compare", tuple(code for _, code in read), " ".join(names))

    def _one_of(self, left: ast.expr, left_kind: _Kind, right: ast.expr, right_kind: _Kind) -> None:
        if not isinstance(right, ast.List | ast.Tuple):
            self._wrong("E201", right, "list_needed")
            return
        for element, kind in zip(right.elts, right_kind.elements, strict=True):
            self._same(left, left_kind, element, kind)

    def _same(self, left: ast.expr, left_kind: _Kind, right: ast.expr, right_kind: _Kind) -> None:
        kinds = {left_kind.name, right_kind.name}
        if "unknown" in kinds or (len(kinds) == 1 and kinds <= {"number", "yesno", "text"}):
            return
        if kinds == {"choice", "text"}:
            node, literal, choice = (
                (left, left_kind, right_kind) if left_kind.name == "text" else (right, right_kind, left_kind)
            )
            if literal.options[0] not in choice.options:
                self._not_an_option(node, literal.options[0], choice)
        elif kinds == {"choice", "yesno"} and (bare := _bare_option(left, right, left_kind, right_kind)):
            self._wrong(
                "E204", bare, "quote_value", left=_in_words(left_kind), right=_in_words(right_kind), value=bare.id
            )
        elif kinds != {"choice"} or not set(left_kind.options) & set(right_kind.options):
            self._clash(right, left_kind, right_kind)

    def _ordered(self, left: ast.expr, left_kind: _Kind, right: ast.expr, right_kind: _Kind) -> None:
        kinds = {left_kind.name, right_kind.name}
        if "unknown" not in kinds and kinds != {"number"}:
            self._clash(left if left_kind.name != "number" else right, left_kind, right_kind)

    def _name(self, node: ast.Name) -> tuple[_Kind, Code]:
        if node.id in YES_NO:
            return _YESNO, Code("value", leaf=YES_NO[node.id])
        code = Code("name", leaf=node.id)
        if node.id == PHASE:
            self.names.add(PHASE)
            return _Kind("choice", self._phases, PHASE), code
        if (variable := self._variables.get(node.id)) is not None:
            self.names.add(node.id)
            return _Kind(variable.type, variable.options, variable.id), code
        self._unknown_name(node)
        return _UNKNOWN, code

    def _constant(self, node: ast.Constant) -> tuple[_Kind, Code]:
        match node.value:
            case bool():
                return self._wrong("E201", node, "yes_or_no")
            case int(value) if abs(value) <= MAX_NUMBER:
                return _NUMBER, Code("value", leaf=value)
            case int() | float() | complex():
                return self._wrong("E207", node, value=shown(self._source_of(node), 20))
            case str(value):
                return _Kind("text", (value,), f'"{shown(value)}"'), Code("value", leaf=value)
        return self._wrong("E201", node)

    def _unknown_name(self, node: ast.Name) -> None:
        options = {option for variable in self._variables.values() for option in variable.options} | set(self._phases)
        slip = {"en": "use_and", "of": "use_or", "niet": "use_not"}.get(node.id)
        near = guess(node.id, [*self._variables, PHASE, *YES_NO])
        if slip:
            self._wrong("E201", node, slip)
        elif node.id in options:
            self._wrong("E202", node, "quote_value", value=node.id)
        else:
            self._wrong("E202", node, "did_you_mean" if near else None, value=shown(node.id), guess=near)

    def _not_an_option(self, node: ast.expr, value: str, choice: _Kind) -> None:
        near = guess(value, choice.options)
        hint = "did_you_mean" if near else None
        options = ", ".join(choice.options)
        self._wrong("E203", node, hint, value=shown(value), name=choice.says, guess=near, options=options)

    def _clash(self, node: ast.expr, left: _Kind, right: _Kind) -> None:
        self._wrong("E204", node, left=_in_words(left), right=_in_words(right))

    def _wrong(self, code: str, node: ast.expr, hint: str | None = None, **words: object) -> tuple[_Kind, Code]:
        offset = len(self._text[: node.col_offset].decode("utf-8", "replace"))  # ast counts bytes
        self.problems.append(problem(code, offset, hint, **words))
        return _UNKNOWN, Code("value")

    def _source_of(self, node: ast.expr) -> str:
        return self._text[node.col_offset : node.end_col_offset].decode("utf-8", "replace")


def _bare_option(left: ast.expr, right: ast.expr, left_kind: _Kind, right_kind: _Kind) -> ast.Name | None:
    """The `ja` in `antwoord == ja` where `ja` is an option: it lacks its quotes."""
    for node, other in ((left, right_kind), (right, left_kind)):
        if isinstance(node, ast.Name) and node.id in YES_NO and node.id in other.options:
            return node
    return None


def _in_words(kind: _Kind) -> str:
    return kind.says or WORDS[kind.name]


_OPERATORS: Mapping[str, Callable[[int, int], int | bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


def _evaluate(code: Code, values: Mapping[str, Value]) -> Value:
    match code.op:
        case "value":
            return code.leaf
        case "name":
            return values[cast(str, code.leaf)]
        case "and":
            return all(_evaluate(part, values) for part in code.parts)
        case "or":
            return any(_evaluate(part, values) for part in code.parts)
        case "not":
            return not _evaluate(code.parts[0], values)
        case "neg":
            return -cast(int, _evaluate(code.parts[0], values))
        case "compare":
            return _compares(code, values)
    left, right = (cast(int, _evaluate(part, values)) for part in code.parts)
    return _OPERATORS[code.op](left, right)


def _compares(code: Code, values: Mapping[str, Value]) -> bool:
    """A chain such as `1 < vragen <= 5`: true when every link is."""
    for name, left, right in zip(cast(str, code.leaf).split(), code.parts, code.parts[1:], strict=False):
        value = _evaluate(left, values)
        if name in ("in", "not-in"):
            found = any(value == _evaluate(part, values) for part in right.parts)
            link = found == (name == "in")
        else:
            link = bool(_OPERATORS[name](cast(int, value), cast(int, _evaluate(right, values))))
        if not link:
            return False
    return True
