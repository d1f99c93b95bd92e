"""What the trainer sees."""

from dataclasses import replace

from engine.exercise import view as v
from engine.exercise.commands import (
    EndExercise,
    FireInject,
    NextPhase,
    NoteScore,
    PauseClock,
    SetScore,
    SubmitResponse,
)
from engine.scenario.model import TRAINER, AddToVariable, Criterion, Escalation, Form, Parameter, Rubric, SetVariable
from tests.engine.worlds import (
    HOUR,
    MINUTE,
    Play,
    answered,
    ask,
    delivered,
    ended,
    inject,
    phase,
    repeating,
    shown,
    variant,
    world,
)


def cue(play: Play, name: str) -> v.Cue:
    return shown(play, TRAINER, f"cue:{name}", v.Cue)


def keys(view: v.View) -> list[str]:
    return [node.key for node in view.nodes]


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
        release="auto",
        due_at_ms=MINUTE,
        until_at_ms=None,
        delivered_at_ms=None,
        story="",
        body="",
        variant_words="",
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
        asks="choice",
        receivers=("burgemeester", "plenary"),
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
                inject("telt", guard='minutes_since("mail") > 2'),
                inject("sinds", guard='sent("mail")'),
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
        ("manual", 'alleen met de hand of als gevolg; mits minutes_since("mail") > 2 (hangt van de tijd af)'),
        ("manual", 'alleen met de hand of als gevolg; mits sent("mail") (nu wel)'),
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

    assert (row.who, row.group, row.text) == ("Het college", "college", "Ik deel het")
    assert row.notes == ((TRAINER, "Snel"),)
    assert row.marks == (v.Mark(TRAINER, "d2", 4, "said"),)


def test_a_row_tells_every_kind_of_answer_in_one_text_and_in_parts() -> None:
    given: dict[str, SubmitResponse] = {
        "wie": SubmitResponse("wie", options=("raad", "buren")),
        "meting": SubmitResponse("meting", value=5),
        "verklaring": SubmitResponse("verklaring", "Wij leven mee."),
        "blad": SubmitResponse("blad", fields={"beeld": "Rook.", "fase": "f1", "punten": ("a", "b")}),
    }
    play = Play.started(world([inject(name, at=0, ask=ask(name)) for name in given]))
    for command in given.values():
        play.order(command, "burgemeester")
    rows = {name: shown(play, TRAINER, f"answer:{name}:seat:burgemeester", v.AnswerRow) for name in given}

    assert {name: row.text for name, row in rows.items()} == {
        "wie": "De raad\nDe buren",
        "meting": "5 (van 1 = Niet tot 5 = Volledig)",
        "verklaring": "Wij leven mee.",
        "blad": "Wat weet u? Rook.\nWelke fase? Dreigend\nWat woog u af? Het doel; De tijd",
    }
    assert [row.kind for row in rows.values()] == ["checklist", "assessment", "statement", "worksheet"]
    assert [(part.label, part.lines) for part in rows["blad"].said][2:] == [
        ("Wat woog u af?", ("Het doel", "De tijd")),
        ("Wat nog?", ()),
    ]


def test_a_checklist_that_stayed_empty_says_so() -> None:
    form = Form("wie", "checklist", "Wie?", {"raad": "De raad"}, min_ticks=0, max_ticks=1)
    play = Play.started(world([inject("vraag", at=0, ask=ask("wie"))], forms={"wie": form}))
    play.order(SubmitResponse("vraag", options=()), "burgemeester")

    row = shown(play, TRAINER, "answer:vraag:seat:burgemeester", v.AnswerRow)
    assert (row.status, row.text) == ("answered", "niets aangevinkt")


def test_a_cue_tells_what_can_be_answered() -> None:
    names = ("reactie", "delen", "wie", "meting", "blad")
    play = Play.started(world([inject(name, ask=ask(name)) for name in names]))

    assert [cue(play, name).options for name in names] == [
        (),
        ("Ik deel het", "Ik houd het"),
        ("De raad", "De pers", "De buren"),
        ("1 = Niet", "2", "3", "4", "5 = Volledig"),
        ("Wat weet u?", "Welke fase?", "Wat woog u af?", "Wat nog?"),
    ]


def test_a_moment_is_reached_when_one_of_its_messages_went_out() -> None:
    play = Play.started(world([inject("mail", escalation="e1")], escalations=[Escalation("e1", "Het begin")]))

    def moment() -> v.Moment:
        return shown(play, TRAINER, "moment:e1", v.Moment)

    assert (moment().reached, moment().groups) == (False, ("college", "raad"))
    play.order(FireInject("mail"))
    play.order(SetScore("escalation:e1", "group:raad", "d1", 2, "silent"))
    assert moment().reached
    assert moment().marks == (("group:raad", v.Mark(TRAINER, "d1", 2, "silent")),)


def test_a_cue_says_until_when_it_is_good_while_it_is_to_come() -> None:
    play = Play.started(
        world(
            [inject("brief", until=5 * MINUTE), inject("later", phase="twee", until=MINUTE)],
            [phase("een", 10), phase("twee")],
        )
    )
    assert (cue(play, "brief").until_at_ms, cue(play, "later").until_at_ms) == (5 * MINUTE, 11 * MINUTE)

    play.until(5 * MINUTE)
    assert (cue(play, "brief").status, cue(play, "brief").until_at_ms) == ("lapsed", None)


def test_a_cue_says_after_which_phase_it_comes() -> None:
    play = Play.started(world([inject("later", phase="twee", after=ended("een"))], [phase("een"), phase("twee")]))

    assert (cue(play, "later").trigger, cue(play, "later").trigger_words) == ("after", "na het eind van Een")


def test_a_cue_says_what_its_moment_does() -> None:
    play = Play.started(
        world(
            [
                inject("vraagt", at=MINUTE, release="confirm"),
                inject("hand", at=5 * MINUTE, release="manual"),
                inject("gevolg", release="confirm", guard="paniek == yes"),
            ]
        )
    )

    assert [(cue(play, name).release, cue(play, name).due_at_ms) for name in ("vraagt", "hand", "gevolg")] == [
        ("confirm", MINUTE),
        ("manual", None),
        ("confirm", None),
    ]
    assert [cue(play, name).trigger_words for name in ("vraagt", "hand", "gevolg")] == [
        "wacht altijd op GO",
        "bedoeld voor za 0.30; alleen met de hand",
        "alleen met de hand of als gevolg; wacht altijd op GO; mits paniek == yes (nu niet)",
    ]


def test_what_a_hand_sends_in_a_phase_to_come_has_no_planned_time() -> None:
    play = Play(world([inject("hand", at=MINUTE, release="manual"), inject("mail", at=MINUTE)]))

    assert (cue(play, "hand").due_at_ms, cue(play, "mail").due_at_ms) == (None, MINUTE)


def test_a_cue_shows_the_variant_that_would_go_and_then_the_one_that_went() -> None:
    varied = [variant("Onrust", "paniek == yes", title="Paniek"), variant("Vragen", "vragen >= 1")]
    injects = [
        inject("brief", title="Brief", body="Rust", variants=varied),
        inject("kantelt", effects=[SetVariable("paniek", True)]),
        inject("gewoon", body="Gewoon"),
    ]
    play = Play.started(world(injects))

    def shown_now() -> tuple[str, str, str]:
        brief = cue(play, "brief")
        return brief.title, brief.body, brief.variant_words

    assert shown_now() == ("Brief", "Rust", "de eigen tekst, zoals het nu staat; er zijn 2 varianten")
    play.order(FireInject("kantelt"))
    assert shown_now() == ("Paniek", "Onrust", "variant 1 van 2, zoals het nu staat")
    play.order(FireInject("brief"))
    assert shown_now() == ("Paniek", "Onrust", "variant 1 van 2")
    assert cue(play, "gewoon").variant_words == ""


def test_a_variant_that_minutes_may_turn_is_not_foretold() -> None:
    varied = [variant("Laat", 'minutes_since("mail") >= 5'), variant("Vroeg")]
    play = Play.started(world([inject("mail", at=0), inject("brief", variants=varied)]))

    assert cue(play, "brief").variant_words == "variant 1 van 2; welke het wordt hangt van de tijd af"
    play.order(FireInject("brief"))
    assert (cue(play, "brief").body, cue(play, "brief").variant_words) == ("Vroeg", "variant 2 van 2")


def test_an_answer_row_has_the_title_that_was_sent() -> None:
    question = inject("vraag", title="Vraag", at=0, ask=ask(), variants=[variant(title="Andere vraag")])
    play = Play.started(world([question]))

    assert shown(play, TRAINER, "answer:vraag:seat:burgemeester", v.AnswerRow).title == "Andere vraag"


def test_the_trainer_sees_what_to_look_for_with_the_message_and_with_the_answer() -> None:
    criterion = Criterion("moment", "Noemt een moment in {{ stad }}", ("niet", "ja"))
    question = replace(ask(), rubric=("duiding.moment",))
    script = replace(
        world(
            [inject("bel", ask=question, escalation="e1")],
            escalations=[Escalation("e1", "De eerste", expects="Medeleven.")],
            parameters=[Parameter("stad", "", "Hesselt")],
        ),
        rubrics={"duiding": Rubric("duiding", {"moment": criterion})},
    )
    play = Play.started(script)
    play.order(FireInject("bel"))

    seen = (v.Criterion("Noemt een moment in Hesselt", ("niet", "ja")),)
    cue = shown(play, TRAINER, "cue:bel", v.Cue)
    assert (cue.criteria, cue.expects) == (seen, "Medeleven.")
    assert shown(play, TRAINER, "answer:bel:seat:burgemeester", v.AnswerRow).criteria == seen
    assert shown(play, TRAINER, "moment:e1", v.Moment).expects == "Medeleven."
    assert "Medeleven" not in repr(play.view("burgemeester"))


def test_a_copy_has_a_row_once_the_one_before_it_was_sent_and_says_which_time_it_is() -> None:
    play = Play.started(repeating(world([inject("belt")]), belt=3))
    assert play.node(TRAINER, "cue:belt.2") is None
    assert cue(play, "belt").trigger_words == "alleen met de hand of als gevolg; keer 1 van ten hoogste 3"

    play.order(FireInject("belt"))
    assert (cue(play, "belt.2").number, cue(play, "belt.2").status) == ("01.2", "planned")
    assert cue(play, "belt.2").trigger_words.endswith("keer 2 van ten hoogste 3")
    assert play.node(TRAINER, "cue:belt.3") is None
    rows = [node.key for node in play.view(TRAINER).nodes if isinstance(node, v.Cue)]
    assert rows == ["cue:belt", "cue:belt.2"]
