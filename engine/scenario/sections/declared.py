"""What a message may refer to, known before the first message is read: they refer forward too.

Owns only this value. Filled in by `assembly` from the other sections, used by `script` and `effects`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.scenario.conditions.parsing import ConditionNames
from engine.scenario.model import Form, Variable
from engine.scenario.sections.fields import Names
from engine.scenario.sections.people import People
from engine.scenario.sections.programme import Programme


@dataclass(frozen=True, slots=True)
class Declared:
    """Conditions and effects that name an `unclear` variable cannot be judged: its own mistake is noted already."""

    variables: Mapping[str, Variable]
    unclear: frozenset[str]
    people: People
    programme: Programme
    forms: Mapping[str, Form]
    form_names: Names
    media: Names
    facts: Names
    criteria: Names
    escalations: Names
    injects: Names
    asking: frozenset[str]
    """Injects that ask for an answer."""
    conditions: ConditionNames
    """All of it that a condition may name."""
