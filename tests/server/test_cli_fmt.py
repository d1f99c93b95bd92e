"""The command `fmt`: what it writes, what it leaves alone, and how it ends."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.scenario.writing.formatting import Unsafe
from server import cli_fmt
from server.cli import main
from server.cli_new import STARTER

MESSY = "scenario: {title: 'Proef'} # kop\nformat: 1\n"
NEAT = "format: 1\n\nscenario: {title: Proef}   # kop\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")
    return Path(name)


def fmt(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["fmt", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_file_is_put_in_house_style_and_then_left_alone() -> None:
    file = write("a.yaml", MESSY)

    assert fmt("a.yaml") == (0, "a.yaml is opgemaakt.\n", "")
    assert file.read_text("utf-8") == NEAT
    assert fmt("a.yaml") == (0, "", "")


def test_a_folder_means_the_scenario_in_it() -> None:
    file = write("map/scenario.yaml", MESSY)

    assert fmt("map") == (0, "map/scenario.yaml is opgemaakt.\n", "")
    assert file.read_text("utf-8") == NEAT
    assert [path.name for path in Path("map").iterdir()] == ["scenario.yaml"]


def test_a_folder_means_its_shared_files_translations_and_tests_too() -> None:
    write("map/scenario.yaml", NEAT + "\ninclude: [lib/rollen.yaml]\n")
    english = write(
        "map/i18n/en.yaml", "language: en\nformat: 1\ntexts: {scenario.title: {source: 123456, text: 'Title'}}\n"
    )
    shared = write("map/lib/rollen.yaml", "roles: {wethouder: {name: Wil Weth, title: 'Wethouder'}}\nformat: 1\n")
    test = write("map/tests/stil.yaml", "steps: []   # nog niets\ntest: 'Stil'\nformat: 1\n")
    other = write("map/notities.yaml", "b:   'a'\n")

    beside = ("map/i18n/en.yaml", "map/lib/rollen.yaml", "map/tests/stil.yaml")
    assert fmt("--check", "map") == (1, "".join(f"{name} is nog niet in de huisstijl.\n" for name in beside), "")
    assert fmt("map") == (0, "".join(f"{name} is opgemaakt.\n" for name in beside), "")
    assert english.read_text("utf-8") == (
        "format: 1\n\nlanguage: en\n\ntexts: {scenario.title: {text: Title, source: 123456}}\n"
    )
    assert shared.read_text("utf-8") == "format: 1\n\nroles: {wethouder: {title: Wethouder, name: Wil Weth}}\n"
    assert test.read_text("utf-8") == "format: 1\ntest: Stil\nsteps: []   # nog niets\n"
    assert other.read_text("utf-8") == "b:   'a'\n"
    assert fmt("map") == (0, "", "")


def test_a_test_that_cannot_be_read_is_left_alone() -> None:
    write("map/scenario.yaml", NEAT)
    broken = write("map/tests/stil.yaml", "test: [\n")

    assert fmt("map") == (
        2,
        "",
        "map/tests/stil.yaml kan zo niet worden opgemaakt. snelkookpan check zegt wat er mis is.\n",
    )
    assert broken.read_text("utf-8") == "test: [\n"


def test_check_only_tells() -> None:
    file = write("a.yaml", MESSY)

    assert fmt("--check", "a.yaml") == (1, "a.yaml is nog niet in de huisstijl.\n", "")
    assert file.read_text("utf-8") == MESSY
    write("a.yaml", NEAT)
    assert fmt("--check", "a.yaml") == (0, "", "")


def test_a_file_that_cannot_be_read_is_left_alone_and_its_findings_are_told() -> None:
    file = write("a.yaml", "format: 1\nformat: 1\n")
    other = write("b.yaml", MESSY)

    code, told, wrong = fmt("a.yaml", "b.yaml")

    assert (code, told) == (2, "b.yaml is opgemaakt.\n")
    assert "\na.yaml:2:1 E006 " in wrong
    assert wrong.endswith("a.yaml kan zo niet worden opgemaakt. Herstel dit eerst; er is niets veranderd.\n")
    assert file.read_text("utf-8") == "format: 1\nformat: 1\n"
    assert other.read_text("utf-8") == NEAT


def test_a_file_that_is_not_there_is_told() -> None:
    code, told, wrong = fmt("weg.yaml")

    assert (code, told) == (2, "")
    assert wrong.startswith("weg.yaml:1:1 E020 ")


def test_a_style_that_would_lose_something_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsafe(_: object) -> str:
        raise Unsafe

    file = write("a.yaml", MESSY)
    monkeypatch.setattr(cli_fmt, "formatted", unsafe)

    assert fmt("a.yaml") == (
        2, "", "a.yaml kan niet worden opgemaakt zonder iets te verliezen. Er is niets veranderd.\n"
    )  # fmt: skip
    assert file.read_text("utf-8") == MESSY


def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file = write("a.yaml", MESSY)
    monkeypatch.setattr("os.fsync", full)

    assert fmt("a.yaml") == (
        2, "", "a.yaml kan niet worden geschreven (No space left on device). Er is niets veranderd.\n"
    )  # fmt: skip
    assert file.read_text("utf-8") == MESSY
    assert list(Path().iterdir()) == [file]


def test_a_zip_is_left_alone() -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("scenario.yaml", MESSY)
    before = Path("a.zip").read_bytes()

    assert fmt("a.zip") == (2, "", "a.zip is een zip. Pak hem uit, en maak de map op.\n")
    assert Path("a.zip").read_bytes() == before


def test_a_link_keeps_pointing_and_a_file_keeps_its_rights() -> None:
    file = write("a.yaml", MESSY)
    file.chmod(0o640)
    Path("link.yaml").symlink_to(file)

    assert fmt("link.yaml")[0] == 0
    assert Path("link.yaml").is_symlink()
    assert file.read_text("utf-8") == NEAT
    assert file.stat().st_mode & 0o777 == 0o640


def test_the_starter_is_in_house_style() -> None:
    assert fmt("--check", str(STARTER)) == (0, "", "")
