"""As much of JSON Schema draft 7 as our schema uses, so that no further package is needed to test it.

A keyword that is not known here is an error: the schema may only use what this, and every editor, understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML

_TYPES: Mapping[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": int | float,
    "boolean": bool,
}
_SAYS_NOTHING = {"$schema", "title", "description", "definitions", "then"}


def as_an_editor_sees(text: str) -> Any:
    """YAML 1.2 with its usual guesses, as the YAML server of an editor reads it."""
    return YAML(typ="safe", pure=True).load(text)


def complaints(schema: Mapping[str, Any], value: Any) -> list[str]:
    """What the schema refuses in the value, each with its path; empty when it accepts it."""
    return list(_judge(schema, value, schema, "$"))


def _judge(schema: Mapping[str, Any], value: Any, root: Mapping[str, Any], path: str) -> Iterator[str]:
    for keyword, wanted in schema.items():
        if keyword == "$ref":
            yield from _judge(root["definitions"][wanted.removeprefix("#/definitions/")], value, root, path)
        elif keyword == "if":
            if not list(_judge(wanted, value, root, path)):
                yield from _judge(schema["then"], value, root, path)
        elif keyword == "allOf":
            for part in wanted:
                yield from _judge(part, value, root, path)
        elif keyword in ("anyOf", "oneOf"):
            fit = sum(not list(_judge(part, value, root, path)) for part in wanted)
            if fit == 0 or (keyword == "oneOf" and fit > 1):
                yield f"{path}: {keyword} fits {fit}"
        elif keyword == "not":
            if not list(_judge(wanted, value, root, path)):
                yield f"{path}: not"
        elif keyword == "properties" and isinstance(value, dict):
            for key in wanted.keys() & value.keys():
                yield from _judge(wanted[key], value[key], root, f"{path}.{key}")
        elif keyword == "additionalProperties" and isinstance(value, dict):
            for key in value.keys() - schema.get("properties", {}).keys():
                if wanted is False:
                    yield f"{path}: unknown key {key}"
                else:
                    yield from _judge(wanted, value[key], root, f"{path}.{key}")
        elif keyword == "propertyNames" and isinstance(value, dict):
            for key in value:  # whatever YAML makes of a key, to an editor it is a text
                yield from _judge(wanted, str(key), root, f"{path}.{key}")
        elif keyword == "items" and isinstance(value, list):
            for index, item in enumerate(value):
                yield from _judge(wanted, item, root, f"{path}[{index}]")
        elif not _alone(keyword, wanted, value):
            yield f"{path}: {keyword}"


def _alone(keyword: str, wanted: Any, value: Any) -> bool:
    """Keywords that look at one value and at nothing inside it."""
    match keyword:
        case "type":
            return any(_is(name, value) for name in ([wanted] if isinstance(wanted, str) else wanted))
        case "enum":
            return any(option == value and type(option) is type(value) for option in wanted)
        case "required":
            return not isinstance(value, dict) or all(key in value for key in wanted)
        case "dependencies":
            return not isinstance(value, dict) or all(
                other in value for key, others in wanted.items() if key in value for other in others
            )
        case "pattern":
            return not isinstance(value, str) or re.search(wanted, value, re.ASCII) is not None
        case "maxLength":
            return not isinstance(value, str) or len(value) <= wanted
        case "minimum":
            return not _is("number", value) or value >= wanted
        case "maximum":
            return not _is("number", value) or value <= wanted
        case "minItems":
            return not isinstance(value, list) or len(value) >= wanted
        case "maxItems":
            return not isinstance(value, list) or len(value) <= wanted
        case "minProperties":
            return not isinstance(value, dict) or len(value) >= wanted
        case "maxProperties":
            return not isinstance(value, dict) or len(value) <= wanted
        case "uniqueItems":
            return not isinstance(value, list) or len({repr(item) for item in value}) == len(value)
        case "properties" | "additionalProperties" | "propertyNames" | "items":
            return True
    assert keyword in _SAYS_NOTHING, f"{keyword} is not known here"
    return True


def _is(name: str, value: Any) -> bool:
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
