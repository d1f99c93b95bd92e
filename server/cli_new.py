"""`snelkookpan new`: a folder with a small scenario to change into one's own.

Owns the folder and the name; the scenario itself is `server/starter.yaml`, its tests are in `server/starter_tests`. The
command is registered in `server.cli`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from engine.rehearsal.checking import TESTS
from engine.scenario.files.package import SCENARIO_FILE
from engine.scenario.schema import SCHEMA_FILE, TEST_SCHEMA_FILE
from engine.scenario.sections.fields import ID
from server.cli_schema import schema_text

CANNOT_MAKE = 2
STARTER = Path(__file__).with_name("starter.yaml")
STARTER_TESTS = Path(__file__).with_name("starter_tests")
_ID_LINE, _TITLE_LINE = "  id: mijn-scenario ", "  title: Mijn scenario\n"


@click.command(name="new")
@click.argument("name", metavar="NAME")
def new(name: str) -> None:
    """Make the folder NAME with a small scenario that can be played at once, and is explained in Dutch.

    Two tests of it lie under tests/, and the schemas for editors beside it. Ends with 0 when it is made, 2 when it
    cannot be.
    """
    if not ID.fullmatch(name):
        _stop(
            f'"{name}" kan geen naam zijn. Gebruik hoogstens 40 kleine letters, cijfers, - en _, '
            "en begin met een letter: brand-buurthuis."
        )
    folder = Path(name)
    try:
        begin(folder, name)
    except FileExistsError:
        _stop(f"{name} bestaat al. Kies een andere naam, of haal wat er staat eerst weg.")
    except OSError as wrong:
        _stop(f"{name} kan niet worden gemaakt ({wrong.strerror}).")
    click.echo(f"{folder / SCENARIO_FILE} staat klaar. Pas het aan, en lees het na met: snelkookpan check {name}")


def begin(folder: Path, name: str) -> None:
    """Make this folder with the starter in it. `FileExistsError` when it is there, `OSError` as the disk says."""
    folder.mkdir()
    (folder / SCENARIO_FILE).write_text(starter(name), "utf-8", newline="\n")
    (folder / SCHEMA_FILE).write_text(schema_text(), "utf-8", newline="\n")
    (folder / TEST_SCHEMA_FILE).write_text(schema_text("test"), "utf-8", newline="\n")
    (folder / TESTS).mkdir()
    for test in sorted(STARTER_TESTS.glob("*.yaml")):
        (folder / TESTS / test.name).write_text(test.read_text("utf-8"), "utf-8", newline="\n")


def starter(name: str) -> str:
    """The starter scenario with this id, and a title made of it."""
    title = name.replace("-", " ").replace("_", " ").strip().capitalize()
    text = STARTER.read_text("utf-8").replace(_ID_LINE, f"  id: {name} ", 1)
    return text.replace(_TITLE_LINE, f"  title: {title}\n", 1)


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(CANNOT_MAKE)
