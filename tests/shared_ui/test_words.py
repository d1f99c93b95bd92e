import json
from pathlib import Path

import shared_ui
from shared_ui.words import languages, translator


def test_dutch_is_the_source_and_says_itself() -> None:
    assert translator("nl")("Ik ben klaar") == "Ik ben klaar"


def test_an_english_sentence_comes_from_the_catalogue() -> None:
    assert translator("en")("verbonden") == "connected"
    assert translator("en-GB")("verbonden") == "connected"


def test_a_sentence_without_translation_stays_dutch() -> None:
    assert translator("en")("Dit staat in geen catalogus.") == "Dit staat in geen catalogus."


def test_an_unknown_language_or_a_path_is_dutch() -> None:
    assert translator("xx")("verbonden") == "verbonden"
    assert translator("../../etc/passwd")("verbonden") == "verbonden"


def test_the_languages_are_those_with_a_catalogue() -> None:
    assert languages() == ("nl", "en")


def test_a_translation_keeps_the_holes_of_its_sentence() -> None:
    path = Path(shared_ui.__file__).parent / "words.en.json"
    for dutch, english in json.loads(path.read_text(encoding="utf-8")).items():
        assert english.strip(), dutch
        assert dutch.count("{}") == english.count("{}"), dutch
