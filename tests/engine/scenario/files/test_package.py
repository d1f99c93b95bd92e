"""A folder, a zip and kept bytes are read alike; what is no part of the folder is never read."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.scenario.files import package as packages
from engine.scenario.files.package import Kept, Package, Unusable, belongs, stays_inside
from engine.scenario.reading import read, read_files
from tests.engine.scenario.sections.test_including import FILES

MEDIA = {"media/rook.jpg": b"rook", "media/dag1/kaart.png": b"kaart" * 100}


def fill(folder: Path) -> Path:
    """A folder with a scenario, two files it includes, two pictures, and things that do not count."""
    everything = {**{name: text.encode() for name, text in FILES.items()}, **MEDIA}
    for name, content in {**everything, "notities.docx": b"?", "media/.DS_Store": b"?", ".git/config": b"?"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def zipped(folder: Path, top: str = "") -> Path:
    """A zip beside the folder, of what is in it."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"{top}{path.relative_to(folder).as_posix()}")
        archive.writestr("__MACOSX/._scenario.yaml", b"?")
    return target


WAYS: dict[str, Callable[[Path], Path]] = {
    "folder": lambda folder: folder,
    "file": lambda folder: folder / "scenario.yaml",
    "zip": zipped,
    "zip of a folder": lambda folder: zipped(folder, "proef/"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "proef")


def package_of(path: Path) -> Package:
    reading = read(path)
    assert [f.code for f in reading.findings] == ["W313"]  # no message carries these media
    assert reading.package is not None
    return reading.package


@pytest.mark.parametrize("way", WAYS)
def test_every_way_gives_the_same_scenario_and_the_same_media(way: str, folder: Path) -> None:
    path = WAYS[way](folder)
    package = package_of(path)

    assert read(path).scenario == read_files({name: text.encode() for name, text in FILES.items()}).scenario
    assert package.names() == tuple(sorted([*FILES, *MEDIA]))
    for name, content in MEDIA.items():
        assert package.size(name) == len(content)
        assert package.read(name, len(content)) == content
        assert package.read(name, 2) == content[:3]
        assert package.sha256(name) == hashlib.sha256(content).hexdigest()
    with pytest.raises(KeyError):
        package.read("notities.docx", 1)


@pytest.mark.parametrize("way", WAYS)
def test_findings_name_the_file_as_it_was_given(way: str, folder: Path) -> None:
    (folder / "lib" / "vragen.yaml").write_text("format: 1\nforms: []\n")
    path = WAYS[way](folder)
    inside = {"zip": path, "zip of a folder": path / "proef"}.get(way, folder)

    assert [(f.code, f.file) for f in read(path).findings] == [("E103", str(inside / "lib" / "vragen.yaml"))]


def test_kept_bytes_are_a_package_too() -> None:
    package = Kept({**MEDIA, "scenario.yaml": b"format: 1"})

    assert package.names() == ("media/dag1/kaart.png", "media/rook.jpg", "scenario.yaml")
    assert package.read("media/rook.jpg", 100) == b"rook"
    assert package.shown("media/rook.jpg") == "media/rook.jpg"


def test_a_file_of_another_name_stands_alone(folder: Path) -> None:
    other = folder / "oud.yaml"
    other.write_text(FILES["scenario.yaml"])

    assert [f.code for f in read(other).findings] == ["E042", "E042"]


def test_what_is_changed_after_it_was_looked_at_is_not_usable(folder: Path, tmp_path: Path) -> None:
    package = package_of(folder)
    (folder / "media" / "rook.jpg").unlink()
    (folder / "media" / "rook.jpg").symlink_to("/etc/passwd")

    with pytest.raises(Unusable):
        package.read("media/rook.jpg", 100)


def link_out(folder: Path) -> str:
    (folder / "media" / "rook.jpg").unlink()
    (folder / "media" / "rook.jpg").symlink_to("/etc/passwd")
    return "media/rook.jpg"


def link_up(folder: Path) -> str:
    (folder / "lib" / "vragen.yaml").unlink()
    (folder.parent / "vragen.yaml").write_text(FILES["lib/vragen.yaml"])
    (folder / "lib" / "vragen.yaml").symlink_to("../../vragen.yaml")
    return "lib/vragen.yaml"


def linked_scenario(folder: Path) -> str:
    (folder / "scenario.yaml").rename(folder.parent / "scenario.yaml")
    (folder / "scenario.yaml").symlink_to("../scenario.yaml")
    return "scenario.yaml"


def linked_folder(folder: Path) -> str:
    (folder / "i18n").symlink_to("lib")
    return "i18n"


def ring_of_links(folder: Path) -> str:
    (folder / "media" / "a").symlink_to("a")
    return "media/a"


def folder_in_itself(folder: Path) -> str:
    (folder / "media" / "nogmaals").symlink_to("..")
    return "media/nogmaals"


def pipe(folder: Path) -> str:
    os.mkfifo(folder / "lib" / "pijp.yaml")
    return "lib/pijp.yaml"


def device(folder: Path) -> str:
    (folder / "media" / "rook.jpg").unlink()
    (folder / "media" / "rook.jpg").symlink_to("/dev/zero")
    return "media/rook.jpg"


def scenario_is_a_pipe(folder: Path) -> str:
    (folder / "scenario.yaml").unlink()
    os.mkfifo(folder / "scenario.yaml")
    return "scenario.yaml"


def too_deep(folder: Path) -> str:
    (folder / "media" / "a" / "b" / "c" / "d").mkdir(parents=True)
    return "media/a/b/c/d"


def odd_name(folder: Path) -> str:
    (folder / "media" / "a\x1b[31m.jpg").write_bytes(b"")
    return "media"


def no_text(folder: Path) -> str:
    os.mkdir(os.fsencode(folder / "tests"))
    Path(os.fsdecode(os.fsencode(folder / "tests") + b"/\xff.yaml")).write_bytes(b"")
    return "tests"


PLANTED = [
    ("E029", link_out), ("E029", link_up), ("E029", linked_scenario), ("E029", linked_folder), ("E029", ring_of_links),
    ("E029", folder_in_itself), ("E029", device), ("E036", pipe), ("E036", scenario_is_a_pipe), ("E037", too_deep),
    ("E039", odd_name), ("E039", no_text),
]  # fmt: skip


@pytest.mark.parametrize(("code", "plant"), PLANTED, ids=lambda value: getattr(value, "__name__", value))
def test_a_planted_mistake_gives_one_finding_at_its_file(code: str, plant: Callable[[Path], str], folder: Path) -> None:
    name = plant(folder)

    reading = read(folder)

    assert [(f.code, f.file, f.line, f.column) for f in reading.findings] == [(code, str(folder / name), 1, 1)]
    assert reading.unreadable


def test_a_link_inside_the_folder_is_a_file_like_any_other(folder: Path) -> None:
    (folder / "media" / "nogmaals.jpg").symlink_to("rook.jpg")

    assert package_of(folder).read("media/nogmaals.jpg", 100) == b"rook"


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_read(path: str) -> None:
    assert [(f.code, f.file) for f in read(Path(path)).findings] == [("E036", path)]


def test_a_path_no_system_takes_is_a_file_that_is_not_there() -> None:
    assert [f.code for f in read(Path("a" * 5_000)).findings] == ["E020"]


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [("MAX_FILES", 4, "E032"), ("MAX_FILE_BYTES", 499, "E033"), ("MAX_TOTAL_BYTES", 1_000, "E034")],
)
@pytest.mark.parametrize("way", ["folder", "zip"])
def test_a_package_has_limits(
    limit: str, value: int, code: str, way: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, limit, value)
    for name in ("scenario.yaml", "lib/mensen.yaml", "lib/vragen.yaml"):
        (folder / name).write_bytes(b"x" * 300)
    path = WAYS[way](folder)

    reading = read(path)

    assert [(f.code, f.file) for f in reading.findings] == [(code, str(path))]
    assert reading.unreadable


@pytest.mark.parametrize(
    "name", ["../a", "a/../b", "/a", "a//b", "./a", "a/.", "", "a\\b", "C:/a", "c:a", "a/..", ".."]
)
def test_a_name_that_leads_elsewhere_does_not_stay_inside(name: str) -> None:
    assert not stays_inside(name)


@pytest.mark.parametrize("name", ["scenario.yaml", "lib/a.yaml", "media/dag 1/foto 10:30.jpg", "media/..a"])
def test_a_plain_name_stays_inside(name: str) -> None:
    assert stays_inside(name)


def test_only_the_folders_of_a_scenario_belong_to_it() -> None:
    names = ["scenario.yaml", "lib/a.yaml", "lib", "andere/a.yaml", "media/.a", "media/.git/a", "lib/scenario.yaml"]

    assert [name for name in names if belongs(name)] == ["scenario.yaml", "lib/a.yaml", "lib/scenario.yaml"]
