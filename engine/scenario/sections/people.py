"""Who plays: roles, teams, the seats they give, and what `to` and `by` mean in those words.

Owns the `roles` and `teams` sections. Messages refer to them in `script`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from engine.scenario import model
from engine.scenario.files.nodes import Node, Word, is_whole
from engine.scenario.findings import shown
from engine.scenario.model import Audience, Organ, Role, Seat, Team
from engine.scenario.sections.fields import CARD, NAME, TITLE, Block, Desk, Names, keys
from engine.scenario.sections.ladders import read_ladders

ROLE = keys("title", "name names party parties seats group organ does may may_not knows ladders override lint")
TEAM = keys("title roles", "room override lint")
ORGANS: tuple[Organ, ...] = get_args(Organ)
EVERYBODY, PLENARY, FACILITATOR = "all", "plenary", "facilitator"
RESERVED = (EVERYBODY, PLENARY, FACILITATOR)
NOT_A_ROLE = (*RESERVED, model.TRAINER, model.PLENARY)
"""A role with the id of a seat of ours would sit in it."""
MAX_SEATS = 40


@dataclass(frozen=True, slots=True)
class People:
    """Roles, teams and seats, in file order. Not `complete` when one could not be read."""

    roles: Mapping[str, Role]
    teams: Mapping[str, Team]
    seats: Mapping[str, Seat]
    complete: bool

    def seats_of(self, roles: Sequence[str]) -> tuple[str, ...]:
        return tuple(seat.id for seat in self.seats.values() if seat.role in roles)

    def words(self) -> tuple[str, ...]:
        """Everything that may stand after `to`."""
        return (*self.roles, *(f"team {team}" for team in self.teams), *RESERVED)


def read_people(desk: Desk, roles_node: Node | None, teams_node: Node | None) -> People:
    """The roles and teams of the file, with the seats they give."""
    roles = {key.value: _role(desk, key, node) for key, node in desk.section(roles_node, 40, required=True)}
    complete = roles_node is not None and is_whole(roles_node) and is_whole(teams_node)
    names = Names(roles, roles_node is not None and is_whole(roles_node))
    team_of: dict[str, str] = {}
    teams = {}
    for key, node in desk.section(teams_node, 40):
        teams[key.value] = _team(desk, key, node, names, team_of)
    return People(roles, teams, _seats(desk, roles, team_of), complete)


def _role(desk: Desk, key: Word, node: Node) -> Role:
    block = Block(desk, node, ROLE)
    ident = desk.ident(key, NOT_A_ROLE)
    desk.places["roles", ident] = key.place
    seats = desk.number(block.get("seats"), 1, MAX_SEATS, default=0) if "seats" in block else 1
    return Role(
        id=ident,
        title=block.text("title", TITLE, ident),
        seats=max(seats, 1),
        names=_for_each_seat(block, "name", "names", seats, shared=False),
        parties=_for_each_seat(block, "party", "parties", seats, shared=True),
        group=block.text("group", NAME),
        organ=desk.one_of(block.get("organ"), ORGANS, "organisatie") if "organ" in block else None,
        does=block.text("does", CARD),
        may=desk.texts(block.get("may"), CARD),
        may_not=desk.texts(block.get("may_not"), CARD),
        knows=block.text("knows", CARD),
        ladders=read_ladders(desk, block.get("ladders")),
    )


def _for_each_seat(block: Block, one: str, many: str, seats: int, *, shared: bool) -> tuple[str, ...]:
    """One text for each seat, from either key. A party may be shared; a person sits on one chair.

    `seats` is 0 when the file does not say clearly how many there are.
    """
    desk = block.desk
    if one in block and many in block:
        desk.report.add("E117", block.key_place(many), first=one, second=many)
    if many in block:
        found = desk.texts(block.get(many), NAME)
        if found and seats and len(found) != seats:
            desk.report.add("E116", block.key_place(many), count=len(found), seats=seats)
        return found
    if one not in block:
        return ()
    if seats > 1 and not shared:
        desk.report.add("E116", block.key_place(one), "names_for_seats", count=1, seats=seats)
    return (block.text(one, NAME),) * seats


def _team(desk: Desk, key: Word, node: Node, roles: Names, team_of: dict[str, str]) -> Team:
    block = Block(desk, node, TEAM)
    ident = desk.ident(key)
    desk.places["teams", ident] = key.place
    members = []
    for word in desk.words(block.get("roles")):
        role = desk.known(word, roles, "E120")
        if role is None:
            continue
        if team_of.get(role, ident) != ident:
            desk.report.add("E127", word.place, value=role, team=team_of[role])
            continue
        team_of[role] = ident
        members.append(role)
    title = block.text("title", TITLE, ident)
    return Team(id=ident, title=title, roles=tuple(members), room=block.text("room", NAME))


def _seats(desk: Desk, roles: Mapping[str, Role], team_of: Mapping[str, str]) -> dict[str, Seat]:
    seats: dict[str, Seat] = {}
    for role in roles.values():
        for index in range(role.seats):
            ident = role.id if role.seats == 1 else f"{role.id}-{index + 1}"
            if ident in seats:
                desk.report.add("E105", desk.places["roles", role.id], value=ident)
            seats[ident] = Seat(
                id=ident,
                role=role.id,
                team=team_of.get(role.id),
                title=role.title if role.seats == 1 else f"{role.title} {index + 1}",
                name=_nth(role.names, index),
                party=_nth(role.parties, index),
            )
    return seats


def _nth(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def audience(desk: Desk, node: Node | None, people: People) -> Audience:
    """The seats behind the words of `to`, in the order of the roles, and the two screens beside them."""
    wanted: set[str] = set()
    described = []
    for word in desk.words(node):
        described.append(word.value)
        if word.value == EVERYBODY:
            wanted.update(people.seats)
        elif word.value not in RESERVED:
            wanted.update(_seats_behind(desk, word, word.value, people, people.words()))
    return Audience(
        seats=tuple(seat for seat in people.seats if seat in wanted),
        plenary=PLENARY in described,
        facilitator=FACILITATOR in described,
        described=tuple(described),
    )


def knowers(desk: Desk, node: Node | None, people: People) -> tuple[str, ...]:
    """The seats behind roles, teams and `all`, in the order of the roles. A screen knows nothing."""
    options = (*(word for word in people.words() if word not in RESERVED), EVERYBODY)
    known: set[str] = set()
    for word in desk.words(node):
        found = people.seats if word.value == EVERYBODY else _seats_behind(desk, word, word.value, people, options)
        known.update(found)
    return tuple(seat for seat in people.seats if seat in known)


def units(desk: Desk, node: Node | None, people: People, receivers: Audience) -> tuple[str, ...]:
    """The answers wanted, from the words of `by`. Who must answer must also receive; of a team together, somebody."""
    found: list[str] = []
    for word in desk.words(node):
        each = word.value.startswith("each ")
        said = word.value.removeprefix("each ")
        together = said.startswith("team ") and not each
        if said in (PLENARY, FACILITATOR) or (each and said != EVERYBODY and not said.startswith("team ")):
            desk.report.add("E109", word.place, "each_or_team", value=shown(word.value))
            continue
        options = (*(w for w in people.words() if w not in RESERVED), *(f"each team {t}" for t in people.teams))
        seats = tuple(people.seats) if said == EVERYBODY else _seats_behind(desk, word, said, people, options)
        reached = set(seats) & set(receivers.seats)
        enough = bool(reached) if together else len(reached) == len(seats)
        if seats and not enough and people.complete and receivers.described:
            desk.report.add("E128", word.place, value=shown(said))
        found += [f"team:{said.removeprefix('team ')}"] if together else [f"seat:{seat}" for seat in seats]
    return tuple(dict.fromkeys(found))


def _seats_behind(desk: Desk, word: Word, said: str, people: People, options: Sequence[str]) -> tuple[str, ...]:
    team = people.teams.get(said.removeprefix("team ")) if said.startswith("team ") else None
    if team is not None:
        return people.seats_of(team.roles)
    if said in people.roles:
        return people.seats_of([said])
    if people.complete:
        desk.unknown("E120", word, options)
    return ()
