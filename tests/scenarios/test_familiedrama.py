"""The three-hour simulation: forty injects, and the branches that make answers matter."""

from __future__ import annotations

from engine.exercise.exercise import Exercise
from engine.scenario.model import Form, Inject
from tests.scenarios.evening import Policy, delivered, library, play

FORTY = {f"{number:02d}" for number in range(1, 41)}


def choosing(**options: str) -> Policy:
    """Answers every open question with a line and these choices by form; is silent at other choices."""

    def answer(_: Inject, form: Form) -> str | None:
        if form.kind == "text":
            return "Wij leven mee. Dit weten we nu; om 20.00 uur meld ik me weer."
        return options.get(form.id.replace("-", "_"))

    return answer


def evening(policy: Policy | None = None) -> Exercise:
    return play(library("familiedrama"), policy) if policy else play(library("familiedrama"))


def test_the_forty_injects_are_all_there_and_each_is_delivered() -> None:
    numbers = {inject.number for inject in library("familiedrama").injects.values()}

    assert numbers >= FORTY
    assert delivered(evening()) >= FORTY
    assert delivered(evening(choosing())) >= FORTY


def test_seventeen_chairs_and_the_four_rounds_of_the_programme() -> None:
    scenario = library("familiedrama")

    assert len(scenario.seats) == 17
    assert {seat.role for seat in scenario.seats.values()} >= {
        "wethouder", "raadslid_coalitie", "raadslid_oppositie", "griffier", "directeur_sd", "communicatie",
    }  # fmt: skip
    assert [phase.stage for phase in scenario.phases if phase.stage] == ["acuut", *["dag"] * 6, "rapport"]
    minutes = {phase.id: phase.length_ms // 60_000 for phase in scenario.phases}
    assert (minutes["acuut"], minutes["debat"], minutes["rapport"]) == (30, 20, 8)


def test_no_council_message_in_time_brings_a_council_question_and_pressure() -> None:
    silent, told = evening(), evening(choosing())

    assert "10a" in delivered(silent)
    assert "10a" not in delivered(told)
    assert told.state.variables["raad_ingelicht"] is True
    assert int(silent.state.variables["politieke_druk"]) > int(told.state.variables["politieke_druk"])


def test_names_passed_on_to_the_press_have_consequences() -> None:
    leaked, kept = evening(choosing(namen_keuze="doorsturen")), evening(choosing(namen_keuze="griffier"))

    assert {"14b", "38d"} <= delivered(leaked)
    assert not {"14b", "38d"} & delivered(kept)
    assert int(leaked.state.variables["vertrouwen"]) < int(kept.state.variables["vertrouwen"])


def test_a_measure_for_everyone_brings_the_bill_in_the_last_round() -> None:
    swept, aimed = evening(choosing(dossier_keuze="meedoen")), evening(choosing(dossier_keuze="gericht"))

    assert "38a" in delivered(swept)
    assert "38a" not in delivered(aimed)
    assert int(swept.state.variables["regellast"]) > int(aimed.state.variables["regellast"])


def test_protecting_the_threatened_worker_is_a_firm_measure_that_pays() -> None:
    protected, left = evening(choosing(bescherm_keuze="beschermen")), evening(choosing(bescherm_keuze="begrip"))

    assert "18b" in delivered(protected)
    assert "18a" in delivered(left)
