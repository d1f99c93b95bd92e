"""What one role gets on its plate: counted where it is certain, and not where the story decides."""

from __future__ import annotations

from tests.engine.scenario.lint.planted import EVENING, found, message, more

ASK = "{form: zeggen, by: griffier, deadline: 4 min}"


def codes(text: str) -> list[str]:
    return [finding.code for finding in found(text)]


def evening(*messages: str) -> str:
    return EVENING.replace("debrief:\n", more(*messages))


def test_four_messages_in_more_than_five_minutes_are_fine() -> None:
    moments = ("+5 s", "+2 min", "+4 min", "+5 min 6 s")

    assert codes(evening(*(message(f"m{n}", at=at) for n, at in enumerate(moments)))) == []


def test_what_may_not_come_is_not_counted() -> None:
    several = [message(f"m{n}", at="+1 min") for n in range(3)]

    assert codes(evening(*several, message("soms", at="+1 min", **{"if": "vragen > 1"}))) == []
    assert codes(evening(*several, message("hand", manual="yes"))) == []
    assert codes(evening(*several, message("altijd", after="{inject: m0}"))) == ["W252"]


def test_news_on_the_projector_is_no_task() -> None:
    news = [message(f"n{n}", at="+1 min", channel="news", to="[all, plenary]") for n in range(4)]

    assert codes(evening(*news)) == []


def test_a_message_that_another_sends_is_counted() -> None:
    sender = message("m0", at="+1 min", effects="[{send: {inject: door, delay: 1 min}}]")
    others = [message(f"m{n}", at="+1 min") for n in (1, 2)]

    assert codes(evening(sender, *others, message("door", manual="yes"))) == ["W252"]
    assert codes(evening(sender.replace("1 min}}", "6 min}}"), *others, message("door", manual="yes"))) == []


def test_a_question_that_is_past_its_deadline_is_no_longer_open() -> None:
    short = "{form: zeggen, by: griffier, deadline: 30 s}"
    moments = ("+5 s", "+1 min", "+3 min", "+5 min 10 s")

    assert codes(evening(*(message(f"m{n}", at=at, response=short) for n, at in enumerate(moments)))) == []


def test_a_second_question_near_the_end_of_the_first_is_fine() -> None:
    assert codes(evening(message("a", at="+10 s", response=ASK), message("b", at="+3 min", response=ASK))) == []


def test_a_team_that_answers_together_shares_its_deadlines() -> None:
    together = "{form: zeggen, by: team college, deadline: 2 min}"

    assert codes(evening(message("a", at="+1 min 10 s", to="[team college]", response=together))) == []


def test_who_is_answering_is_not_idle() -> None:
    quiet = (
        EVENING.replace("at: +9 min", "at: +7 min").replace("at: +8 min", "at: +7 min").replace("+14 min", "+16 min")
    )

    assert codes(quiet) == ["W250"] * 3  # burgemeester, wethouder, omroep: 13 minutes after the news
    assert "W250" not in codes(quiet.replace("at: +7 min\n    channel: news", "at: +8 min\n    channel: news"))


def test_a_phase_that_the_trainer_leads_is_not_judged() -> None:
    led = EVENING
    for at in ("+1 min", "+2 min", "+8 min", "+9 min", "+14 min"):
        led = led.replace(f"    at: {at}\n", "    manual: yes\n", 1)

    assert codes(led) == []


def test_a_break_may_be_quiet() -> None:
    text = EVENING.replace(
        "  - {id: later, title", "  - {id: pauze, title: Pauze, kind: break, session: 25 min}\n  - {id: later, title"
    )

    assert codes(text) == []
