"""`snelkookpan report`: the after-action report of a journal, as JSON or as one HTML page.

Owns reading the record, the exit code and where the report goes. What is in the report is `engine.debrief`'s, what it
looks like `facilitator_ui`'s. It never changes the journal; the command is registered in `server.cli`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import click

from engine.debrief.after_action import AfterAction, after_action
from engine.exercise.events import Event, ExerciseCreated, PhaseStarted
from engine.exercise.state import State, replay
from facilitator_ui.report import report_page
from server.journal.base import RecordedStep
from server.journal.errors import Damaged, InUse, JournalError
from server.journal.reading import read_all
from server.packages import media_folders, pinned_scenario
from server.settings import BUNDLED, data_folder, environment
from shared_ui.words import translator

IN_USE, UNREADABLE = 1, 2


@click.command(name="report")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["html", "json"]), required=True, help="A page or data.")
@click.option("-o", "--output", metavar="OUT", type=click.Path(path_type=Path), help="Write here; otherwise to stdout.")
@click.option(
    "--data",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Data folder the exercise was played in, for a copy that lies elsewhere.",
)
def report(file: Path, style: str, output: Path | None, data: Path | None) -> None:
    """Make the after-action report of FILE, the journal of an exercise. No names of people are in it.

    Ends with 0 when it is made, 1 when the exercise is still open, 2 when FILE or its scenario cannot be read or OUT
    cannot be written.
    """
    try:
        made = report_of(file, data_folder(data, environment()))
    except InUse:
        _stop(f"{file.name} hoort bij een oefening die nu open is. Kies in die oefening 'Download kopie'.", IN_USE)
    except JournalError as wrong:
        _stop(wrong.sentence, UNREADABLE)
    if style == "json":
        _put(json.dumps(made.as_json(), ensure_ascii=False, indent=2) + "\n", file, output)
    else:
        _put(report_page(made, translator(made.language)), file, output)


def report_of(file: Path, data: Path) -> AfterAction:
    """The report of this record. `data` is where its scenario may lie too. Raises a `JournalError`."""
    steps, texts = read_all(file)
    events: Sequence[Event] = [event for step in steps for event in step.events]
    if not events or not isinstance(events[0], ExerciseCreated):
        raise Damaged(f"{file.name} is een leeg logboek: er is geen oefening in begonnen.")
    scenario = pinned_scenario(events[0], media_folders(file, data), BUNDLED)
    state = replay(scenario, events)
    return after_action(scenario, events, state, _local_words(state, texts), _held_on(steps))


def _local_words(state: State, texts: Mapping[str, str]) -> dict[str, str]:
    """What the trainer filled in; an erased word falls back on the scenario's own."""
    return {name: texts[ref.id] for name, ref in state.parameters if texts.get(ref.id)}


def _held_on(steps: Sequence[RecordedStep]) -> str:
    """The day on which it was played, by the calendar of this machine; before the start, the day it was made."""
    begun = (step for step in steps if any(isinstance(event, PhaseStarted) for event in step.events))
    return next(begun, steps[0]).recorded_at.astimezone().date().isoformat()


def _put(text: str, journal: Path, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        if output.exists() and output.samefile(journal):
            _stop("Het verslag kan niet over het logboek heen worden geschreven. Kies een andere naam.", UNREADABLE)
        output.write_text(text, encoding="utf-8")
    except OSError as wrong:
        _stop(f"{output} kan niet worden geschreven ({wrong.strerror}).", UNREADABLE)


def _stop(sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(code)
