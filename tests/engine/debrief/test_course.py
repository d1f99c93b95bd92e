from engine.debrief.course import CourseRow, course, meters
from engine.debrief.wording import Wording
from engine.exercise import events as e
from tests.engine.debrief.world import EVENING, answered, scenario
from tests.engine.worlds import CREATED, MINUTE

ROLES = ("Burgemeester van Hesselveld", "Wethouder", "Raadslid", "Voorlichter")


def rows(*events: e.Event) -> tuple[CourseRow, ...]:
    return course(scenario(), events, Wording(scenario(), {}))


def test_the_course_tells_the_evening_at_group_level() -> None:
    mail, belt = ("01", "Mail uit Hesselveld", "email"), ("02", "De omroep belt", "phone")

    assert rows(*EVENING) == (
        CourseRow(0, "za 9.00", "phase_began", title="Een"),
        CourseRow(1 * MINUTE, "za 9.06", "inject", *mail, to=("Raadslid",), count=2),
        CourseRow(2 * MINUTE, "za 9.12", "inject", *belt, to=("Burgemeester van Hesselveld",), count=1),
        CourseRow(3 * MINUTE, "za 9.18", "answer", *mail, to=("raad",), count=1),
        CourseRow(4 * MINUTE, "za 9.24", "missed", *mail, to=("raad",), count=1),
        CourseRow(4 * MINUTE, "za 9.24", "missed", *belt, to=("college",), count=1),
        CourseRow(5 * MINUTE, "za 9.30", "paused", cause="facilitator"),
        CourseRow(5 * MINUTE, "za 9.30", "message", count=2),
        CourseRow(7 * MINUTE, "za 9.42", "answer", *mail, to=("raad",), count=1, late=True),
        CourseRow(12 * MINUTE, "za 10.00", "phase_ended", title="Een"),
        CourseRow(12 * MINUTE, "za 11.00", "phase_began", title="Twee"),
        CourseRow(
            12 * MINUTE, "za 11.00", "inject", "03", "De krant", "news", to=ROLES, to_all=True, plenary=True, count=5
        ),
        CourseRow(13 * MINUTE, "za 11.12", "inject", "04", "Een bericht", "email", to=ROLES[:2], count=2),
        CourseRow(13 * MINUTE, "za 11.12", "inject", "05", "Een motie", "email", to=ROLES[1:2], count=1),
        CourseRow(16 * MINUTE, "za 11.48", "phase_ended", title="Twee"),
        CourseRow(16 * MINUTE, "za 11.48", "ended"),
    )


def test_ending_and_going_on_stand_in_the_course() -> None:
    told = rows(*EVENING, e.ExerciseReopened(16 * MINUTE))

    assert [row.kind for row in told[-2:]] == ["ended", "reopened"]


def test_an_improved_answer_is_not_told_again() -> None:
    told = rows(*EVENING, answered(17 * MINUTE, "mail", "seat:raadslid-1", "raadslid-1", revision=3))

    assert len(told) == len(rows(*EVENING))


def test_silences_of_one_group_at_one_instant_are_one_line() -> None:
    r1, r2 = "seat:raadslid-1", "seat:raadslid-2"
    silences = (
        e.ResponseMissed(4 * MINUTE, "mail", r1),
        e.VariableChanged(4 * MINUTE, "onrust", 9, "mail"),
        e.ResponseMissed(4 * MINUTE, "mail", r2),
        e.ResponseMissed(5 * MINUTE, "mail", r2),
    )

    assert [(row.kind, row.at_ms // MINUTE, row.count) for row in rows(*EVENING[:5], *silences)[2:]] == [
        ("missed", 4, 2),
        ("missed", 5, 1),
    ]


def test_a_deadline_that_passes_after_the_question_was_withdrawn_is_not_told() -> None:
    missed = e.ResponseMissed(15 * MINUTE, "motie", "seat:wethouder")

    assert rows(*EVENING, missed) == rows(*EVENING)


def test_every_prefix_of_a_record_has_a_course() -> None:
    whole = rows(*EVENING)

    for end in range(1, len(EVENING) + 1):
        told = rows(*EVENING[:end])
        assert told == whole[: len(told)]


def test_an_exercise_that_never_began_has_an_empty_course() -> None:
    assert rows(CREATED) == ()


def test_a_meter_has_a_point_at_its_start_at_each_change_and_at_the_end() -> None:
    told = {line.id: line.points for line in meters(scenario(), EVENING, 16 * MINUTE)}

    assert told == {
        "mediadruk": ((0, 5), (MINUTE, 20), (13 * MINUTE, 10), (16 * MINUTE, 10)),
        "onrust": ((0, 5), (16 * MINUTE, 5)),
        "politieke_druk": ((0, 10), (16 * MINUTE, 10)),
        "informatiegat": ((0, 0), (16 * MINUTE, 0)),
        "vertrouwen": ((0, 60), (16 * MINUTE, 60)),
        "handelingsverlegenheid": ((0, 20), (16 * MINUTE, 20)),
        "regellast": ((0, 0), (16 * MINUTE, 0)),
    }


def test_a_change_at_the_last_instant_is_the_last_point() -> None:
    change = e.VariableChanged(MINUTE, "onrust", 9, "mail")

    assert meters(scenario(), [change], MINUTE)[1].points == ((0, 5), (MINUTE, 9))
