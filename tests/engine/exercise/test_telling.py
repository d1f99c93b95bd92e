"""How the record is told on a screen."""

from dataclasses import replace

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.commands import (
    SubmitResponse,
)
from engine.exercise.state import begin
from engine.exercise.telling import ERASED
from engine.exercise.visibility import Sight
from engine.scenario.model import Parameter
from tests.engine.worlds import (
    CREATED,
    Play,
    ask,
    inject,
    shown,
    world,
)


def test_words_that_were_erased_are_shown_as_erased() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "geheim"), "burgemeester")
    play.exercise.words.clear()
    asked = shown(play, "burgemeester", "item:vraag", v.Item).ask

    assert asked is not None
    assert asked.answer is not None
    assert asked.answer.text == ERASED


def test_one_text_of_a_worksheet_is_erased_by_itself() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask("blad"))]))
    play.order(SubmitResponse("vraag", fields={"beeld": "geheim", "fase": "f1", "rest": "mag blijven"}), "burgemeester")
    (secret,) = [name for name, body in play.exercise.words.items() if body == "geheim"]
    del play.exercise.words[secret]
    asked = shown(play, "burgemeester", "item:vraag", v.Item).ask

    assert asked is not None
    assert asked.answer is not None
    assert [part.lines for part in asked.answer.said] == [(ERASED,), ("Dreigend",), (), ("mag blijven",)]


def test_the_words_of_the_trainer_stand_in_the_texts() -> None:
    scenario = world([inject("mail")], parameters=[Parameter("stad", "Stad", "Hesselveld")])
    scenario = replace(scenario, title="Brand in {{ stad }}")
    ref = e.TextRef("p1", "0" * 64)
    state = begin(scenario, replace(CREATED, parameters=(("stad", ref),)))

    def title(words: dict[str, str]) -> str:
        header = Sight(scenario, state, words).node("wethouder", "header")
        assert isinstance(header, v.Header)
        return header.title

    assert title({"p1": "Dorp"}) == "Brand in Dorp"
