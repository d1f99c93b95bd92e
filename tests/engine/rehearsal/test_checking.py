"""One planted mistake for every finding about a scenario test: exactly one finding, in the right file, at its place."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.rehearsal import checking
from engine.rehearsal.checking import check, checked
from tests.engine.rehearsal.world import CALLS, SCENARIO, WAITS, written


class Plant(NamedTuple):
    """`old` becomes `new` in the test `calls`, or in the scenario; `«»` marks where the finding belongs."""

    code: str
    old: str
    new: str
    says: str = ""
    also: tuple[tuple[str, str], ...] = ()
    """More to replace, in whichever of the two files it stands."""


ANOTHER = """\
  - id: gemeente-zwijgt-2
    phase: avond
    manual: yes
    channel: news
    from: Pers
    to: griffier
    title: Nog steeds stilte
    body: Geen antwoord.
    response: {form: kiezen, by: griffier}
"""

NO_MAIL = ("  - {inject: mail, by: team raad, at: avond +6 min, text: Wij weten het}\n", "")
FIRES = "{at: avond +8 min, fire: met-de-hand}"
GUARD = "if: vragen > 0 or gebeld == no"

PLANTS = [
    # What cannot be read.
    Plant("E003", "test: De griffier belt", "test: «»{{ a }}"),
    Plant("E024", "format: 1\ntest", "format: «»3\ntest"),
    Plant("E101", "never: [gemeente", "«»nooit: [gemeente", 'bedoelde u "never"?'),
    Plant("E101", "option: bellen", "«»keuze: bellen, option: bellen", 'bedoelde u "option"?'),
    Plant("E102", "test: De griffier belt\n", "", '"test" ontbreekt', (("format: 1\nseed", "«»format: 1\nseed"),)),
    Plant(
        "E102",
        "by: griffier, after: 1 min, option",
        "after: 1 min, option",
        "by",
        (("- {inject: p", "- «»{inject: p"),),
    ),
    Plant("E109", "parameters: {gemeente: L", "parameters: {«»gemente: L", 'bedoelde u "gemeente"?'),
    Plant("E112", "after: 1 min", "after: «»even"),
    Plant("E117", "after: 1 min, option", "after: 1 min, «»at: avond, option"),
    Plant("E120", "by: griffier", "by: «»grifier", 'bedoelde u "griffier"?'),
    Plant("E120", "pers-belt to griffier", "pers-belt to «»grifier", 'bedoelde u "griffier"?'),
    Plant("E121", "at: avond +2 min", "at: «»avont +2 min", 'bedoelde u "avond"?'),
    Plant("E123", "option: bellen", "option: «»belen", 'bedoelde u "bellen"?'),
    Plant("E124", "inject: pers-belt", "inject: «»pers-bel", 'bedoelde u "pers-belt"?'),
    Plant("E124", "expect: raad-hoort", "expect: «»raad-hoor"),
    Plant("E124", "fire: met-de-hand", "fire: «»met-hand"),
    Plant("E124", "not_yet: [raad-hoort, mail]", "not_yet: [raad-hoort, «»mial]", 'bedoelde u "mail"?'),
    Plant("E129", "inject: mail, by: team raad", "inject: «»debat, by: team raad", "response"),
    Plant("E131", "at: avond +2 min", "at: «»avond +11 min", "10 min"),
    Plant("E210", "given: {vragen", "given: {«»vraagen", 'bedoelde u "vragen"?'),
    Plant("E211", "state: {gebeld: yes", "state: {gebeld: «»misschien"),
    Plant("E211", "given: {vragen: 3}", "given: {vragen: «»10}"),
    Plant("E530", "at: avond +2 min", "at: «»over 2 min"),
    Plant("E530", "at: avond +2 min", "at: «»avond + kort"),
    Plant("E531", "at: dag 1 08:30", "at: «»dag 1 12:00", "dag 1 12:00"),
    Plant("E532", "by: griffier, after", "by: «»wethouder, after", "griffier"),
    Plant("E533", "option: bellen", "«»text: Ik bel"),
    Plant("E533", "text: Wij weten het", "«»option: bellen"),
    Plant("E533", ", option: bellen", "", "option", (("{inject: pers", "{«»inject: pers"),)),
    Plant("E534", "fire: met-de-hand", "fire: met-de-hand, «»skip: mail", "2"),
    Plant(
        "E534",
        "{at: avond +8 min, fire: met-de-hand}",
        "«»{at: avond +8 min}",
        "0",
        ((", debat]", "]"), ("[met-de-hand to facilitator", "[debat")),
    ),
    # What came out otherwise.
    Plant(
        "E520",
        "always_sent: [met",
        "always_sent: [«»gemeente-zwijgt, met",
        "niets bracht het op gang",
        (("never: [gemeente-zwijgt]\n", ""),),
    ),
    Plant("E520", "never: [raad-hoort, gemeente-zwijgt]", "always_sent: [«»raad-hoort]", "bij when werd niet waar"),
    Plant(
        "E520",
        "[met-de-hand to facilitator, debat]",
        "[met-de-hand, «»debat]",
        "bij if was niet waar op ochtend +0 min",
        (("if: vragen > 0 or", "if: vragen > 5 or"),),
    ),
    Plant(
        "E520",
        "always_sent: [met",
        "always_sent: [«»mail, met",
        "sloeg het over op avond +4 min",
        (("fire: met-de-hand}", "fire: met-de-hand}\n  - {at: avond +4 min, skip: mail}"), NO_MAIL),
    ),
    Plant(
        "E520",
        "never: [raad-hoort, gemeente-zwijgt]",
        "always_sent: [«»raad-hoort]",
        "gold maar tot avond +3 min",
        (("    delay: 1 min\n", "    delay: 1 min\n    until: +3 min\n"),),
    ),
    Plant(
        "E520",
        "always_sent: [met",
        "always_sent: [«»mail, met",
        "ingetrokken op avond +3 min",
        (("- add: {vragen: 2}", "- add: {vragen: 2}\n      - cancel: mail"), NO_MAIL),
    ),
    Plant(
        "E520",
        "always_sent: [met",
        "always_sent: [«»mail, met",
        "klaar voor ochtend +1 min",
        ((FIRES, "{at: avond +4 min, fire: met-de-hand}\n  - {at: avond +4 min, next_phase: yes}"), NO_MAIL),
    ),
    Plant("E521", "[pers-belt to griffier]\n    not_yet: [raad-hoort, mail]", "[pers-belt, «»mail]", "op avond +5 min"),
    Plant("E522", "not_yet: [raad-hoort, mail]", "not_yet: [«»pers-belt]", "op avond +1 min"),
    Plant("E523", "never: [gemeente-zwijgt]", "never: [gemeente-zwijgt, «»mail]", "op avond +5 min"),
    Plant("E524", "pers-belt to griffier", "«»pers-belt to all", "het ging naar: griffier"),
    Plant("E524", "met-de-hand to facilitator", "«»met-de-hand to plenary", "het ging naar: facilitator"),
    Plant("E525", "ends: {state: {vragen: 5}}", "ends: {state: {vragen: «»4}}", "vragen is 5, verwacht 4"),
    Plant("E525", "state: {gebeld: yes", "state: {gebeld: «»no", "gebeld is yes, verwacht no"),
    Plant(
        "E526",
        "  - {inject: mail, by",
        "  - «»{inject: gemeente-zwijgt-2, by: griffier, option: wachten}\n  - {inject: mail, by",
        "kwam niet",
        (("  - id: raad-hoort", f"{ANOTHER}  - id: raad-hoort"),),
    ),
    Plant(
        "E526",
        "- {inject: mail, by: team raad, at: avond +6 min,",
        "- «»{inject: mail, by: team raad, after: 20 min,",
        "voorbij op ochtend +5 min",
    ),
    Plant("E527", FIRES, FIRES + "\n  - «»{at: avond +9 min, fire: pers-belt}", "op avond +9 min"),
    Plant(
        "E528",
        FIRES,
        "{at: avond +7 min, fire: met-de-hand}\n  - {at: avond +7 min, next_phase: yes}",
        'fase "avond" eindigde eerder',
        (("never: [gem", "  - {at: «»avond +8 min, state: {vragen: 5}}\nnever: [gem"),),
    ),
    # Doubts.
    Plant(
        "W521",
        "  zeggen: {kind: text",
        "  zeggen: {kind: text",
        '"kiezen": wachten',
        (
            ("  kiezen: {kind", "  «»kiezen: {kind"),
            ("option: wachten}\nnever: [raad-hoort, ", "option: bellen}\nnever: ["),
        ),
    ),
    Plant("W522", GUARD, "if: vragen > 8", "", ((", debat]", "]"), ("  - id: debat", "  - id: «»debat"))),
    Plant(
        "W523",
        "    when: gebeld == yes\n    delay: 1 min",
        "    when: «»gebeld == yes and vragen > 7",
        "",
        (
            ("expect: raad-hoort to team raad\n    ", ""),
            ("{vragen: 5}", "{vragen: 3}"),
            ("ends: {state: {vragen: 5}}", ""),
        ),
    ),
    Plant(
        "W524",
        "never: [raad-hoort, gemeente-zwijgt]\n",
        "",
        "",
        (("test: De griffier wacht", "«»test: De griffier wacht"),),
    ),
]


def planted(plant: Plant, folder: Path) -> tuple[Path, tuple[str, int, int]]:
    """The folder with the mistake in it, and where the finding must be."""
    texts = {"scenario.yaml": SCENARIO, "tests/calls.yaml": CALLS, "tests/waits.yaml": WAITS}
    for old, new in ((plant.old, plant.new), *plant.also):
        name = next(name for name in ("tests/calls.yaml", "tests/waits.yaml", "scenario.yaml") if old in texts[name])
        texts[name] = texts[name].replace(old, new, 1)
    [marked] = [name for name, text in texts.items() if "«»" in text]
    before, after = texts[marked].split("«»")
    texts[marked] = before + after
    written(folder, texts["scenario.yaml"], calls=texts["tests/calls.yaml"], waits=texts["tests/waits.yaml"])
    place = (str(folder / marked), before.count("\n") + 1, len(before) - before.rfind("\n"))
    return folder, place


def test_the_sound_world_passes_all_its_tests_and_leaves_no_doubts(tmp_path: Path) -> None:
    found = checked(written(tmp_path, calls=CALLS, waits=WAITS))

    assert found.reading.findings == ()
    assert (found.tests, found.passed) == (2, 2)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.code} {plant.new.strip()[:30]}")
def test_a_planted_mistake_gives_one_finding_at_its_place(plant: Plant, tmp_path: Path) -> None:
    folder, place = planted(plant, tmp_path)

    reading = check(folder)

    found = [(f.code, (f.file, f.line, f.column)) for f in reading.findings]
    said = [f"{f.file}:{f.line}:{f.column} {f.code} {f.message} — {f.hint}" for f in reading.findings]
    assert found == [(plant.code, place)], said
    assert plant.says in said[0]
    assert reading.scenario is not None


def test_a_scenario_without_tests_is_told_so(tmp_path: Path) -> None:
    reading = check(written(tmp_path))

    assert [(f.code, f.file, f.line) for f in reading.findings] == [("W520", str(tmp_path / "scenario.yaml"), 1)]


def test_a_lone_file_has_no_tests_and_is_not_asked_for_them(tmp_path: Path) -> None:
    alone = written(tmp_path, calls=CALLS).joinpath("scenario.yaml").rename(tmp_path / "alleen.yaml")

    assert check(alone).findings == ()


def test_the_tests_in_a_zip_are_played_too(tmp_path: Path) -> None:
    folder = written(tmp_path, calls=CALLS.replace("vragen: 5}}", "vragen: 6}}"), waits=WAITS)
    with zipfile.ZipFile(tmp_path / "proef.zip", "w") as zipped:
        for file in [folder / "scenario.yaml", *folder.glob("tests/*.yaml")]:
            zipped.write(file, str(file.relative_to(folder)))

    found = checked(tmp_path / "proef.zip")

    assert [(f.code, f.line) for f in found.reading.findings] == [("E525", 21)]
    assert found.reading.findings[0].file.endswith("tests/calls.yaml")
    assert (found.tests, found.passed) == (2, 1)


def test_all_tests_together_are_stopped_when_they_are_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_WORK", 60)

    reading = check(written(tmp_path, calls=CALLS, waits=WAITS))

    assert [(f.code, f.file, f.line) for f in reading.findings] == [
        ("E529", str(tmp_path / "tests" / "calls.yaml"), 1),
        ("E529", str(tmp_path / "tests" / "waits.yaml"), 1),
    ]


def test_more_tests_than_anybody_reads_are_not_played(tmp_path: Path) -> None:
    tests = {f"a{number:02}": WAITS for number in range(51)}

    found = checked(written(tmp_path, **tests))

    assert [(f.code, f.file) for f in found.reading.findings] == [("E114", str(tmp_path / "tests" / "a50.yaml"))]
    assert (found.tests, found.passed) == (51, 50)


def test_a_scenario_that_cannot_be_read_is_not_played(tmp_path: Path) -> None:
    found = checked(written(tmp_path, SCENARIO.replace("phase: ochtend", "phase: middag"), calls=CALLS))

    assert [f.code for f in found.reading.findings] == ["E121"]
    assert (found.reading.scenario, found.tests) == (None, 0)


def test_a_failing_test_leaves_the_scenario_to_be_played(tmp_path: Path) -> None:
    found = checked(written(tmp_path, calls=CALLS.replace("{state: {vragen: 5}}", "{state: {vragen: 6}}"), waits=WAITS))

    assert [f.code for f in found.reading.findings] == ["E525"]
    assert found.reading.scenario is not None
    assert (found.tests, found.passed) == (2, 1)


def test_what_no_run_reached_can_be_answered_with_a_reason(tmp_path: Path) -> None:
    answered = SCENARIO.replace(
        "    if: vragen > 0 or gebeld == no\n",
        "    if: vragen > 8\n    lint: {ignore: [W522], because: Alleen als de trainer de vragen opvoert.}\n",
    )

    reading = check(written(tmp_path, answered, calls=CALLS.replace(", debat]", "]"), waits=WAITS))

    assert reading.findings == ()
    assert [(ignored.finding.code, ignored.because) for ignored in reading.ignored] == [
        ("W522", "Alleen als de trainer de vragen opvoert.")
    ]


def test_an_exception_for_what_did_come_is_told(tmp_path: Path) -> None:
    needless = SCENARIO.replace("    at: +0 s\n", "    at: +0 s\n    lint: {ignore: [W522], because: Zomaar.}\n")

    reading = check(written(tmp_path, needless, calls=CALLS, waits=WAITS))

    assert [(f.code, f.line) for f in reading.findings] == [
        ("W340", needless[: needless.index("W522")].count("\n") + 1)
    ]


def test_more_than_anybody_reads_is_told_as_such(tmp_path: Path) -> None:
    one = SCENARIO[SCENARIO.index("  - id: debat") :].replace("vragen > 0 or gebeld == no", "vragen > 8")
    never = "".join(one.replace("id: debat", f"id: nooit-{number}") for number in range(310))
    fails = "format: 1\ntest: Veel\nsteps:\n" + "  - {at: avond, state: {vragen: 9, gebeld: yes}}\n" * 160

    reading = check(written(tmp_path, SCENARIO + never, calls=CALLS, waits=WAITS, fails=fails))

    counted = Counter(f.code for f in reading.findings)
    assert (counted["W522"], counted["E525"]) == (300, 300)
    assert (counted["W305"], counted["E026"]) == (2, 1)  # reading, too, had its fill of doubts


def test_looking_twice_finds_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path, SCENARIO.replace("vragen > 0 or", "vragen > 5 or"), calls=CALLS, waits=WAITS)

    assert check(folder).findings == check(folder).findings != ()


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"", b"- a", b"test: [", b"format: 1\ntest: {a: b}\nsteps: nee\ngiven: [a]\n", b"&a" * 9000],
)
def test_whatever_stands_in_a_test_gives_findings_only(content: bytes, tmp_path: Path) -> None:
    written(tmp_path, waits=WAITS).joinpath("tests", "anders.yaml").write_bytes(content)

    reading = check(tmp_path)

    assert {f.file for f in reading.findings} == {str(tmp_path / "tests" / "anders.yaml")}
    assert reading.scenario is not None


def test_more_doubts_than_anybody_reads_are_told_up_to_a_limit(tmp_path: Path) -> None:
    never = "".join(
        ANOTHER.replace("zwijgt-2", f"nooit-{n}").replace("manual: yes", "when: gebeld == yes and gebeld == no")
        for n in range(320)
    )
    (tmp_path / "scenario.yaml").write_text(SCENARIO.replace("injects:\n", f"injects:\n{never}"))

    reading = check(tmp_path)

    assert reading.scenario is not None
    assert [finding.code for finding in reading.findings].count("W523") == 300
    assert "W305" in [finding.code for finding in reading.findings]
