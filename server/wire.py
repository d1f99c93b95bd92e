"""Between bytes and values at the edge: commands in, nodes out.

Owns the JSON of `docs/protocol.md`. What comes in is checked for shape here and for sense in `engine.exercise.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engine.exercise.commands import WIRE_NAMES, Command, PauseClock
from engine.exercise.view import Node

MAX_BODY = 64 * 1024
_COMMAND_ID = re.compile(r"[0-9a-f]{32}\Z")
_EDGE = {"type", "command_id"}
_NOT_FROM_OUTSIDE: dict[type[Any], set[str]] = {PauseClock: {"cause"}}


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in WIRE_NAMES.values()}


@dataclass(frozen=True, slots=True)
class Posted:
    """A command as it came in, with the id its sender gave it."""

    command: Command
    command_id: str


class NotUnderstood(Exception):
    """The order has the wrong shape; the argument is a sentence for a person."""


def parse(body: object) -> Posted:
    """The command in a JSON object or form. NotUnderstood says what is wrong and where."""
    if not isinstance(body, Mapping):
        raise NotUnderstood("Stuur één JSON-object met type en command_id.")
    command_id = body.get("command_id")
    if not isinstance(command_id, str) or not _COMMAND_ID.match(command_id):
        raise NotUnderstood("command_id: geef 32 tekens 0-9 en a-f, nieuw voor elke opdracht.")
    kind = WIRE_NAMES.get(str(body.get("type")))
    if kind is None:
        raise NotUnderstood(f"type: kies uit {', '.join(WIRE_NAMES)}.")
    allowed = {field.name for field in fields(kind)} - _NOT_FROM_OUTSIDE.get(kind, set())
    given = {str(name): value for name, value in body.items() if name not in _EDGE}
    if unknown := sorted(given.keys() - allowed):
        raise NotUnderstood(f"{unknown[0]}: dit veld hoort niet bij {body['type']}.")
    try:
        return Posted(_ADAPTERS[kind].validate_python(given), command_id)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or str(body["type"])
        raise NotUnderstood(f"{place}: {first['msg']}") from error


def node_data(node: Node) -> dict[str, Any]:
    """A node as `view` data: where it stands, what it is, what it says."""
    data = asdict(node)
    place = {name: data.pop(name) for name in ("key", "region", "order")}
    return {**place, "kind": type(node).__name__.lower(), "data": data}
