"""The laws hold on random evenings."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.properties import laws
from tests.properties.evenings import Evening, clock_handlings, evenings

EXAMPLES = settings(max_examples=120, derandomize=True, database=None)

PLAYED: list[Callable[[Evening], None]] = [
    laws.rebuilding_equals_never_having_stopped,
    laws.a_restart_at_any_point_changes_nothing,
    laws.a_failed_append_leaves_nothing_behind,
    laws.every_inject_reaches_one_end_and_goes_out_once,
    laws.things_happen_at_their_own_time,
    laws.chance_has_a_say_at_the_start_and_where_nobody_attends,
    laws.a_message_more_changes_no_other,
    laws.the_first_variant_that_holds_is_sent,
    laws.a_copy_fires_only_after_its_condition_was_false,
    laws.rules_that_are_true_have_fired,
    laws.every_fact_shows_in_the_state,
    laws.nobody_sees_what_is_not_theirs,
    laws.what_changed_was_touched,
    laws.opened_answers_are_answers,
    laws.events_come_in_order_of_time,
    laws.folding_is_pure,
]
TIMED: list[Callable[[Evening], None]] = [
    laws.waking_up_more_often_changes_nothing,
    laws.a_pause_moves_nothing,
    laws.things_happen_at_their_own_time,
]


@pytest.mark.parametrize("law", PLAYED, ids=lambda law: law.__name__)
def test_on_every_evening(law: Callable[[Evening], None]) -> None:
    EXAMPLES(given(evenings())(law))()


@pytest.mark.parametrize("law", TIMED, ids=lambda law: law.__name__)
def test_however_the_clock_is_handled(law: Callable[[Evening], None]) -> None:
    EXAMPLES(given(clock_handlings())(law))()
