"""Filled-in sentences are recognised and said in the language of the screen."""

from __future__ import annotations

import re

import jinja2
import pytest

from engine.exercise.refusals import SENTENCES, refuse
from shared_ui.phrases import SAID_BY_ENGINE, Phrases, refusals
from shared_ui.rendering import environment, render
from shared_ui.words import translator

DUTCH, ENGLISH = translator("nl"), translator("en")
REFUSALS = refusals(SENTENCES)
HOLE = re.compile(r"\{(\w*)\}")


def filled(template: str) -> str:
    return HOLE.sub(lambda hole: f"<{hole[1] or 'x'}>", template)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_is_there_in_english_with_what_was_filled_in(code: str) -> None:
    holes = HOLE.findall(SENTENCES[code])
    sentence = refuse(code, **{hole: f"<{hole}>" for hole in holes}).sentence
    said = REFUSALS.say(sentence, ENGLISH)

    assert said != sentence
    assert all(f"<{hole}>" in said for hole in holes)
    assert REFUSALS.say(sentence, DUTCH) == sentence


@pytest.mark.parametrize("template", SAID_BY_ENGINE)
def test_what_the_engine_says_on_the_desk_is_there_in_english(template: str) -> None:
    phrases = Phrases(SAID_BY_ENGINE)
    said = phrases.say(filled(template), ENGLISH)

    assert said != filled(template)
    assert said.count("<x>") == template.count("{}")


def test_a_sentence_about_a_field_holds_another_that_begins_small() -> None:
    said = REFUSALS.say("Bij ‘Wat doet u?’: er staat nog niets in. Schrijf eerst uw tekst.", ENGLISH)

    assert said == "At ‘Wat doet u?’: there is nothing in it yet. Write your text first."


def test_what_fits_at_a_start_is_said_too() -> None:
    assert REFUSALS.say(
        refuse("start.value", name="wind", fits="een heel getal van 1 tot en met 9").sentence, ENGLISH
    ) == ("This does not fit at ‘wind’. Choose a whole number from 1 to 9.")


def test_what_nobody_translated_stays_as_it_is() -> None:
    assert REFUSALS.say("Iets heel anders.", ENGLISH) == "Iets heel anders."


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("za 17.05", "Sat 17.05"),
        ("acht maanden later, 9.00 uur", "acht maanden later, 9.00 hrs"),
        ("", ""),
        ("zaal 3", "zaal 3"),
    ],
)
def test_story_time_has_the_weekday_of_the_language(said: str, shown: str) -> None:
    assert _rendered("{{ said|in_story }}", "en", said) == shown.replace("hrs", ENGLISH("uur"))
    assert _rendered("{{ said|in_story }}", "nl", said) == said


def test_the_words_of_a_trigger_are_put_together_of_parts() -> None:
    said = "na 05; wacht altijd op GO; mits onrust > 3 (nu niet)"
    assert _rendered("{{ said|phrase }}", "en", said) == "after 05; always waits for GO; if onrust &gt; 3 (not so now)"
    assert _rendered("{{ said|phrase }}", "nl", "na 05; wacht altijd op GO") == "na 05; wacht altijd op GO"


def _rendered(source: str, language: str, said: str) -> str:
    made = environment()
    made.loader = jinja2.DictLoader({"t": source})
    return render(made, "t", translator(language), said=said)
