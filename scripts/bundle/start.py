"""Starts Snelkookpan from this folder, without internet and without administrator rights.

Needs nothing but a Python of the right version. The first time it makes a place of its own and installs there what lies
in `wheels`; after that it only starts. What stands behind it goes to the program: `start.py serve my-scenario`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
WANTED = HERE / "requirements.txt"


def main() -> int:
    """Install when needed, then run the program until it stops; its exit code is ours."""
    refuse_a_python_without_wheels()
    home = place()
    if not is_ready(home):
        print("Snelkookpan wordt klaargezet. Dat hoeft maar één keer en duurt hoogstens een minuut.", file=sys.stderr)
        install(home)
    program = bin_folder(home) / ("snelkookpan.exe" if os.name == "nt" else "snelkookpan")
    command = [str(program), *sys.argv[1:]]
    if os.name != "nt":
        os.execv(program, command)  # in our place, so that whoever stops us stops the program
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        # The program got it too, and has said what there was to say.
        return 0


def refuse_a_python_without_wheels() -> None:
    """Stop with a sentence when this folder has nothing for this Python."""
    served = sorted(tuple(map(int, name.split("."))) for name in (HERE / "pythons.txt").read_text().split())
    if sys.version_info[:2] not in served:
        names = ", ".join(".".join(map(str, version)) for version in served)
        sys.exit(
            f"Deze map werkt met Python {names}. Gevonden: {sys.version.split()[0]} ({sys.executable}).\n"
            "Installeer een van die versies van python.org; dat kan zonder beheerder, alleen voor uzelf."
        )


def place() -> Path:
    """A folder of our own: in this one where that may be written, or else with the user's own data."""
    name = f"python-{sys.version_info[0]}.{sys.version_info[1]}-{sys.platform}-{HERE.name}"
    for parent in (HERE / "installed", user_data() / "Snelkookpan" / "installed"):
        try:
            parent.mkdir(parents=True, exist_ok=True)
            probe = parent / f".{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError:
            continue
        return parent / name
    sys.exit(
        f"Er is geen map waarin geschreven mag worden. Zet deze map in uw eigen documenten en begin opnieuw: {HERE}"
    )


def user_data() -> Path:
    """Where programs of this user keep things, that are not documents."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home()))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))


def is_ready(home: Path) -> bool:
    """Whether exactly these wheels are installed there, at this place: a folder that was moved is made again."""
    try:
        return (home / "ready").read_text(encoding="utf-8") == mark(home)
    except OSError:
        return False


def mark(home: Path) -> str:
    """What `ready` holds."""
    return f"{hashlib.sha256(WANTED.read_bytes()).hexdigest()} {home}"


def install(home: Path) -> None:
    """Make the place anew and install the wheels in it. A failure leaves nothing that looks ready."""
    shutil.rmtree(home, ignore_errors=True)
    # Some systems keep the module that would bring pip in a package of its own; ours lies with the wheels.
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = bin_folder(home) / ("python.exe" if os.name == "nt" else "python")
    pip = next(WHEELS.glob("pip-*.whl"))
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHONPATH": str(pip)}
    done = subprocess.run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--find-links",
            str(WHEELS),
            "--requirement",
            str(WANTED),
        ],
        env={**os.environ, **quiet},
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(home, ignore_errors=True)
        sys.exit("Het klaarzetten is niet gelukt; hierboven staat waarom. Pak de zip opnieuw uit en begin opnieuw.")
    (home / "ready").write_text(mark(home), encoding="utf-8")


def bin_folder(home: Path) -> Path:
    """Where the commands of a virtual environment are."""
    return home / ("Scripts" if os.name == "nt" else "bin")


if __name__ == "__main__":
    sys.exit(main())
