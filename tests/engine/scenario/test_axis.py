"""What stands when in the running order, and where nobody has anything to do."""

from __future__ import annotations

from dataclasses import replace

from engine.scenario.axis import (
    EVERYBODY,
    Gap,
    Load,
    PhaseAxis,
    Row,
    axis,
    expected_ms,
    referring,
    scripted,
    why,
)
from engine.scenario.lint.load import ANSWERING_MS, AT_ONCE, SILENCE_MS
from engine.scenario.model import After, CancelInject, SendInject
from tests.engine.worlds import MINUTE, PLAYERS, SECOND, answered, ask, delivered, ended, inject, phase, world


def row(laid: PhaseAxis, ident: str) -> Row:
    return next(each for each in laid.rows if each.id == ident)


def cells(laid: PhaseAxis, ident: str) -> list[tuple[str, int]]:
    return [(cell.inject, cell.at_ms) for cell in row(laid, ident).cells]


def test_each_role_has_a_row_with_its_messages_in_time() -> None:
    (laid,) = axis(
        world([inject("laat", at=5 * MINUTE), inject("vroeg", at=MINUTE, to=("burgemeester", "wethouder", "plenary"))])
    )
    assert [each.id for each in laid.rows] == ["burgemeester", "wethouder", "raadslid", "voorlichter", "beamer"]
    assert cells(laid, "burgemeester") == [("vroeg", MINUTE), ("laat", 5 * MINUTE)]
    assert cells(laid, "wethouder") == [("vroeg", MINUTE)]
    assert cells(laid, "raadslid") == []
    assert cells(laid, "beamer") == [("vroeg", MINUTE)]


def test_what_goes_to_everybody_stands_once_and_still_breaks_everybodys_silence() -> None:
    (laid,) = axis(world([inject("nieuws", at=10 * MINUTE, to=PLAYERS)], [phase("een", 20)]))
    assert cells(laid, EVERYBODY) == [("nieuws", 10 * MINUTE)]
    assert cells(laid, "wethouder") == []
    assert row(laid, "wethouder").gaps == ()


def test_what_follows_on_a_delivery_is_expected_after_it_and_its_chain() -> None:
    scenario = world(
        [
            inject("eerste", at=MINUTE),
            inject("derde", after=delivered("tweede", 30 * SECOND)),
            inject("tweede", after=delivered("eerste", 2 * MINUTE)),
        ]
    )
    assert expected_ms(scenario) == {
        "eerste": MINUTE,
        "tweede": 3 * MINUTE,
        "derde": 3 * MINUTE + 30 * SECOND,
    }
    follows = {cell.inject: cell.follows for cell in row(axis(scenario)[0], "burgemeester").cells}
    assert follows == {"eerste": False, "tweede": True, "derde": True}


def test_what_hangs_on_an_answer_a_condition_or_a_hand_has_no_moment() -> None:
    scenario = world(
        [
            inject("vraag", at=0, ask=ask()),
            inject("antwoord", after=answered("vraag", MINUTE)),
            inject("gevolg", when="paniek == yes"),
            inject("hand"),
            inject("mits", at=MINUTE, guard="paniek == yes"),
            inject("daarna", after=delivered("mits")),
            inject("later", phase="twee", after=delivered("vraag")),
        ],
        [phase("een"), phase("twee")],
    )
    assert sorted(expected_ms(scenario)) == ["mits", "vraag"]
    one, two = axis(scenario)
    assert [(each.inject, each.why) for each in one.loose] == [
        ("antwoord", "1 min na het antwoord op 01"),
        ("gevolg", "als paniek == yes"),
        ("hand", "alleen met de hand"),
        ("daarna", "na 05"),
    ]
    assert [(each.inject, each.why) for each in two.loose] == [("later", "na 01")]
    assert (one.count, two.count) == (6, 1)


def test_what_follows_the_phase_just_before_is_expected_and_what_follows_an_older_one_is_not() -> None:
    scenario = world(
        [
            inject("meteen", phase="twee", after=ended("een", 2 * MINUTE, MINUTE)),
            inject("ooit", phase="drie", after=ended("een", 30 * MINUTE)),
        ],
        [phase("een"), phase("twee"), phase("drie")],
    )
    assert expected_ms(scenario) == {"meteen": 2 * MINUTE}
    assert why(scenario, scenario.injects["meteen"]) == "2 min (± 1 min) na het eind van fase 1"
    assert why(scenario, replace(scenario.injects["ooit"], until_ms=5 * MINUTE)) == (
        "30 min na het eind van fase 1, uiterlijk na 5 min"
    )


def test_what_comes_after_the_end_of_its_phase_stands_apart() -> None:
    (laid,) = axis(world([inject("een", at=9 * MINUTE), inject("twee", after=delivered("een", 2 * MINUTE))]))
    assert cells(laid, "burgemeester") == [("een", 9 * MINUTE)]
    assert [each.inject for each in laid.loose] == ["twee"]


def test_a_long_silence_is_noted_and_time_to_answer_is_no_silence() -> None:
    (laid,) = axis(
        world(
            [inject("vraag", at=2 * MINUTE, ask=ask(deadline=4 * MINUTE)), inject("slot", at=19 * MINUTE)],
            [phase("een", 20)],
        )
    )
    assert row(laid, "burgemeester").gaps == (Gap(6 * MINUTE, 19 * MINUTE),)
    assert row(laid, "wethouder").gaps == (Gap(0, 20 * MINUTE, whole=True),)


def test_a_question_without_a_deadline_keeps_somebody_busy_for_a_while() -> None:
    (laid,) = axis(world([inject("vraag", at=0, ask=ask())]))
    assert row(laid, "burgemeester").cells[0].busy_ms == ANSWERING_MS


def test_twelve_minutes_is_not_yet_a_silence() -> None:
    (laid,) = axis(world([inject("een", at=SILENCE_MS), inject("twee", at=2 * SILENCE_MS)], [phase("een", 24)]))
    assert row(laid, "burgemeester").gaps == ()


def test_a_break_is_no_silence() -> None:
    (laid,) = axis(world([], [phase("een", 30, kind="break")]))
    assert not any(each.gaps for each in laid.rows)


def test_every_minute_counts_what_is_new_and_what_is_still_open() -> None:
    (laid,) = axis(
        world(
            [
                inject("vraag", at=0, ask=ask(deadline=2 * MINUTE)),
                inject("mail", at=MINUTE, to=("burgemeester", "wethouder")),
                inject("bericht", at=2 * MINUTE, to=("wethouder",)),
            ],
            [phase("een", 4)],
        )
    )
    assert laid.load == (
        Load(0, 1, 1, ("burgemeester",)),
        Load(1, 2, 2, ("burgemeester",)),
        Load(2, 1, 1, ("wethouder",)),
        Load(3, 0, 0, ()),
    )


def test_a_minute_is_crowded_when_one_role_has_more_than_three_before_it() -> None:
    few = world([inject(f"m{n}", at=n) for n in range(AT_ONCE)])
    many = world([inject(f"m{n}", at=n) for n in range(AT_ONCE + 1)])
    assert [each.minute for each in axis(few)[0].load if each.crowded] == []
    assert [each.minute for each in axis(many)[0].load if each.crowded] == [0]


def test_in_words_what_sets_a_message_in_motion() -> None:
    scenario = world(
        [
            inject(
                "een", at=0, ask=ask("delen", answers={"delen": [SendInject("vier")]}, silence=[SendInject("twee")])
            ),
            inject("twee", at=MINUTE),
            inject("drie", when="paniek == yes", delay=MINUTE, guard="stand > 1"),
            inject("vier"),
        ]
    )
    assert [why(scenario, each) for each in scenario.injects.values()] == [
        "",
        "of door 01",
        "1 min nadat paniek == yes, mits stand > 1",
        "als gevolg van 01",
    ]


def test_who_names_a_message() -> None:
    scenario = world(
        [
            inject("een", at=0, effects=[CancelInject("doel")]),
            inject("twee", after=delivered("doel")),
            inject("drie", ask=ask("delen", answers={"houden": [SendInject("doel")]})),
            inject("doel", effects=[CancelInject("doel")]),
        ]
    )
    assert referring(scenario, "doel") == ("een", "twee", "drie")
    assert referring(scenario, "drie") == ()


def test_a_scenario_with_mistakes_is_laid_out_all_the_same() -> None:
    ring = world(
        [
            inject("een", after=delivered("twee")),
            inject("twee", after=delivered("een")),
            inject("nergens", after=After("", "delivered")),
            inject("kwijt", phase="bestaat-niet", at=0),
        ]
    )
    (laid,) = axis(ring)
    assert [each.inject for each in laid.loose] == ["een", "twee", "nergens"]
    assert not any(each.cells for each in laid.rows)


def test_it_says_that_a_message_asks_for_go_or_comes_more_often() -> None:
    hand = inject("hand")

    assert why(world([hand]), replace(hand, release="confirm")) == "alleen met de hand, wacht altijd op GO"
    assert why(world([hand]), replace(hand, repeat=3)) == "alleen met de hand, ten hoogste 3 keer"


def test_a_message_that_repeats_stands_once_and_says_how_often() -> None:
    first = replace(inject("gerucht", when="paniek == yes"), repeat=3)
    copies = [replace(first, id=f"gerucht.{n}", repeat_of="gerucht") for n in (2, 3)]
    scenario = world([first, *copies, inject("slot", at=0, effects=[CancelInject("gerucht")])])
    (laid,) = axis(scenario)
    assert laid.count == 2
    assert [(each.inject, each.why) for each in laid.loose] == [("gerucht", "als paniek == yes, ten hoogste 3 keer")]
    assert [each.id for each in scripted(scenario)] == ["gerucht", "slot"]
    assert referring(scenario, "gerucht") == ("slot",)
