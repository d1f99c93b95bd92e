"""What is filled in beforehand: the words of the place, and how the story starts."""

from dataclasses import replace

import pytest

from engine.exercise import events as e
from engine.exercise.changes import touched
from engine.exercise.commands import ChooseStart, FillIn, Refused, StartExercise
from engine.exercise.preparing import start_for, word_for
from engine.exercise.view import Card, Desk, Preparation, StartValue
from engine.scenario.model import TRAINER, Between, Parameter, Role, Value, Variable, Weights
from tests.engine.worlds import VARIABLES, Play, inject, shown, world

TOWN = Parameter("gemeente", "Naam van de gemeente", "Hesselveld", 20)
PEOPLE = Parameter("inwoners", "Aantal inwoners", "4200", type="number", min=1, max=90_000)
STATION = Parameter("omroep", "Regionale omroep", "Oostmark", type="choice", options=("Oostmark", "Radio Oost"))
WORLD = world(
    [inject("mail", title="Brand in {{ gemeente }}")],
    roles=[Role("burgemeester", "Burgemeester van {{ gemeente }}", does="Leidt {{ gemeente }}.")],
    teams=[],
    parameters=[TOWN, PEOPLE, STATION],
)


def filled(play: Play) -> dict[str, str]:
    return {word.id: word.text for word in shown(play, TRAINER, "preparation", Preparation).words}


def test_words_are_filled_in_on_every_screen() -> None:
    play = Play(WORLD)

    play.order(FillIn({"gemeente": "  Maasdorp ", "inwoners": "500"}))

    assert filled(play) == {"gemeente": "Maasdorp", "inwoners": "500", "omroep": "Oostmark"}
    card = shown(play, "burgemeester", "card", Card)
    assert (card.role_title, card.does) == ("Burgemeester van Maasdorp", "Leidt Maasdorp.")
    assert "Brand in Maasdorp" in repr(play.node(TRAINER, "cue:mail"))
    assert shown(play, TRAINER, "desk", Desk).title == "De proef"


def test_words_lie_beside_the_record_and_later_ones_take_their_place() -> None:
    play = Play(WORLD)
    play.order(FillIn({"gemeente": "Maasdorp", "inwoners": "500"}))
    happened = play.order(FillIn({"gemeente": "Waalstad"}))

    assert not isinstance(happened, Refused)
    [event] = happened
    assert isinstance(event, e.ParametersFilledIn)
    [(name, ref)] = event.parameters
    assert (name, play.exercise.words[ref.id]) == ("gemeente", "Waalstad")
    assert filled(play) == {"gemeente": "Waalstad", "inwoners": "500", "omroep": "Oostmark"}


def test_a_blank_word_gets_the_scenarios_own_back() -> None:
    play = Play(WORLD)
    play.order(FillIn({"gemeente": "Maasdorp"}))
    play.order(FillIn({"gemeente": "  "}))

    assert filled(play)["gemeente"] == "Hesselveld"


def test_nothing_to_fill_in_changes_nothing() -> None:
    assert Play(WORLD).order(FillIn({})) == []


@pytest.mark.parametrize(
    ("parameters", "field", "code"),
    [
        ({"gemeente": "x" * 21}, "gemeente", "word.too_long"),
        ({"gemeente": "a\x00b"}, "gemeente", "word.unreadable"),
        ({"inwoners": "veel"}, "inwoners", "word.number"),
        ({"inwoners": "4.200"}, "inwoners", "word.number"),
        ({"inwoners": "0"}, "inwoners", "word.number"),
        ({"inwoners": "٣"}, "inwoners", "word.number"),
        ({"inwoners": "9" * 20}, "inwoners", "word.number"),
        ({"omroep": "Radio West"}, "omroep", "word.option"),
        ({"gemeente": "Maasdorp", "plaats": "Ons dorp"}, "", "word.unknown"),
        ({"gemeente": "Maasdorp", "inwoners": "-"}, "inwoners", "word.number"),
    ],
)
def test_a_word_that_does_not_fit_is_refused_with_its_field_and_nothing_is_kept(
    parameters: dict[str, str], field: str, code: str
) -> None:
    play = Play(WORLD)
    refused = play.order(FillIn(parameters))

    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == (code, field)
    assert filled(play)["gemeente"] == "Hesselveld"


def test_a_refusal_names_the_field_and_what_fits() -> None:
    number, option, length = word_for(PEOPLE, "veel"), word_for(STATION, "X"), word_for(TOWN, "x" * 30)
    open_ended = word_for(Parameter("n", "Aantal", "1", type="number", min=3), "2")

    assert isinstance(number, Refused)
    assert number.sentence == "Bij ‘Aantal inwoners’ hoort een heel getal van 1 tot en met 90000, zonder punten."
    assert isinstance(option, Refused)
    assert option.sentence == "Bij ‘Regionale omroep’ past dit niet. Kies Oostmark, Radio Oost."
    assert isinstance(length, Refused)
    assert length.sentence == "Bij ‘Naam van de gemeente’ is de tekst te lang: 30 tekens, er passen er 20."
    assert isinstance(open_ended, Refused)
    assert open_ended.sentence == "Bij ‘Aantal’ hoort een heel getal vanaf 3, zonder punten."


def test_once_it_runs_words_and_starts_are_fixed() -> None:
    play = Play.started(WORLD)

    assert play.refused(FillIn({"gemeente": "Maasdorp"})) == "exercise.started"
    assert play.refused(ChooseStart("vragen", "1")) == "exercise.started"


def test_only_the_trainer_prepares() -> None:
    play = Play(WORLD)

    assert play.refused(FillIn({"gemeente": "Maasdorp"}), "burgemeester") == "seat.may_not"
    assert play.refused(ChooseStart("vragen", "1"), "burgemeester") == "seat.may_not"


def test_a_scenario_without_words_has_nothing_to_prepare() -> None:
    assert Play(world()).node(TRAINER, "preparation") is None


def test_a_story_starts_as_it_was_chosen() -> None:
    play = Play(world([inject("druk", when="vragen == 2 and paniek and standpunt == 'meedoen'")]))
    for name, value in (("vragen", "2"), ("paniek", "ja"), ("standpunt", "meedoen")):
        play.order(ChooseStart(name, value))

    assert play.events[-1] == e.VariableChanged(0, "standpunt", "meedoen", "facilitator")
    assert play.order(ChooseStart("vragen", "2")) == []
    assert play.delivered() == []  # nothing happens before the start

    play.order(StartExercise())
    assert play.delivered() == [(0, "druk")]


def test_what_the_scenario_leaves_open_stands_on_the_desk_as_it_is_now() -> None:
    variables = {
        **VARIABLES,
        "standpunt": replace(VARIABLES["standpunt"], random=Weights((("geen", 1), ("meedoen", 2)))),
        "vragen": replace(VARIABLES["vragen"], random=Between(0, 3)),
    }
    play = Play(replace(world(), variables=variables))
    play.order(ChooseStart("standpunt", "meedoen"))

    assert shown(play, TRAINER, "preparation", Preparation).starts == (
        StartValue("vragen", "number", 0, (), 0, 3),
        StartValue("standpunt", "choice", "meedoen", ("geen", "meedoen", "afwijzen"), None, None),
    )
    named = set(touched(play.scenario, play.state, play.events[-1]))
    assert (TRAINER, "preparation") in named
    assert (TRAINER, "preparation") not in set(
        touched(play.scenario, play.state, e.VariableChanged(0, "paniek", True, "x"))
    )


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("vragen", "4", "start.value"),
        ("vragen", "twee", "start.value"),
        ("paniek", "misschien", "start.value"),
        ("standpunt", "meedoem", "start.value"),
        ("mediadruk", "50", "start.unknown"),
        ("onbekend", "1", "start.unknown"),
    ],
)
def test_a_start_that_does_not_fit_is_refused(name: str, value: str, code: str) -> None:
    assert Play(world()).refused(ChooseStart(name, value)) == code


@pytest.mark.parametrize(
    ("variable", "said", "expected"),
    [
        (Variable("a", "yesno", False), "yes", True),
        (Variable("a", "yesno", False), "nee", False),
        (Variable("a", "number", 0, min=-5), "-3", -3),
        (Variable("a", "number", 0), "1000000000", 1_000_000_000),
        (Variable("a", "choice", "x", ("x", "y")), "y", "y"),
    ],
)
def test_a_start_is_written_as_in_the_scenario_file(variable: Variable, said: str, expected: Value) -> None:
    assert start_for(variable, said) == expected


def test_a_refused_start_says_what_fits() -> None:
    said = [
        start_for(variable, "?")
        for variable in (
            Variable("a", "yesno", False),
            Variable("b", "choice", "x", ("x", "y")),
            Variable("c", "number", 0, max=5),
            Variable("d", "number", 0),
        )
    ]

    assert [refused.sentence for refused in said if isinstance(refused, Refused)] == [
        "Bij ‘a’ past dit niet. Kies yes of no.",
        "Bij ‘b’ past dit niet. Kies x, y.",
        "Bij ‘c’ past dit niet. Kies een heel getal tot en met 5.",
        "Bij ‘d’ past dit niet. Kies een heel getal.",
    ]
