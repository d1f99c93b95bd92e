"""Between bytes and values at the edge: commands in, nodes out.

Owns the JSON of `docs/protocol.md`. What comes in is checked for shape here and for sense in `engine.exercise.decide`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from engine.exercise.commands import WIRE_NAMES, Command, PauseClock
from engine.exercise.view import Node

MAX_BODY = 64 * 1024
MAX_NUMBER = 2**53
"""Beyond this a browser cannot hold a whole number exactly."""
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
        raise NotUnderstood(f"{_readable(unknown[0])}: dit veld hoort niet bij {body['type']}.")
    try:
        command = _ADAPTERS[kind].validate_python(given)
    except ValidationError as error:
        raise NotUnderstood(_what_is_wrong(error.errors()[0])) from error
    # Only now: a form and a careless client write numbers as text.
    for name in given:
        if isinstance(value := getattr(command, name), int) and abs(value) > MAX_NUMBER:
            raise NotUnderstood(f"{name}: dit getal is te groot.")
    return Posted(command, command_id)


def parse_form(form: Mapping[str, Sequence[str]]) -> Posted:
    """The command in the fields of a form, which cannot leave a field out and has no id when no script made one.

    A blank field is left out where the command can do without it. NotUnderstood as in `parse`.
    """
    last = {name: values[-1] for name, values in form.items() if values}
    blanks = _BLANK.get(last.get("type", ""), {})
    body: dict[str, object] = {name: value for name, value in last.items() if value}
    body |= {name: blank for name, blank in blanks.items() if not last.get(name, "absent")}
    body |= {name: tuple(form.get(name, ())) for name, blank in blanks.items() if blank == ()}
    if last.get("type") == "respond":
        body |= _answered(form)
        body = {name: value for name, value in body.items() if not name.startswith((_FIELD, _TICKS))}
    if last.get("type") == "fill_in":
        body = {name: value for name, value in body.items() if not name.startswith(_WORD)}
        body["parameters"] = {name.removeprefix(_WORD): value for name, value in last.items() if name.startswith(_WORD)}
    return parse({**body, "command_id": last.get("command_id") or secrets.token_hex(16)})


_FIELD, _TICKS = "fields.", "ticks."
"""How the controls of a worksheet are called in a form: a text or choice, and the boxes of a checklist."""
_WORD = "parameters."
"""How the controls of local words are called in a form; a blank one says something, so it is kept."""


def _answered(form: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The parts of an answer that take more than one control: ticked options, and the fields of a worksheet."""
    parts: dict[str, object] = {}
    if "options" in form:
        parts["options"] = tuple(value for value in form["options"] if value)
    fields: dict[str, object] = {
        name.removeprefix(_FIELD): values[-1] for name, values in form.items() if name.startswith(_FIELD)
    }
    for name, values in form.items():
        if name.startswith(_TICKS):
            fields[name.removeprefix(_TICKS)] = tuple(value for value in values if value)
    return {**parts, "fields": fields} if fields else parts


def _blank(kind: type[Any]) -> dict[str, object]:
    """What the required fields of a command are when a form leaves them blank."""
    empty: dict[object, object] = {str: "", tuple[str, ...]: (), int | None: None}
    types = get_type_hints(kind)
    required = (field.name for field in fields(kind) if field.default is MISSING)
    return {name: empty[types[name]] for name in required if types[name] in empty}


_BLANK: dict[str, dict[str, object]] = {name: _blank(kind) for name, kind in WIRE_NAMES.items()}

_WRONG: tuple[tuple[str, str], ...] = (
    ("missing", "dit veld ontbreekt"),
    ("string", "geef tekst"),
    ("int", "geef een heel getal"),
    ("finite_number", "geef een heel getal"),
    ("bool", "geef true of false"),
    ("tuple", "geef een lijst"),
    ("mapping", "geef een object"),
    ("dict", "geef een object"),
)
"""How the type of a pydantic error begins → what to do, in words for a person."""


def _what_is_wrong(error: ErrorDetails) -> str:
    place = ".".join(_readable(str(part)) for part in error["loc"][:2])
    if error["loc"][0] == "fields" and len(error["loc"]) > 2:  # both sorts were tried, and each has an error
        return f"{place}: geef tekst of een lijst."
    if error["type"] == "literal_error":
        return f"{place}: kies uit {error['ctx']['expected'].replace(' or ', ' of ')}."
    return f"{place}: {next((what for kind, what in _WRONG if error['type'].startswith(kind)), error['msg'])}."


def _readable(text: str) -> str:
    """A name from outside, short and without characters that no answer can hold."""
    return text[:40].encode("utf-8", "replace").decode()


def node_data(node: Node) -> dict[str, Any]:
    """A node as `view` data: where it stands, what it is, what it says."""
    data = asdict(node)
    place = {name: data.pop(name) for name in ("key", "region", "order")}
    return {**place, "kind": type(node).__name__.lower(), "data": data}
