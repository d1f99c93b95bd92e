"""What a role does of itself: begins what is offered, writes, passes on, asks; and answers that others read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.changes import touched
from engine.exercise.commands import (
    AskTrainer,
    BeginInject,
    Command,
    DeclineCall,
    EndExercise,
    FireInject,
    Fold,
    HangUp,
    NextPhase,
    OpenItem,
    ReopenExercise,
    SettleHelp,
    SubmitResponse,
    TakeBack,
    Write,
)
from engine.scenario.model import TRAINER, AddToVariable, Audience, Fact, Inject, Manual, Scenario, SendInject, Sharing
from engine.scenario.sections.repeats import with_copies
from engine.scenario.sections.worksheets import TEMPLATES
from tests.engine.worlds import FORMS, MINUTE, PLAYERS, Play, ask, inject, phase, world

TO_ALL = Audience(PLAYERS, True, False, ("all", "plenary"))


def offered(ident: str, *, share: Sharing | None = None, repeat: int = 1, **rest: object) -> Inject:
    """Something the mayor may begin."""
    made = inject(ident, **rest)  # type: ignore[arg-type]
    response = made.response and replace(made.response, share=share)
    return replace(made, trigger=Manual(offered=True), response=response, repeat=repeat)


def evening(*injects: Inject, **rest: object) -> Play:
    return Play.started(with_copies(world(injects, **rest)))  # type: ignore[arg-type]


def may_begin(play: Play, seat: str) -> list[str]:
    node = play.node(seat, "offers")
    return [line.inject for line in node.lines] if isinstance(node, v.Offers) else []


def received(play: Play, seat: str) -> list[v.Item]:
    return [node for node in play.view(seat).nodes if isinstance(node, v.Item)]


# -- beginning -------------------------------------------------------------------------------------------------


def test_who_it_is_for_begins_it_and_answers_it_as_any_message() -> None:
    play = evening(offered("pool", ask=ask(answers={"any": [SendInject("pool-er", 5 * MINUTE)]})), inject("pool-er"))
    assert may_begin(play, "burgemeester") == ["pool"]
    assert may_begin(play, "wethouder") == []

    play.order(BeginInject("pool"), "burgemeester")
    delivered = [event for event in play.events if isinstance(event, e.InjectDelivered)]
    assert [(event.inject, event.cause, event.by) for event in delivered] == [("pool", "player", "burgemeester")]
    assert may_begin(play, "burgemeester") == []
    play.order(SubmitResponse("pool", "Drie mensen."), "burgemeester")
    play.until(6 * MINUTE)
    assert play.delivered() == [(0, "pool"), (5 * MINUTE, "pool-er")]


def test_who_begins_something_does_so_alone_or_with_who_answers_along() -> None:
    own = offered("eigen", to=PLAYERS, ask=ask(by=("seat:wethouder", "seat:burgemeester")))
    together = offered("samen", to=PLAYERS, ask=ask(by=("team:college",)))
    play = evening(own, together)
    play.order(BeginInject("eigen"), "wethouder")
    play.order(BeginInject("samen"), "wethouder")

    assert play.state.injects["eigen"].seats == ("wethouder",)
    assert play.state.injects["samen"].seats == ("burgemeester", "wethouder")
    assert list(play.state.wanted) == [("eigen", "seat:wethouder"), ("samen", "team:college")]


@pytest.mark.parametrize(
    ("seat", "name"), [("wethouder", "pool"), ("burgemeester", "gewoon"), ("burgemeester", "bestaat-niet")]
)
def test_nobody_begins_what_is_not_offered_to_them(seat: str, name: str) -> None:
    play = evening(offered("pool"), inject("gewoon"))
    assert play.refused(BeginInject(name), seat) == "offer.not_yours"


def test_what_its_guard_holds_back_cannot_be_begun_yet() -> None:
    play = evening(offered("motie", guard="vragen > 3"))
    assert play.refused(BeginInject("motie"), "burgemeester") == "offer.not_now"


def test_what_repeats_can_be_begun_again() -> None:
    play = evening(offered("maatregel", repeat=2))
    for expected in (["maatregel"], ["maatregel.2"], []):
        assert may_begin(play, "burgemeester") == expected
        if expected:
            play.order(BeginInject(expected[0]), "burgemeester")


def test_an_offer_is_there_in_its_phase_and_after_it_only_when_it_stays_open() -> None:
    phases = (phase("een"), phase("twee"))
    play = evening(offered("nu"), offered("blijft", carry=True), offered("straks", phase="twee"), phases=phases)
    assert may_begin(play, "burgemeester") == ["nu", "blijft"]
    play.order(NextPhase("een"))
    assert may_begin(play, "burgemeester") == ["blijft", "straks"]
    play.order(EndExercise())
    assert may_begin(play, "burgemeester") == []


def test_the_trainer_may_send_it_and_who_plays_the_role_may_begin_it() -> None:
    play = evening(offered("pool"), offered("ander"))
    play.order(FireInject("pool"))
    play.order(Fold("burgemeester", "wethouder"))
    assert may_begin(play, "wethouder") == ["ander"]
    play.order(BeginInject("ander"), "wethouder")
    assert play.status() == {"pool": "delivered", "ander": "delivered"}


# -- sharing an answer -----------------------------------------------------------------------------------------


def test_an_answer_goes_on_to_those_who_read_it_and_is_out() -> None:
    share = Sharing(TO_ALL, "news", "Verklaring van de gemeente")
    play = evening(offered("verklaring", ask=ask(), share=share))
    play.order(BeginInject("verklaring"), "burgemeester")
    play.order(SubmitResponse("verklaring", "Wij leven mee."), "burgemeester")

    (item,) = received(play, "raadslid-1")
    assert (item.channel, item.sender, item.title, item.body) == (
        "news", "Burgemeester · Bea Burg", "Verklaring van de gemeente", "Wij leven mee.",
    )  # fmt: skip
    assert [node.body for node in play.view("beamer").nodes if isinstance(node, v.Item)] == ["Wij leven mee."]
    assert len(received(play, "burgemeester")) == 1  # not what one wrote oneself
    changed = SubmitResponse("verklaring", "Toch anders.", based_on=1)
    assert play.refused(changed, "burgemeester") == "answer.closed"


def test_what_one_ticks_for_oneself_is_not_sent_along() -> None:
    form = replace(FORMS["blad"], fields=TEMPLATES["maatregel"])
    share = Sharing(Audience(("wethouder",), False, False, ("wethouder",)), "note")
    question = offered("maatregel", ask=ask("blad"), share=share)
    play = evening(question, forms={**FORMS, "blad": form})
    play.order(BeginInject("maatregel"), "burgemeester")
    fields: dict[str, str | tuple[str, ...]] = {
        "wat": "Huisbezoek", "doel": "Rust", "eigenaar": "Wijkteam", "tot": "1 mei", "afbouw": "Team stopt",
        "toets": ("feit", "einde"),
    }  # fmt: skip
    play.order(SubmitResponse("maatregel", fields=fields), "burgemeester")

    (item,) = received(play, "wethouder")
    assert item.title == "Maatregel"
    assert "Tot wanneer geldt de maatregel?\n1 mei" in item.body
    assert "einddatum" not in item.body


def test_the_council_gets_one_text_without_its_label() -> None:
    form = replace(FORMS["blad"], fields=TEMPLATES["raadsbericht"])
    share = Sharing(Audience(("raadslid-1", "raadslid-2"), False, False, ("raadslid",)), "letter")
    play = evening(offered("rib", ask=ask("blad"), share=share), forms={**FORMS, "blad": form})
    play.order(BeginInject("rib"), "burgemeester")
    fields: dict[str, str | tuple[str, ...]] = {"bericht": "Geachte raad, wij leven mee.", "openbaar": ("openbaar",)}
    play.order(SubmitResponse("rib", fields=fields), "burgemeester")

    for seat in ("raadslid-1", "raadslid-2"):
        assert received(play, seat)[0].body.startswith("Geachte raad, wij leven mee.\n\n")
    assert received(play, "wethouder") == []


# -- writing and passing on ------------------------------------------------------------------------------------


def knowing() -> Scenario:
    facts = [
        Fact("melding", "Er was een melding.", "feit", "team", ("burgemeester",)),
        Fact("gerucht", "Er zou een derde zijn.", "gerucht", "niemand", ()),
    ]
    return world([inject("tip", at=MINUTE, to=("wethouder",), facts=["gerucht"])], facts=facts)


def can_pass_on(play: Play, seat: str) -> list[str]:
    node = play.node(seat, "writing")
    assert isinstance(node, v.Writing)
    return [fact.fact for fact in node.facts]


def test_a_role_writes_to_a_team_in_its_own_name() -> None:
    play = Play.started(knowing())
    play.order(Write(("team raad",), "Ik bel u vanavond.", ()), "burgemeester")

    for seat in ("raadslid-1", "raadslid-2"):
        assert [(item.sender, item.body) for item in received(play, seat)] == [
            ("Burgemeester · Bea Burg", "Ik bel u vanavond.")
        ]
    sent = next(node for node in play.view(TRAINER).nodes if isinstance(node, v.Sent))
    assert (sent.by, sent.to) == ("burgemeester", ("Raadslid 1", "Raadslid 2"))


def test_what_is_passed_on_can_be_passed_on_by_who_got_it() -> None:
    play = Play.started(knowing())
    assert can_pass_on(play, "burgemeester") == ["melding"]
    assert can_pass_on(play, "wethouder") == []
    assert play.refused(Write(("raadslid-1",), "Weet u dit?", ("gerucht",)), "burgemeester") == "write.fact"

    play.order(Write(("wethouder",), "Voor u alleen.", ("melding",)), "burgemeester")
    (item,) = received(play, "wethouder")
    assert [fact.text for fact in item.facts] == ["Er was een melding."]
    play.until(MINUTE)
    assert can_pass_on(play, "wethouder") == ["melding", "gerucht"]


def test_a_message_taken_back_takes_its_facts_along() -> None:
    play = Play.started(knowing())
    play.order(Write(("wethouder",), "Voor u alleen.", ("melding",)), "burgemeester")
    (message,) = play.state.messages
    play.order(TakeBack(message), wall_ms=play.wall_ms + 1)
    assert can_pass_on(play, "wethouder") == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Write(("burgemeester",), "Aan mijzelf.", ()), "message.to_nobody"),
        (Write((), "Aan niemand.", ()), "message.to_nobody"),
        (Write(("plenary",), "Op de muur.", ()), "message.to_nobody"),
        (Write(("vreemd",), "Aan wie?", ()), "message.to_unknown"),
        (Write(("wethouder",), " ", ()), "answer.empty"),
        (Write(("wethouder",), "x" * 1_001, ()), "answer.too_long"),
        (AskTrainer("koffie", ""), "help.kind"),  # type: ignore[arg-type]
        (AskTrainer("help", "x" * 201), "answer.too_long"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, code: str) -> None:
    assert Play.started(knowing()).refused(command, "burgemeester") == code


# -- letting a call go -----------------------------------------------------------------------------------------


def test_a_call_that_is_let_go_stands_on_the_voicemail_and_can_still_be_answered() -> None:
    play = evening(inject("belt", at=0, channel="phone", ask=ask(deadline=MINUTE)))
    play.order(DeclineCall("belt"), "burgemeester")
    (item,) = received(play, "burgemeester")
    assert (item.declined, item.opened) == (True, False)
    assert play.refused(DeclineCall("belt"), "burgemeester") == "call.not_ringing"

    play.order(OpenItem("belt"), "burgemeester")
    play.order(SubmitResponse("belt", "Ik bel terug."), "burgemeester")
    assert received(play, "burgemeester")[0].opened


@pytest.mark.parametrize("name", ["mail", "anders", "bestaat-niet"])
def test_only_a_call_of_ones_own_that_rings_can_be_let_go(name: str) -> None:
    play = evening(inject("mail", at=0), inject("anders", at=0, channel="phone", to=("wethouder",)))
    assert play.refused(DeclineCall(name), "burgemeester") == "call.not_ringing"


def test_a_call_that_was_taken_cannot_be_let_go() -> None:
    play = evening(inject("belt", at=0, channel="phone"))
    play.order(OpenItem("belt"), "burgemeester")
    assert play.refused(DeclineCall("belt"), "burgemeester") == "call.not_ringing"


# -- asking the trainer ----------------------------------------------------------------------------------------


def test_a_request_is_on_the_desk_until_somebody_has_seen_to_it() -> None:
    play = Play.started(knowing())
    play.order(AskTrainer("time_out", "Dit komt te dichtbij."), "raadslid-2")
    (request,) = [node for node in play.view(TRAINER).nodes if isinstance(node, v.Request)]
    assert (request.kind, request.who, request.text) == ("time_out", "Raadslid 2", "Dit komt te dichtbij.")
    assert play.node("raadslid-2", "asking") == v.Asking(("time_out",))
    assert play.node("raadslid-1", "asking") == v.Asking(())

    play.order(SettleHelp(request.request), "co.1")
    assert play.state.asked == {}
    assert play.node("raadslid-2", "asking") == v.Asking(())
    assert play.refused(SettleHelp(request.request)) == "help.unknown"


def test_an_offer_that_tells_a_number_follows_it() -> None:
    told = offered("teller", ask=ask(), body="Er zijn er {{ mediadruk }}", shows=("mediadruk",))
    play = evening(told, inject("meer", effects=[AddToVariable("mediadruk", 10)]))
    before = play.node("burgemeester", "offers")
    play.order(FireInject("meer"))
    after = play.node("burgemeester", "offers")

    assert isinstance(before, v.Offers)
    assert isinstance(after, v.Offers)
    assert (before.lines[0].text, after.lines[0].text) == ("Er zijn er 5", "Er zijn er 15")
    changed = {pair for event in play.events for pair in touched(play.scenario, play.state, event)}
    assert ("burgemeester", "offers") in changed


def test_who_wrote_sees_what_went_to_whom_and_what_was_passed_on() -> None:
    play = evening(inject("a"), facts=[Fact("school", "De school is dicht", "feit", "team", ("burgemeester",))])
    play.until(MINUTE)
    play.order(Write(("team raad",), "Let op", ("school",)), "burgemeester")
    play.order(Write(("wethouder",), "Bel mij", ()), "burgemeester")
    mine, theirs = play.node("burgemeester", "writing"), play.node("wethouder", "writing")

    assert isinstance(mine, v.Writing)
    assert [(each.to, each.text, each.facts) for each in mine.written] == [
        (("Wethouder",), "Bel mij", ()),
        (("Raadslid 1", "Raadslid 2"), "Let op", ("De school is dicht",)),
    ]
    assert isinstance(theirs, v.Writing)
    assert theirs.written == ()


# -- calls in which somebody of the staff plays the caller -----------------------------------------------------

LIVE = replace(inject("belt", channel="phone", body="SCRIPT", note="Blijf rustig", facts=()), live=True)


def on_the_line(play: Play) -> v.OnTheLine | None:
    node = play.node(TRAINER, "line:belt:burgemeester")
    assert node is None or isinstance(node, v.OnTheLine)
    return node


def call(play: Play) -> v.Item:
    node = play.node("burgemeester", "item:belt")
    assert isinstance(node, v.Item)
    return node


def test_a_played_call_gives_the_script_to_the_desk_once_it_is_taken_and_never_to_the_player() -> None:
    play = evening(LIVE)
    play.order(FireInject("belt"))
    assert call(play).live
    assert on_the_line(play) is None

    play.until(MINUTE)
    play.order(OpenItem("belt"), "burgemeester")
    line = on_the_line(play)

    assert line is not None
    assert (line.who, line.body, line.note, line.taken_at_ms) == ("Burgemeester", "SCRIPT", "Blijf rustig", MINUTE)
    assert (call(play).body, call(play).taken_at_ms, call(play).ended_at_ms) == ("", MINUTE, None)
    assert "SCRIPT" not in repr(play.view("burgemeester"))


@pytest.mark.parametrize("who", ["player", TRAINER, "co.1"])
def test_either_side_hangs_up_once(who: str) -> None:
    play = evening(LIVE)
    play.order(FireInject("belt"))
    play.order(OpenItem("belt"), "burgemeester")
    hang_up, seat = (HangUp("belt"), "burgemeester") if who == "player" else (HangUp("belt", "burgemeester"), who)
    play.until(2 * MINUTE)
    play.order(hang_up, seat)

    assert on_the_line(play) is None
    assert call(play).ended_at_ms == 2 * MINUTE
    assert play.refused(hang_up, seat) == "call.not_on"


def test_nobody_hangs_up_for_another() -> None:
    play = evening(LIVE)
    play.order(FireInject("belt"))
    play.order(OpenItem("belt"), "burgemeester")

    assert play.refused(HangUp("belt", "burgemeester"), "wethouder") == "call.not_on"
    assert play.refused(HangUp("belt"), "wethouder") == "call.not_on"


def test_a_played_call_that_was_let_go_can_be_called_back() -> None:
    play = evening(LIVE)
    play.order(FireInject("belt"))
    play.order(DeclineCall("belt"), "burgemeester")
    assert call(play).declined

    play.order(OpenItem("belt"), "burgemeester")

    assert on_the_line(play) is not None


def test_who_plays_two_roles_takes_the_call_of_either() -> None:
    play = evening(LIVE)
    play.order(Fold("burgemeester", "wethouder"))
    play.order(FireInject("belt"))
    play.order(OpenItem("belt@burgemeester"), "wethouder")
    assert on_the_line(play) is not None

    play.order(HangUp("belt@burgemeester"), "wethouder")

    assert on_the_line(play) is None


def test_at_the_end_no_line_stays_on_the_desk_and_reopening_brings_it_back() -> None:
    play = evening(LIVE)
    play.order(FireInject("belt"))
    play.order(OpenItem("belt"), "burgemeester")
    play.order(EndExercise())
    assert on_the_line(play) is None

    play.order(ReopenExercise(), wall_ms=play.wall_ms)

    assert on_the_line(play) is not None
