from hypothesis import given
from hypothesis import strategies as st

from engine.debrief.answers import (
    AnswerTimes,
    Asked,
    Deadlines,
    PerPart,
    Unanswered,
    all_asked,
    answer_times,
    deadlines,
    per_channel,
    per_phase,
    unanswered,
)
from engine.debrief.wording import Wording
from engine.exercise import events as e
from tests.engine.debrief.world import EVENING, answered, scenario
from tests.engine.worlds import MINUTE

WORDING = Wording(scenario(), {})


def test_every_answer_asked_is_followed_to_its_end() -> None:
    r1, r2 = "seat:raadslid-1", "seat:raadslid-2"

    assert all_asked(EVENING) == (
        Asked("mail", r1, "een", MINUTE, True, answered_at_ms=3 * MINUTE),
        Asked("mail", r2, "een", MINUTE, True, answered_at_ms=7 * MINUTE, late=True, missed=True),
        Asked("belt", "seat:burgemeester", "een", 2 * MINUTE, True, missed=True),
        Asked("bericht", "team:college", "twee", 13 * MINUTE, False),
    )


def test_a_withdrawn_question_was_asked_when_it_was_answered_or_missed_before() -> None:
    before = all_asked(EVENING)

    assert (
        all_asked([*EVENING, e.InjectCancelled(16 * MINUTE, "mail"), e.InjectCancelled(16 * MINUTE, "belt")]) == before
    )
    assert [each.inject for each in all_asked([*EVENING, e.InjectCancelled(16 * MINUTE, "bericht")])] == [
        "mail",
        "mail",
        "belt",
    ]


def test_an_answer_to_a_withdrawn_question_is_let_pass() -> None:
    late = answered(15 * MINUTE, "motie", "seat:wethouder", "wethouder")

    assert all_asked([*EVENING, late, e.ResponseMissed(16 * MINUTE, "motie", "seat:wethouder")]) == all_asked(EVENING)


def test_the_middle_and_the_slowest_answer_are_in_exercise_time() -> None:
    assert answer_times(all_asked(EVENING)) == AnswerTimes(2, 4 * MINUTE, 6 * MINUTE)
    assert answer_times([]) == AnswerTimes(0, None, None)


def test_answer_times_per_phase_and_per_channel_name_those_where_something_was_asked() -> None:
    asked = all_asked(EVENING)

    assert per_phase(scenario(), asked, WORDING) == (
        PerPart("een", "Een", AnswerTimes(2, 4 * MINUTE, 6 * MINUTE)),
        PerPart("twee", "Twee", AnswerTimes(0, None, None)),
    )
    assert per_channel(scenario(), asked) == (
        PerPart("email", "", AnswerTimes(2, 4 * MINUTE, 6 * MINUTE)),
        PerPart("phone", "", AnswerTimes(0, None, None)),
    )


def test_what_was_never_answered_names_injects_and_groups() -> None:
    assert unanswered(scenario(), all_asked(EVENING), WORDING) == (
        Unanswered("02", "De omroep belt", "phone", ("college",), 1, 1),
        Unanswered("04", "Een bericht", "email", ("Het college",), 1, 1),
    )


def test_deadlines_are_counted_by_how_they_ended() -> None:
    assert deadlines(all_asked(EVENING)) == Deadlines(asked=3, in_time=1, late=1, missed=1, still_open=0)
    assert deadlines(all_asked(EVENING[:5])) == Deadlines(asked=2, in_time=0, late=0, missed=0, still_open=2)


@given(st.lists(st.builds(Asked, st.just("i"), st.text(), st.just("een"), st.just(0), st.booleans(),
    st.none() | st.integers(0, 99), st.booleans(), st.booleans())))  # fmt: skip
def test_the_ways_a_deadline_can_end_add_up(asked: list[Asked]) -> None:
    found = deadlines(asked)

    assert found.asked == found.in_time + found.late + found.missed + found.still_open
    assert min(found.in_time, found.late, found.missed, found.still_open) >= 0
