"""What may stand in a condition: names, sorts that go together, and calls that ask about what is there.

Owns the types and the mistakes that need the names of the file; the sentences are in `findings`. It makes the code
that `condition_evaluation` runs.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import NamedTuple

from engine.scenario.conditions.calls import Slip, meant_call, read_call
from engine.scenario.conditions.code import (
    CALLS,
    MAX_DEPTH,
    MAX_NUMBER,
    PHASE,
    YES_NO,
    Call,
    Code,
    ConditionNames,
)
from engine.scenario.findings import WORDS, Problem, guess, problem, shown


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
    ast.Attribute: "no_attributes",
    ast.Subscript: "round_brackets",
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


class Checker:
    """Reads one syntax tree: gathers what is wrong and what is read, and makes the code."""

    def __init__(self, text: str, known: ConditionNames) -> None:
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self.calls: set[tuple[Call, str]] = set()
        self._text = text.encode("utf-8", "surrogatepass")
        self._known = known

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
            case ast.Call():
                return self._call(node)
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
        if left_kind.name == "list":
            self._clash(left, left_kind, right_kind)
            return
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
            return _Kind("choice", tuple(self._known.phases), PHASE), code
        if (variable := self._known.variables.get(node.id)) is not None:
            self.names.add(node.id)
            return _Kind(variable.type, variable.options, variable.id), code
        self._unknown_name(node)
        return _UNKNOWN, code

    def _call(self, node: ast.Call) -> tuple[_Kind, Code]:
        read = read_call(node, self._known)
        if isinstance(read, Slip):
            written = shown(self._source_of(read.node))
            return self._wrong(read.code, read.node, read.hint, **{"value": written, **read.words})
        call, ident = read
        self.calls.add(read)
        return _Kind(CALLS[call], says=f'{call}("{shown(ident)}")'), Code(call, leaf=ident)

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
        options = {option for variable in self._known.variables.values() for option in variable.options} | set(
            self._known.phases
        )
        slip = {"en": "use_and", "of": "use_or", "niet": "use_not"}.get(node.id)
        near = guess(node.id, [*self._known.variables, PHASE, *YES_NO])
        call = None if near else meant_call(node.id)
        if slip:
            self._wrong("E201", node, slip)
        elif node.id in options:
            self._wrong("E202", node, "quote_value", value=node.id)
        elif call is not None:
            self._wrong("E202", node, "use_call", value=shown(node.id), call=call)
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
