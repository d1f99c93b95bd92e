"""The offline bundle: what is in it, and that it starts on a laptop that has nothing but Python."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from scripts.make_bundle import PYTHONS, ROOT, SCRIPTS, SYSTEMS, CannotBundle, closure, environment, locked, make

THIS_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the bundle of this test is made for Linux")
LOCK = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_all_that_a_system_needs_is_in_the_lock_with_a_hash(system: str, python: str) -> None:
    needed = closure("snelkookpan", environment(SYSTEMS[system], python))
    assert {"simpy", "fastapi", "uvicorn", "pydantic-core", "starlette"} <= needed
    assert all(" --hash=sha256:" in LOCK[name] for name in needed)


def test_each_system_gets_what_only_that_system_needs() -> None:
    windows, linux = (closure("snelkookpan", environment(SYSTEMS[name], "3.13")) for name in ("windows", "linux"))
    assert windows - linux == {"tzdata"}
    assert not linux - windows


def test_what_is_only_for_developers_stays_out() -> None:
    needed = closure("snelkookpan", environment(SYSTEMS["linux"], "3.12"))
    assert needed.isdisjoint({"pytest", "playwright", "ruff", "httpx"})


def test_the_lock_reads_as_one_line_for_each_name() -> None:
    text = (
        "# made\na-b==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\n"
        "c==2 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n"
    )
    assert locked(text) == {
        "a-b": "a-b==1.0 --hash=sha256:aa --hash=sha256:bb",
        "c": "c==2 ; sys_platform == 'win32' --hash=sha256:cc",
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for a machine like this one."""
    try:
        return make(["linux"], [THIS_PYTHON], tmp_path_factory.mktemp("dist"))
    except CannotBundle as error:
        pytest.skip(f"the wheels cannot be fetched here: {error}")


@pytest.fixture
def unpacked(made: Path, tmp_path: Path) -> Path:
    """The folder of the zip on somebody's desktop, rights kept as an unzipper does."""
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path)
        for info in archive.infolist():
            (tmp_path / info.filename).chmod(info.external_attr >> 16 & 0o777)
    return next(tmp_path.glob("snelkookpan-*"))


@ON_LINUX
@pytest.mark.slow
def test_it_starts_without_internet_from_an_empty_home_and_the_second_time_at_once(unpacked: Path) -> None:
    with _started(unpacked) as (address, said):
        assert "klaargezet" in said
        with urlopen(f"{address}healthz", timeout=10) as answer:
            assert json.load(answer) == {"ok": True, "exercises": 1}
    with _started(unpacked) as (_, said):
        assert "klaargezet" not in said


@ON_LINUX
@pytest.mark.slow
def test_a_folder_that_was_moved_is_set_up_again_and_starts(unpacked: Path) -> None:
    with _started(unpacked):
        pass
    moved = unpacked.rename(unpacked.with_name("op de stick"))
    with _started(moved) as (_, said):
        assert "klaargezet" in said


@ON_LINUX
@pytest.mark.slow
def test_where_the_folder_may_not_be_written_it_is_set_up_with_the_users_own_data(unpacked: Path) -> None:
    (unpacked / "installed").write_text("a file where the folder should come", encoding="utf-8")
    with _started(unpacked):
        assert list((unpacked.parent / "home" / ".local/share/Snelkookpan/installed").glob("python-*/ready"))


@ON_LINUX
@pytest.mark.slow
def test_a_wheel_that_is_not_what_was_bundled_is_refused_and_nothing_looks_ready(unpacked: Path) -> None:
    wheel = next((unpacked / "wheels").glob("simpy-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    done = _run(unpacked, "--help")
    assert done.returncode == 1
    assert "niet gelukt" in done.stderr
    assert not list(unpacked.glob("installed/*/ready"))


@ON_LINUX
def test_a_python_without_wheels_is_told_which_it_should_be(unpacked: Path) -> None:
    (unpacked / "pythons.txt").write_text("3.97\n3.98\n", encoding="utf-8")
    done = _run(unpacked, "--help")
    assert done.returncode == 1
    assert "Python 3.97, 3.98" in done.stderr
    assert sys.version.split()[0] in done.stderr


def test_scripts_may_be_run_and_those_for_windows_have_its_line_ends(unpacked: Path) -> None:
    for script in ("start.sh", "start.command"):
        assert os.access(unpacked / script, os.X_OK)
        subprocess.run(["sh", "-n", str(unpacked / script)], check=True)
    assert b"\n" not in (unpacked / "start.cmd").read_bytes().replace(b"\r\n", b"")
    read_me = (unpacked / "LEESMIJ.txt").read_text(encoding="utf-8-sig")
    assert THIS_PYTHON in read_me
    assert "{" not in read_me


def test_the_starter_is_understood_by_a_python_far_too_old_for_us() -> None:
    """It must be able to say so itself: nothing in it is newer than f-strings."""
    text = (SCRIPTS / "start.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 7))


class _Program:
    """The program as `start.sh` starts it, until it says where it listens; stopped at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> tuple[str, str]:
        errors = (self.folder.parent / "errors.txt").open("w+", encoding="utf-8")
        words = ("serve", "--host", "127.0.0.1", "--port", "0", "--no-browser", "--format", "json")
        self.process = subprocess.Popen(
            ["sh", str(self.folder / "start.sh"), *words],
            env=_nothing_but_python(self.folder), stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        errors.seek(0)
        said = errors.read()
        errors.close()
        assert line, said
        return json.loads(line)["url"], said

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        assert self.process.wait(timeout=20) is not None
        assert self.process.stdout is not None
        self.process.stdout.close()


def _started(folder: Path) -> _Program:
    return _Program(folder)


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(folder / "start.sh"), *words],
        env=_nothing_but_python(folder), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _nothing_but_python(folder: Path) -> dict[str, str]:
    """A laptop without internet: a home with nothing in it, and an index that nobody answers at."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    nobody = "http://127.0.0.1:9"
    python = shutil.which(f"python{THIS_PYTHON}", path=f"{Path(sys.base_prefix) / 'bin'}:{os.defpath}")
    assert python is not None
    path = f"{Path(python).parent}:{os.defpath}"
    return {"HOME": str(home), "PATH": path, "PIP_INDEX_URL": nobody, "HTTPS_PROXY": nobody, "HTTP_PROXY": nobody}


def test_the_wheel_carries_pages_styles_and_scenarios(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        name = next(
            name for name in archive.namelist() if Path(name).name.startswith("snelkookpan-") and ".whl" in name
        )
        with archive.open(name) as wheel, zipfile.ZipFile(wheel) as inside:
            held = set(inside.namelist())
    for path in _tracked("engine", "server", "shared_ui", "player_ui", "facilitator_ui", "scenarios"):
        assert path in held, path


def _tracked(*rooms: str) -> Iterator[str]:
    for room in rooms:
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()
