"""The report command on real files: a played evening with a unique token in all that may not be shown."""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.exercise import events as e
from engine.exercise.step import Step, Text
from engine.scenario.model import Scenario
from engine.scenario.reading import read_files
from server.cli_report import report
from server.journal.base import StoredStep
from server.journal.media import Media
from server.journal.sqlite import SqliteJournal
from server.settings import BUNDLED
from tests.engine.worlds import CREATED, MINUTE

TOKEN = "GEHEIM"
PLAYED = datetime(2026, 11, 26, 12, tzinfo=UTC)


def typed(ident: str, body: str = TOKEN) -> Text:
    return Text(ident, "burgemeester", "0" * 32, body)


def package() -> dict[str, bytes]:
    """The small scenario of the library, with a token as every name, party and note."""
    words = (BUNDLED / "mini" / "scenario.yaml").read_text(encoding="utf-8")
    for name in ("Marijke Overdijk", "Bert Nijenkamp", "Hanna Terwisse", "Lokaal Hesselveld", "Team Snelkookpan"):
        assert name in words
        words = words.replace(name, f"{TOKEN} {name.split()[0]}")
    picture = (BUNDLED / "mini" / "media" / "straat.png").read_bytes()
    return {
        "scenario.yaml": words.replace("note: |\n", f"note: |\n      {TOKEN}\n").encode(),
        "media/straat.png": picture,
    }


def scenario(files: dict[str, bytes]) -> Scenario:
    reading = read_files(files)
    assert reading.scenario, reading.findings
    return reading.scenario


def evening(files: Sequence[tuple[str, str]]) -> list[Step]:
    """A minute of it: one mail answered, one message made up, one score with a note."""
    place, answer, said, remark = (typed("p1", "Dalwijk"), typed("a1"), typed("m1"), typed("n1"))
    seats = ("raadslid-1", "raadslid-2", "griffier")
    units = ("seat:raadslid-1", "seat:raadslid-2")
    created = replace(
        CREATED, scenario="bericht-uit-de-buurt", files=tuple(files), parameters=(("gemeente", place.ref()),)
    )
    return [
        Step((created,), (place,)),
        Step((e.PhaseStarted(0, "avond", 10 * MINUTE, ()), e.ClockResumed(0, 1, 1))),
        Step((e.InjectDelivered(MINUTE, "mail-bewoner", seats, False, False, units, (), "clock"),)),
        Step(
            (
                e.ResponseSubmitted(
                    MINUTE, "mail-bewoner", units[0], seats[0], 1, answer.ref(), None, False, True, "acuut"
                ),
            ),
            (answer,),
        ),
        Step((e.MessageSent(MINUTE, "m", "note", said.ref(), said.ref(), said.ref(), seats[:1], True),), (said,)),
        Step(
            (
                e.Scored(MINUTE, "trainer", "inject:mail-bewoner", units[0], "d9", 4, "typed", 1),
                e.ScoreNoted(MINUTE, "trainer", "inject:mail-bewoner", units[0], remark.ref()),
                e.ExerciseEnded(MINUTE, 0),
            ),
            (remark,),
        ),
    ]


async def store(path: Path, steps: Sequence[Step]) -> SqliteJournal:
    journal = await SqliteJournal.open(path, lambda: PLAYED)
    await journal.append(1, [StoredStep(step, outcome="{}") for step in steps])
    return journal


def recorded(path: Path, steps: Sequence[Step]) -> Path:
    async def write() -> None:
        await (await store(path, steps)).close()

    asyncio.run(write())
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one exercise that was played, and its scenario in `media/`."""
    files = package()
    (tmp_path / "data" / "exercises").mkdir(parents=True)
    (tmp_path / "data" / "media").mkdir()
    for content in files.values():
        Media(tmp_path / "data" / "media").put(content)
    recorded(tmp_path / "data" / "exercises" / "x.sqlite", evening(scenario(files).files))
    return tmp_path / "data"


@pytest.fixture
def journal(data: Path) -> Path:
    return data / "exercises" / "x.sqlite"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(report, [str(argument) for argument in arguments], catch_exceptions=False)


def everything_in(folder: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_json_report_is_one_object_on_stdout(journal: Path) -> None:
    result = run(journal, "--format", "json")

    assert result.exit_code == 0
    made = json.loads(result.stdout)
    assert (made["title"], made["municipality"], made["held_on"]) == ("Bericht uit de buurt", "Dalwijk", "2026-11-26")
    assert [row["kind"] for row in made["course"]] == ["phase_began", "inject", "answer", "message", "ended"]
    assert made["profile"][0]["spreads"] == [{"dimension": "d9", "n": 1, "min": 4, "max": 4, "median": 4}]


@pytest.mark.parametrize("style", ["json", "html"])
def test_no_name_and_nothing_typed_stands_in_the_report(journal: Path, style: str) -> None:
    result = run(journal, "--format", style)

    assert result.exit_code == 0
    assert "Bericht uit de buurt" in result.stdout
    assert TOKEN not in result.stdout
    assert "raadslid-1" not in result.stdout


def test_the_page_says_that_it_was_an_exercise_and_asks_nothing_of_another_host(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "verslag.html"
    result = run(journal, "--format", "html", "-o", out)

    assert (result.exit_code, result.stdout) == (0, "")
    page = out.read_text(encoding="utf-8")
    assert "OEFENING" in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/", "")


def test_making_a_report_changes_no_file(data: Path, journal: Path) -> None:
    before = everything_in(data)

    assert run(journal, "--format", "json").exit_code == 0
    assert everything_in(data) == before


def test_the_report_is_never_written_over_the_journal(data: Path, journal: Path) -> None:
    before = everything_in(data)
    result = run(journal, "--format", "json", "-o", journal)

    assert result.exit_code == 2
    assert "Kies een andere naam" in result.stderr
    assert everything_in(data) == before


def test_an_open_exercise_points_to_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "open.sqlite"

    async def ask_while_open() -> Result:
        held = await store(path, evening(()))
        try:
            return await asyncio.to_thread(run, path, "--format", "json")
        finally:
            await held.close()

    result = asyncio.run(ask_while_open())
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Download kopie" in result.stderr


@pytest.mark.parametrize("content", [b"", b"geen logboek", b"SQLite format 3\x00" + b"\0" * 500])
def test_something_else_than_a_journal_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(content)
    result = run(other, "--format", "json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert other.read_bytes() == content


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    result = run(tmp_path / "none.sqlite", "--format", "json")

    assert result.exit_code == 2
    assert "none.sqlite" in result.stderr


def test_a_journal_in_which_nothing_began_gets_a_sentence(tmp_path: Path) -> None:
    result = run(recorded(tmp_path / "empty.sqlite", ()), "--format", "json")

    assert result.exit_code == 2
    assert "leeg logboek" in result.stderr


def test_a_copy_elsewhere_finds_its_scenario_in_the_data_folder_it_is_pointed_at(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "downloads" / "kopie.sqlite"
    copy.parent.mkdir()
    copy.write_bytes((data / "exercises" / "x.sqlite").read_bytes())

    lost = run(copy, "--format", "json")
    assert lost.exit_code == 2
    assert "--data" in lost.stderr
    assert run(copy, "--format", "json", "--data", data).exit_code == 0


def test_a_place_that_cannot_be_written_gets_a_sentence(journal: Path, tmp_path: Path) -> None:
    result = run(journal, "--format", "json", "-o", tmp_path / "none" / "verslag.json")

    assert result.exit_code == 2
    assert "kan niet worden geschreven" in result.stderr


def test_an_erased_local_word_falls_back_on_the_scenarios_own(data: Path, tmp_path: Path) -> None:
    first, *rest = evening(scenario(package()).files)
    created = first.events[0]
    assert isinstance(created, e.ExerciseCreated)
    erased = Text("p1", "trainer", "", "")
    first = Step((replace(created, parameters=(("gemeente", erased.ref()),)),), (erased,))
    path = recorded(data / "exercises" / "erased.sqlite", [first, *rest])

    assert json.loads(run(path, "--format", "json").stdout)["municipality"] == "Hesselveld"
