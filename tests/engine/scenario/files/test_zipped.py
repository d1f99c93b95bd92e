"""A zip is read within limits and never believed: one finding for each way in which it is no scenario."""

from __future__ import annotations

import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.scenario.files.package import Unusable
from engine.scenario.reading import read
from tests.engine.scenario.sections.test_including import FILES

Plant = Callable[[zipfile.ZipFile], None]


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.orig_filename = name
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def zip_of(path: Path, *plants: Plant) -> Path:
    """A zip of a sound scenario, and what else is planted in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands twice
        for name, text in FILES.items():
            archive.writestr(name, text)
        for plant in plants:
            plant(archive)
    return path


def named(name: str, mode: int = stat.S_IFREG) -> Plant:
    return lambda archive: archive.writestr(entry(name, mode), b"inhoud")


def packed(kind: int) -> Plant:
    return lambda archive: archive.writestr("media/a.jpg", b"inhoud", kind)


def large(megabytes: int) -> Plant:
    return lambda archive: archive.writestr("media/a.bmp", bytes(megabytes * 1_000_000))


def many(archive: zipfile.ZipFile) -> None:
    for number in range(1_001):
        archive.writestr(f"media/{number}", b"")


PLANTED = [
    ("E028", "../../etc/cron.d/a", named("../../etc/cron.d/a")),
    ("E028", "lib/../../a.yaml", named("lib/../../a.yaml")),
    ("E028", "/etc/passwd", named("/etc/passwd")),
    ("E028", "C:/a.yaml", named("C:/a.yaml")),
    ("E028", "lib\\a.yaml", named("lib\\a.yaml")),
    ("E028", "lib//a.yaml", named("lib//a.yaml")),
    ("E028", "./scenario.yaml", named("./scenario.yaml")),
    ("E029", "media/a.jpg", named("media/a.jpg", stat.S_IFLNK | 0o777)),
    ("E030", "lib/mensen.yaml", named("lib/mensen.yaml")),
    ("E036", "media/a", named("media/a", stat.S_IFIFO)),
    ("E036", "media/a", named("media/a", stat.S_IFCHR)),
    ("E037", "media/a/b/c/d/e.jpg", named("media/a/b/c/d/e.jpg")),
    ("E038", "media/a.jpg", packed(zipfile.ZIP_BZIP2)),
    ("E038", "media/a.jpg", packed(zipfile.ZIP_LZMA)),
    ("E039", "media/a [31m.jpg", named("media/a\x1b[31m.jpg")),
    ("E040", "media/a.bmp", large(20)),
    ("E032", "", many),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "plant"), PLANTED)
def test_a_planted_mistake_gives_one_finding_at_the_zip(code: str, name: str, plant: Plant, tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", plant)

    reading = read(path)

    assert [(f.code, f.file, f.line, f.column) for f in reading.findings] == [(code, str(path), 1, 1)]
    assert name in reading.findings[0].message
    assert reading.unreadable


@pytest.mark.parametrize("names", [["lib/a.yaml"], ["a/scenario.yaml", "b/scenario.yaml"], ["a/b/scenario.yaml"], []])
def test_a_zip_without_one_scenario_says_so(names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")

    assert [f.code for f in read(path).findings] == ["E035"]


def test_an_encrypted_zip_says_so(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip")
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1  # the flag in the list at the end; what is inside is never looked at
    path.write_bytes(content)

    assert [f.code for f in read(path).findings] == ["E031"]


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18, b"PK\x03\x04"])
def test_what_is_no_zip_says_so(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    assert [f.code for f in read(path).findings] in (["E027"], ["E032"])


def test_a_zip_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert [f.code for f in read(tmp_path / "a.zip").findings] == ["E020"]


def test_a_list_of_names_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(12_000):
            archive.writestr(f"{number:0>60}", "")

    assert [f.code for f in read(path).findings] == ["E032"]


def test_a_zip_for_files_over_4_gigabytes_is_too_much(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip")
    content = path.read_bytes()
    end = content.rfind(b"PK\x05\x06")
    path.write_bytes(content[:end] + b"PK\x06\x07" + bytes(16) + content[end:])

    assert [f.code for f in read(path).findings] == ["E032"]


def lie_about_size(path: Path, name: bytes, size: int) -> None:
    """Say in both places that a file has another size than it has."""
    content = bytearray(path.read_bytes())
    local, listed = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    assert content[local + 30 : local + 30 + len(name)] == name
    struct.pack_into("<L", content, local + 22, size)
    struct.pack_into("<L", content, listed + 24, size)
    path.write_bytes(content)


@pytest.mark.parametrize(("size", "found"), [(10, ["E027"]), (100_000, [])])
def test_a_size_is_counted_not_believed(size: int, found: list[str], tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip")
    lie_about_size(path, b"scenario.yaml", size)

    assert [f.code for f in read(path).findings] == found


def test_a_zip_that_changed_since_it_was_opened_is_not_usable(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", named("media/a.jpg"))
    package = read(path).package
    assert package is not None
    path.write_bytes(b"geen zip")

    with pytest.raises(Unusable):
        package.read("media/a.jpg", 100)


def test_reading_a_zip_leaves_nothing_on_disk(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", named("media/a.jpg"))

    read(path)

    assert list(tmp_path.iterdir()) == [path]


@given(st.lists(st.tuples(st.integers(0, 1_500), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_zip_makes_reading_fail(tmp_path: Path, changes: list[tuple[int, bytes]]) -> None:
    path = zip_of(tmp_path / "a.zip", named("media/a.jpg"))
    content = bytearray(path.read_bytes())
    for at, new in changes:
        content[at % len(content) : at % len(content) + len(new)] = new
    path.write_bytes(content)

    reading = read(path)

    assert (reading.scenario is None) == any(f.severity == "error" for f in reading.findings)
    if reading.package is not None:
        for name in reading.package.names():
            with suppress(Unusable):
                assert len(reading.package.read(name, 1_000)) <= 1_001
