"""What conditions may ask of an exercise, and which answers a fact may change."""

from dataclasses import replace

from engine.exercise import events as e
from engine.exercise.commands import FireInject, SubmitResponse
from engine.exercise.copies import original
from engine.exercise.facts import StateFacts, is_true, may_change
from engine.scenario.model import Scenario
from tests.engine.worlds import MINUTE, SECOND, Play, ask, condition, inject, world

BOTH = ask(by=("seat:burgemeester", "seat:wethouder"), deadline=2 * MINUTE)
WORLD = world(
    [
        inject("vraag", at=MINUTE, to=("burgemeester", "wethouder"), ask=BOTH),
        inject("ander", to=("voorlichter",), ask=ask("delen", by=("seat:voorlichter",))),
    ]
)

RESPONSE = e.ResponseSubmitted(0, "vraag", "seat:burgemeester", "burgemeester", 1, None, None, False, True, "acuut")


def facts(play: Play) -> StateFacts:
    return StateFacts(play.scenario, play.state, play.at_ms)


def test_a_message_is_sent_from_its_delivery_on() -> None:
    play = Play.started(WORLD)
    assert not facts(play).sent("vraag")
    assert facts(play).minutes_since("vraag") is None

    play.until(MINUTE)

    assert facts(play).sent("vraag")
    assert facts(play).minutes_since("vraag") == 0


def test_minutes_are_whole_ones_of_exercise_time() -> None:
    play = Play.started(WORLD)

    play.until(3 * MINUTE - 1)
    assert facts(play).minutes_since("vraag") == 1

    play.until(3 * MINUTE)
    assert facts(play).minutes_since("vraag") == 2


def test_answers_are_counted_by_unit_and_a_better_version_is_no_second_one() -> None:
    play = Play.started(WORLD)
    play.until(MINUTE)
    assert not facts(play).answered("vraag")
    assert facts(play).count_answered("vraag") == 0

    play.order(SubmitResponse("vraag", "Ja"), "burgemeester")
    play.order(SubmitResponse("vraag", "Nee", based_on=1), "burgemeester")
    assert facts(play).answered("vraag")
    assert facts(play).count_answered("vraag") == 1

    play.order(SubmitResponse("vraag", "Ja"), "wethouder")
    assert facts(play).count_answered("vraag") == 2


def test_a_form_is_answered_when_any_message_that_asks_for_it_is() -> None:
    play = Play.started(WORLD)
    play.until(MINUTE)

    play.order(SubmitResponse("vraag", "Ja"), "burgemeester")

    assert facts(play).answered("reactie")
    assert not facts(play).answered("delen")


def test_late_is_who_had_not_answered_when_the_deadline_passed() -> None:
    play = Play.started(WORLD)
    play.until(MINUTE)
    play.order(SubmitResponse("vraag", "Ja"), "burgemeester")
    assert not facts(play).late("vraag")

    play.until(3 * MINUTE)
    assert facts(play).late("vraag")

    play.order(SubmitResponse("vraag", "Alsnog"), "wethouder")
    assert facts(play).late("vraag")


def test_who_answered_in_time_is_not_late_with_a_better_version() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(deadline=MINUTE))]))
    play.order(SubmitResponse("vraag", "Ja"), "burgemeester")
    play.until(2 * MINUTE)
    play.order(SubmitResponse("vraag", "Beter", based_on=1), "burgemeester")

    assert not facts(play).late("vraag")


def repeated() -> Scenario:
    """A message and its copies, as reading a message that repeats makes them."""
    asks = ask(by=("seat:burgemeester",))
    return world([inject("vraag", ask=asks), inject("vraag.2", ask=asks), inject("vraag.3", ask=asks)])


def test_of_a_message_that_repeats_any_copy_counts_and_the_minutes_are_since_the_last() -> None:
    play = Play.started(repeated())
    play.order(FireInject("vraag"))
    play.until(5 * MINUTE)
    play.order(FireInject("vraag.2"))
    play.order(SubmitResponse("vraag.2", "Ja"), "burgemeester")
    play.until(7 * MINUTE)

    assert facts(play).sent("vraag")
    assert facts(play).minutes_since("vraag") == 2
    assert facts(play).answered("vraag")
    assert facts(play).count_answered("vraag") == 1


def test_a_condition_is_read_at_a_moment() -> None:
    play = Play.started(WORLD)
    play.until(MINUTE)
    late = condition('minutes_since("vraag") >= 2 and phase == "een" and not paniek')

    assert not is_true(late, WORLD, play.state, 3 * MINUTE - SECOND)
    assert is_true(late, WORLD, play.state, 3 * MINUTE)


def test_a_fact_names_what_it_may_change() -> None:
    play = Play.started(WORLD)
    play.until(MINUTE)
    play.order(SubmitResponse("vraag", "Ja"), "burgemeester")
    submitted = play.events[-1]
    assert isinstance(submitted, e.ResponseSubmitted)

    assert set(may_change(WORLD, submitted)) == {
        ("answered", "vraag"),
        ("answered", "reactie"),
        ("count_answered", "vraag"),
    }
    assert may_change(WORLD, e.VariableChanged(0, "paniek", True, "x")) == (("name", "paniek"),)
    assert may_change(WORLD, e.PhaseStarted(0, "een", 0, ())) == (("name", "phase"),)
    assert may_change(WORLD, e.ResponseMissed(0, "vraag", "seat:burgemeester")) == (("late", "vraag"),)
    assert may_change(WORLD, e.ModeChanged(0, True)) == ()


def test_a_fact_about_a_copy_is_one_about_the_message_of_the_author() -> None:
    scenario = repeated()
    delivery = e.InjectDelivered(0, "vraag.2", (), False, False, (), (), "hand")

    assert original("vraag.2") == original("vraag") == "vraag"
    assert set(may_change(scenario, delivery)) == {("sent", "vraag"), ("minutes_since", "vraag")}
    assert ("answered", "vraag") in may_change(scenario, replace(RESPONSE, inject="vraag.3"))
