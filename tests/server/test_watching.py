"""Looking again at every change: when, and what became different."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from engine.scenario.findings import Finding
from server.watching import Look, changes, fingerprint_of, look, looks
from server.worker import NotDone
from tests.engine.rehearsal.world import CALLS, SCENARIO, WAITS, written
from tests.server.live import MINI


class Days:
    """What happens while somebody writes: one thing at every poll. Running out of things ends the test."""

    def __init__(self, *acts: Callable[[], object]) -> None:
        self._acts = list(acts)

    async def sleep(self, seconds: float) -> None:
        if not self._acts:
            raise EOFError
        self._acts.pop(0)()


def nothing() -> None:
    """Nobody saves anything."""


async def seen(folder: Path, *acts: Callable[[], object]) -> list[tuple[str, ...]]:
    """The codes found at each look."""
    found = []
    for each in await told(folder, here, *acts):
        assert isinstance(each, Look)
        found.append(tuple(finding.code for finding in each.findings))
    return found


async def told(
    folder: Path, how: Callable[[Path], Awaitable[Look]], *acts: Callable[[], object]
) -> list[Look | NotDone]:
    found: list[Look | NotDone] = []
    try:
        async for each in looks(folder, how, Days(*acts).sleep):
            found.append(each)  # noqa: PERF401 - what came before the end must be kept
    except EOFError:
        return found
    raise AssertionError("it never ends by itself")


async def here(path: Path) -> Look:
    return look(path)


async def test_it_looks_at_once_and_then_only_when_something_changed(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS, waits=WAITS)

    assert await seen(folder, nothing, nothing, nothing) == [()]


async def test_a_change_in_any_file_of_the_scenario_is_looked_at(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS, waits=WAITS)
    wrong, better = SCENARIO.replace("phase: ochtend", "phase: middag"), SCENARIO
    failing = CALLS.replace("ends: {state: {vragen: 5}}", "ends: {state: {vragen: 4}}")

    def save(name: str, text: str) -> Callable[[], object]:
        return lambda: (folder / name).write_text(text, "utf-8")

    days = (save("scenario.yaml", wrong), nothing, save("scenario.yaml", better), nothing)
    assert await seen(folder, *days, save("tests/calls.yaml", failing), nothing) == [(), ("E121",), (), ("E525",)]


async def test_a_file_that_is_still_being_saved_is_left_alone(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS, waits=WAITS)
    whole = folder / "scenario.yaml"

    def half() -> None:
        whole.write_text(SCENARIO[:500], "utf-8")

    def rest() -> None:
        whole.write_text(f"# beter\n{SCENARIO}", "utf-8")

    assert await seen(folder, half, rest, nothing) == [(), ()]


async def test_a_scenario_that_is_gone_for_a_moment_comes_back(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS, waits=WAITS)
    whole = folder / "scenario.yaml"

    def away() -> None:
        whole.rename(tmp_path / "elders")

    def back() -> None:
        (tmp_path / "elders").rename(whole)

    assert await seen(folder, away, nothing, back, nothing) == [(), ("E022",), ()]


async def test_what_lies_beside_the_scenario_is_not_looked_at(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS, waits=WAITS)

    assert await seen(folder, lambda: (folder / "notities.txt").write_text("a"), nothing, nothing) == [()]


async def test_a_look_that_failed_is_told_and_the_next_change_is_looked_at(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS, waits=WAITS)
    times: list[Path] = []

    async def fails_once(path: Path) -> Look:
        times.append(path)
        if len(times) == 1:
            raise NotDone("te lang")
        return look(path)

    def save() -> None:
        (folder / "scenario.yaml").write_text(f"# beter\n{SCENARIO}", "utf-8")

    assert [type(each) for each in await told(folder, fails_once, save, nothing)] == [NotDone, Look]


def test_the_file_in_a_folder_stands_for_the_folder(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    before = fingerprint_of(folder / "scenario.yaml")

    (folder / "tests" / "nieuw.yaml").write_text("format: 1\n", "utf-8")

    assert fingerprint_of(folder / "scenario.yaml") == fingerprint_of(folder) != before


def test_a_finding_that_only_moved_is_no_change(tmp_path: Path) -> None:
    before = look(written(tmp_path, SCENARIO.replace("phase: ochtend", "phase: middag")))
    after = look(written(tmp_path, "# een regel erbij\n" + SCENARIO.replace("phase: ochtend", "phase: middag")))

    assert changes(before, after) == ([], [])


def test_what_is_gone_and_what_is_new_are_told_apart(tmp_path: Path) -> None:
    wrong = SCENARIO.replace("phase: ochtend", "phase: middag")
    before = look(written(tmp_path, wrong))
    after = look(
        written(tmp_path, wrong.replace("phase: middag", "phase: morgen").replace("channel: news", "channel: n"))
    )

    gone, new = changes(before, after)

    assert (said(gone), said(new)) == (['onbekende fase "middag"'], ['"n" kan hier niet', 'onbekende fase "morgen"'])


def test_of_two_alike_one_may_be_gone(tmp_path: Path) -> None:
    twice = SCENARIO.replace("phase: ochtend", "phase: middag").replace("at: +1 min", "at: +1 min\n    carry: x", 1)
    twice = twice.replace("    manual: yes\n    channel: note", "    manual: yes\n    carry: x\n    channel: note")
    before = look(written(tmp_path, twice))
    after = look(written(tmp_path, twice.replace("    carry: x\n", "", 1)))

    gone, new = changes(before, after)

    assert (len(gone), new) == (1, [])


def said(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]
