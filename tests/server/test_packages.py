from dataclasses import replace
from pathlib import Path

import pytest

from engine.scenario.reading import read
from server.journal.errors import CannotRead, Damaged
from server.journal.media import Media
from server.packages import media_folders, pinned_scenario
from server.settings import BUNDLED
from tests.engine.worlds import CREATED


def test_media_lie_beside_the_exercises_beside_a_copy_or_in_a_data_folder(tmp_path: Path) -> None:
    record, other = tmp_path / "data" / "exercises" / "x.sqlite", tmp_path / "other"

    assert media_folders(record, other) == (
        tmp_path / "data" / "media",
        tmp_path / "data" / "exercises" / "media",
        other / "media",
    )


def test_a_scenario_is_read_back_from_what_was_stored(tmp_path: Path) -> None:
    reading = read(BUNDLED / "mini")
    assert reading.scenario is not None
    for content in reading.files.values():
        Media(tmp_path).put(content)

    assert pinned_scenario(replace(CREATED, files=reading.scenario.files), [tmp_path / "none", tmp_path]) == (
        reading.scenario
    )


def test_the_library_of_the_program_helps_when_the_very_same_file_is_in_it(tmp_path: Path) -> None:
    reading = read(BUNDLED / "mini")
    assert reading.scenario is not None
    created = replace(CREATED, files=reading.scenario.files)

    assert pinned_scenario(created, [tmp_path], BUNDLED) == reading.scenario
    edited = replace(created, files=(("scenario.yaml", "0" * 64),))
    with pytest.raises(CannotRead, match=r"scenario\.yaml .* --data"):
        pinned_scenario(edited, [tmp_path], BUNDLED)


def test_a_damaged_stored_file_is_not_used(tmp_path: Path) -> None:
    reading = read(BUNDLED / "mini")
    assert reading.scenario is not None
    for content in reading.files.values():
        (tmp_path / Media(tmp_path).put(content)).write_bytes(b"iets anders")

    with pytest.raises(CannotRead):
        pinned_scenario(replace(CREATED, files=reading.scenario.files), [tmp_path])


def test_a_stored_file_that_is_no_scenario_gets_a_sentence(tmp_path: Path) -> None:
    sha = Media(tmp_path).put(b"geen: scenario")

    with pytest.raises(Damaged, match="niet te lezen"):
        pinned_scenario(replace(CREATED, files=(("scenario.yaml", sha),)), [tmp_path])
