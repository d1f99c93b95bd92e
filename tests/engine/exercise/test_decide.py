"""Who may order what, when, and what comes of it; every refusal of the table is produced here."""

from pathlib import Path

import pytest

from engine.exercise import events as e
from engine.exercise.chance import drawn_value
from engine.exercise.commands import (
    PLAYER_COMMANDS,
    WIRE_NAMES,
    AskTrainer,
    BeginInject,
    CallHall,
    ChangeMode,
    ChangeSpeed,
    ChooseStart,
    Command,
    DeclineCall,
    EditInject,
    EndExercise,
    FillIn,
    FireInject,
    Fold,
    HangUp,
    HoldInject,
    MoveDeadline,
    MoveInject,
    MovePhaseEnd,
    NextPhase,
    NoteScore,
    Observe,
    OpenItem,
    PauseClock,
    ReopenExercise,
    ResumeClock,
    SendMessage,
    SetBeamer,
    SetLadder,
    SetScore,
    SettleHelp,
    SetVeto,
    SkipInject,
    StartExercise,
    SubmitResponse,
    TakeBack,
    TimeOut,
    Unfold,
    Write,
)
from engine.exercise.refusals import SENTENCES
from engine.exercise.state import answer_item
from engine.scenario.model import PLENARY, TRAINER, AddToVariable, Between, Escalation, SetVariable, Variable
from tests.engine.worlds import (
    HOUR,
    MINUTE,
    PLAYERS,
    SECOND,
    VARIABLES,
    Play,
    answered,
    ask,
    delivered,
    inject,
    kinds,
    phase,
    world,
)

ONE_OF_EACH: tuple[Command, ...] = (
    StartExercise(),
    FillIn({}),
    ChooseStart("vragen", "1"),
    PauseClock(),
    TimeOut(),
    ResumeClock(),
    ChangeSpeed(2),
    ChangeMode(False),
    FireInject("mail"),
    SkipInject("mail"),
    HoldInject("mail"),
    EditInject("mail", "Van", "Kop", "Tekst"),
    TakeBack("mail"),
    MoveInject("mail", MINUTE),
    NextPhase("een"),
    MovePhaseEnd("een", MINUTE),
    MoveDeadline("mail", "seat:burgemeester", MINUTE),
    SendMessage(("all",), "note", "Trainer", "", "Hallo"),
    CallHall(),
    SetBeamer("black"),
    Fold("voorlichter", "burgemeester"),
    Unfold("voorlichter"),
    OpenItem("mail"),
    DeclineCall("mail"),
    HangUp("mail"),
    SubmitResponse("mail", "ja"),
    BeginInject("mail"),
    Write(("burgemeester",), "Hoort u mij?", ()),
    AskTrainer("help", ""),
    SettleHelp("c1"),
    SetLadder("onrustfase", 2, "onrust op straat"),
    SetScore("inject:mail", "seat:burgemeester", "d1", 3),
    NoteScore("inject:mail", "seat:burgemeester", "goed"),
    SetVeto("inject:mail", "seat:burgemeester", "privacy"),
    Observe("stil in de zaal"),
    EndExercise(),
    ReopenExercise(),
)


def test_the_examples_hold_one_of_each_order() -> None:
    assert [type(command) for command in ONE_OF_EACH] == list(WIRE_NAMES.values())


def test_every_refusal_in_the_table_is_produced_by_a_test_here() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    tests = tests.replace("def test_every_refusal_in_the_table", "")

    assert [code for code in SENTENCES if f'== "{code}"' not in tests and f', "{code}")' not in tests] == []


# -- who may order what ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [c for c in ONE_OF_EACH if not isinstance(c, PLAYER_COMMANDS)])
def test_a_player_may_not_give_the_trainer_s_orders(command: Command) -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask(deadline=MINUTE))]))

    assert play.refused(command, "burgemeester") == "seat.may_not"


@pytest.mark.parametrize("command", ONE_OF_EACH)
@pytest.mark.parametrize("seat", [PLENARY, "vreemd", ""])
def test_the_projector_and_strangers_may_order_nothing(command: Command, seat: str) -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask(deadline=MINUTE))]))

    assert play.refused(command, seat) == "seat.may_not"


@pytest.mark.parametrize(
    "command",
    [
        c
        for c in ONE_OF_EACH
        if not isinstance(c, (ReopenExercise, SetBeamer, SetScore, NoteScore, SetVeto, Observe, OpenItem))
    ],
)
def test_after_the_end_only_scoring_and_reading_go_on(command: Command) -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask(deadline=MINUTE))]))
    play.order(EndExercise())
    seat = "burgemeester" if isinstance(command, PLAYER_COMMANDS) else TRAINER

    assert play.refused(command, seat) == "exercise.ended"


def test_after_the_end_scores_notes_and_reading_are_kept() -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())]))
    play.order(EndExercise())

    assert kinds(play.order(SetScore("inject:mail", "seat:burgemeester", "d1", 3))) == ["Scored"]
    assert kinds(play.order(NoteScore("inject:mail", "seat:burgemeester", "stil"))) == ["ScoreNoted"]
    assert kinds(play.order(OpenItem("mail"), "burgemeester")) == ["ItemOpened"]


@pytest.mark.parametrize(
    "command",
    [
        FireInject("mail"),
        SkipInject("mail"),
        MoveInject("mail", MINUTE),
        NextPhase("een"),
        MovePhaseEnd("een", MINUTE),
        MoveDeadline("mail", "seat:burgemeester", MINUTE),
        SendMessage(("all",), "note", "Trainer", "", "Hallo"),
        SetScore("inject:mail", "seat:burgemeester", "d1", 3),
        NoteScore("inject:mail", "seat:burgemeester", "goed"),
        EndExercise(),
    ],
)
def test_before_the_beginning_most_orders_wait(command: Command) -> None:
    assert Play(world([inject("mail", at=0)])).refused(command) == "exercise.not_started"


def test_a_player_cannot_answer_in_the_lobby() -> None:
    assert Play(world([inject("mail", at=0)])).refused(SubmitResponse("mail", "ja"), "burgemeester") == (
        "exercise.not_started"
    )


# -- the clock -------------------------------------------------------------------------------------------------


def test_starting_runs_the_clock_and_begins_the_first_phase() -> None:
    play = Play(world([inject("mail", at=MINUTE)], [phase("een", 10), phase("twee")]))

    assert play.order(StartExercise()) == [
        e.ClockResumed(0, 1, 1),
        e.PhaseStarted(0, "een", 10 * MINUTE, (("mail", MINUTE),)),
    ]


def test_starting_twice_is_refused() -> None:
    assert Play.started(world()).refused(StartExercise()) == "exercise.started"


def test_speed_and_mode_may_be_chosen_in_the_lobby() -> None:
    play = Play(world())
    play.order(ChangeSpeed(20))
    play.order(ChangeMode(False))

    assert kinds(play.order(StartExercise())) == ["ClockResumed", "PhaseStarted"]
    assert play.events[3] == e.ClockResumed(0, 20, 1)
    assert play.state.automatic is False


def test_pausing_and_resuming_keep_the_speed() -> None:
    play = Play.started(world())
    play.order(ChangeSpeed(3, 2))
    play.until(MINUTE)

    assert play.order(PauseClock("gap")) == [e.ClockPaused(MINUTE, "gap")]
    assert play.order(ResumeClock()) == [e.ClockResumed(MINUTE, 3, 2)]


def test_pausing_twice_is_refused() -> None:
    play = Play.started(world())
    play.order(PauseClock())

    assert play.refused(PauseClock()) == "clock.not_running"


def test_resuming_a_running_clock_is_refused() -> None:
    assert Play.started(world()).refused(ResumeClock()) == "clock.not_paused"


def test_pausing_in_the_lobby_is_refused() -> None:
    assert Play(world()).refused(PauseClock()) == "clock.not_running"


@pytest.mark.parametrize(("num", "den"), [(1, 5), (61, 1), (0, 1), (-1, 1), (1, 0), (2, -1), (-2, -1)])
def test_a_speed_outside_its_limits_is_refused(num: int, den: int) -> None:
    assert Play.started(world()).refused(ChangeSpeed(num, den)) == "clock.speed"


def test_the_same_speed_or_mode_again_changes_nothing() -> None:
    play = Play.started(world())

    assert play.order(ChangeSpeed(1)) == []
    assert play.order(ChangeMode(True)) == []


# -- injects ---------------------------------------------------------------------------------------------------


def test_firing_delivers_now_and_says_that_a_hand_did_it() -> None:
    question = ask(deadline=2 * MINUTE)
    play = Play.started(world([inject("mail", at=HOUR, to=("burgemeester", "plenary", "facilitator"), ask=question)]))
    play.until(MINUTE)

    assert play.order(FireInject("mail"), wall_ms=5_000) == [
        e.InjectDelivered(
            MINUTE,
            "mail",
            ("burgemeester",),
            True,
            True,
            ("seat:burgemeester",),
            (("seat:burgemeester", 3 * MINUTE),),
            "hand",
            5_000,
        )
    ]


def test_firing_ignores_the_guard() -> None:
    play = Play.started(world([inject("mits", guard="paniek == yes")]))
    play.order(FireInject("mits"))

    assert play.delivered() == [(0, "mits")]


def test_firing_twice_is_refused() -> None:
    play = Play.started(world([inject("mail", at=0)]))

    assert play.refused(FireInject("mail")) == "inject.delivered"


@pytest.mark.parametrize("command", [FireInject("niets"), SkipInject("niets"), MoveInject("niets", MINUTE)])
def test_an_inject_that_does_not_exist_is_refused(command: Command) -> None:
    assert Play.started(world()).refused(command) == "inject.unknown"


def test_a_second_go_within_a_second_is_refused_whatever_it_fires() -> None:
    play = Play.started(world([inject("een-a"), inject("twee-a")]))
    play.order(FireInject("een-a"), wall_ms=10_000)

    assert play.refused(FireInject("twee-a"), wall_ms=10_999) == "go.too_soon"
    assert kinds(play.order(FireInject("twee-a"), wall_ms=11_000)) == ["InjectDelivered"]


def test_a_wall_clock_that_was_set_back_does_not_block_go() -> None:
    play = Play.started(world([inject("een-a"), inject("twee-a")]))
    play.order(FireInject("een-a"), wall_ms=HOUR)

    assert kinds(play.order(FireInject("twee-a"), wall_ms=0)) == ["InjectDelivered"]


def test_what_the_clock_delivers_does_not_block_go() -> None:
    play = Play.started(world([inject("klok", at=0), inject("hand")]))

    assert kinds(play.order(FireInject("hand"), wall_ms=0)) == ["InjectDelivered"]


def test_a_thirty_minute_pause_moves_nothing_and_fire_now_after_it_is_now() -> None:
    play = Play.started(
        world([inject("mail", at=2 * MINUTE), inject("hand"), inject("volgt", after=delivered("hand"))])
    )
    play.until(MINUTE)
    play.order(PauseClock(), wall_ms=MINUTE)
    play.order(FireInject("hand"), wall_ms=31 * MINUTE)
    play.order(ResumeClock(), wall_ms=31 * MINUTE)
    play.until(HOUR)

    assert play.delivered() == [(MINUTE, "hand"), (MINUTE, "volgt"), (2 * MINUTE, "mail")]


def test_what_comes_at_the_same_instant_is_part_of_the_step() -> None:
    play = Play.started(
        world(
            [
                inject("hand"),
                inject("volgt", after=delivered("hand")),
                inject("begin", phase="twee", at=0, effects=[AddToVariable("stand", 1)]),
            ],
            [phase("een"), phase("twee")],
        )
    )
    play.order(PauseClock())

    assert kinds(play.order(FireInject("hand"))) == ["InjectDelivered", "InjectScheduled", "InjectDelivered"]
    assert kinds(play.order(NextPhase("een"))) == ["PhaseEnded", "PhaseStarted", "InjectDelivered", "VariableChanged"]


def test_skipping_takes_it_out_of_the_running_order() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))

    assert play.order(SkipInject("mail")) == [e.InjectSkipped(0, "mail")]
    assert play.until(HOUR) == []


def test_what_waits_for_go_may_be_skipped() -> None:
    play = Play.started(world([inject("mail", at=0)]), automatic=False)
    play.order(SkipInject("mail"))

    assert play.status() == {"mail": "skipped"}


def test_skipping_what_does_not_come_any_more_is_refused() -> None:
    play = Play.started(world([inject("mail", at=0)]))

    assert play.refused(SkipInject("mail")) == "inject.not_ahead"


def test_a_skipped_inject_can_still_be_fired() -> None:
    play = Play.started(world([inject("mail", at=MINUTE)]))
    play.order(SkipInject("mail"))
    play.order(FireInject("mail"))

    assert play.delivered() == [(0, "mail")]


def test_moving_shifts_one_inject_and_only_that() -> None:
    play = Play.started(world([inject("a", at=MINUTE), inject("b", at=2 * MINUTE)]))

    assert play.order(MoveInject("a", 5 * MINUTE)) == [e.InjectScheduled(0, "a", 6 * MINUTE)]
    play.until(HOUR)
    assert play.delivered() == [(2 * MINUTE, "b"), (6 * MINUTE, "a")]


def test_moving_with_all_later_ones_stays_inside_the_phase() -> None:
    play = Play.started(
        world(
            [
                inject("vroeg", at=MINUTE),
                inject("a", at=2 * MINUTE),
                inject("b", at=3 * MINUTE),
                inject("hand"),
                inject("mee", at=3 * MINUTE, carry=True),
                inject("later", phase="twee", at=0),
            ],
            [phase("een"), phase("twee")],
        )
    )

    assert play.order(MoveInject("a", MINUTE, and_later=True)) == [
        e.InjectScheduled(0, "a", 3 * MINUTE),
        e.InjectScheduled(0, "b", 4 * MINUTE),
        e.InjectScheduled(0, "mee", 4 * MINUTE),
    ]


def test_what_is_moved_before_now_comes_now() -> None:
    play = Play.started(world([inject("a", at=5 * MINUTE)]))
    play.until(MINUTE)

    assert kinds(play.order(MoveInject("a", -HOUR))) == ["InjectScheduled", "InjectDelivered"]
    assert play.delivered() == [(MINUTE, "a")]


@pytest.mark.parametrize("name", ["hand", "klaar"])
def test_moving_what_has_no_time_ahead_is_refused(name: str) -> None:
    play = Play.started(world([inject("hand"), inject("klaar", at=0)]))

    assert play.refused(MoveInject(name, MINUTE)) == "inject.no_time"


@pytest.mark.parametrize(
    "command",
    [
        MoveInject("mail", 8 * HOUR + 1),
        MovePhaseEnd("een", -8 * HOUR - 1),
        MoveDeadline("mail", "seat:burgemeester", 9 * HOUR),
    ],
)
def test_moving_further_than_eight_hours_is_refused(command: Command) -> None:
    assert Play.started(world([inject("mail", at=MINUTE)])).refused(command) == "move.too_far"


# -- messages --------------------------------------------------------------------------------------------------


def message(
    *to: str, channel: str = "note", sender: str = "Trainer", title: str = "Let op", body: str = "Hallo"
) -> SendMessage:
    return SendMessage(to, channel, sender, title, body)


def test_a_message_goes_to_whom_it_names_in_the_order_of_the_scenario() -> None:
    play = Play.started(world())

    def seats(*to: str) -> tuple[tuple[str, ...], bool]:
        outcome = play.order(message(*to))
        assert isinstance(outcome, list)
        (sent,) = outcome
        assert isinstance(sent, e.MessageSent)
        return sent.seats, sent.plenary

    assert seats("all") == (PLAYERS, False)
    assert seats("raadslid", "burgemeester") == (("burgemeester", "raadslid-1", "raadslid-2"), False)
    assert seats("raadslid-2") == (("raadslid-2",), False)
    assert seats("team college", "wethouder") == (("burgemeester", "wethouder"), False)
    assert seats("plenary") == ((), True)


def test_a_message_keeps_its_words_beside_the_record() -> None:
    play = Play.started(world())
    play.order(message("all", body="Zaal B"))
    (sent,) = play.state.messages.values()

    assert [play.exercise.words[ref.id] for ref in (sent.sender, sent.title, sent.body)] == [
        "Trainer",
        "Let op",
        "Zaal B",
    ]
    assert {text.body for text in play.steps[-1].texts} == {"Trainer", "Let op", "Zaal B"}


def test_a_message_may_go_without_a_title() -> None:
    assert kinds(Play.started(world()).order(message("all", title=""))) == ["MessageSent"]


def test_a_message_to_nobody_is_refused() -> None:
    assert Play.started(world()).refused(message()) == "message.to_nobody"


@pytest.mark.parametrize("to", ["niemand", "team niets", "facilitator", "team "])
def test_a_message_to_somebody_unknown_is_refused(to: str) -> None:
    assert Play.started(world()).refused(message("all", to)) == "message.to_unknown"


def test_a_message_over_an_unknown_channel_is_refused() -> None:
    assert Play.started(world()).refused(message("all", channel="duif")) == "message.channel"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (message("all", body="  "), "answer.empty"),
        (message("all", sender=""), "answer.empty"),
        (message("all", body="x" * 4_001), "answer.too_long"),
        (message("all", title="x" * 121), "answer.too_long"),
        (message("all", sender="x" * 81), "answer.too_long"),
        (message("all", body="a\x00b"), "answer.unreadable"),
    ],
)
def test_a_message_that_cannot_be_kept_is_refused(sent: SendMessage, code: str) -> None:
    assert Play.started(world()).refused(sent) == code


# -- phases and minutes ----------------------------------------------------------------------------------------


def test_next_phase_ends_this_one_now() -> None:
    play = Play.started(world(phases=[phase("een", 10), phase("twee", 5)]))
    play.until(3 * MINUTE)

    assert play.order(NextPhase("een")) == [
        e.PhaseEnded(3 * MINUTE, "een", ()),
        e.PhaseStarted(3 * MINUTE, "twee", 8 * MINUTE, ()),
    ]


def test_next_phase_names_the_phase_that_runs_so_that_a_repeat_ends_nothing() -> None:
    play = Play.started(world(phases=[phase("een"), phase("twee"), phase("drie")]))
    play.order(NextPhase("een"))

    assert play.refused(NextPhase("een")) == "phase.not_running"


def test_there_is_nothing_after_the_last_phase() -> None:
    assert Play.started(world()).refused(NextPhase("een")) == "phase.last"


def test_minutes_move_the_planned_end_and_not_the_injects() -> None:
    play = Play.started(
        world([inject("mail", at=9 * MINUTE)], [phase("een", 10, itself=True), phase("twee", itself=True)])
    )

    assert play.order(MovePhaseEnd("een", 5 * MINUTE)) == [e.PhaseEndMoved(0, "een", 15 * MINUTE)]
    assert kinds(play.until(14 * MINUTE)) == ["InjectDelivered"]
    assert kinds(play.until(15 * MINUTE)) == ["PhaseEnded", "PhaseStarted"]


def test_a_planned_end_that_is_moved_before_now_ends_the_phase_now() -> None:
    play = Play.started(world(phases=[phase("een", 10, itself=True), phase("twee")]))
    play.until(6 * MINUTE)

    assert kinds(play.order(MovePhaseEnd("een", -5 * MINUTE))) == ["PhaseEndMoved", "PhaseEnded", "PhaseStarted"]


def test_taking_minutes_from_a_phase_that_runs_over_never_gives_it_more() -> None:
    play = Play.started(world(phases=[phase("een", 10), phase("twee")]))
    play.until(15 * MINUTE)

    assert play.order(MovePhaseEnd("een", -MINUTE)) == [e.PhaseEndMoved(15 * MINUTE, "een", 9 * MINUTE)]
    assert play.order(MovePhaseEnd("een", 7 * MINUTE)) == [e.PhaseEndMoved(15 * MINUTE, "een", 16 * MINUTE)]


def test_a_planned_end_that_does_not_move_is_no_fact() -> None:
    assert Play.started(world()).order(MovePhaseEnd("een", 0)) == []


def test_the_end_of_another_phase_cannot_be_moved() -> None:
    play = Play.started(world(phases=[phase("een"), phase("twee")]))

    assert play.refused(MovePhaseEnd("twee", MINUTE)) == "phase.not_running"


def test_a_deadline_can_be_moved() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(deadline=MINUTE))]))

    assert play.order(MoveDeadline("vraag", "seat:burgemeester", MINUTE)) == [
        e.DeadlineMoved(0, "vraag", "seat:burgemeester", 2 * MINUTE)
    ]
    assert play.until(2 * MINUTE - 1) == []
    assert kinds(play.until(2 * MINUTE)) == ["ResponseMissed"]


def test_a_deadline_that_is_moved_before_now_passes_now() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(deadline=MINUTE))]))

    assert kinds(play.order(MoveDeadline("vraag", "seat:burgemeester", -MINUTE))) == ["DeadlineMoved", "ResponseMissed"]


def test_a_deadline_that_is_not_open_cannot_be_moved() -> None:
    play = Play.started(
        world(
            [
                inject("zonder", at=0, ask=ask()),
                inject("gemist", at=0, ask=ask(deadline=MINUTE)),
                inject("gegeven", at=0, ask=ask(deadline=HOUR)),
                inject("later", ask=ask(deadline=HOUR)),
            ]
        )
    )
    play.until(MINUTE)
    play.order(SubmitResponse("gegeven", "ja"), "burgemeester")

    codes = {name: play.refused(MoveDeadline(name, "seat:burgemeester", MINUTE)) for name in play.state.injects}
    assert codes == dict.fromkeys(["zonder", "gemist", "gegeven", "later"], "deadline.not_open")
    assert play.refused(MoveDeadline("later", "seat:burgemeester", MINUTE)) == "deadline.not_open"


# -- players ---------------------------------------------------------------------------------------------------


def test_opening_is_a_fact_once() -> None:
    play = Play.started(world([inject("mail", at=0)]))

    assert play.order(OpenItem("mail"), "burgemeester") == [e.ItemOpened(0, "mail", "burgemeester")]
    assert play.order(OpenItem("mail"), "burgemeester") == []


def test_a_message_can_be_opened_by_whom_it_is_for() -> None:
    play = Play.started(world())
    play.order(message("wethouder"))
    (name,) = play.state.messages

    assert kinds(play.order(OpenItem(name), "wethouder")) == ["ItemOpened"]
    assert play.refused(OpenItem(name), "burgemeester") == "item.unknown"


@pytest.mark.parametrize(("item", "seat"), [("mail", "wethouder"), ("later", "burgemeester"), ("niets", TRAINER)])
def test_what_is_not_for_this_seat_cannot_be_opened(item: str, seat: str) -> None:
    play = Play.started(world([inject("mail", at=0), inject("later")]))

    assert play.refused(OpenItem(item), seat) == "item.unknown"


def test_a_trainer_opens_answers_and_a_new_revision_is_unread_again() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    item = answer_item("vraag", "seat:burgemeester")
    assert play.refused(OpenItem(item)) == "item.unknown"

    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    assert play.order(OpenItem(item)) == [e.ItemOpened(0, item, TRAINER)]

    play.order(SubmitResponse("vraag", "nee", based_on=1), "burgemeester")
    assert kinds(play.order(OpenItem(item))) == ["ItemOpened"]


def test_an_answer_is_kept_with_its_words_beside_it() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.until(MINUTE)
    play.order(SubmitResponse("vraag", "Wij komen."), "burgemeester")
    (text,) = play.steps[-1].texts

    assert play.events[-1] == e.ResponseSubmitted(
        MINUTE, "vraag", "seat:burgemeester", "burgemeester", 1, text.ref(), None, False, True, "acuut"
    )
    assert play.exercise.words[text.id] == "Wij komen."
    assert play.state.injects["vraag"].status == "delivered"


def test_a_late_answer_is_kept_and_marked_and_has_no_effects() -> None:
    question = ask(deadline=MINUTE, answers={"any": [SetVariable("paniek", True)]})
    play = Play.started(world([inject("vraag", at=0, ask=question), inject("volgt", after=answered("vraag"))]))
    play.until(2 * MINUTE)
    outcome = play.order(SubmitResponse("vraag", "sorry"), "burgemeester")

    assert isinstance(outcome, list)
    assert isinstance(outcome[0], e.ResponseSubmitted)
    assert (outcome[0].late, outcome[0].counted) == (True, False)
    assert play.values["paniek"] is False
    assert play.delivered() == [(0, "vraag"), (2 * MINUTE, "volgt")]


def test_an_answer_at_exactly_the_deadline_is_too_late() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(deadline=MINUTE))]))
    play.at_ms = MINUTE
    outcome = play.order(SubmitResponse("vraag", "net"), "burgemeester")

    assert kinds(outcome) == ["ResponseMissed", "ResponseSubmitted"]
    assert play.state.wanted["vraag", "seat:burgemeester"].answer is not None


def test_a_revision_at_exactly_the_deadline_is_as_late_as_a_first_answer() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(deadline=MINUTE))]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.until(MINUTE)
    play.order(SubmitResponse("vraag", "nee", based_on=1), "burgemeester")
    answer = play.state.wanted["vraag", "seat:burgemeester"].answer

    assert answer is not None
    assert answer.late


def test_an_answer_may_be_replaced_and_the_first_stays_the_one_that_counted() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask(answers={"any": [AddToVariable("stand", 1)]}))]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.until(MINUTE)
    play.order(SubmitResponse("vraag", "nee", based_on=1), "burgemeester")
    answer = play.state.wanted["vraag", "seat:burgemeester"].answer

    assert answer is not None
    assert (answer.revision, answer.at_ms, answer.first_at_ms) == (2, MINUTE, 0)
    assert play.values["stand"] == 1


@pytest.mark.parametrize("based_on", [0, 2])
def test_an_answer_that_replaces_another_revision_than_the_last_is_refused(based_on: int) -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")

    assert play.refused(SubmitResponse("vraag", "nee", based_on=based_on), "burgemeester") == "answer.changed"


def test_a_first_answer_replaces_nothing() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))

    assert play.refused(SubmitResponse("vraag", "ja", based_on=1), "burgemeester") == "answer.changed"


def test_a_scored_answer_lies_fast_until_the_score_is_taken_back() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SetScore("inject:vraag", "seat:burgemeester", "d1", 3))
    replacing = SubmitResponse("vraag", "nee", based_on=1)
    assert play.refused(replacing, "burgemeester") == "answer.closed"

    play.order(SetScore("inject:vraag", "seat:burgemeester", "d1", None))
    assert kinds(play.order(replacing, "burgemeester")) == ["ResponseSubmitted"]


def test_an_answer_lies_fast_when_its_phase_is_over_but_a_first_one_is_still_taken() -> None:
    play = Play.started(
        world(
            [inject("vraag", at=0, ask=ask()), inject("open", at=0, ask=ask())],
            [phase("een"), phase("twee")],
        )
    )
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(NextPhase("een"))

    assert play.refused(SubmitResponse("vraag", "nee", based_on=1), "burgemeester") == "answer.closed"
    assert kinds(play.order(SubmitResponse("open", "ja"), "burgemeester")) == ["ResponseSubmitted"]


def test_team_mates_give_one_answer_together() -> None:
    question = ask(by=("team:college",))
    play = Play.started(world([inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=question)]))
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")

    assert play.refused(SubmitResponse("vraag", "nee"), "wethouder") == "answer.changed"
    play.order(SubmitResponse("vraag", "nee", based_on=1), "wethouder")
    assert [(w.answer.seat, w.answer.revision) for w in play.state.wanted.values() if w.answer] == [("wethouder", 2)]


@pytest.mark.parametrize(
    ("name", "seat"),
    [("vraag", "wethouder"), ("vraag", "raadslid-1"), ("kopie", "burgemeester"), ("later", "burgemeester")],
)
def test_who_is_not_asked_cannot_answer(name: str, seat: str) -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=ask()),
                inject("kopie", at=0),
                inject("later", ask=ask()),
            ]
        )
    )

    assert play.refused(SubmitResponse(name, "ja"), seat) == "response.not_asked"
    assert play.refused(SubmitResponse("niets", "ja"), seat) == "response.not_asked"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "answer.empty"),
        (" \n ", "answer.empty"),
        ("x" * 21, "answer.too_long"),
        ("a\x00b", "answer.unreadable"),
        ("\ud83d", "answer.unreadable"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(text: str | None, code: str) -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))

    assert play.refused(SubmitResponse("vraag", text), "burgemeester") == code


def test_a_text_of_exactly_the_limit_is_kept() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))

    assert kinds(play.order(SubmitResponse("vraag", "x" * 20), "burgemeester")) == ["ResponseSubmitted"]


def test_a_too_long_text_is_refused_with_its_length() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    refused = play.order(SubmitResponse("vraag", "x" * 21), "burgemeester")

    assert not isinstance(refused, list)
    assert refused.sentence == "Uw tekst is te lang: 21 tekens, er passen er 20. Kort hem in en verstuur opnieuw."


@pytest.mark.parametrize("option", [None, "anders", "any"])
def test_a_choice_takes_only_its_options(option: str | None) -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask("delen"))]))

    assert play.refused(SubmitResponse("vraag", "Ik deel het", option), "burgemeester") == "answer.option"


def test_an_open_question_takes_no_option() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))

    assert play.refused(SubmitResponse("vraag", "ja", "delen"), "burgemeester") == "answer.option"


# -- scoring ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["inject:mail", "escalation:e1"])
@pytest.mark.parametrize("unit", ["seat:burgemeester", "team:raad", "group:college"])
def test_a_score_is_kept_for_any_unit_at_any_moment(moment: str, unit: str) -> None:
    play = Play.started(world([inject("mail")], escalations=[Escalation("e1", "Het begin")]))

    assert play.order(SetScore(moment, unit, "d10", 5, "silent")) == [
        e.Scored(0, TRAINER, moment, unit, "d10", 5, "silent", None)
    ]


@pytest.mark.parametrize("moment", ["inject:niets", "escalation:e1", "mail", "marker:1", ""])
def test_a_moment_that_does_not_exist_is_refused(moment: str) -> None:
    play = Play.started(world([inject("mail")]))

    assert play.refused(SetScore(moment, "seat:burgemeester", "d1", 3)) == "score.moment"


@pytest.mark.parametrize("unit", ["seat:niemand", "team:niets", "group:niets", "group:", "burgemeester", ""])
def test_a_unit_that_does_not_play_is_refused(unit: str) -> None:
    play = Play.started(world([inject("mail")]))

    assert play.refused(NoteScore("inject:mail", unit, "x")) == "score.unit"


def test_a_dimension_that_does_not_exist_is_refused() -> None:
    play = Play.started(world([inject("mail")]))

    assert play.refused(SetScore("inject:mail", "team:raad", "d11", 3)) == "score.dimension"


@pytest.mark.parametrize("position", [0, 6, -1])
def test_a_position_off_the_scale_is_refused(position: int) -> None:
    play = Play.started(world([inject("mail")]))

    assert play.refused(SetScore("inject:mail", "team:raad", "d1", position)) == "score.position"


def test_a_note_is_kept_beside_the_record_and_may_be_emptied() -> None:
    play = Play.started(world([inject("mail")]))
    play.order(NoteScore("inject:mail", "team:raad", "Sterk begin"))
    play.order(NoteScore("inject:mail", "team:raad", ""))

    assert [text.body for step in play.steps for text in step.texts] == ["Sterk begin", ""]
    assert len(play.state.notes) == 1


def test_a_note_that_is_too_long_is_refused() -> None:
    play = Play.started(world([inject("mail")]))

    assert play.refused(NoteScore("inject:mail", "team:raad", "x" * 2_001)) == "answer.too_long"


# -- the end ---------------------------------------------------------------------------------------------------


def test_ending_can_be_undone_for_a_minute_and_then_the_clock_stands() -> None:
    play = Play.started(world())
    assert play.order(EndExercise(), wall_ms=HOUR) == [e.ExerciseEnded(0, HOUR + 60 * SECOND)]

    assert play.order(ReopenExercise(), wall_ms=HOUR + 60 * SECOND) == [e.ExerciseReopened(0)]
    assert (play.state.status, play.state.undo_until_wall_ms) == ("paused", None)


def test_after_a_minute_ending_is_final() -> None:
    play = Play.started(world())
    play.order(EndExercise(), wall_ms=HOUR)

    assert play.refused(ReopenExercise(), wall_ms=HOUR + 60 * SECOND + 1) == "exercise.undo_over"


def test_an_unattended_exercise_that_ended_stays_ended() -> None:
    play = Play.started(world(), unattended=True)
    play.until(HOUR)

    assert play.refused(ReopenExercise(), wall_ms=1) == "exercise.undo_over"


def test_what_did_not_end_cannot_be_reopened() -> None:
    assert Play.started(world()).refused(ReopenExercise()) == "exercise.not_ended"


# -- chance ----------------------------------------------------------------------------------------------------

CHANCES = {**VARIABLES, "stand": Variable("stand", "number", 0, random=Between(1, 1_000))}


def test_where_nobody_attends_variables_with_chances_are_drawn_as_it_starts() -> None:
    play = Play(world([inject("mail", at=0)], variables=CHANCES), unattended=True, seed=3)
    happened = play.order(StartExercise())

    assert kinds(happened)[:3] == ["ClockResumed", "VariableChanged", "PhaseStarted"]
    drawn = drawn_value(3, CHANCES["stand"])
    assert e.VariableChanged(0, "stand", drawn, "random") in play.events
    assert play.values["stand"] == drawn != 0


def test_with_people_there_the_start_counts() -> None:
    play = Play.started(world(variables=CHANCES))

    assert play.values["stand"] == 0
