"""What a team fills in together: to its own mates, as they know the item, and to nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.exercise.commands import FireInject, Fold, SubmitResponse
from engine.scenario.model import Form, FormField
from server.together import MAX_TEXT, Together
from tests.engine.worlds import FORMS, Play, ask, inject, world

SHEET = Form(
    "werkblad",
    "worksheet",
    "Vul in",
    fields={
        "beeld": FormField("beeld", "Beeld", "text", max_length=200),
        "punten": FormField("punten", "Punten", "checklist", options={"a": "A", "b": "B"}, max_ticks=2),
    },
)
TOGETHER = ask("werkblad", by=("team:college",))
ALL = ("burgemeester", "wethouder", "raadslid-1")


@dataclass
class Device:
    seat: str
    looks: bool = False
    said: list[dict[str, object]] = field(default_factory=list)

    def say(self, message: dict[str, object], about: str = "") -> None:
        self.said.append(message)

    @property
    def heard(self) -> list[tuple[object, object, object, object]]:
        """What came from others, or was there already."""
        return [(each["item"], each["field"], each["filled"], each["who"]) for each in self.said if not each["mine"]]

    @property
    def round(self) -> list[object]:
        """What went round of one's own."""
        return [each["filled"] for each in self.said if each["mine"]]


def evening() -> tuple[Play, Together, dict[str, Device]]:
    forms = {**FORMS, SHEET.id: SHEET}
    play = Play.started(world([inject("plan", to=ALL, ask=TOGETHER), inject("alleen", ask=ask())], forms=forms))
    play.order(FireInject("plan"))
    play.order(FireInject("alleen"))
    return play, Together(play.scenario), {seat: Device(seat) for seat in (*ALL, "voorlichter")}


def test_what_one_fills_in_goes_to_the_mates_with_a_name_and_to_nobody_else() -> None:
    play, together, devices = evening()
    devices["desk"] = Device("wethouder", looks=True)
    together.take(play.state, devices.values(), "burgemeester", "plan", "fields.beeld", "De school")
    together.take(play.state, devices.values(), "wethouder", "plan", "ticks.punten", ["b"])

    assert devices["wethouder"].heard == [("plan", "fields.beeld", "De school", "Bea Burg")]
    assert devices["burgemeester"].heard == [("plan", "ticks.punten", ["b"], "Wil Weth")]
    assert (devices["burgemeester"].round, devices["wethouder"].round) == (["De school"], [["b"]])
    assert devices["raadslid-1"].said == devices["voorlichter"].said == devices["desk"].said == []


def test_who_comes_in_later_gets_what_is_there() -> None:
    play, together, devices = evening()
    together.take(play.state, (), "burgemeester", "plan", "fields.beeld", "De")
    together.take(play.state, (), "burgemeester", "plan", "fields.beeld", "De school")
    for device in devices.values():
        together.greet(play.state, device)

    assert devices["wethouder"].heard == devices["burgemeester"].heard == [("plan", "fields.beeld", "De school", "")]
    assert devices["raadslid-1"].said == []


def test_an_answer_that_was_given_ends_its_drafts() -> None:
    play, together, devices = evening()
    together.take(play.state, (), "burgemeester", "plan", "fields.beeld", "De school")
    play.order(SubmitResponse("plan", fields={"beeld": "De school"}), "wethouder")
    together.greet(play.state, devices["wethouder"])
    assert devices["wethouder"].said == []

    together.take(play.state, devices.values(), "wethouder", "plan", "fields.beeld", "De school en de buurt")
    together.greet(play.state, devices["wethouder"])

    assert devices["wethouder"].heard == [("plan", "fields.beeld", "De school en de buurt", "")]


def test_what_is_not_theirs_to_fill_in_means_nothing() -> None:
    play, together, devices = evening()
    for seat, item, name, filled in (
        ("raadslid-1", "plan", "fields.beeld", "x"),
        ("voorlichter", "plan", "fields.beeld", "x"),
        ("burgemeester", "alleen", "text", "x"),
        ("burgemeester", "weg", "text", "x"),
        ("burgemeester", "plan", "fields.punten", "x"),
        ("burgemeester", "plan", "command_id", "x"),
        ("burgemeester", "plan", "fields.beeld", "x" * (MAX_TEXT + 1)),
        ("trainer", "plan", "fields.beeld", "x"),
    ):
        together.take(play.state, devices.values(), seat, item, name, filled)

    assert together.sheets == {}
    assert [device.said for device in devices.values()] == [[], [], [], []]


def test_who_plays_a_mate_too_gets_it_under_the_name_it_has_there() -> None:
    play, together, devices = evening()
    play.order(Fold("wethouder", "voorlichter"))
    together.take(play.state, devices.values(), "burgemeester", "plan", "fields.beeld", "A")
    together.take(play.state, devices.values(), "voorlichter", "plan@wethouder", "fields.beeld", "B")

    assert devices["voorlichter"].heard == [("plan@wethouder", "fields.beeld", "A", "Bea Burg")]
    assert devices["burgemeester"].heard == [("plan", "fields.beeld", "B", "Wil Weth")]
    assert devices["wethouder"].said == []
