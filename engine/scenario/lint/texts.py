"""Rules about how a text reads: too long for where it stands, unfinished, hard to follow, or not to be said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.scenario.lint.survey import Doubt, Survey
from engine.scenario.model import Channel

TITLE_CHARACTERS = 60
"""What a phone shows of a title."""
PHONE_WORDS = 120
"""What somebody can take in from one phone call, about 50 seconds aloud."""
SENTENCE_WORDS = 30
"""Plain language (B1) keeps sentences near fifteen words; from thirty on a reader loses the beginning."""
PIECE_CHARACTERS: Mapping[Channel, int] = {"chat": 400, "message": 400, "social": 400}
"""What people type in one go on these channels; a longer message stands there as several."""
SHOUTED_WORDS = 4

_TO_FILL_IN = re.compile(
    r"\bX{3,}\b|\bTODO\b|\blorem ipsum\b|\[(?:naam|datum|tijd|plaats|straat|gemeente|functie|bedrag|telefoonnummer"
    r"|invullen|nog invullen)\b[^\]\n]{0,20}\]",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])[’”'\")]*\s+|\n\s*[-–•*]?\s*|\n")
_TWICE = re.compile(r"\b(de|een|van|met|naar|bij|voor|wordt|werd|is|zijn|niet|wij|the|an|of|and|to)[ \n]+\1\b")
"""Words that never stand twice in a row in good Dutch or English; `dat dat`, `die die` and `het het` can."""
_NOT_SAID = re.compile(r"https?://|www\.|\[[^\[\]\n]{1,200}\]|(?:^|\n)[ \t]*[-*•] |[\U0001F300-\U0001FAFF☀-➿]")
"""Addresses, stage directions, lists and pictures: to be seen, not to be heard."""
_SPOKEN: tuple[Channel, ...] = ("phone", "radio")
_INFORMAL: tuple[Channel, ...] = ("chat", "message", "social", "news", "tv")
"""Where people and headlines may shout."""


def long_title(survey: Survey) -> Iterator[Doubt]:
    """W301."""
    for inject in survey.injects:
        for path, title in survey.titles(inject):
            length = len(survey.filled(title))
            if length > TITLE_CHARACTERS:
                yield Doubt(survey.place(*path), {"length": length, "limit": TITLE_CHARACTERS})


def long_phone_call(survey: Survey) -> Iterator[Doubt]:
    """W302."""
    for inject in survey.injects:
        for path, text in survey.bodies(inject) if inject.channel == "phone" else ():
            words = len(survey.filled(text).split())
            if words > PHONE_WORDS:
                yield Doubt(survey.place(*path), {"length": words, "limit": PHONE_WORDS})


def too_long_for_channel(survey: Survey) -> Iterator[Doubt]:
    """W347: one piece of a chat or post is longer than people type in one go."""
    for inject in survey.injects:
        limit = PIECE_CHARACTERS.get(inject.channel)
        for path, text in survey.bodies(inject) if limit else ():
            longest = max(len(piece) for piece in re.split(r"\n\s*\n", survey.filled(text)))
            if limit and longest > limit:
                yield Doubt(survey.place(*path), {"length": longest, "limit": limit})


def not_to_be_said(survey: Survey) -> Iterator[Doubt]:
    """W350: something in a spoken text that cannot be heard."""
    for inject in survey.injects:
        for path, text in survey.bodies(inject) if inject.channel in _SPOKEN else ():
            found = next((one for one in _NOT_SAID.finditer(text) if not _TO_FILL_IN.match(one[0])), None)
            if found:
                start = found.end() - len(found[0].lstrip())
                yield Doubt(survey.inside(start, *path), {"value": found[0].strip()})


def same_title(survey: Survey) -> Iterator[Doubt]:
    """I282: two messages of one phase that somebody gets and cannot tell apart in a list."""
    first: dict[tuple[str, str, str], str] = {}
    for inject in survey.injects:
        others = [first.setdefault((inject.phase, inject.title, seat), inject.id) for seat in inject.audience.seats]
        other = next((other for other in others if other != inject.id), None)
        if other is not None:
            yield Doubt(survey.place("injects", inject.id, "title"), {"other": other})


def shouting(survey: Survey) -> Iterator[Doubt]:
    """I281: several words in capitals in a text that is not somebody else's post."""
    for inject in survey.injects:
        if inject.channel in _INFORMAL:
            continue
        for path, text in (*survey.titles(inject), *survey.bodies(inject)):
            if found := _SHOUTED.search(text):
                yield Doubt(survey.inside(found.start(), *path), {"value": found[0]})


_SHOUTED = re.compile(rf"\b[A-Z]{{2,}}(?:[ ,!?]+[A-Z]{{2,}}){{{SHOUTED_WORDS - 1},}}\b")


def to_fill_in(survey: Survey) -> Iterator[Doubt]:
    """W304."""
    for word, text in survey.texts:
        for found in _TO_FILL_IN.finditer(text):
            yield Doubt(word.place_of(found.start()), {"value": found[0]})


def double_word(survey: Survey) -> Iterator[Doubt]:
    """W349."""
    for word, text in survey.texts:
        for found in _TWICE.finditer(text):
            yield Doubt(word.place_of(found.start()), {"value": " ".join(found[0].split())})


def no_words(survey: Survey) -> Iterator[Doubt]:
    """W348: dots, dashes or pictures in place of a text."""
    for word, text in survey.texts:
        if not any(character.isalnum() for character in text):
            yield Doubt(word.place, {"value": text})


def long_sentence(survey: Survey) -> Iterator[Doubt]:
    """I280: the first one of each text."""
    for word, text in survey.texts:
        if text.count(" ") < SENTENCE_WORDS:
            continue
        start = 0
        for end in [*_SENTENCE_END.finditer(text), None]:
            sentence = text[start : end.start() if end else len(text)]
            words = sum(any(c.isalnum() for c in one) for one in sentence.split())
            if words > SENTENCE_WORDS:
                yield Doubt(word.place_of(start), {"length": words, "limit": SENTENCE_WORDS})
                break
            start = end.end() if end else 0
