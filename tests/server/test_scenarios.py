from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from engine.scenario.reading import read
from server.scenarios import begin_own, copy_own, packed, place_of, places, text_of
from server.settings import BUNDLED, Settings
from tests.server.live import MINI


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", scenarios=(MINI,))


def other(tmp_path: Path) -> Path:
    """A scenario somewhere else."""
    folder = tmp_path / "elders" / "brand"
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_bytes((MINI / "scenario.yaml").read_bytes())
    return folder


def test_own_scenarios_come_first_and_the_library_last(settings: Settings, tmp_path: Path) -> None:
    begin_own(settings, "mijn-brand")
    played = other(tmp_path)
    keys = [place.key for place in places(settings, played)]
    assert keys == ["own-mijn-brand", "given-1", "library-familiedrama", "library-mini"]
    found = place_of(settings, played)
    assert found is not None
    assert (found.key, found.name) == ("given-1", "brand")
    assert place_of(settings, MINI) == places(settings)[-1]


def test_the_library_cannot_change_and_a_copy_can(settings: Settings, tmp_path: Path) -> None:
    assert not any(place.may_change() for place in places(settings) if place.kind == "library")
    own = copy_own(settings, MINI, "mini")
    assert own.may_change()
    assert own.path == settings.data / "scenarios" / "mini"
    assert read(own.path).scenario is not None
    (own.path / "scenario.yaml").unlink()
    assert not own.may_change()


def test_a_link_to_the_library_is_the_library(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "los").symlink_to(BUNDLED / "mini")
    found = place_of(settings, tmp_path / "los")
    assert found is not None
    assert not found.may_change()


def test_a_second_copy_gets_another_name(settings: Settings) -> None:
    names = [copy_own(settings, MINI, "mini").path.name for _ in range(3)]
    assert names == ["mini", "mini-2", "mini-3"]
    assert copy_own(settings, MINI, "../../weg").path.name == "scenario"


def test_a_zip_is_put_down_as_a_folder_and_stays_inside(settings: Settings, tmp_path: Path) -> None:
    packed = tmp_path / "brand.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("scenario.yaml", (MINI / "scenario.yaml").read_bytes())
        archive.writestr("i18n/en.yaml", "format: 1\n")
    own = copy_own(settings, packed, "brand")
    assert sorted(str(p.relative_to(own.path)) for p in own.path.rglob("*.yaml")) == ["i18n/en.yaml", "scenario.yaml"]
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("../../weg.yaml", "x")
    with pytest.raises(ValueError, match=r"brand\.zip"):
        copy_own(settings, packed, "nog-een")
    assert sorted(path.name for path in (settings.data / "scenarios").iterdir()) == ["brand"]


def test_a_new_scenario_can_be_played_at_once(settings: Settings) -> None:
    own = begin_own(settings, "mijn-brand")
    assert read(own.path).scenario is not None
    with pytest.raises(FileExistsError):
        begin_own(settings, "mijn-brand")
    for name in ("", "../weg", "Mijn Brand", "x" * 41):
        with pytest.raises(ValueError):  # noqa: PT011 - the name itself is the message
            begin_own(settings, name)


def test_what_is_saved_as_a_zip_comes_in_again_as_it_was(settings: Settings, tmp_path: Path) -> None:
    own = begin_own(settings, "mijn-brand")
    content = packed(own.path)
    assert content == packed(own.path)
    (tmp_path / "uit.zip").write_bytes(content)
    again = copy_own(settings, tmp_path / "uit.zip", "weer")
    for file in own.path.rglob("*.yaml"):
        assert (again.path / file.relative_to(own.path)).read_bytes() == file.read_bytes()
    assert text_of(own.path) == (own.path / "scenario.yaml").read_bytes()


def test_where_there_is_no_scenario_nothing_is_saved(tmp_path: Path) -> None:
    for take in (packed, text_of):
        with pytest.raises(ValueError, match=str(tmp_path)):
            take(tmp_path)
