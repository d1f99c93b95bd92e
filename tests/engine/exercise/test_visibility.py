"""Who sees what, and which nodes a fact may have changed. That it is closed is shown in `tests/properties`."""

from dataclasses import asdict, replace
from typing import TypeVar

import pytest

from engine.exercise import events as e
from engine.exercise import view as v
from engine.exercise.commands import (
    EndExercise,
    FireInject,
    NextPhase,
    NoteScore,
    OpenItem,
    PauseClock,
    ReopenExercise,
    SendMessage,
    SetScore,
    SubmitResponse,
)
from engine.exercise.state import answer_item, begin
from engine.exercise.visibility import ERASED, Sight
from engine.scenario.model import PLENARY, TRAINER, AddToVariable, Escalation, Parameter, Role, Team
from tests.engine.worlds import (
    CREATED,
    HOUR,
    MINUTE,
    PLAYERS,
    Play,
    answered,
    ask,
    delivered,
    inject,
    phase,
    world,
)

_N = TypeVar("_N", bound=v.Node)
UNIT = "seat:burgemeester"


def shown(play: Play, seat: str, key: str, kind: type[_N]) -> _N:
    node = play.node(seat, key)
    assert isinstance(node, kind), node
    return node


def item(play: Play, seat: str, name: str) -> v.Item:
    return shown(play, seat, f"item:{name}", v.Item)


def question(play: Play, seat: str, name: str) -> v.Ask:
    asked = item(play, seat, name).ask
    assert asked is not None
    return asked


def cue(play: Play, name: str) -> v.Cue:
    return shown(play, TRAINER, f"cue:{name}", v.Cue)


def keys(view: v.View) -> list[str]:
    return [node.key for node in view.nodes]


# -- players ---------------------------------------------------------------------------------------------------


def test_in_the_lobby_a_player_sees_who_they_are() -> None:
    play = Play(world([inject("mail", at=0)]))

    assert keys(play.view("wethouder")) == ["card", "header"]
    header = shown(play, "wethouder", "header", v.Header)
    assert (header.role_title, header.name, header.party, header.team_title, header.room) == (
        "Wethouder",
        "Wil Weth",
        "Lokaal",
        "Het college",
        "Zaal A",
    )
    assert (header.status, header.phase, header.phase_number, header.phase_count, header.story) == (
        "lobby",
        None,
        0,
        1,
        None,
    )


def test_a_player_without_a_team_sees_no_team() -> None:
    header = shown(Play(world()), "voorlichter", "header", v.Header)

    assert (header.team_title, header.room) == ("", "")


def test_the_role_card_is_for_its_own_seat() -> None:
    roles = [
        Role("a", "Rol A van {{ stad }}", does="A doet", may=("A mag",), may_not=("A mag niet",), knows="A weet"),
        Role("b", "Rol B"),
    ]
    play = Play(world(roles=roles, teams=[], parameters=[Parameter("stad", "Stad", "Hesselveld")]))

    assert shown(play, "a", "card", v.Card) == v.Card(
        "Rol A van Hesselveld", "", "", "", "", "A doet", ("A mag",), ("A mag niet",), "A weet"
    )
    assert shown(play, "b", "card", v.Card).knows == ""


def test_a_stranger_sees_nothing() -> None:
    play = Play.started(world([inject("mail", at=0)]))

    assert play.view("vreemd").nodes == ()
    assert play.node("vreemd", "item:mail") is None


def test_a_message_appears_for_whom_it_is_when_it_is_delivered() -> None:
    play = Play.started(world([inject("mail", at=MINUTE, to=("burgemeester", "plenary"), title="Brand")]))
    before = [seat for seat in (*PLAYERS, PLENARY) if "item:mail" in keys(play.view(seat))]
    play.until(MINUTE)
    after = [seat for seat in (*PLAYERS, PLENARY) if "item:mail" in keys(play.view(seat))]

    assert (before, after) == ([], ["burgemeester", PLENARY])
    assert item(play, "burgemeester", "mail") == v.Item(
        item="mail",
        channel="email",
        sender="Afzender",
        title="Brand",
        body="",
        at_ms=MINUTE,
        story="za 0.06",
        opened=False,
        ask=None,
        key="item:mail",
        order=MINUTE * 10_000 + 1,
    )


def test_the_story_time_of_a_message_is_that_of_the_phase_that_ran_then() -> None:
    play = Play.started(
        world(
            [inject("net", at=10 * MINUTE, ask=ask())],
            [phase("een", 10, story=(0, 60), itself=True), phase("twee", story=(5_000, 5_060))],
        )
    )
    play.until(10 * MINUTE)

    assert play.state.phase == "twee"
    assert item(play, "burgemeester", "net").story == "za 1.00"
    assert cue(play, "net").story == "za 1.00"


def test_the_story_time_of_answers_and_messages_stays_when_the_next_phase_begins_at_that_instant() -> None:
    play = Play.started(
        world(
            [inject("vraag", at=0, ask=ask())], [phase("een", 10, story=(0, 60)), phase("twee", story=(5_000, 5_060))]
        )
    )
    play.until(10 * MINUTE)
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SendMessage(("burgemeester",), "note", "Trainer", "Kort", "Koffie"))
    play.order(NextPhase("een"))
    (message,) = play.state.messages
    answer = question(play, "burgemeester", "vraag").answer

    assert item(play, "burgemeester", message).story == "za 1.00"
    assert answer is not None
    assert answer.story == "za 1.00"


def test_an_introduction_is_shown_to_every_player_when_its_phase_begins() -> None:
    play = Play.started(world(phases=[phase("een", intro="Het is zaterdag."), phase("twee", intro="Later.")]))

    assert shown(play, "voorlichter", "intro:een", v.Intro).text == "Het is zaterdag."
    assert play.node("voorlichter", "intro:twee") is None
    assert shown(play, PLENARY, "stage", v.Stage).intro == "Het is zaterdag."


def test_opening_is_seen_on_the_own_screen_and_counted_at_the_trainer() -> None:
    play = Play.started(world([inject("mail", at=0, to=("burgemeester", "wethouder"))]))
    play.order(OpenItem("mail"), "wethouder")

    assert (item(play, "wethouder", "mail").opened, item(play, "burgemeester", "mail").opened) == (True, False)
    assert (cue(play, "mail").opened, cue(play, "mail").seats) == (1, 2)


def test_a_question_is_shown_only_to_who_is_asked() -> None:
    play = Play.started(
        world([inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=ask("delen", deadline=MINUTE))])
    )

    assert question(play, "burgemeester", "vraag") == v.Ask(
        kind="choice",
        question="Wat doet u ermee?",
        options=(("delen", "Ik deel het"), ("houden", "Ik houd het")),
        max_length=2000,
        together="",
        deadline_at_ms=MINUTE,
        missed=False,
        answer=None,
        open=True,
    )
    assert item(play, "wethouder", "vraag").ask is None


def test_an_answer_is_shown_to_who_gave_it_with_whether_it_was_read() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "Wij komen."), "burgemeester")
    given = v.GivenAnswer(
        text="Wij komen.",
        option=None,
        option_label=None,
        by_me=True,
        by_name="Burgemeester",
        revision=1,
        story="za 0.00",
        late=False,
        read=False,
        may_change=True,
    )
    assert question(play, "burgemeester", "vraag").answer == given

    play.order(OpenItem(answer_item("vraag", UNIT)))
    assert question(play, "burgemeester", "vraag").answer == replace(given, read=True)


def test_a_team_mate_sees_the_answer_of_the_team_and_who_gave_it() -> None:
    roles = [Role("a", "Rol A van {{ stad }}"), Role("b", "Rol B")]
    play = Play.started(
        world(
            [inject("vraag", at=0, to=("a", "b"), ask=ask("delen", by=("team:t",)))],
            roles=roles,
            teams=[Team("t", "Team van {{ stad }}", ("a", "b"))],
            parameters=[Parameter("stad", "Stad", "Hesselveld")],
        )
    )
    play.order(SubmitResponse("vraag", option="delen"), "a")
    asked = question(play, "b", "vraag")

    assert asked.together == "Team van Hesselveld"
    assert asked.answer is not None
    assert (asked.answer.option_label, asked.answer.by_me, asked.answer.by_name) == (
        "Ik deel het",
        False,
        "Rol A van Hesselveld",
    )


def test_words_that_were_erased_are_shown_as_erased() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(SubmitResponse("vraag", "geheim"), "burgemeester")
    play.exercise.words.clear()
    answer = question(play, "burgemeester", "vraag").answer

    assert answer is not None
    assert answer.text == ERASED


def test_the_words_of_the_trainer_stand_in_the_texts() -> None:
    scenario = world([inject("mail")], parameters=[Parameter("stad", "Stad", "Hesselveld")])
    scenario = replace(scenario, title="Brand in {{ stad }}")
    ref = e.TextRef("p1", "0" * 64)
    state = begin(scenario, replace(CREATED, parameters=(("stad", ref),)))

    def title(words: dict[str, str]) -> str:
        header = Sight(scenario, state, words).node("wethouder", "header")
        assert isinstance(header, v.Header)
        return header.title

    assert title({"p1": "Dorp"}) == "Brand in Dorp"


def test_a_question_closes_when_the_exercise_ends_and_opens_when_that_is_undone() -> None:
    play = Play.started(world([inject("vraag", at=0, ask=ask())]))
    play.order(EndExercise(), wall_ms=0)
    closed = question(play, "burgemeester", "vraag").open
    play.order(ReopenExercise(), wall_ms=1)

    assert (closed, question(play, "burgemeester", "vraag").open) == (False, True)


def test_the_end_leaves_each_player_what_they_saw_and_answered() -> None:
    play = Play.started(
        world(
            [
                inject("vraag", at=0, title="Vraag", ask=ask()),
                inject("keuze", at=0, title="Keuze", ask=ask("delen")),
                inject("open", at=MINUTE, title="Open", ask=ask()),
                inject("anders", at=0, to=("wethouder",)),
                inject("nooit"),
            ]
        )
    )
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SubmitResponse("keuze", option="houden"), "burgemeester")
    play.until(MINUTE)
    play.order(SendMessage(("burgemeester",), "note", "Trainer", "Dank", "Dank u"))
    assert play.node("burgemeester", "recap") is None
    play.order(EndExercise())

    recap = shown(play, "burgemeester", "recap", v.Recap)
    assert [(row.title, row.answer) for row in recap.rows] == [
        ("Vraag", "ja"),
        ("Keuze", "Ik houd het"),
        ("Open", None),
        ("Dank", None),
    ]
    assert (recap.answered, recap.asked) == (2, 3)


def test_a_message_made_up_on_the_spot_is_for_whom_it_names() -> None:
    play = Play.started(world())
    play.order(SendMessage(("wethouder", "plenary"), "note", "Trainer", "Let op", "Zaal B"))
    (name,) = play.state.messages

    assert [seat for seat in (*PLAYERS, PLENARY) if play.node(seat, f"item:{name}")] == ["wethouder", PLENARY]
    assert (item(play, PLENARY, name).sender, item(play, PLENARY, name).body) == ("Trainer", "Zaal B")


@pytest.mark.parametrize("seat", ["burgemeester", PLENARY, TRAINER])
@pytest.mark.parametrize("key", ["", "niets", "item:niets", "cue:niets", "answer:mail:seat:x", "moment:niets", "x:y"])
def test_a_node_that_does_not_exist_is_not_there(seat: str, key: str) -> None:
    assert Play.started(world([inject("mail", at=0)])).node(seat, key) is None


@pytest.mark.parametrize("key", ["desk", "meters", "cue:mail", f"answer:mail:{UNIT}", "moment:e1"])
@pytest.mark.parametrize("seat", [*PLAYERS, PLENARY])
def test_what_is_the_trainer_s_is_the_trainer_s(seat: str, key: str) -> None:
    play = Play.started(world([inject("mail", at=0, ask=ask())], escalations=[Escalation("e1", "Begin")]))

    assert play.node(TRAINER, key) is not None
    assert play.node(seat, key) is None


# -- the trainer -----------------------------------------------------------------------------------------------


def test_the_desk_shows_the_programme_and_what_comes_next() -> None:
    play = Play.started(world(phases=[phase("een", 10, story=(60, 120), label="later"), phase("twee")]))
    play.order(PauseClock())
    desk = shown(play, TRAINER, "desk", v.Desk)

    assert [(line.id, line.started_at_ms, line.planned_end_at_ms) for line in desk.phases] == [
        ("een", 0, 10 * MINUTE),
        ("twee", None, None),
    ]
    assert (desk.phase, desk.next_phase, desk.status, desk.pause_cause) == ("een", "twee", "paused", "facilitator")
    assert desk.story == v.StoryMap(0, 10 * MINUTE, 60, 120, 5, "later")

    play.order(NextPhase("een"))
    assert shown(play, TRAINER, "desk", v.Desk).next_phase is None


def test_until_when_ending_can_be_undone_is_shown_while_it_can() -> None:
    play = Play.started(world())
    play.order(EndExercise(), wall_ms=5)

    assert shown(play, TRAINER, "desk", v.Desk).undo_until_wall_ms == 60_005


def test_the_meters_are_shown_with_where_they_began() -> None:
    play = Play.started(world([inject("mail", at=0, effects=[AddToVariable("mediadruk", 10)])]))
    meters = shown(play, TRAINER, "meters", v.Meters)

    assert meters.lines[0] == v.MeterLine("mediadruk", 15, 5)
    assert len(meters.lines) == 7


def test_a_cue_holds_all_the_trainer_needs() -> None:
    play = Play(
        world(
            [
                inject(
                    "mail",
                    at=MINUTE,
                    to=("burgemeester", "plenary"),
                    note="Let op de toon",
                    escalation="e1",
                    ask=ask("delen", deadline=MINUTE),
                )
            ],
            escalations=[Escalation("e1", "Het begin")],
        )
    )

    assert cue(play, "mail") == v.Cue(
        inject="mail",
        number="01",
        title="Mail",
        channel="email",
        sender="Afzender",
        to=("Burgemeester", "beamer"),
        phase="een",
        status="planned",
        trigger="at",
        trigger_words="",
        due_at_ms=MINUTE,
        delivered_at_ms=None,
        story="",
        body="",
        note="Let op de toon",
        question="Wat doet u ermee?",
        options=("Ik deel het", "Ik houd het"),
        deadline_ms=MINUTE,
        optional=False,
        escalation="Het begin",
        dimensions=(),
        plenary=True,
        seats=1,
        opened=0,
        units=1,
        answered=0,
        missed=0,
        blocked="De oefening is nog niet begonnen.",
        key="cue:mail",
        order=0,
    )


def test_a_cue_says_why_it_cannot_be_fired() -> None:
    play = Play.started(world([inject("mail", at=0), inject("hand")]))
    assert (cue(play, "mail").blocked, cue(play, "hand").blocked) == ("Dit bericht is al verstuurd.", "")

    play.order(EndExercise())
    assert cue(play, "hand").blocked == "De oefening is afgelopen."


def test_a_cue_says_what_it_waits_for() -> None:
    play = Play.started(
        world(
            [
                inject("mail", at=0),
                inject("na", after=delivered("mail", HOUR)),
                inject("antwoord", after=answered("mail")),
                inject("als", when="vragen > 2"),
                inject("hand"),
                inject("mits", guard="paniek == yes"),
                inject("klok", at=HOUR, guard="paniek == no"),
            ]
        )
    )

    assert [(cue(play, name).trigger, cue(play, name).trigger_words) for name in play.state.injects] == [
        ("at", ""),
        ("after", "na 01"),
        ("after", "na antwoord op 01"),
        ("when", "als vragen > 2"),
        ("manual", "alleen met de hand of als gevolg"),
        ("manual", "alleen met de hand of als gevolg; mits paniek == yes (nu niet)"),
        ("at", "mits paniek == no (nu wel)"),
    ]


def test_a_cue_of_a_phase_to_come_shows_when_it_would_fall() -> None:
    play = Play.started(
        world(
            [inject("later", phase="drie", at=MINUTE), inject("hand", phase="drie")],
            [phase("een", 10), phase("twee", 5), phase("drie")],
        )
    )
    assert (cue(play, "later").due_at_ms, cue(play, "hand").due_at_ms) == (16 * MINUTE, None)

    play.until(3 * MINUTE)
    play.order(NextPhase("een"))
    assert cue(play, "later").due_at_ms == 9 * MINUTE


def test_a_cue_names_its_receivers_as_people_do() -> None:
    described = ("team raad", "all", "facilitator", "raadslid", "anders")
    scenario = world([inject("mail")])
    mail = scenario.injects["mail"]
    audience = replace(mail.audience, described=described)
    play = Play(replace(scenario, injects={"mail": replace(mail, audience=audience)}))

    assert cue(play, "mail").to == ("De raad", "iedereen", "trainer", "Raadslid", "anders")


def test_cues_stand_in_the_order_of_phases_and_of_the_file() -> None:
    play = Play(
        world([inject("b", phase="twee"), inject("a"), inject("c", phase="twee")], [phase("een"), phase("twee")])
    )

    assert [key for key in keys(play.view(TRAINER)) if key.startswith("cue:")] == ["cue:a", "cue:b", "cue:c"]


def test_answers_are_rows_that_wait_come_or_are_missed() -> None:
    question = ask(by=("seat:raadslid-1", "seat:raadslid-2"), deadline=MINUTE)
    play = Play.started(world([inject("vraag", at=0, to=("raadslid-1", "raadslid-2"), ask=question)]))
    play.order(SubmitResponse("vraag", "ja"), "raadslid-2")

    def row(unit: str) -> v.AnswerRow:
        return shown(play, TRAINER, f"answer:vraag:{unit}", v.AnswerRow)

    assert (row("seat:raadslid-1").status, row("seat:raadslid-2").status) == ("waiting", "answered")
    assert (row("seat:raadslid-2").who, row("seat:raadslid-2").group, row("seat:raadslid-2").text) == (
        "Raadslid 2",
        "raad",
        "ja",
    )
    play.until(MINUTE)
    assert row("seat:raadslid-1").status == "missed"
    assert (cue(play, "vraag").answered, cue(play, "vraag").missed) == (1, 1)


def test_a_row_shows_marks_notes_and_the_choice() -> None:
    question = ask("delen", by=("team:college",))
    play = Play.started(world([inject("vraag", at=0, to=("burgemeester", "wethouder"), ask=question)]))
    play.order(SubmitResponse("vraag", option="delen"), "wethouder")
    play.order(SetScore("inject:vraag", "team:college", "d2", 4, "said"))
    play.order(SetScore("inject:vraag", "team:college", "d3", 1))
    play.order(SetScore("inject:vraag", "team:college", "d3", None))
    play.order(NoteScore("inject:vraag", "team:college", "Snel"))
    row = shown(play, TRAINER, "answer:vraag:team:college", v.AnswerRow)

    assert (row.who, row.group, row.text, row.note) == ("Het college", "college", "Ik deel het", "Snel")
    assert row.marks == (v.Mark(TRAINER, "d2", 4, "said"),)


def test_a_moment_is_reached_when_one_of_its_messages_went_out() -> None:
    play = Play.started(world([inject("mail", escalation="e1")], escalations=[Escalation("e1", "Het begin")]))

    def moment() -> v.Moment:
        return shown(play, TRAINER, "moment:e1", v.Moment)

    assert (moment().reached, moment().groups) == (False, ("college", "raad"))
    play.order(FireInject("mail"))
    play.order(SetScore("escalation:e1", "group:raad", "d1", 2, "silent"))
    assert moment().reached
    assert moment().marks == (("group:raad", v.Mark(TRAINER, "d1", 2, "silent")),)


def test_every_view_is_plain_data_with_keys_that_differ() -> None:
    play = Play.started(
        world([inject("mail", at=0, to=(*PLAYERS, "plenary"), ask=ask())], [phase("een"), phase("twee")])
    )
    for seat in (*PLAYERS, PLENARY, TRAINER):
        view = play.view(seat)
        assert len(set(keys(view))) == len(view.nodes)
        assert asdict(view)["seat"] == seat
