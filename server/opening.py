"""Opening an exercise: the one that was under way, or a new one.

Owns the choice and the order of steps. What is in the files is `server.journal`'s; what is played comes from the stored
copy of the scenario, so editing the scenario later changes no exercise that began.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Collection
from pathlib import Path

from engine.exercise.commands import Command
from engine.exercise.events import ExerciseCreated
from engine.exercise.preparing import to_repeat
from engine.scenario.model import Scenario
from engine.scenario.reading import Reading, read, read_pinned
from engine.scenario.sections.media import TOO_LARGE
from engine.scenario.translation import in_language
from server import hosting
from server.access import new_code
from server.feeds import Render
from server.hosting import Hosted
from server.journal.errors import Conflict, JournalError
from server.journal.library import DataFolder, Exercise, Session
from server.journal.sqlite import SqliteJournal
from server.packages import texts_of
from server.runner import HostClock

CODES_TRIED = 50


class CannotStart(Exception):
    """The program cannot host what was asked; the argument is for a person."""


async def open_exercise(
    data: DataFolder,
    path: Path,
    render: Render,
    host: HostClock,
    language: str = "",
    taken: Collection[str] = (),
    instead: str = "",
) -> Hosted:
    """The exercise of this scenario that is still under way, paused; or else a new one in its lobby.

    It speaks `language` where the scenario is translated. The record holds no texts, so that may differ from last time.
    A session keeps its code, its links and its local words over all its exercises, so role cards that were printed stay
    good. `taken` are the sessions that are hosted already: a copy of a scenario may play beside the scenario itself.
    An exercise `instead` of which one is asked for is over, wherever it stood; it must be closed.
    `CannotStart` when the scenario has errors; a `JournalError` when its file cannot be used.
    """
    # Aside: other exercises may be running.
    reading = await asyncio.to_thread(read, path)
    scenario = _playable(reading, path)
    session = await _session_of(data, scenario, host, taken) or _new_session(data, scenario)
    prepared: tuple[Command, ...] = ()
    current = next((e for e in data.exercises(session.id) if e.id == session.current_exercise), None)
    if current is not None:
        hosted = await _again(data, session, current, path, render, host, language)
        if current.id != instead and _goes_on(hosted, scenario, host):
            return hosted
        exercise = hosted.runner.exercise
        prepared = to_repeat(hosted.scenario, exercise.state, exercise.words)
        await hosted.runner.journal.close()
        data.mark_ended(current.id)
    new = await _anew(data, session, in_language(scenario, language), reading, path, render, host)
    await hosting.prepare(new.runner, prepared)
    return new


def _goes_on(hosted: Hosted, scenario: Scenario, host: HostClock) -> bool:
    """Whether this exercise is taken up again: it was under way, or its end can still be undone."""
    state = hosted.runner.exercise.state
    if state.status == "ended":
        return host.wall_ms() <= (state.undo_until_wall_ms or 0)
    # In the lobby nothing happened yet: an author who mended the scenario gets the mended one.
    return state.status != "lobby" or hosted.scenario.files == scenario.files


def _playable(reading: Reading, path: Path) -> Scenario:
    if reading.scenario is not None:
        return reading.scenario
    lines = [f"  {f.file}:{f.line}:{f.column} {f.code} {f.message} — {f.hint}" for f in reading.findings]
    raise CannotStart("\n".join([f"Het scenario in {path} kan zo niet worden gespeeld:", *lines]))


async def _session_of(data: DataFolder, scenario: Scenario, host: HostClock, taken: Collection[str]) -> Session | None:
    """The latest session of this scenario that nobody closed or took; one that plays these very files comes first."""
    of_scenario = {exercise.session for exercise in data.exercises() if exercise.scenario_id == scenario.id}
    open_ones = [s for s in data.sessions() if s.closed_at is None and s.id in of_scenario and s.id not in taken]
    if len(open_ones) > 1:
        rows = {row.id: row for row in data.exercises()}
        for session in reversed(open_ones):
            row = rows.get(session.current_exercise or "")
            if row is not None and await _pinned(row, host) == scenario.files:
                return session
    return open_ones[-1] if open_ones else None


async def _pinned(row: Exercise, host: HostClock) -> tuple[tuple[str, str], ...] | None:
    """The files that an exercise began with; None when its record cannot be read, which is told when it is played."""
    try:
        journal = await SqliteJournal.open(row.path, host.wall_time)
    except JournalError:
        return None
    try:
        return (await _created(journal, row)).files
    except (JournalError, CannotStart):
        return None
    finally:
        await journal.close()


def _new_session(data: DataFolder, scenario: Scenario) -> Session:
    for _ in range(CODES_TRIED):
        try:
            return data.create_session(secrets.token_hex(8), new_code(), scenario.title, scenario.language)
        except Conflict:
            continue
    raise CannotStart(f"In {data.folder} zijn te veel sessies. Kies een andere map met --data.")


async def _again(
    data: DataFolder, session: Session, row: Exercise, source: Path, render: Render, host: HostClock, language: str
) -> Hosted:
    journal = await SqliteJournal.open(row.path, host.wall_time)
    try:
        scenario = in_language(await _stored_scenario(data, journal, row), language)
        runner = await hosting.take_up(scenario, journal, render, host)
    except BaseException:
        await journal.close()
        raise
    return Hosted(row.id, session.id, session.code, scenario, runner, data.secret, source)


async def _stored_scenario(data: DataFolder, journal: SqliteJournal, row: Exercise) -> Scenario:
    """The scenario as it was when the exercise began, from the files that its first event pins."""
    created = await _created(journal, row)
    texts = {name: data.media.get(sha) for name, sha in texts_of(created)}
    return _playable(await asyncio.to_thread(read_pinned, texts, created.files), row.path)


async def _created(journal: SqliteJournal, row: Exercise) -> ExerciseCreated:
    first = await journal.read(1, 1)
    if not first or not isinstance(first[0].events[0], ExerciseCreated):
        raise CannotStart(f"Het logboek {row.path} is leeg. Verplaats het naar een andere map en start opnieuw.")
    return first[0].events[0]


async def _anew(
    data: DataFolder,
    session: Session,
    scenario: Scenario,
    reading: Reading,
    source: Path,
    render: Render,
    host: HostClock,
) -> Hosted:
    await asyncio.to_thread(_keep_files, data, scenario, reading)
    exercise_id = secrets.token_hex(4)
    # The file comes first: a name in the register without a record behind it could never be opened again.
    path = data.folder / "exercises" / f"{exercise_id}.sqlite"
    journal = await SqliteJournal.open(path, host.wall_time)
    try:
        # One trainer for seventeen people: the script runs by itself, and GO is for what must come sooner.
        runner = await hosting.create(scenario, journal, exercise_id, render, host, automatic=True)
        data.add_exercise(session.id, exercise_id, scenario.id)
    except BaseException:
        await journal.close()
        raise
    return Hosted(exercise_id, session.id, session.code, scenario, runner, data.secret, source)


def _keep_files(data: DataFolder, scenario: Scenario, reading: Reading) -> None:
    """Store what the scenario pins, exactly that: a file that changes while it is being opened is not played."""
    for name, sha in scenario.files:
        content = reading.files.get(name)
        if content is None:
            assert reading.package is not None
            content = reading.package.read(name, TOO_LARGE)
        if data.media.put(content) != sha:
            raise CannotStart(f"{name} veranderde terwijl het scenario werd geopend. Start opnieuw.")
