"""Opening an exercise on a real data folder: new, again, after the end, and what cannot be opened."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from engine.exercise.commands import ChooseStart, EndExercise, FillIn, PauseClock, StartExercise
from engine.exercise.view import Preparation
from server.app import renderer
from server.hosting import Hosted
from server.journal.errors import CannotWrite, InUse
from server.journal.library import DataFolder
from server.opening import CannotStart, open_exercise
from server.runner import Done
from tests.server.live import MINI, Hands, settle


@asynccontextmanager
async def opened(
    folder: Path, hands: Hands, scenario: Path = MINI, language: str = "nl", taken: Collection[str] = ()
) -> AsyncIterator[Hosted]:
    with closing(DataFolder(folder, hands.clock().wall_time)) as data:
        hosted = await open_exercise(data, scenario, renderer(language), hands.clock(), language, taken)
        hosted.runner.start()
        try:
            yield hosted
        finally:
            await hosted.runner.stop()


async def start(hosted: Hosted) -> None:
    assert isinstance(await hosted.runner.order(StartExercise(), "trainer", "1" * 32), Done)


def words_of(hosted: Hosted) -> dict[str, str]:
    """The local words as the trainer sees them."""
    node = hosted.feeds.sight().node("trainer", "preparation")
    assert isinstance(node, Preparation)
    return {word.id: word.text for word in node.words}


async def test_a_first_time_makes_a_lobby_that_runs_by_itself_once_started(tmp_path: Path) -> None:
    async with opened(tmp_path, Hands()) as hosted:
        assert hosted.runner.exercise.state.status == "lobby"
        assert hosted.runner.exercise.state.automatic


async def test_a_restart_goes_on_where_it_was_paused_with_the_same_links(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as hosted:
        await start(hosted)
        for _ in range(100):
            hands.on(1_000)
            await settle(hosted)
        before = hosted
        links = {seat: hosted.secret(seat) for seat in hosted.scenario.seats}
        delivered = {name for name, inject in hosted.runner.exercise.state.injects.items() if inject.delivered_at_ms}
        n = {seat: hosted.feeds.n(seat) for seat in hosted.scenario.seats}

    hands.on(3_600_000)
    async with opened(tmp_path, hands) as again:
        state = again.runner.exercise.state
        assert (again.id, again.code) == (before.id, before.code)
        assert {seat: again.secret(seat) for seat in again.scenario.seats} == links
        assert (state.status, state.pause_cause, again.runner.at_ms()) == ("paused", "restart", 100_000)
        assert {name for name, inject in state.injects.items() if inject.delivered_at_ms} == delivered
        assert again.feeds.epoch == before.feeds.epoch
        assert all(again.feeds.n(seat) >= count for seat, count in n.items())


async def test_a_lobby_is_still_a_lobby_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path, Hands()) as hosted:
        first = hosted.id
    async with opened(tmp_path, Hands()) as again:
        assert (again.id, again.runner.exercise.state.status) == (first, "lobby")


async def test_local_words_and_a_chosen_start_are_still_there_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path, Hands()) as hosted:
        words = FillIn({"gemeente": "Maasdorp", "straat": ""})
        assert isinstance(await hosted.runner.order(words, "trainer", "a" * 32), Done)
        assert isinstance(await hosted.runner.order(ChooseStart("reactie_gegeven", "yes"), "trainer", "b" * 32), Done)
    async with opened(tmp_path, Hands()) as again:
        assert words_of(again) == {"gemeente": "Maasdorp", "straat": "Brinkweg", "omroep": "RTV Oostmark"}
        assert again.runner.exercise.state.variables["reactie_gegeven"] is True


async def test_after_an_ended_exercise_the_next_start_is_a_new_one_with_the_same_code_and_cards(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as hosted:
        await start(hosted)
        await hosted.runner.order(EndExercise(), "trainer", "2" * 32)
        first, code, card = hosted.id, hosted.code, hosted.secret("burgemeester")
    hands.on(59_000)
    async with opened(tmp_path, hands) as undoable:
        assert (undoable.id, undoable.runner.exercise.state.status) == (first, "ended")
    hands.on(2_000)
    async with opened(tmp_path, hands) as again:
        assert again.id != first
        assert (again.code, again.secret("burgemeester")) == (code, card)
        assert again.runner.exercise.state.status == "lobby"
    assert len(list((tmp_path / "exercises").glob("*.sqlite"))) == 2


async def test_editing_the_scenario_changes_no_exercise_that_began(tmp_path: Path) -> None:
    scenario, hands = tmp_path / "eigen", Hands()
    shutil.copytree(MINI, scenario)
    async with opened(tmp_path / "data", hands, scenario) as hosted:
        await start(hosted)
        title = hosted.scenario.title
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    (scenario / "scenario.yaml").write_text(text.replace(title, "Heel iets anders"), encoding="utf-8")

    async with opened(tmp_path / "data", hands, scenario) as again:
        assert again.scenario.title == title


async def test_a_lobby_takes_the_scenario_as_it_is_now(tmp_path: Path) -> None:
    scenario, hands = tmp_path / "eigen", Hands()
    shutil.copytree(MINI, scenario)
    async with opened(tmp_path / "data", hands, scenario) as hosted:
        first, code, title = hosted.id, hosted.code, hosted.scenario.title
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    (scenario / "scenario.yaml").write_text(text.replace(title, "Bericht uit de straat"), encoding="utf-8")

    async with opened(tmp_path / "data", hands, scenario) as again:
        assert again.scenario.title == "Bericht uit de straat"
        assert again.id != first
        assert again.code == code


async def test_local_words_and_a_chosen_start_go_along_to_the_mended_scenario(tmp_path: Path) -> None:
    scenario, hands = tmp_path / "eigen", Hands()
    shutil.copytree(MINI, scenario)
    async with opened(tmp_path / "data", hands, scenario) as hosted:
        words = {"gemeente": "Maasdorp", "straat": "Een straat met een lange naam"}
        await hosted.runner.order(FillIn(words), "trainer", "a" * 32)
        await hosted.runner.order(ChooseStart("reactie_gegeven", "yes"), "trainer", "b" * 32)
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    shorter = text.replace("default: Brinkweg, max: 40", "default: Brinkweg, max: 10")
    (scenario / "scenario.yaml").write_text(shorter, encoding="utf-8")

    async with opened(tmp_path / "data", hands, scenario) as again:
        assert again.id != hosted.id
        assert words_of(again) == {"gemeente": "Maasdorp", "straat": "Brinkweg", "omroep": "RTV Oostmark"}
        assert again.runner.exercise.state.variables["reactie_gegeven"] is True


async def test_after_the_end_the_words_stay_and_the_story_starts_as_it_was_written(
    tmp_path: Path,
) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as hosted:
        await hosted.runner.order(FillIn({"gemeente": "Maasdorp"}), "trainer", "a" * 32)
        await hosted.runner.order(ChooseStart("reactie_gegeven", "yes"), "trainer", "b" * 32)
        await start(hosted)
        await hosted.runner.order(EndExercise(), "trainer", "2" * 32)
    hands.on(3_600_000)

    async with opened(tmp_path, hands) as again:
        assert words_of(again)["gemeente"] == "Maasdorp"
        assert again.runner.exercise.state.variables["reactie_gegeven"] is False


async def test_a_copy_has_a_session_beside_that_of_the_scenario_and_each_is_found_again(tmp_path: Path) -> None:
    copy, data, hands = shutil.copytree(MINI, tmp_path / "kopie"), tmp_path / "data", Hands()
    text = (copy / "scenario.yaml").read_text(encoding="utf-8")
    (copy / "scenario.yaml").write_text(text.replace("Bericht uit de buurt", "Mijn buurt"), encoding="utf-8")
    async with opened(data, hands) as hosted:
        await start(hosted)
    hands.on(1_000)
    async with opened(data, hands, copy, taken={hosted.session}) as beside:
        assert (beside.session != hosted.session, beside.code != hosted.code) == (True, True)

    async with opened(data, hands) as again:
        assert (again.id, again.runner.exercise.state.status) == (hosted.id, "paused")
    async with opened(data, hands, copy) as also:
        assert (also.id, also.scenario.title) == (beside.id, "Mijn buurt")


async def test_a_record_that_is_damaged_is_no_reason_to_leave_another_session_alone(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as hosted:
        await start(hosted)
    hands.on(1_000)
    async with opened(tmp_path, hands, taken={hosted.session}) as later:
        pass
    (tmp_path / "exercises" / f"{later.id}.sqlite").write_bytes(b"geen logboek" * 100)
    async with opened(tmp_path, hands) as again:
        assert again.id == hosted.id


async def test_a_scenario_with_errors_is_not_played_and_every_mistake_is_told(tmp_path: Path) -> None:
    scenario = tmp_path / "kapot"
    shutil.copytree(MINI, scenario)
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    (scenario / "scenario.yaml").write_text(text + "onzin: 1\nformat: 1\n", encoding="utf-8")

    with pytest.raises(CannotStart, match=r"scenario\.yaml:\d+:\d+ E\d+"):
        async with opened(tmp_path / "data", Hands(), scenario):
            raise AssertionError("it was opened")


async def test_a_second_program_on_the_same_data_folder_is_told_to_use_another(tmp_path: Path) -> None:
    async with opened(tmp_path, Hands()):
        with pytest.raises(InUse, match="--data"):
            DataFolder(tmp_path, Hands().clock().wall_time)


async def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")

    with pytest.raises(CannotWrite, match="bestand"):
        DataFolder(tmp_path / "bestand" / "data", Hands().clock().wall_time)


async def test_an_exercise_paused_by_hand_stays_paused_by_hand(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as hosted:
        await start(hosted)
        await hosted.runner.order(PauseClock(), "trainer", "3" * 32)
    async with opened(tmp_path, hands) as again:
        assert again.runner.exercise.state.pause_cause == "facilitator"


async def test_an_exercise_speaks_the_language_of_the_program_where_the_scenario_is_translated(tmp_path: Path) -> None:
    script = shutil.copytree(MINI, tmp_path / "script")
    (script / "i18n").mkdir()
    (script / "i18n" / "en.yaml").write_text(
        "format: 1\nlanguage: en\ntexts:\n  scenario.title: {text: A message from the neighbourhood}\n"
    )
    hands = Hands()
    async with opened(tmp_path / "data", hands, script, "en") as hosted:
        await start(hosted)
        first, english = hosted.id, hosted.scenario.title
    (script / "i18n" / "en.yaml").unlink()
    async with opened(tmp_path / "data", hands, script, "en") as again:
        assert (again.id, again.scenario.title) == (first, english)
    async with opened(tmp_path / "data", hands, script, "nl") as dutch:
        assert (dutch.id, dutch.scenario.title) == (first, "Bericht uit de buurt")
        assert dutch.runner.exercise.state == again.runner.exercise.state
    assert english == "A message from the neighbourhood"
