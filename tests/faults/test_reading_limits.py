"""No file makes reading crash, hang, fill the memory or look outside: measured in a process of its own."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.script import long_script
from engine.scenario.files.composing import MAX_BYTES
from engine.scenario.sections.script import MAX_INJECTS
from tests.engine.scenario.sections.test_including import FILES
from tests.faults.measured import Measured, complaints, measured

FULL = MAX_BYTES - 100
LONG = long_script(MAX_INJECTS)
INJECTS = LONG[LONG.index("injects:\n") :]


def filled(with_what: str, before: str = "") -> str:
    return before + with_what * ((FULL - len(before)) // len(with_what.encode()))


def noise() -> str:
    dice = random.Random(1)
    signs = [*"a \n'\"[]{}#|>,?é", "\n  ", ": ", "- ", "&a ", "*a "]
    return "".join(dice.choices(signs, k=400_000))


def chain() -> str:
    """Every message waits for the one before it."""
    lines = INJECTS.split("\n")
    number = 0
    for at, line in enumerate(lines):
        if line.startswith("  - id:"):
            number += 1
        elif line.startswith(("    at:", "    after:", "    when:")) and number > 1:
            lines[at] = f"    after: {{inject: bericht-{number - 2}, delay: 1 s}}"
    return LONG.replace(INJECTS, "\n".join(lines))


TEXTS: dict[str, Callable[[], str]] = {
    "ten megabytes": lambda: "a: b\n" * 2_000_000,
    "as many keys as fit": lambda: "".join(f"k{n}: v\n" for n in range(350_000))[:FULL],
    "as many items as fit": lambda: filled("- a\n"),
    "as many signs as fit": lambda: filled("a,", "["),
    "deep brackets": lambda: filled("["),
    "deep braces": lambda: filled("{a: "),
    "deep dashes": lambda: filled("- "),
    "deep question marks": lambda: filled("? "),
    "deep indentation": lambda: "".join(f"{' ' * n}a:\n" for n in range(2_800)),
    "an open quote": lambda: filled("a ", "a: '"),
    "an open quote of escapes": lambda: filled('\\"', 'a: "'),
    "escapes between brackets": lambda: filled('\\"', 'a: [ "'),
    "escapes on many lines": lambda: filled('a: [ "\\"\\"\\"\\"\\"\\"\n'),
    "one word": lambda: filled("a"),
    "one long block": lambda: filled("  een regel\n", "a: |\n"),
    "one folded block": lambda: filled("  een regel\n\n", "a: >\n"),
    "blanks": lambda: filled(" "),
    "empty lines": lambda: filled("\n"),
    "a remark": lambda: filled("#"),
    "tabs": lambda: filled("\ta: b\n"),
    "colons": lambda: filled("a: b: c\n"),
    "colons only": lambda: filled(":"),
    "dashes only": lambda: filled("-"),
    "forbidden signs": lambda: filled("a: @b\n"),
    "aliases": lambda: "a: &a [x,x]\n" + "".join(f"a{n}: &a{n} [*a,*a]\n" for n in range(100_000)),
    "an alias bomb": lambda: "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 60)),
    "merge keys": lambda: "a: &a {b: c}\n" + filled("<<: *a\n"),
    "tags": lambda: filled("- !!python/object/apply:os.system [ls]\n"),
    "documents": lambda: filled("--- a\n"),
    "directives": lambda: filled("%YAML 1.2\n"),
    "noise": noise,
    "binary": lambda: "\0\x01\x02" * 100_000,
    "the longest scenario": lambda: LONG,
    "the longest scenario with a mistake at its end": lambda: f"{LONG}   los\n",
    "the longest scenario with a mistake at its beginning": lambda: LONG.replace("title: Een", "title: {", 1),
    "the longest scenario with an unknown role everywhere": lambda: LONG.replace("to: [", "to: [niemand, "),
    "the longest scenario with mistakes everywhere": lambda: LONG.replace("channel: ", "kanaal: "),
    "the longest scenario in which all wait for another": chain,
    "a ring of all messages": lambda: chain().replace("at: +1 min", "after: {inject: bericht-2999}", 1),
    "the same id everywhere": lambda: LONG.replace("- id: bericht-", "- id: bericht # "),
    "many slots": lambda: LONG.replace("In {{ gemeente }}", "{{ x }}" * 40),
    "long conditions": lambda: LONG.replace("< 90 and", "< 90 and (" + " or ".join(["onrust > 5"] * 14) + ") and"),
    "many numbers": lambda: LONG.replace("max: 100", "max: 999999999999999"),
}  # fmt: skip


def check(path: Path, inside: Path) -> Measured:
    found = measured(path)
    assert complaints(found, inside) == []
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_long_or_much(name: str, tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text(TEXTS[name]())

    check(tmp_path, tmp_path)


def everything_included(folder: Path) -> None:
    names = ", ".join(f"lib/{n}.yaml" for n in range(90))
    (folder / "scenario.yaml").write_text(FILES["scenario.yaml"].replace("[lib/", f"[{names}, lib/"))
    for number in range(90):
        roles = "".join(f"  r{number}-{m}: {{title: a}}\n" for m in range(30_000))
        (folder / "lib" / f"{number}.yaml").write_text(f"format: 1\nroles:\n{roles}")


def many_files(folder: Path) -> None:
    for number in range(5_000):
        (folder / "media" / f"{number}.jpg").write_bytes(b"")


def large_beside(folder: Path) -> None:
    for number in range(60):
        (folder / "tests" / f"{number}.yaml").write_bytes(b"a" * MAX_BYTES)


def hole(folder: Path) -> None:
    """A file that is said to be large and takes no room on the disk."""
    with (folder / "media" / "film.mp4").open("wb") as file:
        file.truncate(400_000_000)


def leads_out(folder: Path) -> None:
    secret = folder.parent / "geheim.yaml"
    secret.write_text(FILES["lib/vragen.yaml"])
    (folder / "lib" / "vragen.yaml").unlink()
    (folder / "lib" / "vragen.yaml").symlink_to(secret)


def folder_leads_out(folder: Path) -> None:
    (folder / "i18n").rmdir()
    (folder / "i18n").symlink_to("/etc")


def climbs_out(folder: Path) -> None:
    (folder.parent / "geheim.yaml").write_text(FILES["lib/vragen.yaml"])
    text = FILES["scenario.yaml"].replace("lib/vragen.yaml", "lib/../../geheim.yaml")
    (folder / "scenario.yaml").write_text(text)


def pipes(folder: Path) -> None:
    for name in ("lib/a.yaml", "media/a.jpg", "tests/a.yaml"):
        os.mkfifo(folder / name)


def devices(folder: Path) -> None:
    for name, device in (("lib/a.yaml", "/dev/zero"), ("tests/a.yaml", "/dev/random"), ("media/a.jpg", "/dev/stdin")):
        (folder / name).symlink_to(device)


FOLDERS = [
    everything_included, many_files, large_beside, hole, leads_out, folder_leads_out, climbs_out, pipes, devices,
]  # fmt: skip


def folder_with(spoil: Callable[[Path], None], tmp_path: Path) -> Path:
    folder = tmp_path / "proef"
    for name in ("lib", "media", "tests", "i18n"):
        (folder / name).mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    spoil(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("spoil", FOLDERS, ids=lambda spoil: spoil.__name__)
def test_no_folder_takes_long_or_much_and_nothing_outside_it_is_opened(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = folder_with(spoil, tmp_path)

    check(folder, folder)


def bomb(path: Path, megabytes: int = 500, name: str = "scenario.yaml") -> Path:
    """A zip that is hundreds of times as large once unpacked."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as file:
        for _ in range(megabytes):
            file.write(bytes(1_000_000))
    return path


def modest_bomb(path: Path) -> Path:
    """One that stays under the ratio at which a file is refused, and holds far more than may be read."""
    dice = random.Random(1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("scenario.yaml", "w") as file:
        for _ in range(300):
            file.write(dice.randbytes(12_000) + b"a" * 1_000_000)
    return path


def many_entries(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"media/{number}", b"")
    return path


def names_that_lead_out(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("scenario.yaml", "../geheim", "/etc/passwd", "media/../../x", *(f"../{n}" for n in range(1_000))):
            archive.writestr(name, b"a: b\n")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("make", [bomb, modest_bomb, many_entries, names_that_lead_out], ids=lambda make: make.__name__)
def test_no_zip_takes_long_or_much_or_leaves_anything(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip")

    found = check(path, path)

    assert found.codes
    assert list(tmp_path.iterdir()) == [path]


def stays(folder: Path) -> None:
    """Nothing is wrong with it."""


UNGUARDED = "engine.scenario.files.package.opened_inside = lambda root, name: open(root / name, 'rb')"
PLANTED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "Traceback": ("engine.scenario.reading.assemble = None", stays),
    "opened": (UNGUARDED, leads_out),
    "hangs": (UNGUARDED, pipes),
    "took": ("engine.scenario.reading.up_to_date = lambda desk, tree, steps: sum(range(10**9)) and tree", stays),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("complaint", PLANTED)
def test_a_bug_in_the_reader_is_caught(complaint: str, tmp_path: Path) -> None:
    plant, spoil = PLANTED[complaint]
    folder = folder_with(spoil, tmp_path)

    found = complaints(measured(folder, plant, hangs_s=15), folder)

    assert complaint in " ".join(found)


@pytest.mark.slow
def test_a_zip_that_is_read_without_a_limit_is_caught(tmp_path: Path) -> None:
    path = modest_bomb(tmp_path / "a.zip")
    plant = "engine.scenario.files.package._chunks = lambda file, most: iter([file.read(500_000_000)])"

    assert "MB" in " ".join(complaints(measured(path, plant), path))
