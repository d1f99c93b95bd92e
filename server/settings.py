"""What can be set from outside, and where it comes from: flags, then the environment, then `.env`, then these defaults.

Owns the values and their reading. Opens nothing and checks no folder; `server.app` does that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PREFIX = "SNELKOOKPAN_"
DEFAULT_PORT = 8000
BUNDLED = Path(__file__).resolve().parent.parent / "scenarios"
"""The scenario library that comes with the program."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to listen, where to keep the exercises, which scenarios to host."""

    host: str = "0.0.0.0"  #  phones on the hall's Wi-Fi must reach the laptop
    port: int = DEFAULT_PORT
    data: Path = field(default_factory=lambda: Path.home() / "Snelkookpan")
    scenarios: tuple[Path, ...] = (BUNDLED / "familiedrama",)
    open_browser: bool = True
    language: str = "nl"
    theme: str = ""
    """The name of a theme that comes with the program, or the path of a CSS file; empty for our own look."""


def from_environment(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Settings by name from `.env` in `folder` and from `SNELKOOKPAN_*`; the environment wins."""
    values = {**_dot_env(folder / ".env"), **environment}
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in values.items()
        if name.startswith(PREFIX) and value != ""
    }


def _dot_env(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def environment() -> dict[str, str]:
    """The settings of this process's environment and its folder's `.env`."""
    return from_environment(os.environ, Path.cwd())


def data_folder(given: Path | None, env: Mapping[str, str]) -> Path:
    """Where the exercises are: the flag, else the environment, else the default; `~` is one's own folder."""
    found = given or (Path(env["data"]) if "data" in env else Settings().data)
    return found.expanduser()


def opens_browser(env: Mapping[str, str]) -> bool:
    """Whether the program may open a browser of itself, as far as the environment says."""
    return env.get("browser", "yes").lower() not in ("no", "nee", "0", "false")
