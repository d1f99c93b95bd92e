"""The form in which a message of a scenario is changed: its fields, and what was changed in them.

Owns which keys of a message have a field, what it is called, and how typed words become edits of the file. What stands
in the file is shown as it was written, local words and all; saving and its checks are the server's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from engine.scenario.model import Inject, Scenario
from engine.scenario.overview import Subject
from engine.scenario.writing.editing import Plain, Put
from facilitator_ui.author import AuthorPage, Filled, author_environment, chosen_message
from shared_ui.rendering import render
from shared_ui.words import CHANNELS, Words, translator

Posted: TypeAlias = Mapping[str, Sequence[str]]
Kind: TypeAlias = Literal["line", "text", "channel", "phase", "people", "yesno"]
NO = frozenset(("", "no", "nee", "false"))


class _Key(NamedTuple):
    """A key with a field. Without `always` it has one only where the file has the key."""

    at: Subject
    kind: Kind
    label: str
    hint: str = ""
    always: bool = True
    required: bool = False


KEYS: tuple[_Key, ...] = (
    _Key(("title",), "line", "Titel", "Wat de speler bovenaan leest. Op een telefoon passen 60 tekens.", required=True),
    _Key(("channel",), "channel", "Kanaal", required=True),
    _Key(("from",), "line", "Van", "Wie het stuurt, zegt of plaatst.", required=True),
    _Key(("to",), "people", "Aan", required=True),
    _Key(("body",), "text", "Tekst", "Wat de speler leest of hoort.", always=False, required=True),
    _Key(("note",), "text", "Voor de trainer", "Alleen u leest dit: waar let u op?"),
    _Key(("phase",), "phase", "Fase", required=True),
    _Key(("at",), "line", "Wanneer", "Bijvoorbeeld +7 min na het begin van de fase, of dag 1 09:30.", always=False),
    _Key(("after", "delay"), "line", "Hoe lang erna", "Bijvoorbeeld 2 min. Leeg is meteen.", always=False),
    _Key(("when",), "line", "Zodra dit waar wordt", always=False),
    _Key(("delay",), "line", "Hoe lang daarna", "Bijvoorbeeld 1 min 30 s. Leeg is meteen.", always=False),
    _Key(("response", "deadline"), "line", "Tijd om te antwoorden", "Bijvoorbeeld 3 min. Leeg is geen termijn."),
    _Key(("if",), "line", "Alleen als dit waar is", "Leeg is altijd."),
    _Key(("number",), "line", "Nummer", "Zo heet het in het draaiboek."),
    _Key(("optional",), "yesno", "Mag vervallen als de tijd op is"),
)
"""The fields, in the order of the form."""

_NEEDS: Mapping[Subject, Subject] = {
    ("after", "delay"): ("after",),
    ("delay",): ("when",),
    ("response", "deadline"): ("response",),
}
"""Keys that make sense only inside or beside another one."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is shown. `words` are the chosen addressees; `stored` is what the file has, when that differs."""

    at: Subject
    kind: Kind
    label: str
    hint: str
    required: bool
    value: str = ""
    words: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    stored: str | None = None

    @property
    def name(self) -> str:
        return ".".join(self.at)


def message_form_page(
    scenario: Scenario,
    inject: Inject,
    shown: Sequence[Field],
    page: AuthorPage,
    *,
    seen: str,
    errors: Sequence[str] = (),
    changed: bool = False,
) -> str:
    """The page to change one message. `seen` is the hash of the file it was made of; `errors` belong to no field.

    `changed`: the file became another one meanwhile, and each field shows both.
    """
    say = Filled(scenario)
    return render(
        author_environment(),
        "facilitator/author/message.html",
        translator(page.language),
        lang=page.language,
        page=page,
        scenario=scenario,
        say=say,
        chosen=chosen_message(scenario, inject, page, say),
        fields=shown,
        seen=seen,
        errors=errors,
        changed=changed,
    )


def remove_page(scenario: Scenario, inject: Inject, page: AuthorPage, *, seen: str, referring: Sequence[Inject]) -> str:
    """Asks whether a message may go; when others name it, says which."""
    return render(
        author_environment(),
        "facilitator/author/remove.html",
        translator(page.language),
        lang=page.language,
        page=page,
        scenario=scenario,
        say=Filled(scenario),
        inject=inject,
        seen=seen,
        referring=referring,
    )


def fields(
    scenario: Scenario,
    stored: Mapping[Subject, Plain],
    words: Words,
    *,
    posted: Posted | None = None,
    errors: Iterable[tuple[Subject, str]] = (),
    compare: bool = False,
) -> tuple[Field, ...]:
    """The form over what the file has, or over what was typed. `errors` are (place in the message, sentence).

    With `compare` a field also shows what the file has where that is not what was typed.
    """
    made = (_field(key, scenario, stored, posted, words, compare) for key in _keys(stored))
    told = tuple(errors)
    return tuple(replace(field, errors=tuple(said for at, said in told if _is_about(field.at, at))) for field in made)


def elsewhere(shown: Iterable[Field], errors: Iterable[tuple[Subject, str]]) -> tuple[str, ...]:
    """The mistakes that no field of the form is about."""
    places = [field.at for field in shown]
    return tuple(said for at, said in errors if not any(_is_about(place, at) for place in places))


def edits(ident: str, stored: Mapping[Subject, Plain], posted: Posted) -> tuple[Put, ...]:
    """What was changed: fields that say something else than the file does. A field that was not sent is left alone."""
    found = []
    for key in _keys(stored):
        typed = _typed(key, posted)
        if typed is not None and not _same(key, typed, stored.get(key.at)):
            empty = typed in ("", ()) and not key.required
            value = _in_file_order(typed, stored.get(key.at)) if isinstance(typed, tuple) else typed
            found.append(Put(("injects", ident, *key.at), None if empty else value))
    return tuple(found)


def new_ident(scenario: Scenario, ident: str) -> str:
    """A free id for a copy of a message."""
    numbers = (f"{ident[:34]}-{number}" for number in range(2, len(scenario.injects) + 3))
    return next(name for name in numbers if name not in scenario.injects)


def says(inject: Inject, scenario: Scenario) -> str:
    """How a message is called in a sentence: `05 ‘Was het gezin bekend?’`."""
    return f"{inject.number} ‘{Filled(scenario)(inject.title)}’"


def _is_about(field: Subject, at: Subject) -> bool:
    return at[: len(field)] == field


def _in_file_order(words: tuple[str, ...], there: Plain | None) -> tuple[str, ...]:
    was = [word for word in _as_words(there) if word in words]
    return (*was, *(word for word in words if word not in was))


def _keys(stored: Mapping[Subject, Plain]) -> Iterable[_Key]:
    for key in KEYS:
        needed = _NEEDS.get(key.at)
        near = key.always if needed is None else any(_is_about(needed, at) for at in stored)
        if near or key.at in stored:
            yield key
        if key.at == ("body",):
            yield from _variants(stored)


def _variants(stored: Mapping[Subject, Plain]) -> Iterable[_Key]:
    for at in stored:
        if at[0] == "variants" and at[-1] == "body":
            condition = stored.get((*at[:-1], "if"), "")
            when = f"Als {condition}" if condition else "Anders"
            yield _Key(at, "text", f"Tekst {int(at[1]) + 1 if at[1].isdigit() else at[1]}", when, required=True)


def _field(
    key: _Key, scenario: Scenario, stored: Mapping[Subject, Plain], posted: Posted | None, words: Words, compare: bool
) -> Field:
    there = stored.get(key.at)
    typed = _typed(key, posted) if posted is not None else None
    value = there if typed is None else typed
    say = partial(_shown, key)
    differs = compare and typed is not None and not _same(key, typed, there)
    return Field(
        at=key.at,
        kind=key.kind,
        label=words(key.label),
        hint=words(key.hint) if key.hint else "",
        required=key.required,
        value=say(value),
        words=_as_words(value),
        options=_options(key.kind, scenario, words, _as_words(there)),
        stored=say(there) if differs else None,
    )


def _typed(key: _Key, posted: Posted) -> Plain | None:
    """What was sent for this field; None when the form did not have it."""
    name = ".".join(key.at)
    if key.kind in ("people", "yesno") and f"has.{name}" in posted:
        sent = tuple(posted.get(name, ()))
        return sent if key.kind == "people" else "yes" if sent else ""
    if name not in posted:
        return None
    text = "".join(posted[name][-1:]).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _same(key: _Key, typed: Plain, there: Plain | None) -> bool:
    if key.kind == "people":
        return set(_as_words(typed)) == set(_as_words(there))
    if key.kind == "yesno":
        return (typed in NO) == ((there or "") in NO)
    return typed == "\n".join(line.rstrip() for line in str(there or "").strip().split("\n"))


def _shown(key: _Key, value: Plain | None) -> str:
    if key.kind == "yesno":
        return "" if (value or "") in NO else "yes"
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _as_words(value: Plain | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _options(kind: Kind, scenario: Scenario, words: Words, there: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What can be chosen, and what the file has that cannot: a misspelt word must not vanish unseen."""
    say = Filled(scenario)
    known: dict[str, str] = {}
    if kind == "channel":
        known = {channel: words(word) for channel, word in CHANNELS.items()}
    elif kind == "phase":
        known = {phase.id: say(phase.title) for phase in scenario.phases}
    elif kind == "people":
        known = {role.id: say(role.title) for role in scenario.roles.values()}
        known |= {f"team {team.id}": say(team.title) for team in scenario.teams.values()}
        known |= {"all": words("Iedereen"), "plenary": words("Beamer"), "facilitator": words("Trainer")}
    else:
        return ()
    return tuple((known | {word: word for word in there if word not in known}).items())
