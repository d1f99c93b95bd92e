"""Doubts about facts: told to somebody who must not know them, or told to nobody.

Owns who may hear a fact, from the handbook's question on every role card (1.1): may I share this with nobody, my team,
the council in secret, the council in public, the press? A leak may be just what an exercise is about; then the author
says so in an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.scenario.model import Channel, Fact, Inject, Scenario
from engine.scenario.sections.fields import Desk

OPEN_CHANNELS: tuple[Channel, ...] = ("news", "social", "tv", "radio")
"""What everybody can read, see or hear in the story, whoever gets the message in the hall."""
LOOSE_CHANNELS: tuple[Channel, ...] = (*OPEN_CHANNELS, "chat")
"""What does not stay inside a secret meeting: a group chat is forwarded (handbook 2.7, Gemeentewet 87-89)."""
SECRET_ORGANS = ("raad", "college", "griffie")
"""Who may be in the room when the council hears something in secret. The clerk guards the secrecy."""


def look(scenario: Scenario, desk: Desk) -> None:
    """Note what reaches whom it should not, and facts that reach nobody."""
    for inject in scenario.injects.values():
        for ident in inject.facts:
            _told(scenario, desk, inject, scenario.facts[ident])
    told = {ident for inject in scenario.injects.values() for ident in inject.facts}
    for fact in scenario.facts.values():
        if fact.id not in told and not fact.known_by:
            desk.report.add("W320", desk.places["facts", fact.id], value=fact.id)


def _told(scenario: Scenario, desk: Desk, inject: Inject, fact: Fact) -> None:
    place = desk.places["injects", inject.id, "facts", fact.id]
    if fact.share in ("raad_openbaar", "pers"):
        return
    closed = LOOSE_CHANNELS if fact.share == "raad_geheim" else OPEN_CHANNELS
    if inject.audience.plenary or inject.channel in closed:
        desk.report.add("W322", place, value=fact.id, share=fact.share)
    elif strangers := list(_strangers(scenario, inject, fact)):
        desk.report.add("W321", place, value=fact.id, share=fact.share, who=", ".join(strangers))
    elif fact.share == "raad_geheim" and (left := list(_left_out(scenario, inject))):
        desk.report.add("W323", place, value=fact.id, who=", ".join(left))


def _roles_of(scenario: Scenario, seats: Iterable[str]) -> set[str]:
    return {scenario.seats[seat].role for seat in seats}


def _strangers(scenario: Scenario, inject: Inject, fact: Fact) -> Iterator[str]:
    """The roles that get the message and must not know the fact, in file order."""
    knowing = _roles_of(scenario, fact.known_by)
    teams = [team.roles for team in scenario.teams.values() if knowing.intersection(team.roles)]
    together = {role for roles in teams for role in roles}
    receiving = _roles_of(scenario, inject.audience.seats)
    for role in scenario.roles.values():
        if role.id not in receiving or role.id in knowing:
            continue
        match fact.share:
            case "niemand":
                yield role.id
            case "team" if role.id not in together:
                yield role.id
            case "raad_geheim" if role.organ is not None and role.organ not in SECRET_ORGANS:
                yield role.id


def _left_out(scenario: Scenario, inject: Inject) -> Iterator[str]:
    """Council members who do not get what others of the council get in secret: all of them, or none."""
    receiving = _roles_of(scenario, inject.audience.seats)
    council = [role.id for role in scenario.roles.values() if role.organ == "raad"]
    if receiving.intersection(council):
        yield from (role for role in council if role not in receiving)
