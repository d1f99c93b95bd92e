import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exercise import events as e
from engine.exercise.state import State, replay
from engine.scenario.model import DIMENSIONS, Escalation, Scenario
from engine.scoring.scorecard import Label, Profile, Spread, judgements, label, scorecard
from tests.engine.worlds import CREATED, MINUTE, PLAYERS, inject, phase, world

SCENARIO = world(
    [inject("mail", escalation="e1"), inject("belt", escalation="e1"), inject("krant", phase="twee")],
    [phase("een"), phase("twee")],
    escalations=[Escalation("e1", "De omroep belt"), Escalation("e2", "Het debat")],
)
STARTED = (
    e.PhaseStarted(0, "een", 10 * MINUTE, ()),
    e.ClockResumed(0, 1, 1),
)


def delivered(at_ms: int, inject_id: str) -> e.InjectDelivered:
    return e.InjectDelivered(at_ms, inject_id, PLAYERS, False, False, (), (), "clock")


def scored(
    unit: str,
    dimension: str,
    position: int | None,
    *,
    moment: str = "inject:mail",
    rater: str = "trainer",
    at_ms: int = MINUTE,
) -> e.Scored:
    return e.Scored(at_ms, rater, moment, unit, dimension, position, "typed")


def after(*events: e.Event, scenario: Scenario = SCENARIO) -> State:
    return replay(scenario, (CREATED, *STARTED, *events))


def spread(dimension: str, n: int, low: int | Fraction, middle: int | Fraction, high: int | Fraction) -> Spread:
    return Spread(dimension, n, Fraction(low), Fraction(high), Fraction(middle))


def positions(*values: int) -> list[Fraction]:
    return [Fraction(value) for value in values]


def test_nothing_scored_has_no_spread_and_no_label() -> None:
    card = scorecard(SCENARIO, after())

    nothing = (Profile("alle groepen", (), None),)
    assert card.whole == nothing
    assert [(moment.id, moment.title, moment.profiles) for moment in card.moments] == [
        ("e1", "De omroep belt", nothing),
        ("e2", "Het debat", nothing),
    ]
    assert [(phase.id, phase.profiles) for phase in card.phases] == [("een", nothing), ("twee", nothing)]


def test_a_group_gets_its_range_and_middle_per_dimension_scored() -> None:
    state = after(
        scored("seat:raadslid-1", "d9", 3),
        scored("seat:raadslid-2", "d9", 4),
        scored("seat:raadslid-1", "d2", 3),
        scored("seat:raadslid-2", "d2", 3),
    )

    middle = Fraction(7, 2)
    spreads = (spread("d2", 2, 3, 3, 3), spread("d9", 2, 3, middle, 4))
    assert scorecard(SCENARIO, state).whole == (
        Profile("alle groepen", spreads, "proportioneel"),
        Profile("raad", spreads, "proportioneel"),
    )


def test_an_empty_dimension_stays_empty_and_a_position_taken_back_is_gone() -> None:
    state = after(
        scored("seat:raadslid-1", "d1", 5),
        scored("seat:raadslid-1", "d1", None),
        scored("seat:raadslid-1", "d4", 4),
    )

    assert scorecard(SCENARIO, state).whole == (Profile("alle groepen", (spread("d4", 1, 4, 4, 4),), "reflex"),)


def test_the_latest_position_of_a_rater_counts() -> None:
    state = after(scored("team:raad", "d1", 1), scored("team:raad", "d1", 3))

    assert [judged.position for judged in judgements(state.scores)] == [3]


def test_several_raters_are_averaged_before_units_are_spread_out() -> None:
    state = after(
        scored("seat:raadslid-1", "d5", 2, rater="trainer"),
        scored("seat:raadslid-1", "d5", 3, rater="waarnemer"),
        scored("seat:raadslid-2", "d5", 5, rater="trainer"),
    )

    low, middle = Fraction(5, 2), Fraction(15, 4)
    assert scorecard(SCENARIO, state).whole[1].spreads == (spread("d5", 2, low, middle, 5),)


def test_a_role_of_one_seat_is_only_in_the_whole() -> None:
    state = after(
        scored("seat:voorlichter", "d1", 5),
        scored("seat:burgemeester", "d1", 4),
        scored("seat:raadslid-1", "d1", 3),
        scored("seat:raadslid-2", "d1", 3),
    )

    assert [profile.who for profile in scorecard(SCENARIO, state).whole] == ["alle groepen", "raad"]


def test_a_group_is_left_out_on_a_dimension_where_one_of_its_seats_was_scored() -> None:
    state = after(
        scored("seat:raadslid-1", "d1", 3),
        scored("seat:raadslid-2", "d1", 3),
        scored("seat:raadslid-1", "d2", 5),
    )

    raad = scorecard(SCENARIO, state).whole[1]
    assert (raad.who, [each.dimension for each in raad.spreads], raad.label) == ("raad", ["d1"], "proportioneel")


def test_an_escalation_moment_gathers_its_injects_and_itself() -> None:
    state = after(
        scored("group:raad", "d8", 1, moment="inject:mail"),
        scored("group:raad", "d8", 2, moment="inject:belt"),
        scored("group:raad", "d8", 3, moment="escalation:e1"),
        scored("group:raad", "d8", 5, moment="inject:krant"),
    )

    e1, e2 = scorecard(SCENARIO, state).moments
    assert e1.profiles[0].spreads == (spread("d8", 3, 1, 2, 3),)
    assert e2.profiles[0].spreads == ()


def test_a_score_belongs_to_the_phase_of_its_inject_however_late_it_was_given() -> None:
    state = after(
        delivered(MINUTE, "mail"),
        e.PhaseEnded(10 * MINUTE, "een", ()),
        e.PhaseStarted(10 * MINUTE, "twee", 20 * MINUTE, ()),
        delivered(11 * MINUTE, "krant"),
        scored("group:raad", "d1", 2, moment="inject:mail", at_ms=12 * MINUTE),
        scored("group:raad", "d1", 4, moment="inject:krant", at_ms=12 * MINUTE),
        scored("group:raad", "d2", 3, moment="escalation:e1", at_ms=13 * MINUTE),
        scored("group:raad", "d3", 3, moment="marker:pauze", at_ms=13 * MINUTE),
    )

    een, twee = scorecard(SCENARIO, state).phases
    assert een.profiles[0].spreads == (spread("d1", 1, 2, 2, 2), spread("d2", 1, 3, 3, 3))
    assert twee.profiles[0].spreads == (spread("d1", 1, 4, 4, 4), spread("d3", 1, 3, 3, 3))


@pytest.mark.parametrize(
    ("given_positions", "expected"),
    [
        ((), None),
        ((3,), "proportioneel"),
        ((3, 3, 4), "proportioneel"),
        ((3, 4), "reflex"),
        ((2, 3), "te_weinig"),
        ((1,), "te_weinig"),
        ((5, 3, 3), "reflex"),
        ((1, 5), "gemengd"),
        ((1, 5, 5, 5, 5), "gemengd"),
        ((5, 3, 3, 3, 3, 3, 3, 3, 3), "gemengd"),
        ((1, 4, 4, 4), "gemengd"),
        ((2, 4), "proportioneel"),
    ],
)
def test_the_label_follows_the_mean_with_extremes_counting_double(
    given_positions: tuple[int, ...], expected: Label | None
) -> None:
    assert label(positions(*given_positions)) == expected


def test_two_raters_who_disagree_on_an_extreme_do_not_make_one() -> None:
    assert label([Fraction(9, 2), *positions(3, 3, 3, 3)]) == "proportioneel"
    assert label([Fraction(14, 3), *positions(3, 3, 3, 3, 3, 3, 3)]) == "gemengd"


SCORES = st.lists(
    st.builds(
        scored,
        st.sampled_from([*(f"seat:{seat}" for seat in PLAYERS), "team:raad", "group:college"]),
        st.sampled_from(DIMENSIONS),
        st.sampled_from([None, 1, 2, 3, 4, 5]),
        moment=st.sampled_from(["inject:mail", "inject:krant", "escalation:e2", "marker:m"]),
        rater=st.sampled_from(["trainer", "waarnemer-1", "waarnemer-2"]),
        at_ms=st.integers(0, 9 * MINUTE),
    ),
    max_size=40,
    unique_by=lambda s: (s.rater, s.moment, s.unit, s.dimension),
)


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_raters_makes_no_difference(scores: list[e.Scored], random: object) -> None:
    shuffled = list(scores)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert scorecard(SCENARIO, after(*shuffled)) == scorecard(SCENARIO, after(*scores))


@given(SCORES)
def test_only_dimensions_that_somebody_scored_have_a_spread(scores: list[e.Scored]) -> None:
    standing = {s.dimension for s in scores if s.position is not None}

    whole = scorecard(SCENARIO, after(*scores)).whole[0]
    assert [each.dimension for each in whole.spreads] == [d for d in DIMENSIONS if d in standing]
    assert all(1 <= each.min <= each.median <= each.max <= 5 and each.n > 0 for each in whole.spreads)


@given(SCORES)
def test_mirroring_every_position_mirrors_the_label(scores: list[e.Scored]) -> None:
    def mirrored(found: Sequence[e.Scored]) -> list[e.Scored]:
        return [replace(s, position=None if s.position is None else 6 - s.position) for s in found]

    other: dict[Label | None, Label | None] = {"te_weinig": "reflex", "reflex": "te_weinig"}
    one = scorecard(SCENARIO, after(*scores)).whole
    two = scorecard(SCENARIO, after(*mirrored(scores))).whole
    assert [other.get(profile.label, profile.label) for profile in one] == [profile.label for profile in two]


@given(SCORES)
def test_nothing_names_a_seat(scores: list[e.Scored]) -> None:
    words = json.dumps(asdict(scorecard(SCENARIO, after(*scores))), default=str)

    assert not [seat for seat in (*PLAYERS, "Voorlichter", "trainer", "waarnemer") if seat in words]
