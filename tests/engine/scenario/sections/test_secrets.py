"""Facts are told to who may know them, or the author says why not."""

from __future__ import annotations

import pytest

from engine.scenario.model import Fact
from engine.scenario.reading import Reading, read_files
from tests.engine.scenario.test_findings import SOUND, Plant, planted

WITH_FACTS = (
    SOUND.replace(
        "  griffier: {title: Griffier}\n",
        "  griffier: {title: Griffier, organ: griffie}\n  pers: {title: P, organ: pers}\n",
    )
    .replace("  wethouder: {title: Wethouder}\n", "  wethouder: {title: Wethouder, organ: college}\n")
    .replace("  raadslid: {title: Raadslid,", "  burger: {title: Burger}\n  raadslid: {title: Raadslid, organ: raad,")
    .replace("roles: [wethouder]}\n", "roles: [wethouder, griffier]}\n")
    .replace(
        "escalations:\n",
        """facts:
  melding: {text: Er is gemeld., status: feit, share: team, known_by: [wethouder]}
escalations:
""",
        1,
    )
    .replace("    dimensions: [d1]\n", "    dimensions: [d1]\n    facts: [melding]\n", 1)
)
SHARE, TO = "share: team", "to: [wethouder]"

PLANTS = [
    Plant("E310", "facts: [melding]", "facts: [«»meldin]", 'bedoelde u "melding"?'),
    Plant("E120", "known_by: [wethouder]", "known_by: [«»wethoudr]", 'bedoelde u "wethouder"?'),
    Plant("E120", "known_by: [wethouder]", "known_by: [«»plenary]"),
    Plant("E109", "status: feit", "status: «»zeker", "feit, vermoeden, gerucht"),
    Plant("E109", SHARE, "share: «»raad", "raad_geheim"),
    Plant("E102", " status: feit,", "", '"status"', (("  melding: {", "  melding: «»{"),)),
    Plant(
        "W320", ", known_by: [wethouder]", "", "", (("  melding: {", "  «»melding: {"), ("    facts: [melding]\n", ""))
    ),
    Plant("W321", TO, "to: [wethouder, pers]", "mag weten: pers", (("[melding]", "[«»melding]"),)),
    Plant("W321", SHARE, "share: niemand", "griffier", ((TO, "to: team college"), ("[melding]", "[«»melding]"))),
    Plant("W321", SHARE, "share: raad_geheim", "pers", ((TO, "to: [wethouder, pers]"), ("[melding]", "[«»melding]"))),
    Plant("W322", TO, "to: [wethouder, plenary]", "", (("[melding]", "[«»melding]"),)),
    Plant("W322", "channel: phone", "channel: radio", "", (("[melding]", "[«»melding]"),)),
    Plant("W322", SHARE, "share: raad_geheim", "", (("channel: phone", "channel: chat"), ("[melding]", "[«»melding]"))),
    Plant(
        "W323",
        SHARE,
        "share: raad_geheim",
        "niet: fractie",
        (
            (TO, "to: [wethouder, raadslid]"),
            ("[melding]", "[«»melding]"),
            ("  pers: {title: P", "  fractie: {title: F, organ: raad}\n  pers: {title: P"),
        ),
    ),
]


def reading_of(text: str) -> Reading:
    return read_files({"scenario.yaml": text.encode()})


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_gives_one_finding_at_its_place(plant: Plant) -> None:
    text, place = planted(plant, WITH_FACTS)

    found = reading_of(text).findings

    assert [(f.code, (f.line, f.column)) for f in found] == [(plant.code, place)], found
    assert plant.says in f"{found[0].message} — {found[0].hint}"


def test_a_fact_keeps_who_knows_it_in_the_order_of_the_roles() -> None:
    scenario = reading_of(WITH_FACTS.replace("known_by: [wethouder]", "known_by: [raadslid, team college]")).scenario

    assert scenario is not None
    assert scenario.facts == {
        "melding": Fact(
            "melding", "Er is gemeld.", "feit", "team", ("wethouder", "griffier", "raadslid-1", "raadslid-2")
        )
    }
    assert scenario.injects["een"].facts == ("melding",)


@pytest.mark.parametrize(
    ("share", "to", "channel"),
    [
        ("niemand", "wethouder", "phone"),
        ("team", "team college", "chat"),
        ("raad_geheim", "[wethouder, griffier, raadslid]", "letter"),
        ("raad_geheim", "[wethouder, burger]", "letter"),  # of whom nothing is said, nothing is known
        ("raad_geheim", "facilitator", "letter"),
        ("raad_openbaar", "[all, plenary]", "news"),
        ("pers", "[all, plenary]", "tv"),
    ],
)
def test_who_may_know_it_may_be_told(share: str, to: str, channel: str) -> None:
    text = (
        WITH_FACTS.replace(SHARE, f"share: {share}")
        .replace(TO, f"to: {to}")
        .replace("channel: phone", f"channel: {channel}")
    )
    text = text.replace("    response: {form: zeggen, by: wethouder, deadline: 2 min}\n", "")
    text = text.replace("    escalation: e1\n", "")

    assert [f.code for f in reading_of(text).findings if f.code != "W223"] == []


def test_a_leak_that_is_meant_is_answered_with_a_reason() -> None:
    text = WITH_FACTS.replace(TO, "to: [wethouder, pers]")
    answered = text.replace(
        "    facts: [melding]\n", "    facts: [melding]\n    lint: {ignore: [W321], because: Het lek.}\n"
    )

    assert [f.code for f in reading_of(text).findings] == ["W321"]
    assert reading_of(answered).findings == ()
