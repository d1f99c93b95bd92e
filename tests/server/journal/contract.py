"""What every record must do. The tests of a store subclass `JournalContract` and supply the `journal` fixture."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from engine.exercise.events import InjectDue, InjectSkipped, ItemOpened, MessageSent, ModeChanged
from engine.exercise.step import Step, Text
from server.journal.base import Journal, StoredStep
from server.journal.errors import Conflict, StoreFailed, Unstorable

START = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)


def ticking() -> Callable[[], datetime]:
    """A clock that is one second further each time it is read, from `START`."""
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


def due(inject: str, at_ms: int = 0, seat: str | None = None, command_id: str | None = None) -> StoredStep:
    """A step with one event; `seat` and `command_id` make it the answer to a command."""
    step = Step((InjectDue(at_ms, inject),), seat=seat, command_id=command_id)
    return StoredStep(step, outcome=f'{{"due":"{inject}"}}')


def message(ident: str, body: str) -> StoredStep:
    """A step with typed words in it."""
    sender, title, text = (Text(f"{ident}-{n}", "trainer", f"{n}" * 32, body) for n in "abc")
    event = MessageSent(0, ident, "chat", sender.ref(), title.ref(), text.ref(), ("wethouder",), plenary=False)
    return StoredStep(Step((event,), (sender, title, text)), outcome="{}")


async def injects(journal: Journal) -> list[str]:
    """The injects that came due, in the order of the record."""
    steps = await journal.read()
    return [event.inject for step in steps for event in step.events if isinstance(event, InjectDue)]


class JournalContract:
    async def test_a_new_record_is_empty(self, journal: Journal) -> None:
        assert await journal.read() == []
        assert await journal.texts() == {}
        assert await journal.last_pulse() is None
        assert await journal.outcome_of("wethouder", "c1") is None

    async def test_what_is_appended_is_read_back(self, journal: Journal) -> None:
        events = (ModeChanged(5, automatic=True), InjectDue(5, "brand"))
        step = Step(events, seat="trainer", command_id="c1")
        await journal.append(1, [StoredStep(step, outcome='{"n":7}', based_on=4)])
        [recorded] = await journal.read()
        assert recorded == replace(
            recorded,
            number=1,
            recorded_at=START,
            events=events,
            seat="trainer",
            command_id="c1",
            based_on=4,
            outcome='{"n":7}',
        )

    async def test_steps_stand_in_the_order_of_appending(self, journal: Journal) -> None:
        await journal.append(1, [due("a"), due("b")])
        await journal.append(3, [due("c")])
        steps = await journal.read()
        assert [step.number for step in steps] == [1, 2, 3]
        assert await injects(journal) == ["a", "b", "c"]
        assert [step.recorded_at for step in steps] == [START, START, START + timedelta(seconds=1)]

    async def test_a_range_of_steps_can_be_read(self, journal: Journal) -> None:
        await journal.append(1, [due(name) for name in "abcde"])
        whole = await journal.read()
        assert await journal.read(2, 4) == whole[1:4]
        assert await journal.read(4) == whole[3:]
        assert await journal.read(6) == []
        assert await journal.read(3, 2) == []

    async def test_a_step_without_events_keeps_its_outcome(self, journal: Journal) -> None:
        await journal.append(1, [StoredStep(Step((), seat="wethouder", command_id="c1"), outcome='{"ok":true}')])
        await journal.append(2, [due("a")])
        assert await journal.outcome_of("wethouder", "c1") == '{"ok":true}'
        assert [len(step.events) for step in await journal.read()] == [0, 1]

    async def test_appending_nothing_changes_nothing(self, journal: Journal) -> None:
        await journal.append(1, [])
        assert await journal.read() == []

    @pytest.mark.parametrize("expected_step", [0, 1, 3])
    async def test_a_step_in_the_wrong_place_is_a_conflict(self, journal: Journal, expected_step: int) -> None:
        await journal.append(1, [due("a")])
        with pytest.raises(Conflict):
            await journal.append(expected_step, [due("b")])
        assert await injects(journal) == ["a"]

    async def test_a_repeated_command_is_a_conflict_and_its_answer_is_kept(self, journal: Journal) -> None:
        await journal.append(1, [due("a", seat="wethouder", command_id="c1")])
        with pytest.raises(Conflict):
            await journal.append(2, [due("b", seat="wethouder", command_id="c1")])
        assert await journal.outcome_of("wethouder", "c1") == '{"due":"a"}'
        assert await injects(journal) == ["a"]

    async def test_a_command_twice_in_one_batch_is_a_conflict(self, journal: Journal) -> None:
        twice = [due("a", seat="wethouder", command_id="c1"), due("b", seat="wethouder", command_id="c1")]
        with pytest.raises(Conflict):
            await journal.append(1, twice)
        assert await journal.read() == []

    async def test_a_command_id_that_cannot_be_stored_was_never_carried_out(self, journal: Journal) -> None:
        assert await journal.outcome_of("wethouder", "half \ud800") is None
        assert await journal.outcome_of("wethouder", "nul \0") is None

    async def test_two_seats_may_use_the_same_command_id(self, journal: Journal) -> None:
        await journal.append(1, [due("a", seat="wethouder", command_id="c1")])
        await journal.append(2, [due("b", seat="griffier", command_id="c1")])
        assert await journal.outcome_of("griffier", "c1") == '{"due":"b"}'

    async def test_a_batch_with_one_bad_step_stores_nothing(self, journal: Journal) -> None:
        await journal.append(1, [due("a", seat="wethouder", command_id="c1")])
        words = message("m1", "zo meteen terug")
        with pytest.raises(Conflict):
            await journal.append(2, [due("b"), words, due("c", seat="wethouder", command_id="c1")])
        assert await injects(journal) == ["a"]
        assert await journal.texts() == {}
        await journal.append(2, [words])
        assert list(await journal.texts()) == ["m1-a", "m1-b", "m1-c"]

    async def test_a_text_id_is_used_once(self, journal: Journal) -> None:
        await journal.append(1, [message("m1", "de school is dicht")])
        with pytest.raises(Conflict):
            await journal.append(2, [due("b"), message("m1", "de school is open")])
        assert set((await journal.texts()).values()) == {"de school is dicht"}

    @pytest.mark.parametrize(
        "bad",
        [
            StoredStep(Step((InjectDue(0, "half \ud800 teken"),)), outcome="{}"),
            StoredStep(Step((InjectDue(0, "nul \0 teken"),)), outcome="{}"),
            StoredStep(Step((InjectDue(2**63, "te laat"),)), outcome="{}"),
            StoredStep(Step((InjectDue(0.5, "half"),)), outcome="{}"),  # type: ignore[arg-type]
            StoredStep(Step((InjectDue(float("nan"), "nergens"),)), outcome="{}"),  # type: ignore[arg-type]
            StoredStep(Step(()), outcome="{}", based_on=2**63),
            StoredStep(Step(()), outcome="half \ud800"),
            StoredStep(Step((), (Text("t", "wethouder", "0" * 32, "half \udfff"),)), outcome="{}"),
            StoredStep(Step((), (Text("t", "wethouder", "0" * 32, "nul \0"),)), outcome="{}"),
            StoredStep(Step((), seat="half \ud800", command_id="c1"), outcome="{}"),
        ],
        ids=["half", "nul", "late", "fraction", "nan", "based_on", "outcome", "half_text", "nul_text", "half_seat"],
    )
    async def test_what_cannot_be_read_back_is_refused(self, journal: Journal, bad: StoredStep) -> None:
        with pytest.raises(Unstorable):
            await journal.append(1, [due("a"), bad])
        await journal.append(1, [due("b")])
        assert await injects(journal) == ["b"]
        assert await journal.texts() == {}

    async def test_typed_words_lie_beside_the_events(self, journal: Journal) -> None:
        await journal.append(1, [message("m1", "Wie neemt de telefoon op? ☎️")])
        assert (await journal.texts())["m1-c"] == "Wie neemt de telefoon op? ☎️"

    async def test_the_hash_names_everything_up_to_there(self, journal: Journal) -> None:
        await journal.append(1, [due("a"), due("b"), due("b")])
        hashes = [step.hash for step in await journal.read()]
        assert len(set(hashes)) == 3
        assert all(len(digest) == 64 for digest in hashes)

    async def test_the_hash_of_a_record_is_the_same_in_every_store_and_for_ever(self, journal: Journal) -> None:
        steps = [due("a", 1, seat="wethouder", command_id="c1"), message("m1", "geen commentaar")]
        opened = StoredStep(Step((ItemOpened(9, "a", "griffier"), InjectSkipped(9, "b"))), outcome="{}", based_on=2)
        await journal.append(1, [*steps, opened])
        # Fields of messages and skips came later; a record of before keeps the hash of what it holds.
        found = (await journal.read())[-1].hash
        assert found == "ea14cb2234206e1341ed53bbac64cf24358e811fa2dd7ec10f4b67c4bb0796a4"

    async def test_a_pulse_overwrites_the_one_before(self, journal: Journal) -> None:
        await journal.append(1, [due("a")])
        before = await journal.read()
        await journal.pulse(1000, START)
        await journal.pulse(2000, START + timedelta(seconds=1, microseconds=7))
        assert await journal.last_pulse() == (2000, START + timedelta(seconds=1, microseconds=7))
        assert await journal.read() == before

    async def test_after_closing_nothing_is_stored(self, journal: Journal) -> None:
        await journal.close()
        await journal.close()
        with pytest.raises(StoreFailed):
            await journal.append(1, [due("a")])
        with pytest.raises(StoreFailed):
            await journal.pulse(1, START)
