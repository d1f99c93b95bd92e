"""Looking back while the evening runs: the minutes, who knew what when, and answers that are shown again."""

from __future__ import annotations

from dataclasses import replace

from engine.exercise import view as v
from engine.exercise.commands import EndExercise, FireInject, SetBeamer, StartExercise, SubmitResponse, TakeBack, Write
from engine.exercise.remembering import Learned, learned
from engine.scenario.model import PLENARY, Audience, DebriefQuestion, Fact, Inject, Sharing
from engine.scenario.sections.repeats import with_copies
from tests.engine.worlds import MINUTE, PLAYERS, Play, ask, inject, phase, world

TO_ALL = Audience(PLAYERS, True, False, ("all", "plenary"))
BOTH = ask(by=("seat:burgemeester", "seat:wethouder"))
ARRIVAL = inject("aankomst", to=("burgemeester", "wethouder"), title="Bij de deur", ask=BOTH)
MOTION = inject(
    "motie", to=("raadslid-1", "raadslid-2"), title="Motie", ask=ask(by=("seat:raadslid-1", "seat:raadslid-2"))
)
SHARED = replace(
    MOTION, response=replace(MOTION.response, share=Sharing(TO_ALL, "motion")) if MOTION.response else None
)
SCHOOL = Fact("school", "De school is dicht", "feit", "team", ("wethouder",))
POLICE = Fact("politie", "De politie zoekt door", "vermoeden", "niemand")


def quoting(source: str, **rest: object) -> Inject:
    return replace(inject("terug", to=(*PLAYERS, "plenary"), **rest), quotes=source)  # type: ignore[arg-type]


def quotes(play: Play, seat: str, item: str = "terug") -> list[tuple[str, str, bool]]:
    node = play.node(seat, f"item:{item}")
    assert isinstance(node, v.Item)
    return [(quote.who, quote.said[0].lines[0], quote.mine) for quote in node.quotes]


def stage(play: Play) -> v.Stage:
    node = play.node(PLENARY, "stage")
    assert isinstance(node, v.Stage)
    return node


# -- answers that are shown again ------------------------------------------------------------------------------


def test_each_reads_the_own_answer_again_and_nobody_elses() -> None:
    play = Play.started(world([ARRIVAL, quoting("aankomst")]))
    play.order(FireInject("aankomst"))
    play.order(SubmitResponse("aankomst", "Ik bel de school"), "burgemeester")
    play.order(SubmitResponse("aankomst", "Ik zeg niets"), "wethouder")
    play.order(FireInject("terug"))

    assert quotes(play, "burgemeester") == [("Burgemeester", "Ik bel de school", True)]
    assert quotes(play, "wethouder") == [("Wethouder", "Ik zeg niets", True)]
    assert quotes(play, "raadslid-1") == quotes(play, PLENARY) == []


def test_what_was_sent_on_is_for_all_who_get_the_message() -> None:
    play = Play.started(world([SHARED, quoting("motie")]))
    play.order(FireInject("motie"))
    play.order(SubmitResponse("motie", "Onderzoek het"), "raadslid-1")
    play.order(FireInject("terug"))

    assert quotes(play, "raadslid-1") == [("Raadslid 1", "Onderzoek het", True)]
    for seat in ("burgemeester", PLENARY):
        assert quotes(play, seat) == [("Raadslid 1", "Onderzoek het", False)]


def test_others_read_the_title_under_which_it_was_sent_on() -> None:
    assert SHARED.response is not None
    named = replace(SHARED.response, share=Sharing(TO_ALL, "motion", "Uit de raad"))
    play = Play.started(world([replace(SHARED, response=named), quoting("motie")]))
    play.order(FireInject("motie"))
    play.order(SubmitResponse("motie", "Onderzoek het"), "raadslid-1")
    play.order(FireInject("terug"))
    shown = {seat: play.node(seat, "item:terug") for seat in ("raadslid-1", "wethouder", PLENARY)}

    titles = {seat: item.quotes[0].about for seat, item in shown.items() if isinstance(item, v.Item)}
    assert titles == {"raadslid-1": "Motie", "wethouder": "Uit de raad", PLENARY: "Uit de raad"}


def test_an_answer_is_shown_as_it_was_at_that_moment() -> None:
    play = Play.started(world([ARRIVAL, quoting("aankomst")]))
    play.order(FireInject("aankomst"))
    play.order(SubmitResponse("aankomst", "eerst"), "burgemeester")
    play.order(FireInject("terug"))
    play.order(SubmitResponse("aankomst", "later", based_on=1), "burgemeester")

    assert quotes(play, "burgemeester") == [("Burgemeester", "eerst", True)]


def test_of_what_repeats_the_last_that_was_answered_is_shown() -> None:
    twice = replace(SHARED, repeat=2)
    play = Play.started(with_copies(world([twice, quoting("motie")])))
    for name, text in (("motie", "de eerste"), ("motie.2", "de tweede")):
        play.order(FireInject(name))
        play.order(SubmitResponse(name, text), "raadslid-1")
    play.order(FireInject("terug"))

    assert quotes(play, "wethouder") == [("Raadslid 1", "de tweede", False)]


def test_with_no_answer_there_is_nothing_to_show_and_taking_back_takes_it_along() -> None:
    play = Play.started(world([ARRIVAL, quoting("aankomst")]))
    play.order(FireInject("aankomst"))
    play.order(FireInject("terug"))
    assert quotes(play, "burgemeester") == []

    play.order(TakeBack("terug"))

    assert play.state.injects["terug"].quoted == ()


# -- the minutes -----------------------------------------------------------------------------------------------


def minuted(play: Play) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (each.who, each.about, tuple(line for part in each.said for line in part.lines)) for each in stage(play).minutes
    ]


def test_decisions_stand_in_the_minutes_in_order_with_who_made_them() -> None:
    college = replace(
        inject("besluit", to=("burgemeester", "wethouder"), title="Wat besluit u?"),
        response=replace(ask(by=("team:college",)), minutes=()),
    )
    apart = inject("praatje", title="Niet voor de lijst", ask=ask())
    play = Play.started(world([college, apart, replace(college, id="besluit2", title="En nu?")]))
    for name in ("besluit2", "praatje", "besluit"):
        play.order(FireInject(name))
        play.order(SubmitResponse(name, f"antwoord op {name}"), "burgemeester")
    assert stage(play).minutes == ()

    play.order(SetBeamer("minutes"))

    assert minuted(play) == [
        ("Het college", "En nu?", ("antwoord op besluit2",)),
        ("Het college", "Wat besluit u?", ("antwoord op besluit",)),
    ]


def test_players_read_at_the_question_that_it_stands_in_the_minutes() -> None:
    play = Play.started(world([inject("a", ask=replace(ask(), minutes=())), inject("b", ask=ask())]))
    for name in ("a", "b"):
        play.order(FireInject(name))
    asked = [play.node("burgemeester", f"item:{name}") for name in ("a", "b")]

    assert [node.ask.minuted for node in asked if isinstance(node, v.Item) and node.ask] == [True, False]


# -- who knew what when ----------------------------------------------------------------------------------------


def told() -> Play:
    message = inject("belt", to=("burgemeester",), facts=("politie", "school"))
    return Play.started(world([message], facts=[SCHOOL, POLICE]))


def test_who_knew_what_when_is_read_from_the_record() -> None:
    play = told()
    play.until(MINUTE)
    play.order(FireInject("belt"))
    play.until(2 * MINUTE)
    play.order(Write(("wethouder", "raadslid-1"), "Hoor eens", ("politie",)), "burgemeester")
    (message,) = play.state.messages

    assert learned(play.scenario, play.state) == (
        Learned("school", "wethouder", 0, None, "start"),
        Learned("school", "burgemeester", MINUTE, "een", "message", "belt"),
        Learned("politie", "burgemeester", MINUTE, "een", "message", "belt"),
        Learned("politie", "wethouder", 2 * MINUTE, "een", "passed_on", message, "burgemeester"),
        Learned("politie", "raadslid-1", 2 * MINUTE, "een", "passed_on", message, "burgemeester"),
    )


def test_what_was_taken_back_was_not_learned() -> None:
    play = told()
    play.order(FireInject("belt"))
    play.order(TakeBack("belt"))

    assert [each.seat for each in learned(play.scenario, play.state)] == ["wethouder"]


def test_the_projector_shows_it_per_team_when_the_trainer_wants() -> None:
    play = told()
    play.order(FireInject("belt"))
    assert stage(play).knowledge == ()

    play.order(SetBeamer("knowledge"))
    school, police = stage(play).knowledge

    assert [(each.who, each.know, each.of) for each in school.teams] == [
        ("Het college", 2, 2),
        ("De raad", 0, 2),
        ("Voorlichter", 0, 1),
    ]
    assert school.teams[0].since == ""
    assert police.teams[0].since != ""
    assert police.teams[1].since == ""


def test_without_facts_there_is_nothing_to_show() -> None:
    assert Play.started(world()).refused(SetBeamer("knowledge")) == "beamer.knowledge"


# -- questions and statements ----------------------------------------------------------------------------------


def test_a_question_for_afterwards_stands_large_on_the_projector_also_after_the_end() -> None:
    play = Play.started(replace(world(), debrief=(DebriefQuestion("Wat leerde u?"), DebriefQuestion("En toen?"))))
    play.order(EndExercise())
    play.order(SetBeamer("question", "2"))

    assert stage(play).question == "En toen?"
    for number in ("0", "3", "x", ""):
        assert play.refused(SetBeamer("question", number)) == "beamer.question"


def test_a_statement_that_is_read_aloud_has_its_time() -> None:
    world_ = world([inject("a", ask=ask("verklaring"))])
    form = replace(world_.forms["reactie"], id="verklaring", kind="statement", seconds=90)
    play = Play.started(replace(world_, forms={**world_.forms, "verklaring": form}))
    play.order(FireInject("a"))
    play.order(SubmitResponse("a", "Wij leven mee"), "burgemeester")
    play.until(MINUTE)
    play.order(SetBeamer("answer", inject="a", unit="seat:burgemeester", consent=True))
    shown = stage(play).answer

    assert shown is not None
    assert shown.until_at_ms == MINUTE + 90_000


# -- beginning elsewhere ---------------------------------------------------------------------------------------


def test_an_evening_that_is_late_begins_with_a_later_phase() -> None:
    play = Play(world([inject("a", phase="twee", at=0)], [phase("een"), phase("twee")]))
    play.order(StartExercise("twee"))
    play.until(0)

    assert play.state.phase == "twee"
    assert play.state.injects["a"].status == "delivered"


def test_a_phase_that_is_not_there_cannot_be_the_first() -> None:
    play = Play(world())
    assert play.refused(StartExercise("drie")) == "phase.unknown"
