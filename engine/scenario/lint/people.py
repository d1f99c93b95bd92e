"""Rules about who plays: does everybody take part, and does everything they were invited for come up?"""

from __future__ import annotations

from collections.abc import Iterator

from engine.scenario.lint.survey import Doubt, Survey
from engine.scenario.model import Role

IN_THE_ROOM = 17
"""With more people not everybody gets a turn in the talk afterwards (handbook, third rule of the opening)."""
ONE_CHANNEL = 5
"""From so many messages on, the same channel for all of them is a choice worth a second look."""


def never_gets_anything(survey: Survey) -> Iterator[Doubt]:
    """W255."""
    for role in survey.scenario.roles:
        if role not in survey.served:
            yield Doubt(survey.place("roles", role), {"role": role})


def no_card(survey: Survey) -> Iterator[Doubt]:
    """W256: the others have a card, so this one was forgotten."""
    roles = survey.scenario.roles.values()
    if any(_has_card(role) for role in roles):
        for role in roles:
            if not _has_card(role):
                yield Doubt(survey.place("roles", role.id), {"role": role.id})


def _has_card(role: Role) -> bool:
    return bool(role.does or role.knows or role.may or role.may_not)


def too_many_seats(survey: Survey) -> Iterator[Doubt]:
    """I251: at the role with which it becomes too many."""
    seats = 0
    for role in survey.scenario.roles.values():
        seats += role.seats
        if seats > IN_THE_ROOM:
            yield Doubt(survey.place("roles", role.id), {"count": len(survey.scenario.seats), "limit": IN_THE_ROOM})
            return


def one_channel(survey: Survey) -> Iterator[Doubt]:
    """I252."""
    for_players = [inject for inject in survey.injects if inject.audience.seats]
    channels = {inject.channel for inject in for_players}
    if len(for_players) >= ONE_CHANNEL and len(channels) == 1:
        yield Doubt(survey.place("injects", for_players[0].id, "channel"), {"channel": channels.pop()})


def objective_never_discussed(survey: Survey) -> Iterator[Doubt]:
    """W258: no question in the talk afterwards is about it, and no rubric that answers are judged by."""
    discussed = {question.objective for question in survey.scenario.debrief}
    judged = {name.partition(".")[0] for one in survey.injects if one.response for name in one.response.rubric}
    discussed |= {survey.scenario.rubrics[rubric].objective for rubric in judged}
    for objective in survey.scenario.objectives:
        if objective not in discussed:
            yield Doubt(survey.place("objectives", objective), {"value": objective})


def phase_without_messages(survey: Survey) -> Iterator[Doubt]:
    """W259: a simulation in which nothing can happen."""
    for phase in survey.simulations:
        if not survey.in_phase[phase.id]:
            yield Doubt(survey.place("phases", phase.id), {"phase": phase.id})


def team_that_is_never_addressed(survey: Survey) -> Iterator[Doubt]:
    """I253: no message goes to the team and no answer is asked of it, so nobody notices that they are one."""
    if survey.scenario.facts:
        return  # a fact may be shared with a team: that is use enough
    injects = survey.injects
    addressed = {word for inject in injects for word in inject.audience.described}
    answering = {unit for inject in injects if inject.response for unit in inject.response.units}
    for team in survey.scenario.teams.values():
        if f"team {team.id}" not in addressed and f"team:{team.id}" not in answering and len(team.roles) > 1:
            yield Doubt(survey.place("teams", team.id), {"team": team.id})
