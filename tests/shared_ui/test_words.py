from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

import shared_ui
from engine.scoring.examples import EXAMPLES
from engine.scoring.rubric import RUBRIC
from engine.scoring.scale import WORDS, Words
from engine.scoring.vetoes import VETOES
from facilitator_ui import vocabulary
from facilitator_ui.checks import BY_HAND
from facilitator_ui.keys import KEYS
from facilitator_ui.message_templates import MESSAGE_TEMPLATES
from player_ui.pages import _SCRIPT_WORDS
from shared_ui.rendering import LONG_WEEKDAYS, WEEKDAYS
from shared_ui.words import CERTAINTIES, CHANNELS, LADDER_STEPS, LADDERS, SHARES, languages, translator

ROOT = Path(shared_ui.__file__).parent.parent
ENGLISH: dict[str, str] = json.loads((ROOT / "shared_ui" / "words.en.json").read_text(encoding="utf-8"))
TEMPLATES = sorted(
    path for room in ("shared_ui", "player_ui", "facilitator_ui") for path in (ROOT / room).rglob("*.html")
)
MODULES = (
    *(ROOT / "facilitator_ui" / f"{name}.py" for name in (
        "author", "checks", "conditions_said", "emergency_print", "keys", "library", "message_form",
        "message_templates", "start", "vocabulary",
    )),
    ROOT / "player_ui" / "pages.py",
    *(ROOT / "server" / name for name in ("readiness.py", "routes/start.py")),
    ROOT / "shared_ui" / "words.py",
    ROOT / "shared_ui" / "rendering.py",
    ROOT / "shared_ui" / "phrases.py",
    ROOT / "engine" / "exercise" / "refusals.py",
    ROOT / "server" / "runner.py",
)  # fmt: skip
HOLE = re.compile(r"\{\w*\}")


def said_in(template: str) -> Iterator[str]:
    """The Dutch sentences that a template asks a translation of."""
    for call in jinja2.Environment(autoescape=True).parse(template).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_":
            for given in call.args:
                constants = [given] if isinstance(given, nodes.Const) else given.find_all(nodes.Const)
                yield from (each.value for each in constants if isinstance(each.value, str) and each.value)


def literals(module: Path) -> set[str]:
    """Every text that stands in a module, apart from what explains it."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def asked_in(module: Path) -> Iterator[str]:
    """The literals that a module hands to its translator, named `words`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
            given = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (text for text in given if isinstance(text, str))


def flat(table: object) -> Iterator[str]:
    """Every word in a table of words, however deep."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        for value in table.values():
            yield from flat(value)
    elif isinstance(table, tuple):
        for value in table:
            yield from flat(value)


def of_tables() -> Iterator[str]:
    """The words that stand in tables, where templates find them by a state, a kind or a key."""
    for table in (
        vocabulary.BASES, vocabulary.FORM_KINDS, vocabulary.LABELS, vocabulary.MEDIA_KINDS, vocabulary.METERS,
        vocabulary.MONTHS, vocabulary.PAUSES, vocabulary.PHASE_KINDS, vocabulary.SCRIPT_WORDS, vocabulary.STAGES,
        {name: names[0] for name, names in vocabulary.STAFF.items()},
        {name: words for name, (_, words, _) in vocabulary.CUE_STATES.items()},
        {name: words for name, (_, words) in vocabulary.STATUSES.items()},
        tuple(vocabulary.level(value) for value in (0, 10, 50, 90)),
        BY_HAND, CHANNELS, CERTAINTIES, SHARES, LADDERS, LADDER_STEPS, WEEKDAYS, LONG_WEEKDAYS, _SCRIPT_WORDS,
    ):  # fmt: skip
        yield from flat(table)
    for group in KEYS:
        yield from (group.title, *(action.words for action in group.actions))
    yield from (template.name for template in MESSAGE_TEMPLATES)


def of_the_rubric() -> Iterator[tuple[str, str]]:
    """What the scoring has in both languages, as the desk asks it."""
    for dimension in RUBRIC.values():
        yield dimension.name.nl.lower(), dimension.name.en.lower()
        yield dimension.question.nl, dimension.question.en
    lines: list[Words] = [*WORDS.values()]
    lines += [line for dimension in RUBRIC.values() for line in dimension.anchors.values()]
    lines += [line for voices in EXAMPLES.values() for said in voices.values() for line in said.values()]
    of_vetoes = (getattr(veto, name) for veto in VETOES.values() for name in veto.__dataclass_fields__)
    lines += [part for part in of_vetoes if isinstance(part, Words)]
    yield from ((line.nl, line.en) for line in lines)


def test_dutch_is_the_source_and_says_itself() -> None:
    assert translator("nl")("Ik ben klaar") == "Ik ben klaar"


def test_an_english_sentence_comes_from_the_catalogue() -> None:
    assert translator("en")("verbonden") == "connected"
    assert translator("en-GB")("verbonden") == "connected"


def test_a_sentence_without_translation_stays_dutch() -> None:
    assert translator("en")("Dit staat in geen catalogus.") == "Dit staat in geen catalogus."


def test_an_unknown_language_or_a_path_is_dutch() -> None:
    assert translator("xx")("verbonden") == "verbonden"
    assert translator("../../etc/passwd")("verbonden") == "verbonden"


def test_the_languages_are_those_with_a_catalogue() -> None:
    assert languages() == ("nl", "en")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_of_a_template_is_there_in_english(path: Path) -> None:
    assert [said for said in said_in(path.read_text(encoding="utf-8")) if said not in ENGLISH] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_every_sentence_that_a_module_asks_for_is_there_in_english(module: Path) -> None:
    assert [said for said in asked_in(module) if said not in ENGLISH] == []


def test_every_word_of_a_table_is_there_in_english() -> None:
    assert [word for word in of_tables() if word not in ENGLISH] == []


def test_a_sentence_that_lacks_its_english_is_found() -> None:
    found = [
        *said_in("{{ _('Nieuw hier') if a else _(\"Nog {} te gaan\").replace('{}', n) }}{{ _(b or 'Anders zo') }}")
    ]
    assert found == ["Nieuw hier", "Nog {} te gaan", "Anders zo"]


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {sentence for path in TEMPLATES for sentence in said_in(path.read_text(encoding="utf-8"))}
    said |= {text for module in MODULES for text in literals(module)} | {dutch for dutch, _ in of_the_rubric()}
    assert sorted(ENGLISH.keys() - said - {f"Waarnemer {n}" for n in range(1, 7)}) == []


def test_the_words_of_the_rubric_are_those_of_the_scoring() -> None:
    assert [pair for pair in of_the_rubric() if ENGLISH.get(pair[0]) != pair[1]] == []


@pytest.mark.parametrize("dutch", ENGLISH)
def test_a_translation_says_something_and_keeps_the_holes_of_its_sentence(dutch: str) -> None:
    english = ENGLISH[dutch]
    assert english.strip()
    assert sorted(HOLE.findall(dutch)) == sorted(HOLE.findall(english))


def test_the_catalogue_is_in_order() -> None:
    assert list(ENGLISH) == sorted(ENGLISH)


JARGON = re.compile(
    r"\b(stakeholder|stakeholders|inject|injects|unit|feed|websocket|interventie|implementeren|faciliteren|middels)\b"
)


def of_players() -> Iterator[str]:
    """Every sentence that a participant reads which is ours, not the scenario's."""
    for path in TEMPLATES:
        if "facilitator_ui" not in path.parts:
            yield from said_in(path.read_text(encoding="utf-8"))
    yield from _SCRIPT_WORDS.values()


def test_what_participants_read_is_short_and_plain() -> None:
    sentences = [part for text in of_players() for part in re.split(r"(?<=[.!?:;])\s+", text)]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert max(lengths) <= 20
    assert sum(lengths) / len(lengths) <= 12
    assert [sentence for sentence in sentences if JARGON.search(sentence.lower())] == []
