"""Holding, other words, taking back, corrections, the hall, time-out, the projector, and a jump of phase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.commands import (
    CallHall,
    ChangeMode,
    ChangeSpeed,
    EditInject,
    EndExercise,
    FireInject,
    HoldInject,
    NextPhase,
    OpenItem,
    PauseClock,
    ResumeClock,
    SendMessage,
    SetBeamer,
    SkipInject,
    StartExercise,
    SubmitResponse,
    TakeBack,
    TimeOut,
)
from engine.exercise.refusals import SENTENCES
from engine.scenario.model import PLENARY, TRAINER, AddToVariable, After, AfterPhase, SendInject, SetVariable, Team
from tests.engine.worlds import MINUTE, TEAMS, Play, ask, inject, kinds, phase, world

SECOND = 1_000
PANIC = (SetVariable("paniek", True),)


def item(play: Play, seat: str, name: str) -> v.Item | None:
    node = play.node(seat, f"item:{name}")
    assert node is None or isinstance(node, v.Item)
    return node


def stage(play: Play) -> v.Stage:
    node = play.node(PLENARY, "stage")
    assert isinstance(node, v.Stage)
    return node


def cue(play: Play, name: str) -> v.Cue:
    node = play.node(TRAINER, f"cue:{name}")
    assert isinstance(node, v.Cue)
    return node


# -- skipping with a reason ------------------------------------------------------------------------------------


def test_the_reason_of_a_skip_is_kept_for_the_desk() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(SkipInject("mail", "Al besproken in de zaal"))

    assert cue(play, "mail").reason == "Al besproken in de zaal"
    assert "Al besproken" not in repr([play.view("burgemeester"), play.view(PLENARY)])


def test_a_skip_needs_no_reason() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    assert play.order(SkipInject("mail", "  ")) == [e.InjectSkipped(0, "mail")]


def test_a_reason_has_a_limit() -> None:
    assert Play.started(world([inject("mail", at=MINUTE)])).refused(SkipInject("mail", "x" * 201)) == "answer.too_long"


# -- holding ---------------------------------------------------------------------------------------------------


def test_what_is_held_waits_at_its_moment_in_automatic_mode() -> None:
    play = Play.started(world([inject("mail", at=MINUTE), inject("krant", at=MINUTE)]))
    play.order(HoldInject("mail"))
    play.until(MINUTE)

    assert play.status() == {"mail": "due", "krant": "delivered"}


def test_what_waits_because_it_is_held_goes_out_when_let_go() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(HoldInject("mail"))
    play.until(2 * MINUTE)

    assert kinds(play.order(HoldInject("mail", False))) == ["InjectHeld", "InjectDelivered"]


def test_by_hand_letting_go_sends_nothing() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(HoldInject("mail"))
    play.until(MINUTE)
    play.order(ChangeMode(False))

    assert kinds(play.order(HoldInject("mail", False))) == ["InjectHeld"]


def test_what_is_let_go_in_time_goes_at_its_moment() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(HoldInject("mail"))
    play.order(HoldInject("mail", False))
    play.until(MINUTE)

    assert play.delivered() == [(MINUTE, "mail")]


def test_what_follows_on_something_can_be_held_too() -> None:
    play = Play.started(world([inject("mail", at=0), inject("vervolg", after=After("mail", "delivered", MINUTE))]))
    play.order(HoldInject("vervolg"))
    play.until(2 * MINUTE)

    assert play.status()["vervolg"] == "due"


def test_go_sends_what_is_held() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(HoldInject("mail"))
    play.order(FireInject("mail"))

    assert play.status()["mail"] == "delivered"
    assert cue(play, "mail").held is False


def test_holding_twice_changes_nothing() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(HoldInject("mail"))

    assert play.order(HoldInject("mail")) == []


def test_what_was_sent_cannot_be_held() -> None:
    assert Play.started(world([inject("mail", at=0)])).refused(HoldInject("mail")) == "inject.not_held"


# -- other words -----------------------------------------------------------------------------------------------


def test_the_player_reads_the_words_of_the_trainer() -> None:
    play = Play.started(world([inject("mail", at=MINUTE, title="Oud", body="Oude tekst", sender="Oud")]))
    play.order(EditInject("mail", "RTV Oost", "Nieuw", "Zo is het nu"))
    play.until(MINUTE)

    got = item(play, "burgemeester", "mail")
    assert got is not None
    assert (got.sender, got.title, got.body) == ("RTV Oost", "Nieuw", "Zo is het nu")
    assert cue(play, "mail").edited is True


def test_before_it_is_sent_only_the_desk_sees_the_words() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(EditInject("mail", "RTV", "Zalmrood", "Zalmrood"))

    assert cue(play, "mail").title == "Zalmrood"
    assert "Zalmrood" not in repr([play.view("burgemeester"), play.view(PLENARY)])


def test_words_in_braces_are_the_trainers_and_no_local_words() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(EditInject("mail", "RTV", "Kop", "Wij schrijven {{ gemeente }} zo"))

    assert cue(play, "mail").body == "Wij schrijven {{ gemeente }} zo"


def test_an_edit_can_be_put_back_to_the_script() -> None:
    play = Play.started(world([inject("mail", at=MINUTE, title="Oud")]))
    play.order(EditInject("mail", "RTV", "Nieuw", "Tekst"))
    play.order(EditInject("mail", reset=True))

    assert (cue(play, "mail").title, cue(play, "mail").edited) == ("Oud", False)


def test_putting_back_what_was_not_edited_changes_nothing() -> None:
    assert Play.started(world([inject("mail", at=MINUTE)])).order(EditInject("mail", reset=True)) == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (EditInject("mail", "", "Kop", "Tekst"), "answer.empty"),
        (EditInject("mail", "Van", "Kop", " "), "answer.empty"),
        (EditInject("mail", "Van", "x" * 121, "Tekst"), "answer.too_long"),
        (EditInject("niets", "Van", "Kop", "Tekst"), "inject.unknown"),
    ],
)
def test_words_that_make_no_message_are_refused(command: EditInject, code: str) -> None:
    assert Play.started(world([inject("mail", at=MINUTE)])).refused(command) == code


def test_what_was_sent_is_not_edited_any_more() -> None:
    play = Play.started(world([inject("mail", at=0)]))
    assert play.refused(EditInject("mail", "Van", "Kop", "Tekst")) == "edit.delivered"


def test_words_may_be_changed_in_the_lobby() -> None:
    play = Play(world([inject("mail", at=0)]))
    play.order(EditInject("mail", "Van", "Kop", "Tekst"))
    play.order(StartExercise())
    play.until(0)

    got = item(play, "burgemeester", "mail")
    assert got is not None
    assert got.title == "Kop"


# -- taking back -----------------------------------------------------------------------------------------------


def test_a_fresh_message_that_nobody_opened_leaves_every_screen() -> None:
    play = Play.started(world([inject("mail", at=0, to=("burgemeester", "plenary"), ask=ask(deadline=MINUTE))]))
    play.until(4 * SECOND)

    assert play.order(TakeBack("mail")) == [e.InjectWithdrawn(4 * SECOND, "mail")]
    assert item(play, "burgemeester", "mail") is None
    assert play.node(PLENARY, "item:mail") is None
    assert play.node(TRAINER, "answer:mail:seat:burgemeester") is None
    assert play.status()["mail"] == "withdrawn"


def test_the_deadline_of_what_was_taken_back_acts_no_more() -> None:
    silence = (SetVariable("paniek", True),)
    play = Play.started(world([inject("mail", at=0, ask=ask(deadline=MINUTE, silence=silence))]))
    play.order(TakeBack("mail"))

    assert play.until(5 * MINUTE) == []
    assert play.values["paniek"] is False


def test_what_its_sending_changed_is_undone_and_what_others_changed_stays() -> None:
    effects = (AddToVariable("mediadruk", 20), SetVariable("paniek", True))
    other = inject("krant", at=2 * SECOND, effects=(AddToVariable("mediadruk", 5),))
    play = Play.started(world([inject("mail", at=0, effects=effects), other]))
    before = Play(world([])).values["mediadruk"]
    play.until(3 * SECOND)
    play.order(TakeBack("mail"))

    assert play.values["paniek"] is False
    assert play.values["mediadruk"] == int(before) + 5


def test_what_it_set_in_motion_comes_no_more_and_what_has_its_own_moment_does() -> None:
    injects = [
        inject("mail", at=0, effects=(SendInject("gestuurd", MINUTE), SendInject("eigen", 3 * MINUTE))),
        inject("vervolg", after=After("mail", "delivered", MINUTE)),
        inject("gestuurd"),
        inject("eigen", at=2 * MINUTE),
    ]
    play = Play.started(world(injects))
    play.order(TakeBack("mail"))
    play.until(5 * MINUTE)

    assert [name for _, name in play.delivered()] == ["mail", "eigen"]


def test_what_was_taken_back_can_be_sent_again_with_all_that_follows() -> None:
    injects = [
        inject("mail", at=0, ask=ask(deadline=MINUTE)),
        inject("vervolg", after=After("mail", "delivered", MINUTE)),
    ]
    play = Play.started(world(injects))
    play.order(TakeBack("mail"))
    play.order(FireInject("mail"))
    play.until(3 * MINUTE)

    assert [name for _, name in play.delivered()] == ["mail", "mail", "vervolg"]
    assert play.state.wanted["mail", "seat:burgemeester"].missed is True


def test_it_does_not_come_back_by_itself() -> None:
    play = Play.started(world([inject("mail", at=0)]))
    play.order(TakeBack("mail"))

    assert play.until(9 * MINUTE) == []


def test_what_was_opened_cannot_be_taken_back() -> None:
    play = Play.started(world([inject("mail", at=0)]))
    play.order(OpenItem("mail"), "burgemeester")

    assert play.refused(TakeBack("mail")) == "takeback.read"


def test_what_was_answered_cannot_be_taken_back() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    play.order(SubmitResponse("mail", "Ja"), "burgemeester")

    assert play.refused(TakeBack("mail")) == "takeback.answered"


def test_after_five_seconds_it_stays() -> None:
    play = Play.started(world([inject("mail", at=0)]))
    play.until(5 * SECOND)
    assert isinstance(play.order(TakeBack("mail")), list)

    play = Play.started(world([inject("mail", at=0)]))
    play.until(5 * SECOND + 1)
    assert play.refused(TakeBack("mail")) == "takeback.too_late"


def test_on_a_fast_clock_the_five_seconds_are_as_long_for_people() -> None:
    play = Play.started(world([inject("mail", at=0)]))
    play.order(ChangeSpeed(20))
    play.until(99 * SECOND)

    assert isinstance(play.order(TakeBack("mail")), list)


def test_what_was_not_sent_or_was_taken_back_already_cannot_be_taken_back() -> None:
    play = Play.started(world([inject("mail", at=0), inject("later", at=MINUTE)]))
    assert play.refused(TakeBack("later")) == "takeback.not_sent"
    assert play.refused(TakeBack("onbekend")) == "takeback.not_sent"
    play.order(TakeBack("mail"))
    assert play.refused(TakeBack("mail")) == "takeback.not_sent"


def test_in_another_phase_it_is_too_late() -> None:
    play = Play.started(world([inject("mail", at=0)], [phase("een"), phase("twee")]))
    play.order(NextPhase("een"))

    assert play.refused(TakeBack("mail")) == "takeback.too_late"


def test_a_message_made_up_on_the_spot_can_be_taken_back() -> None:
    play = Play.started(world())
    play.order(SendMessage(("all", "plenary"), "chat", "Griffie", "", "Verkeerd"))
    (name,) = play.state.messages
    play.order(TakeBack(name))

    assert item(play, "burgemeester", name) is None
    assert play.node(PLENARY, f"item:{name}") is None
    sent = play.node(TRAINER, f"sent:{name}")
    assert isinstance(sent, v.Sent)
    assert sent.withdrawn is True
    assert play.refused(TakeBack(name)) == "takeback.not_sent"
    assert play.refused(OpenItem(name), "burgemeester") == "item.unknown"


# -- corrections -----------------------------------------------------------------------------------------------


def test_a_correction_and_what_it_puts_right_point_at_each_other() -> None:
    play = Play.started(world([inject("mail", at=0, title="Drie gewonden")]))
    play.order(SendMessage(("burgemeester",), "email", "Politie", "Correctie", "Twee gewonden", "mail"))
    (name,) = play.state.messages
    correction, original = item(play, "burgemeester", name), item(play, "burgemeester", "mail")
    assert correction is not None
    assert original is not None

    assert (correction.corrects, original.corrected, cue(play, "mail").corrected) == ("Drie gewonden", True, True)


def test_who_never_had_the_first_message_reads_nothing_of_it() -> None:
    play = Play.started(world([inject("mail", at=0, title="Zalmrood")]))
    play.order(SendMessage(("wethouder",), "email", "Politie", "Correctie", "Twee gewonden", "mail"))

    assert "Zalmrood" not in repr(play.view("wethouder"))
    got = item(play, "burgemeester", "mail")
    assert got is not None
    assert got.corrected is False


def test_what_was_not_sent_cannot_be_corrected() -> None:
    play = Play.started(world([inject("later", at=MINUTE)]))
    order = SendMessage(("all",), "email", "Politie", "Correctie", "Twee", "later")

    assert play.refused(order) == "message.corrects"


# -- rooms and the hall ----------------------------------------------------------------------------------------


TWO_ROOMS = (*(team for team in TEAMS if team.id != "raad"), Team("raad", "De raad", ("raadslid",), room="Zaal B"))


def test_a_message_to_a_room_reaches_the_teams_in_it() -> None:
    play = Play.started(world())
    play.order(SendMessage(("room Zaal A",), "note", "Trainer", "", "Nog twee minuten"))
    (sent,) = play.state.messages.values()

    assert sent.seats == ("burgemeester", "wethouder")


def test_a_room_that_is_not_there_is_refused() -> None:
    play = Play.started(world())
    assert play.refused(SendMessage(("room Zaal Z",), "note", "Trainer", "", "x")) == "message.to_unknown"
    assert play.refused(CallHall(60, "Zaal Z")) == "call.room"


def test_the_call_to_the_hall_counts_down_on_every_screen_and_in_a_pause_stands_still() -> None:
    play = Play.started(world())
    play.until(MINUTE)
    play.order(CallHall(60))
    header = play.node("wethouder", "header")
    assert isinstance(header, v.Header)

    assert header.back_at_ms == 2 * MINUTE
    assert stage(play).calls == (("", 2 * MINUTE),)


def test_one_room_is_called_without_the_others() -> None:
    play = Play.started(world())
    play.order(CallHall(30, "Zaal A"))
    called = {seat: getattr(play.node(seat, "header"), "back_at_ms") for seat in ("burgemeester", "raadslid-1")}  # noqa: B009

    assert called == {"burgemeester": 30 * SECOND, "raadslid-1": None}
    assert stage(play).calls == (("Zaal A", 30 * SECOND),)


def test_each_room_has_a_time_of_its_own_and_gives_it_back_alone() -> None:
    play = Play.started(world(teams=TWO_ROOMS))
    play.order(CallHall(900, "Zaal B"))
    play.order(CallHall(600, "Zaal A"))
    assert stage(play).calls == (("Zaal A", 10 * MINUTE), ("Zaal B", 15 * MINUTE))

    play.order(CallHall(0, "Zaal A"))

    assert stage(play).calls == (("Zaal B", 15 * MINUTE),)
    assert play.order(CallHall(0, "Zaal A")) == []


def test_a_call_for_everybody_takes_the_place_of_those_of_rooms_and_one_room_can_get_longer() -> None:
    play = Play.started(world(teams=TWO_ROOMS))
    play.order(CallHall(900, "Zaal A"))
    play.order(CallHall(60))
    assert stage(play).calls == (("", MINUTE),)

    play.order(CallHall(300, "Zaal B"))

    called = {seat: getattr(play.node(seat, "header"), "back_at_ms") for seat in ("burgemeester", "raadslid-1")}  # noqa: B009
    assert called == {"burgemeester": MINUTE, "raadslid-1": 5 * MINUTE}
    assert stage(play).calls == (("", MINUTE), ("Zaal B", 5 * MINUTE))


def test_on_a_fast_clock_the_call_is_as_long_for_people() -> None:
    play = Play.started(world())
    play.order(ChangeSpeed(20))
    play.order(CallHall(60))

    assert stage(play).calls == (("", 20 * MINUTE),)


def test_a_call_is_over_when_it_is_taken_back_or_the_next_phase_begins() -> None:
    play = Play.started(world([], [phase("een"), phase("twee")]))
    play.order(CallHall())
    play.order(CallHall(0))
    assert stage(play).calls == ()
    play.order(CallHall())
    play.order(NextPhase("een"))
    assert stage(play).calls == ()


def test_taking_back_a_call_that_is_not_there_changes_nothing() -> None:
    assert Play.started(world()).order(CallHall(0)) == []


@pytest.mark.parametrize("seconds", [-1, 1, 9, 3601])
def test_a_call_has_a_sensible_length(seconds: int) -> None:
    assert Play.started(world()).refused(CallHall(seconds)) == "call.seconds"


# -- time-out --------------------------------------------------------------------------------------------------


def test_a_time_out_stands_on_every_screen_and_nothing_moves() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(TimeOut())
    header = play.node("burgemeester", "header")
    assert isinstance(header, v.Header)

    assert (header.time_out, header.status, stage(play).time_out) == (True, "paused", True)
    play.order(ResumeClock())
    assert stage(play).time_out is False


def test_a_pause_is_not_a_time_out_and_may_become_one() -> None:
    play = Play.started(world())
    play.order(PauseClock())
    assert stage(play).time_out is False
    play.order(TimeOut())
    assert stage(play).time_out is True
    assert play.refused(TimeOut()) == "clock.time_out"


def test_what_somebody_was_sending_when_time_was_called_is_kept() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    play.order(TimeOut())

    assert kinds(play.order(SubmitResponse("mail", "Net verstuurd"), "burgemeester")) == ["ResponseSubmitted"]


# -- the projector ---------------------------------------------------------------------------------------------


def test_the_projector_can_be_made_black_and_shows_the_story_again() -> None:
    play = Play.started(world())
    play.order(SetBeamer("black"))
    assert stage(play).shows == "black"
    play.order(SetBeamer("story"))
    assert stage(play).shows == "story"


def test_one_public_message_can_stay_on_the_projector() -> None:
    play = Play.started(world([inject("krant", at=0, to=("plenary",)), inject("mail", at=0)]))
    play.order(SetBeamer("item", "krant"))

    assert (stage(play).shows, stage(play).item) == ("item", "krant")
    assert play.refused(SetBeamer("item", "mail")) == "beamer.item"
    assert play.refused(SetBeamer("item", "onbekend")) == "beamer.item"


def test_an_answer_is_shown_with_consent_and_without_a_name() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    play.order(SubmitResponse("mail", "Ik kom zo langs"), "burgemeester")
    before = repr(play.view(PLENARY))
    order = SetBeamer("answer", inject="mail", unit="seat:burgemeester")
    assert play.refused(order) == "beamer.consent"
    play.order(replace(order, consent=True))

    shown = repr(play.view(PLENARY))
    assert "Ik kom zo langs" not in before
    assert "Ik kom zo langs" in shown
    assert "Burg" not in shown.replace("Bestuur", "")


def test_a_later_revision_is_not_what_was_agreed_to_be_shown() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    play.order(SubmitResponse("mail", "Eerste versie"), "burgemeester")
    play.order(SetBeamer("answer", inject="mail", unit="seat:burgemeester", consent=True))
    play.order(SubmitResponse("mail", "Tweede versie", based_on=1), "burgemeester")

    assert stage(play).answer == v.ShownAnswer("Mail", "Wat zegt u?", (v.Said("", ("Eerste versie",)),))


def test_an_answer_that_was_not_given_cannot_be_shown() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    order = SetBeamer("answer", inject="mail", unit="seat:burgemeester", consent=True)

    assert play.refused(order) == "beamer.answer"


def test_after_the_end_answers_can_still_be_shown_for_the_talk() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    play.order(SubmitResponse("mail", "Kijk"), "burgemeester")
    play.order(EndExercise())

    assert kinds(play.order(SetBeamer("answer", inject="mail", unit="seat:burgemeester", consent=True))) == [
        "BeamerSet"
    ]


# -- a jump of phase -------------------------------------------------------------------------------------------

THREE = [phase("een"), phase("twee"), phase("drie")]


def test_a_jump_passes_over_the_phases_between_and_what_belongs_to_them_lapses() -> None:
    injects = [
        inject("een-later", at=MINUTE),
        inject("twee-eerst", at=0, phase="twee"),
        inject("twee-mee", at=0, phase="twee", carry=True),
        inject("drie-eerst", at=0, phase="drie"),
    ]
    play = Play.started(world(injects, THREE))
    play.order(NextPhase("een", "drie"))
    play.until(MINUTE)

    assert play.state.phase == "drie"
    assert set(play.state.phases) == {"een", "drie"}
    assert play.status() == {
        "een-later": "lapsed",
        "twee-eerst": "lapsed",
        "twee-mee": "lapsed",
        "drie-eerst": "delivered",
    }


def test_what_comes_after_a_phase_that_was_passed_over_does_not_come() -> None:
    late = inject("na-twee", after=AfterPhase("twee", 0), phase="drie")
    play = Play.started(world([late], THREE))
    play.order(NextPhase("een", "drie"))
    play.until(MINUTE)

    assert play.delivered() == []


def test_what_lapsed_with_a_passed_phase_can_be_sent_by_hand() -> None:
    play = Play.started(world([inject("twee-eerst", at=0, phase="twee")], THREE))
    play.order(NextPhase("een", "drie"))

    assert kinds(play.order(FireInject("twee-eerst"))) == ["InjectDelivered"]


@pytest.mark.parametrize("to", ["een", "niets"])
def test_a_jump_goes_forward_only(to: str) -> None:
    assert Play.started(world([], THREE)).refused(NextPhase("een", to)) == "phase.not_later"


def test_a_jump_back_says_that_what_happened_stays() -> None:
    assert "Terug kan niet" in SENTENCES["phase.not_later"]


# -- reserve ---------------------------------------------------------------------------------------------------


def test_a_reserve_message_says_when_it_fits() -> None:
    injects = [
        inject("reserve", guard="paniek", phase="een"),
        inject("mail", at=MINUTE, effects=(SetVariable("paniek", True),)),
    ]
    play = Play.started(world(injects))
    assert (cue(play, "reserve").reserve, cue(play, "reserve").fits) == (True, "")
    play.until(MINUTE)
    assert cue(play, "reserve").fits == "past nu: paniek"


def test_what_a_hand_alone_sends_when_something_is_true_is_suggested_then() -> None:
    injects = [
        inject("reserve", when="paniek", release="manual"),
        inject("mail", at=0, effects=(SetVariable("paniek", True),)),
    ]
    play = Play.started(world(injects))

    assert cue(play, "reserve").fits == "past nu: paniek"


def test_what_comes_by_itself_is_no_reserve() -> None:
    assert cue(Play.started(world([inject("mail", at=MINUTE)])), "mail").reserve is False


# -- the result of a question ----------------------------------------------------------------------------------

PAIR = ("seat:burgemeester", "seat:wethouder")


def asked(form: str) -> Play:
    return Play.started(world([inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=ask(form, by=PAIR))]))


def test_the_projector_counts_and_names_nobody() -> None:
    play = asked("delen")
    play.order(SubmitResponse("vraag", option="houden"), "burgemeester")
    play.order(SetBeamer("result", inject="vraag"))
    shown = stage(play)
    assert shown.shows == "result"
    assert shown.result is not None
    assert shown.result.rows == (("Ik deel het", 0), ("Ik houd het", 1))
    assert (shown.result.answered, shown.result.asked) == (1, 2)

    play.order(SubmitResponse("vraag", option="houden"), "wethouder")
    after = stage(play).result
    assert after is not None
    assert after.rows[1] == ("Ik houd het", 2)
    assert not any(name in repr(stage(play)) for name in ("Burgemeester", "Bea Burg", "Wethouder"))


def test_numbers_have_a_result_too() -> None:
    play = asked("meting")
    play.order(SubmitResponse("vraag", value=2), "wethouder")
    play.order(SetBeamer("result", inject="vraag"))
    result = stage(play).result
    assert result is not None
    assert dict(result.rows)["2"] == 1
    assert sum(count for _, count in result.rows) == 1


@pytest.mark.parametrize(("form", "name"), [("reactie", "vraag"), ("delen", "bestaat-niet"), ("delen", "later")])
def test_there_is_no_result_of_words_or_of_what_was_not_asked(form: str, name: str) -> None:
    assert asked(form).refused(SetBeamer("result", inject=name)) == "beamer.result"
