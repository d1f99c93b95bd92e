"""How a message's plain text is read for the look of its channel.

Owns the small conventions of a body: `Naam: tekst` lines are turns of a chat, numbered lines are questions, a line of
figures under a post are its reactions, with comments below it. Returns plain text in parts; the templates dress it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared_ui.rendering import paragraphs

SHORT = 420
"""Characters that a message may have before the rest is folded away."""

_TURN = re.compile(r"(?P<who>[A-ZÀ-Þ0-9@][^:!?]{0,40}(?::\d\d)?): (?P<text>.+)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)] (?P<text>.+)")
_REACTIONS = re.compile(r"\d[\d.]* ?(reacties?|opmerkingen|likes?|keer gedeeld|gedeeld|duimpjes|keer bekeken)\b", re.I)


@dataclass(frozen=True, slots=True)
class Bubble:
    """What one person said in a row. `who` is empty when the sender of the whole message said it."""

    who: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A long text in what is shown at once and what opens on demand, both in paragraphs of lines."""

    shown: tuple[tuple[str, ...], ...]
    rest: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text around numbered questions: paragraphs before, the questions by their own number, and after."""

    before: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[int, str], ...]
    after: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its text, the line with its reactions (may be empty), and what people wrote below it."""

    text: str
    reactions: str
    comments: tuple[str, ...] = ()


def bubbles(body: str) -> tuple[Bubble, ...]:
    """The turns of a chat. Only when the first line names a speaker are later `Naam:` lines read as speakers."""
    lines = [line for paragraph in paragraphs(body) for line in paragraph]
    if not lines or not _TURN.fullmatch(lines[0]):
        return (Bubble("", tuple(lines)),) if lines else ()
    turns: list[tuple[str, list[str]]] = []
    for line in lines:
        turn = _TURN.fullmatch(line)
        if turn:
            turns.append((turn["who"].strip(), [turn["text"]]))
        else:
            turns[-1][1].append(line)
    return tuple(Bubble(who, tuple(said)) for who, said in turns)


def folded(text: str) -> Folded:
    """Fold a long text after its first paragraphs; never inside one, never for a few words only."""
    parts = tuple(tuple(lines) for lines in paragraphs(text))
    if len(text) <= SHORT:
        return Folded(parts, ())
    taken = 0
    for number, lines in enumerate(parts):
        taken += sum(len(line) for line in lines)
        if taken >= SHORT * 2 // 3:
            rest = parts[number + 1 :]
            worth_it = sum(len(line) for lines in rest for line in lines) > SHORT // 3
            return Folded(parts[: number + 1], rest) if worth_it else Folded(parts, ())
    return Folded(parts, ())


def asked(body: str) -> Asked | None:
    """The first paragraph in which every line is numbered, with what stands around it; None when there is none."""
    parts = tuple(tuple(lines) for lines in paragraphs(body))
    for place, lines in enumerate(parts):
        found = [match for line in lines if (match := _NUMBERED.fullmatch(line))]
        if len(found) == len(lines):
            questions = tuple((int(match["number"]), match["text"]) for match in found)
            return Asked(parts[:place], questions, parts[place + 1 :])
    return None


def post(body: str) -> Post:
    """A post without the line that counts reactions and the comments below it. The last such line counts."""
    lines = body.strip().splitlines()
    for place in range(len(lines) - 1, 0, -1):
        if _REACTIONS.match(lines[place].strip()):
            comments = tuple(line for lines in paragraphs("\n".join(lines[place + 1 :])) for line in lines)
            return Post("\n".join(lines[:place]).strip(), lines[place].strip(), comments)
    return Post(body.strip(), "")


def spaced(code: str) -> str:
    """A code as people read it out: four digits in pairs, anything else as it is."""
    return f"{code[:2]} {code[2:]}" if re.fullmatch(r"\d{4}", code) else code


def standfirst(body: str, most: int = 240) -> str:
    """The first paragraph for the wall, cut after a whole sentence (or word) when it is longer than `most`."""
    first = next((" ".join(lines) for lines in paragraphs(body)), "")
    if len(first) <= most:
        return first
    sentence = max(first.rfind(end, 0, most) for end in (". ", "? ", ".’ ", ".' "))
    if sentence > most // 3:
        return first[: sentence + 2].strip()
    return first[: first.rfind(" ", 0, most)].rstrip(",;: ") + " …"
