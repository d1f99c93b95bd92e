"""A literal after-action report of ten minutes."""

from __future__ import annotations

from fractions import Fraction

from engine.debrief.after_action import (
    AfterAction,
    DebriefReport,
    EscalationReport,
    InjectLine,
    Participation,
    PhaseReport,
)
from engine.debrief.answers import AnswerTimes, Deadlines, PerPart, Unanswered
from engine.debrief.course import CourseRow, MeterCourse
from engine.debrief.tallies import Tally
from engine.scoring.scorecard import Profile, Spread

MINUTE = 60_000
SPREADS = (
    Spread("d2", 4, Fraction(2), Fraction(4), Fraction(7, 2)),
    Spread("d9", 2, Fraction(3), Fraction(3), Fraction(3)),
)
WHOLE = Profile("iedereen", SPREADS, "gemengd")
COLLEGE = Profile("college", SPREADS[1:], "proportioneel")
CALL = InjectLine("02", "De omroep belt", "phone", 2 * MINUTE)

REPORT = AfterAction(
    exercise="ex-1",
    title="Bericht uit de buurt",
    municipality="Hesselveld",
    held_on="2026-11-26",
    language="nl",
    summary="Een mail met een naam.\n\nWie zegt wat?",
    objectives=("Een bericht met namen blijft waar het hoort.",),
    finished=True,
    duration_ms=10 * MINUTE,
    planned_ms=90 * MINUTE,
    participation=Participation(3, 4, 1),
    phases=(PhaseReport("avond", "Avond", "simulation", 0, 10 * MINUTE, 10 * MINUTE, True, ()),),
    course=(
        CourseRow(0, "wo 19.10", "phase_began", title="Avond"),
        CourseRow(MINUTE, "wo 19.20", "inject", "01", "Een mail", "email", ("Raadslid", "Griffier"), count=3),
        CourseRow(2 * MINUTE, "wo 19.30", "inject", "02", "De omroep belt", "phone", (), True, True, 4),
        CourseRow(3 * MINUTE, "wo 19.40", "answer", "01", "Een mail", "email", ("raad",), count=2, late=True),
        CourseRow(5 * MINUTE, "wo 20.00", "missed", "02", "De omroep belt", "phone", ("college",), count=1),
        CourseRow(6 * MINUTE, "wo 20.10", "message", plenary=True, count=4),
        CourseRow(7 * MINUTE, "wo 20.20", "paused", cause="gap"),
        CourseRow(10 * MINUTE, "wo 20.50", "phase_ended", title="Avond"),
        CourseRow(10 * MINUTE, "wo 20.50", "ended"),
        CourseRow(10 * MINUTE, "wo 20.50", "reopened"),
    ),
    meters=(
        MeterCourse("onrust", ((0, 5), (5 * MINUTE, 39), (10 * MINUTE, 39))),
        MeterCourse("vertrouwen", ((0, 60), (2 * MINUTE, 57), (10 * MINUTE, 57))),
        MeterCourse("regellast", ((0, 0), (10 * MINUTE, 0))),
    ),
    escalations=(
        EscalationReport("e1", "De omroep belt", (CALL,), AnswerTimes(1, 92_000, 92_000), (WHOLE, COLLEGE)),
        EscalationReport(
            "e2", "De krant", (InjectLine("04", "De krant", "news", None),), AnswerTimes(0, None, None), ()
        ),
    ),
    profile=(WHOLE, COLLEGE),
    answer_times=AnswerTimes(2, 90_000, 120_000),
    answer_times_per_phase=(PerPart("avond", "Avond", AnswerTimes(2, 90_000, 120_000)),),
    answer_times_per_channel=(PerPart("email", "", AnswerTimes(0, None, None)),),
    unanswered=(Unanswered("02", "De omroep belt", "phone", ("college",), 2, 1),),
    deadlines=Deadlines(4, 1, 1, 1, 1),
    variables=(("mail_doorgestuurd", True), ("aantal", 3)),
    tallies=(
        Tally(
            "03", "Meting", "Hoe goed?", "assessment", 4, (("1 = Niet", 1), ("2", 0), ("3 = Wel", 3)), Fraction(5, 2)
        ),
        Tally("04", "Wie?", "Wie licht u in?", "checklist", 5, (("De raad", 5), ("De pers", 2))),
    ),
    debrief=(DebriefReport("Wat deed u met de naam?", "Namen blijven waar zij horen.", (CALL,)),),
)
