"""The offline bundle: one zip with wheels for every system, and scripts that start from it.

Owns what goes into the zip. `python -m scripts.make_bundle` writes `dist/snelkookpan-VERSION.zip`; how it starts on the
trainer's laptop is in `bundle/start.py`. Wheels are fetched from the package index by the versions and hashes of
`requirements.lock`; where a Python has none for a system yet, that pair is left out and said so.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts" / "bundle"
DIST = ROOT / "dist"
OLDEST, NEWEST = (3, 11), (3, 14)
PYTHONS = tuple(f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1))
RUNNABLE = 0o755
NOT_RUNNABLE = 0o644


@dataclass(frozen=True, slots=True)
class System:
    """A kind of laptop: what pip calls it, and what the markers of a requirement see there."""

    name: str
    tags: tuple[str, ...]
    sys_platform: str
    platform_system: str
    os_name: str = "posix"


SYSTEMS: Mapping[str, System] = {
    system.name: system
    for system in (
        System("windows", ("win_amd64",), "win32", "Windows", "nt"),
        System("macos-arm", tuple(f"macosx_{n}_0_arm64" for n in range(15, 10, -1)), "darwin", "Darwin"),
        System(
            "macos-intel",
            (
                *(f"macosx_{n}_0_x86_64" for n in range(15, 10, -1)),
                *(f"macosx_10_{n}_x86_64" for n in range(16, 8, -1)),
            ),
            "darwin",
            "Darwin",
        ),
        System("linux", ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"), "linux", "Linux"),
    )
}


class CannotBundle(Exception):
    """The bundle cannot be made; the argument says why."""


def main() -> None:
    """Make the zip for the asked systems and Pythons, and print where it is."""
    parser = argparse.ArgumentParser(description="Make the offline bundle.")
    parser.add_argument("--system", action="append", choices=SYSTEMS, help="only this system; may be given more often")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="only this Python; may be given more often")
    parser.add_argument("--out", type=Path, default=DIST, help="the folder that the zip is put in")
    asked = parser.parse_args()
    try:
        made = make(asked.system or tuple(SYSTEMS), asked.python or PYTHONS, asked.out)
    except CannotBundle as error:
        sys.exit(f"bundle: {error}")
    print(f"{made} ({made.stat().st_size / 1e6:.0f} MB)")


def make(systems: Iterable[str], pythons: Iterable[str], out: Path) -> Path:
    """The zip for these systems and Pythons, in folder `out`. `CannotBundle` when a wheel is not to be had."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    folder = out / f"snelkookpan-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    own = _build_own(wheels)
    lock = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    pythons = tuple(pythons)
    names: set[str] = {"pip"}
    for name in systems:
        for python in pythons:
            needed = {"pip", *closure("snelkookpan", environment(SYSTEMS[name], python))}
            names |= needed
            _fetch(SYSTEMS[name], python, [lock[one] for one in sorted(needed)], wheels)
    _write_requirements(folder, own, [lock[one] for one in sorted(names - {"pip"})])
    _write_scripts(folder, version, pythons, own.name)
    return _zip(folder)


def environment(system: System, python: str) -> dict[str, str]:
    """What the markers of requirements read, as if we ran there."""
    return {
        "sys_platform": system.sys_platform,
        "platform_system": system.platform_system,
        "os_name": system.os_name,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


def closure(root: str, markers: Mapping[str, str]) -> set[str]:
    """Names of all that `root` needs to run under these markers, without itself: from what is installed here."""
    found: set[str] = set()
    ahead = [(root, frozenset[str]())]
    while ahead:
        name, extras = ahead.pop()
        for wanted in _wanted(name, extras, markers):
            key = canonicalize_name(wanted.name)
            if key not in found:
                found.add(key)
                ahead.append((key, frozenset(wanted.extras)))
    return found


def _wanted(name: str, extras: Iterable[str], markers: Mapping[str, str]) -> Iterator[Requirement]:
    if name == "tzdata":  # plain data, wanted on Windows alone, so it is not installed elsewhere
        return
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        contexts = [{**markers, "extra": extra} for extra in ("", *extras)]
        if wanted.marker is None or any(wanted.marker.evaluate(context) for context in contexts):
            yield wanted


def locked(text: str) -> dict[str, str]:
    """Each name in the lock with its line as pip reads it, hashes included and all on one line."""
    joined = re.sub(r"\\\n\s*", "", text)
    entries = [line for line in joined.splitlines() if re.match(r"[a-z0-9]", line)]
    return {canonicalize_name(re.split(r"[=\s;]", entry, maxsplit=1)[0]): entry for entry in entries}


def _build_own(wheels: Path) -> Path:
    _run("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    return next(wheels.glob("snelkookpan-*.whl"))


def _fetch(system: System, python: str, lines: Iterable[str], wheels: Path) -> None:
    """Fetch what one kind of laptop needs. Markers are ours to judge, so they are taken off."""
    wanted = wheels.parent / "fetch.txt"
    wanted.write_text("\n".join(re.sub(r"\s;[^\\]*?(?= --hash)", "", line) for line in lines) + "\n", encoding="utf-8")
    tags = [word for tag in system.tags for word in ("--platform", tag)]
    _run(
        "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:",
        "--dest", str(wheels), *tags, "--python-version", python, "--implementation", "cp",
        "--requirement", str(wanted),
        about=f"{system.name} with Python {python}",
    )  # fmt: skip
    wanted.unlink()


def _run(*words: str, about: str = "our own wheel") -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotBundle(f"{about}: {done.stderr.strip()[-2_000:]}")


def _write_requirements(folder: Path, own: Path, lines: Iterable[str]) -> None:
    """What is installed at the start: everything with its hash, ourselves included."""
    name, version = own.name.split("-")[:2]
    mine = f"{name}=={version} --hash=sha256:{hashlib.sha256(own.read_bytes()).hexdigest()}"
    (folder / "requirements.txt").write_text("\n".join([*lines, mine]) + "\n", encoding="utf-8", newline="\n")


def _write_scripts(folder: Path, version: str, pythons: tuple[str, ...], wheel: str) -> None:
    newest_first = sorted(pythons, key=lambda python: tuple(map(int, python.split("."))), reverse=True)
    (folder / "pythons.txt").write_text("\n".join(newest_first) + "\n", encoding="utf-8", newline="\n")
    for script in ("start.py", "start.sh", "start.command"):
        shutil.copyfile(SCRIPTS / script, folder / script)
    (folder / "start.cmd").write_bytes(_for_windows((SCRIPTS / "start.cmd").read_text(encoding="utf-8")))
    words = (SCRIPTS / "LEESMIJ.txt").read_text(encoding="utf-8")
    words = words.replace("{version}", version).replace("{wheel}", wheel)
    words = words.replace("{pythons}", ", ".join(reversed(newest_first)))
    # With a byte order mark, so that every Windows shows the accents.
    (folder / "LEESMIJ.txt").write_bytes(b"\xef\xbb\xbf" + _for_windows(words))


def _for_windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _zip(folder: Path) -> Path:
    """All of it in one file, with the right to run kept for the scripts."""
    made = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), (2026, 1, 1, 0, 0, 0))
            runnable = path.suffix in (".sh", ".command")
            path.chmod(RUNNABLE if runnable else NOT_RUNNABLE)
            info.external_attr = (0o100000 | (RUNNABLE if runnable else NOT_RUNNABLE)) << 16
            info.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    return made


if __name__ == "__main__":
    main()
