"""When a message comes, as the author writes it and as it is read."""

from __future__ import annotations

from engine.scenario.model import After, AfterPhase, At, Inject, Manual, When
from engine.scenario.reading import read_files
from tests.engine.worlds import MINUTE, SECOND


def read(*injects: str) -> dict[str, Inject]:
    """These messages in two phases: ten minutes in the room for an hour of story, and ten in which it stands still."""
    fixed = "channel: note, from: Pers, to: wethouder, title: T, body: B"
    lines = "".join(f"  - {{id: i{n}, {fixed}, {keys}}}\n" for n, keys in enumerate(injects, start=1))
    text = f"""\
format: 1
scenario: {{id: proef, title: Proef, starts: dag 1 08:00}}
state: {{gebeld: {{type: yesno, start: no}}}}
roles: {{wethouder: {{title: Wethouder}}}}
phases:
  - {{id: een, title: Een, session: 10 min, clock: {{from: dag 1 08:00, to: dag 1 09:00}}}}
  - {{id: twee, title: Twee, session: 10 min, clock: {{from: dag 1 09:00, speed: stil}}}}
injects:
{lines}"""
    reading = read_files({"scenario.yaml": text.encode()})
    assert reading.scenario is not None, reading.findings
    return dict(reading.scenario.injects)


def test_every_trigger_is_read() -> None:
    injects = read(
        "phase: een, at: +7 min",
        "phase: een, at: dag 1 08:30",
        "phase: een, after: {inject: i1, delay: 3 min, spread: 45 s}",
        "phase: twee, after: {phase: een, delay: 1 min, spread: 30 s}",
        "phase: twee, when: gebeld, delay: 2 min, spread: 1 min",
        "phase: twee, manual: yes",
    )

    triggers = [inject.trigger for inject in injects.values()]
    when = triggers.pop(4)
    assert triggers == [
        At(7 * MINUTE),
        At(5 * MINUTE),
        After("i1", "delivered", 3 * MINUTE, 45 * SECOND),
        AfterPhase("een", MINUTE, 30 * SECOND),
        Manual(),
    ]
    assert isinstance(when, When)
    assert (when.condition.source, when.delay_ms, when.spread_ms) == ("gebeld", 2 * MINUTE, MINUTE)


def test_until_is_written_as_at_is() -> None:
    injects = read(
        "phase: een, manual: yes",
        "phase: een, manual: yes, until: +7 min",
        "phase: een, at: +5 min, until: dag 1 08:30",
    )

    assert [inject.until_ms for inject in injects.values()] == [None, 7 * MINUTE, 5 * MINUTE]


def test_priority_is_five_unless_it_is_named() -> None:
    injects = read("phase: een, at: +1 min", "phase: een, at: +1 min, priority: 1")

    assert [inject.priority for inject in injects.values()] == [5, 1]


def test_a_message_follows_the_mode_unless_its_release_says_otherwise() -> None:
    injects = read("phase: een, at: +1 min", "phase: een, at: +1 min, release: confirm")

    assert [inject.release for inject in injects.values()] == ["auto", "confirm"]
