"""Who sees what, and which nodes a fact may have changed. That it is closed is shown in `tests/properties`."""

from dataclasses import asdict, replace

import pytest

from engine.exercise import view as v
from engine.exercise.commands import (
    EndExercise,
    FireInject,
    NextPhase,
    OpenItem,
    ReopenExercise,
    SendMessage,
    SubmitResponse,
)
from engine.exercise.state import answer_item
from engine.exercise.telling import LAST_PLACE
from engine.scenario.model import (
    PLENARY,
    TRAINER,
    AddToVariable,
    Escalation,
    Fact,
    Form,
    FormField,
    Medium,
    Parameter,
    Role,
    Team,
)
from tests.engine.worlds import (
    MINUTE,
    PLAYERS,
    Play,
    ask,
    inject,
    phase,
    shown,
    variant,
    world,
)

UNIT = "seat:burgemeester"


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
        order=MINUTE * LAST_PLACE + 1,
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
        said=(v.Said("", ("Wij komen.",)),),
    )
    assert question(play, "burgemeester", "vraag").answer == given

    play.order(OpenItem(answer_item("vraag", UNIT)))
    assert question(play, "burgemeester", "vraag").answer == replace(given, read=True)


def test_a_worksheet_is_asked_field_by_field_in_local_words() -> None:
    field = FormField("beeld", "Wat weet {{ stad }}?", "checklist", True, {"a": "In {{ stad }}"}, 0, 1, 1, "Beeld")
    form = Form("blad", "worksheet", "Vul in.", fields={"beeld": field})
    parameters = [Parameter("stad", "Stad", "Hesselveld")]
    play = Play.started(world([inject("vraag", at=0, ask=ask("blad"))], forms={"blad": form}, parameters=parameters))
    asked = question(play, "burgemeester", "vraag")

    assert (asked.kind, asked.options, asked.scale) == ("worksheet", (), None)
    assert asked.fields == (
        v.AskField("beeld", "Wat weet Hesselveld?", "checklist", True, (("a", "In Hesselveld"),), 0, 1, 1, "Beeld"),
    )


def test_what_bounds_an_answer_is_asked_with_it() -> None:
    names = ("wie", "meting", "verklaring")
    play = Play.started(world([inject(name, at=0, ask=ask(name)) for name in names]))
    ticks, scale, statement = (question(play, "burgemeester", name) for name in names)

    assert (ticks.min_ticks, ticks.max_ticks) == (1, 2)
    assert scale.scale == v.AskScale(1, 5, "Niet", "Volledig")
    assert (statement.seconds, statement.max_length) == (30, 40)


def test_an_answer_can_be_taken_up_again_in_the_parts_it_was_given_in() -> None:
    names = ("wie", "meting", "blad")
    play = Play.started(world([inject(name, at=0, ask=ask(name)) for name in names]))
    play.order(SubmitResponse("wie", options=("buren", "raad")), "burgemeester")
    play.order(SubmitResponse("meting", value=2), "burgemeester")
    play.order(SubmitResponse("blad", fields={"beeld": "Rook.", "fase": "f2"}), "burgemeester")
    ticks, scale, sheet = (question(play, "burgemeester", name).answer for name in names)

    assert ticks is not None
    assert scale is not None
    assert sheet is not None
    assert (ticks.options, ticks.said) == (("raad", "buren"), (v.Said("", ("De raad", "De buren")),))
    assert (scale.value, scale.said[0].lines) == (2, ("2 (van 1 = Niet tot 5 = Volledig)",))
    assert sheet.fields == (("beeld", "Rook."), ("fase", ("f2",)))
    assert sheet.said == (
        v.Said("Wat weet u?", ("Rook.",), "Beeld"),
        v.Said("Welke fase?", ("Onrust",), "Beeld"),
        v.Said("Wat woog u af?", (), "Oordeel"),
        v.Said("Wat nog?", (), "Oordeel"),
    )


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
                inject("blad", at=0, title="Blad", ask=ask("blad")),
                inject("open", at=MINUTE, title="Open", ask=ask()),
                inject("anders", at=0, to=("wethouder",)),
                inject("nooit"),
            ]
        )
    )
    play.order(SubmitResponse("vraag", "ja"), "burgemeester")
    play.order(SubmitResponse("keuze", option="houden"), "burgemeester")
    play.order(SubmitResponse("blad", fields={"beeld": "Rook.", "fase": "f1"}), "burgemeester")
    play.until(MINUTE)
    play.order(SendMessage(("burgemeester",), "note", "Trainer", "Dank", "Dank u"))
    assert play.node("burgemeester", "recap") is None
    play.order(EndExercise())

    recap = shown(play, "burgemeester", "recap", v.Recap)
    assert [(row.title, row.answer) for row in recap.rows] == [
        ("Vraag", "ja"),
        ("Keuze", "Ik houd het"),
        ("Blad", "Wat weet u? Rook.\nWelke fase? Dreigend"),
        ("Open", None),
        ("Dank", None),
    ]
    assert [len(row.said) for row in recap.rows] == [1, 1, 4, 0, 0]
    assert (recap.answered, recap.asked) == (3, 4)


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


def test_every_view_is_plain_data_with_keys_that_differ() -> None:
    play = Play.started(
        world([inject("mail", at=0, to=(*PLAYERS, "plenary"), ask=ask())], [phase("een"), phase("twee")])
    )
    for seat in (*PLAYERS, PLENARY, TRAINER):
        view = play.view(seat)
        assert len(set(keys(view))) == len(view.nodes)
        assert asdict(view)["seat"] == seat


ROOK = Medium("rook", "media/rook.jpg", "picture", "Rook boven {{ stad }}", credit="Wij")
NIEUWS = Medium(
    "nieuws", "media/nieuws.mp4", "film", "Nieuws", captions="media/nieuws.vtt", transcript="Avond.", length_ms=9
)


def with_media() -> Play:
    injects = [
        inject("foto", to=["burgemeester"], media=["rook"]),
        inject("film", to=["plenary"], media=["nieuws", "rook"]),
    ]
    return Play.started(world(injects, media=[ROOK, NIEUWS], parameters=[Parameter("stad", "", "Hesselt")]))


def may_have(play: Play, medium: str) -> set[str]:
    return {seat for seat in (*PLAYERS, PLENARY, TRAINER, "bestaat-niet") if play.sight().may_have(seat, medium)}


def test_a_medium_is_on_the_screen_of_who_got_its_message_and_on_no_other() -> None:
    play = with_media()
    assert may_have(play, "rook") == {TRAINER}
    play.order(FireInject("foto"))
    assert may_have(play, "rook") == {TRAINER, "burgemeester"}
    assert may_have(play, "nieuws") == {TRAINER}
    play.order(FireInject("film"))
    assert may_have(play, "rook") == {TRAINER, "burgemeester", PLENARY}
    assert may_have(play, "nieuws") == {TRAINER, PLENARY}


def test_nobody_may_have_what_no_message_carries() -> None:
    play = Play.started(world([inject("mail", at=0)], media=[ROOK]))

    assert may_have(play, "rook") == may_have(play, "bestaat-niet") == set()


def test_an_item_tells_what_its_media_are_and_where() -> None:
    play = with_media()
    play.order(FireInject("foto"))
    play.order(FireInject("film"))

    assert item(play, "burgemeester", "foto").media == (
        v.Medium("rook", "picture", "media/rook", "image/jpeg", "Rook boven Hesselt", "Wij", "", "", None),
    )
    film = item(play, PLENARY, "film").media[0]
    assert (film.path, film.captions, film.transcript, film.length_ms) == (
        "media/nieuws",
        "media/nieuws/captions",
        "Avond.",
        9,
    )
    assert cue(play, "film").media[0] == film


MELDING = Fact("melding", "Er is gemeld in {{ stad }}.", "vermoeden", "team", ("burgemeester", "raadslid-2"))
OORZAAK = Fact("oorzaak", "Het was brand.", "gerucht", "niemand")


def with_facts() -> Play:
    mail = inject("mail", to=["wethouder", "plenary"], facts=["oorzaak", "melding"])
    return Play.started(world([mail], facts=[MELDING, OORZAAK], parameters=[Parameter("stad", "", "Hesselt")]))


def test_a_role_card_tells_the_facts_that_its_seat_knows_at_the_start_and_no_other() -> None:
    play = with_facts()
    known = {seat: shown(play, seat, "card", v.Card).facts for seat in PLAYERS}

    told = (v.Fact("melding", "Er is gemeld in Hesselt.", "vermoeden", "team"),)
    assert known == {
        "burgemeester": told,
        "wethouder": (),
        "raadslid-1": (),
        "raadslid-2": told,
        "voorlichter": (),
    }


def test_a_message_tells_its_facts_to_who_gets_it_but_not_on_the_wall() -> None:
    play = with_facts()
    assert "brand" not in repr(play.view("wethouder"))

    play.order(FireInject("mail"))

    assert [fact.fact for fact in item(play, "wethouder", "mail").facts] == ["oorzaak", "melding"]
    assert item(play, PLENARY, "mail").facts == ()
    assert all("brand" not in repr(play.view(seat)) for seat in (*PLAYERS, PLENARY) if seat != "wethouder")
    assert [fact.share for fact in cue(play, "mail").facts] == ["niemand", "team"]


def test_a_text_keeps_what_a_variable_was_when_it_was_sent() -> None:
    brief = inject(
        "brief",
        body="{{ vragen }} vragen, paniek: {{ paniek }}.",
        at=MINUTE,
        effects=[AddToVariable("vragen", 2)],
        shows=("paniek", "vragen"),
    )
    play = Play.started(world([inject("eerst", at=0, effects=[AddToVariable("vragen", 1)]), brief]))

    assert cue(play, "brief").body == "1 vragen, paniek: nee."

    play.until(2 * MINUTE)

    assert play.state.variables["vragen"] == 3
    assert item(play, "burgemeester", "brief").body == "1 vragen, paniek: nee."
    assert cue(play, "brief").body == "1 vragen, paniek: nee."


def test_a_receiver_sees_the_variant_that_was_sent_and_never_another() -> None:
    varied = [variant("Onrust", "paniek == yes", title="Paniek"), variant("Vragen", "vragen >= 1")]
    brief = inject("brief", title="Brief", body="Rust", to=("burgemeester", "plenary"), at=0, variants=varied)
    first = inject("tel", at=0, effects=[AddToVariable("vragen", 1)], priority=1)
    play = Play.started(world([brief, first]))

    for seat in ("burgemeester", PLENARY):
        item = shown(play, seat, "item:brief", v.Item)
        assert (item.title, item.body) == ("Brief", "Vragen")
    play.order(EndExercise())
    [row] = [row for row in shown(play, "burgemeester", "recap", v.Recap).rows if row.title == "Brief"]
    assert "Onrust" not in repr(play.view("burgemeester"))
    assert row.channel == "email"
