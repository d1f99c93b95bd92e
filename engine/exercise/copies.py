"""The copies of a message that repeats: which follow each other, and when it is the turn of the next.

Owns their ids (`id`, `id.2`, `id.3`) and the order in which they come. Each copy is an inject with a life of its own;
`engine.scenario.sections.repeats` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.exercise.state import InjectStatus, State

_GONE: tuple[InjectStatus, ...] = ("delivered", "skipped", "guarded", "withdrawn")


def original(inject: str) -> str:
    """The id an author gave: a message that repeats has copies `id.2`, `id.3`, and an author's id has no dot."""
    return inject.partition(".")[0]


def copies(state: State, inject: str) -> Iterator[str]:
    """The message itself and its copies, in order."""
    copy = inject
    while copy in state.injects:
        yield copy
        copy = following(copy)


def following(inject: str) -> str:
    """The id of the copy after this one, whether it is there or not."""
    first, _, number = inject.partition(".")
    return f"{first}.{int(number or 1) + 1}"


def preceding(inject: str) -> str | None:
    """The copy before this one; None for a message itself."""
    first, _, number = inject.partition(".")
    if not number:
        return None
    return first if number == "2" else f"{first}.{int(number) - 1}"


def had_its_turn(state: State, inject: str) -> bool:
    """Whether it fired, or was sent, left out or set aside: the next copy may follow."""
    life = state.injects[inject]
    return life.when_came_true or life.status in _GONE


def is_armed(state: State, inject: str) -> bool:
    """Whether its condition may set it off: of a copy once the condition was seen false since the one before it."""
    return preceding(inject) is None or state.injects[inject].rearmed


def is_shown(state: State, inject: str) -> bool:
    """Whether it stands in the running order: a copy once the one before it is gone, or it is on its way itself."""
    before = preceding(inject)
    if before is None:
        return True
    life = state.injects[inject]
    on_its_way = life.due_at_ms is not None or life.status in _GONE
    return on_its_way or state.injects[before].status in _GONE
