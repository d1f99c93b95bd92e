"""The reference in docs/scenario-format.md: a heading for every key and every channel, with what may stand there.

Owns how the schema is told in words. `python -m scripts.format_keys` writes it into the document;
`tests/docs/test_format_keys.py` holds the document to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.scenario.explained import EXPLAINED, Words
from engine.scenario.explained_en import ENGLISH
from engine.scenario.schema import schema

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "scenario-format.md"
BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"

CHANNELS: Mapping[str, str] = {
    "phone": "It rings, and shows who calls. The text is read as if spoken: at most 120 words, about 50 seconds.",
    "chat": "A group chat: short lines, first names, rumour. `from` is the group or the neighbour who writes.",
    "message": "A message from one person to this player, as in an app for two.",
    "email": "A letter on screen: `title` is the subject, `body` has a greeting and a name below it.",
    "news": "A news site: `title` is the headline, `body` the first lines. Fit for the projector.",
    "social": "A timeline: one post, with the reactions it got in words.",
    "tv": "Television or film, on the projector: what the newsreader says.",
    "radio": "The same by ear: a bulletin or an interview.",
    "letter": "A letter on paper or with a letterhead: formal, signed.",
    "council_question": "A written question of a council member to the college.",
    "motion": "A motion on the table: what the council considers, asks, and who tables it.",
    "assignment": "A task from the trainers, to do in a group.",
    "meeting": "Somebody calls you to a meeting, or reports on one.",
    "note": "A note from a colleague, put on your desk.",
}
"""How each channel is meant."""

_BLOCKS: Mapping[str, str] = {
    "top": "`scenario.yaml` itself",
    "scenario": "`scenario`",
    "parameter": "one of `parameters`",
    "state": "one of `state`",
    "random": "`random` of a number",
    "role": "one of `roles`",
    "team": "one of `teams`",
    "phase": "one of `phases`",
    "clock": "`clock` of a phase",
    "form": "one of `forms`",
    "field": "one of `fields` of a worksheet",
    "scale": "`scale` of an assessment",
    "medium": "one of `media`",
    "fact": "one of `facts`",
    "rubric": "one of `rubrics`",
    "criterion": "one of `criteria` of a rubric",
    "escalation": "one of `escalations`",
    "inject": "one of `injects`",
    "variant": "one of `variants` of a message",
    "after": "`after` of a message",
    "response": "`response` of a message",
    "share": "`share` of a response",
    "effect": "one of `effects`, `answers` or `no_answer`",
    "send": "`send` in full",
    "lint": "`lint` of any block",
    "debrief": "one of `debrief`",
    "translation": "a file in `i18n/`",
    "translated": "one of `texts` of a translation",
    "test": "a file in `tests/`",
    "test_answer": "one of `answers` of a test",
    "test_trainer": "one of `trainer` of a test",
    "test_step": "one of `steps` of a test",
    "test_ends": "`ends` of a test",
}
"""Where each block stands."""
_FILES = ("top", "translation", "test")
"""The blocks that are a file of their own."""


def keys() -> str:
    """The generated part as Markdown."""
    parts = ["## Every key", _INTRO]
    blocks = _blocks()
    for name in EXPLAINED:
        parts += [f"### {name}", f"Here: {_BLOCKS[name]}.", *_keys_of(name, blocks[name])]
    parts += ["## Every channel", *(f"### channel: {name}\n\n{words}" for name, words in CHANNELS.items())]
    return "\n\n".join(parts)


def _blocks() -> Mapping[str, Any]:
    """The schema of each block, whichever file it is in."""
    found: dict[str, Any] = {}
    for root in _FILES:
        file: Any = schema(root)
        found |= {root: file, **file["definitions"]}
    return found


_INTRO = (
    "A block is named as in the tables above; its keys stand in the order in which `snelkookpan fmt` puts them. What "
    "is not said to be a must may be left out."
)


def written(document: str) -> str:
    """The document with the reference in its place."""
    head, _, rest = document.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{keys()}\n\n{END}{tail}"


def _keys_of(name: str, block: Mapping[str, Any]) -> Iterator[str]:
    required = block.get("required", ())
    for key, shape in block["properties"].items():
        words: Words = ENGLISH[name][key]
        must = " *Must be there.*" if key in required else ""
        yield f"#### {name}.{key}\n\n{words.title}. {_safe(words.description)}{must}{_what(shape)}"


def _safe(words: str) -> str:
    return words.replace("|", "\\|")


def _what(shape: Mapping[str, Any]) -> str:
    """What may stand there, where a few words can say it."""
    if len(shape.get("allOf", ())) == 1:
        return _what(shape["allOf"][0])
    if "enum" in shape and len(shape["enum"]) > 2:
        return " One of " + ", ".join(f"`{word}`" for word in shape["enum"]) + "."
    if "maxLength" in shape:
        return f" At most {shape['maxLength'] // 10 * 10:,} characters.".replace(",", " ")
    if "minimum" in shape and shape["minimum"] > -1_000_000:
        return f" A whole number from {shape['minimum']} to {shape['maximum']}."
    return ""


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
