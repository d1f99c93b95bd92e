"""The page to start from: what to begin with, and beside it whether everything is ready.

Owns its shape. What is right is `server.readiness`'s to find out; the lobby shows the same checks (`part_start.html`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator_ui.author import author_environment
from facilitator_ui.checks import Check
from facilitator_ui.pages import Address
from shared_ui.rendering import render
from shared_ui.words import translator

DEMO = "Probeer de demo"
OWN_SCRIPT = "Open mijn draaiboek"
EMPTY = "Lege simulatie"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to begin with. `post`: it is asked for with a form, else it is a link."""

    icon: str
    title: str
    text: str
    to: str
    post: bool = False
    name: str = ""
    """The value of the form's field `name`."""


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the start page needs."""

    language: str
    base: str
    """The trainer's address, with the slash at its end."""
    title: str
    choices: Sequence[Choice]
    checks: Sequence[Check]
    phone: Check
    test_url: str
    addresses: Sequence[Address]
    version: str


def start_page(page: StartPage) -> str:
    """The whole page; the phone test and the checks go on by themselves where scripts run."""
    return render(
        author_environment(),
        "facilitator/start.html",
        translator(page.language),
        lang=page.language,
        page=page,
    )
