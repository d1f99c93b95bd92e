"""The documents are true where a program can tell: links, commands, keys, events, words on screen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from engine.exercise.events import STORED_NAMES
from engine.scenario import sections
from engine.scenario.findings import SENTENCES
from engine.scenario.lint import RULES
from engine.scenario.sections.fields import Keys
from facilitator_ui.keys import KEYS
from server.cli import main
from server.platform import lan_addresses

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CHANGELOG.md", *DOCS.glob("**/*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
UIS = ("shared_ui", "player_ui", "facilitator_ui")

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"```(\w*)\n(.*?)```", re.S)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# -- every page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    inside = [link for link in _LINK.findall(re.sub(_FENCE, "", text(page))) if not re.match(r"[a-z]+:", link)]
    for link in inside:
        file, _, heading = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)} links to {link}"
        assert not heading or heading in _anchors(target), f"{name(page)} links to {link}"


def _anchors(page: Path) -> set[str]:
    """How headings are addressed: lower case, without signs, spaces as dashes."""
    headings = re.findall(r"^#+ (.+)$", text(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_the_machine_it_was_written_on(page: Path) -> None:
    here = {address for address in lan_addresses() if not address.startswith("127.")}
    here |= {folder for folder in (str(Path.home()), str(ROOT)) if len(folder) > 4}
    for word in here:
        assert word not in text(page)
    assert not re.findall(r"\b(?:10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}\b", text(page))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_has_one_title(page: Path) -> None:
    plain = re.sub(_FENCE, "", text(page))
    assert len(re.findall(r"^# ", plain, re.M)) == 1
    assert plain.startswith("# ")


# -- the README ------------------------------------------------------------------------------------------------


def test_the_readme_is_one_screen_and_runs_what_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.M))
    blocks = [lines for language, lines in _FENCE.findall(text(README)) if language == "sh"]
    named = [line.removeprefix("make ") for block in blocks for line in block.strip().splitlines()]
    assert named == ["run", "test", "bench"]
    assert set(named) <= targets
    assert len(text(README).splitlines()) <= 60


def test_the_readme_shows_a_picture_that_loads_fast() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text(README))
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 200_000


def test_the_readme_asks_for_the_python_that_the_project_needs() -> None:
    needed = re.search(r'requires-python = ">=([\d.]+)"', text(ROOT / "pyproject.toml"))
    assert needed is not None
    assert f"Python {needed[1]} or newer" in text(README)


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [README]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(text(page))]
    assert set(DOCS.glob("*.md")) <= reached


# -- how it is built -------------------------------------------------------------------------------------------


def test_every_room_is_in_the_table() -> None:
    page = text(DOCS / "architecture.md")
    for room in _rooms():
        assert f"| `{room}/` |" in page, room
    for room in re.findall(r"^\| `([\w/]+)/` \|", page, re.M):
        assert (ROOT / room).is_dir(), room


def _rooms() -> Iterator[str]:
    made = {"build", "dist", "htmlcov", "node_modules"}
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and folder.name[0] not in "._" and folder.name not in made:
            yield folder.name
    for outer in ("engine", "server"):
        for package in sorted((ROOT / outer).glob("*/__init__.py")):
            yield f"{outer}/{package.parent.name}"


def test_every_file_that_is_named_exists() -> None:
    for path in re.findall(r"`((?:engine|server|shared_ui|player_ui|facilitator_ui)/[\w/]+\.\w+)`", _architecture()):
        assert (ROOT / path).is_file() or "LANGUAGE" in path, path


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_flag_is_told(command: str) -> None:
    rows = [row for row in _architecture().splitlines() if re.match(rf"\| `snelkookpan {command}[ `]", row)]
    assert len(rows) == 1
    for parameter in main.commands[command].params:
        shortest = min((flag for flag in parameter.opts if flag.startswith("-")), key=len, default="")
        assert shortest in rows[0] or max(parameter.opts, key=len) in rows[0]


def test_no_command_is_promised_that_is_not_there() -> None:
    table = re.findall(r"^\| `snelkookpan ([a-z]+)[ `]", _architecture(), re.M)
    assert sorted(table) == sorted(main.commands)


def _architecture() -> str:
    return text(DOCS / "architecture.md")


# -- decisions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_has_its_number_and_four_parts(page: Path) -> None:
    number, slug = page.stem.split("-", 1)
    assert slug
    assert text(page).startswith(f"# {int(number)}. ")
    parts = re.findall(r"^## (.+)$", text(page), re.M)
    assert parts == ["Context", "Decision", "What we give up", "When to reconsider"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


# -- the journal and the scenario format -------------------------------------------------------------------------


def test_the_table_of_events_is_complete() -> None:
    told = re.findall(r"^\| (`[a-z_]+\.[a-z_]+` \| [^|]+?) \| [^|]+ \|$", text(DOCS / "journal.md"), re.M)
    assert told == [
        f"`{stored}` | {' '.join(f'`{field.name}`' for field in fields(event) if field.name != 'at_ms')}"
        for stored, event in STORED_NAMES.items()
    ]


TABLES = [
    (f"{module.__name__.rpartition('.')[2]}.{table}", value)
    for module in (import_module(f"{sections.__name__}.{found.name}") for found in iter_modules(sections.__path__))
    for table, value in vars(module).items()
    if isinstance(value, Keys)
]


def test_there_are_tables_of_keys_to_look_at() -> None:
    assert len(TABLES) > 30


@pytest.mark.parametrize("table", [table for _, table in TABLES], ids=[ident for ident, _ in TABLES])
def test_every_scenario_key_is_told_to_authors(table: Keys) -> None:
    page = text(DOCS / "scenario-format.md")
    for key in (*table.required, *table.optional):
        # In code: as a key of its own (`key`), in an example (key: …) or in a short one ({key: …}).
        assert re.search(rf"`{key}`|(?:^|[{{, `.]){key}:", page, re.M), key


def test_the_page_of_findings_says_how_many_there_are() -> None:
    said = re.search(r"more than (\d+) of them; more than (\d+) of these doubt", text(DOCS / "scenario-findings.md"))
    assert said is not None
    assert int(said[1]) < len(SENTENCES)
    assert int(said[2]) < len(RULES)


def test_every_finding_has_a_heading() -> None:
    headings = re.findall(r"^### ([EIW]\d{3}) ", text(DOCS / "scenario-findings.md"), re.M)
    assert headings == sorted(SENTENCES)


# -- the trainer's guide ---------------------------------------------------------------------------------------


def test_bold_words_of_the_guide_stand_on_a_screen() -> None:
    screens = _on_screen()
    words = re.findall(r"\*\*(.+?)\*\*", text(DOCS / "handleiding.md"), re.S)
    assert len(words) > 40
    for word in words:
        assert re.sub(r"\d+(?= deelnemers)", "{}", word) in screens, word


def _on_screen() -> set[str]:
    """Sentences that screens show: what templates look up, and the strings of the UIs' tables."""
    found: set[str] = set()
    for room in UIS:
        for template in (ROOT / room).glob("templates/**/*.html"):
            looked_up = re.findall(r"""_\(\s*(?:"([^"]+)"|'([^']+)')""", text(template))
            found.update(one or other for one, other in looked_up)
        for module in (ROOT / room).glob("*.py"):
            tree = ast.parse(text(module))
            found.update(n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return found | {"GO"}


def test_the_guide_has_the_keys_of_the_desk() -> None:
    table = text(DOCS / "handleiding.md").partition("## Toetsen")[2]
    keys = re.findall(r"^\| ([^|]+?) \| ", table, re.M)[1:]
    letters = {key.lower() for line in keys for key in line.split(", ") if re.fullmatch(r"[A-Z?>]", key)}
    of_desk = {action.key for group in KEYS for action in group.actions}
    assert letters == {key for key in of_desk if re.fullmatch(r"[a-z?>]", key)}
    script_text = text(ROOT / "facilitator_ui/static/keys.js")
    for key in ("Space", "Enter", "ArrowUp", "ArrowDown", "Home", "End", "Escape", "[0-5]"):
        assert key in script_text
