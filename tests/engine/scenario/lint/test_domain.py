"""Powers, secrecy and the two wrong ends of the scale: told where they are asked, and only there."""

from __future__ import annotations

import pytest

from tests.engine.scenario.lint.planted import EVENING, found, message, more

ASKED_COUNCIL = "Wat gebeurt er in onze straat?"
OPTION_OF_COUNCIL = "sturen: Ik stuur hem door."
OPTION_OF_ALDERMAN = "alles: De school gaat dicht."


def codes(text: str) -> list[str]:
    return [finding.code for finding in found(text)]


def with_text(old: str, new: str, text: str = EVENING) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    "question",
    [
        "Plaatst u dit kind vandaag uit huis?",
        "Gaat u deze hulpverlener schorsen?",
        "Zet u haar op non-actief?",
        "Wilt u dit adres sluiten?",
        "Kunt u opvang regelen voor de kinderen?",
        "Geeft u een noodbevel?",
        "Gaat u opschalen?",
        "Kunt u het contract met de aanbieder opzeggen?",
    ],
)
def test_a_council_member_is_not_asked_for_what_others_carry_out(question: str) -> None:
    assert codes(with_text(ASKED_COUNCIL, question)) == ["W240"]


@pytest.mark.parametrize(
    "question",
    [
        "Wilt u de burgemeester vragen om een noodverordening?",
        "Vindt u dat deze hulpverlener geschorst moet worden?",
        "Steunt u een motie om het pand te sluiten?",
        "Waarom heeft u het kind niet uit huis geplaatst?",
        "Wie gaat er over een noodbevel, weet u dat?",
        "Wilt u de vergadering schorsen?",
        "Wat wilt u van het college weten over de opvang?",
        "Kunt u opheldering eisen in de raad?",
        "De burgemeester heeft een noodverordening afgekondigd. Wat zegt u tegen de buurt?",
    ],
)
def test_asking_judging_and_controlling_are_the_work_of_a_council_member(question: str) -> None:
    assert codes(with_text(ASKED_COUNCIL, question)) == []


def test_what_somebody_else_shouts_is_the_exercise() -> None:
    assert codes(with_text(ASKED_COUNCIL, "Sluit dat pand! Iedereen wil het.")) == []


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("sturen: Ik vraag de wethouder de opvang te regelen.", []),
        ("sturen: Wij plaatsen de kinderen zelf uit huis.", ["W240"]),
        ("sturen: Wij dienen een motie in om het pand te sluiten.", []),
    ],
)
def test_an_option_is_what_somebody_would_do(option: str, expected: list[str]) -> None:
    assert codes(with_text(OPTION_OF_COUNCIL, option)) == expected


def test_the_same_question_is_fine_for_the_mayor() -> None:
    assert codes(with_text("klopt het wat wij horen?", "geeft u een noodbevel?")) == []


def test_a_form_that_the_council_shares_with_the_college_is_not_its_own_decision() -> None:
    text = with_text("to: [raadslid, raadslid-klein]", "to: [raadslid, raadslid-klein, burgemeester]")
    text = with_text("by: [raadslid, raadslid-klein]", "by: [raadslid, raadslid-klein, burgemeester]", text)

    assert codes(with_text(OPTION_OF_COUNCIL, "sturen: Ik geef een noodbevel.", text)) == []


def test_organ_goes_before_the_title() -> None:
    text = with_text(ASKED_COUNCIL, "Geeft u een noodbevel?")
    other = text.replace("does: U controleert.", "organ: organisatie, does: U controleert.")

    assert codes(text) == ["W240"]
    assert codes(other) == []


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("alles: Ik leg een gebiedsverbod op.", ["W241"]),
        ("alles: Ik roep de driehoek bijeen.", ["W241"]),
        ("alles: Ik adviseer de burgemeester over een noodverordening.", []),
        ("alles: Ik vraag de burgemeester om een noodbevel.", []),
        ("alles: Ik regel opvang met het sociaal team.", []),
    ],
)
def test_public_order_is_for_the_mayor_alone(option: str, expected: list[str]) -> None:
    assert codes(with_text(OPTION_OF_ALDERMAN, option)) == expected


def test_a_file_is_asked_about_in_private_or_not_at_all() -> None:
    question = with_text(ASKED_COUNCIL, "Wat staat er in het dossier van het gezin?")
    process = with_text(ASKED_COUNCIL, "Hoe gaat u om met een dossier in het algemeen? Dat hoef ik niet te weten.")

    assert codes(question) == []
    assert codes(with_text("to: [raadslid, raadslid-klein]", "to: [raadslid, raadslid-klein, plenary]", question)) == [
        "W242"
    ]
    assert codes(with_text(ASKED_COUNCIL, "Iedereen praat over het dossier.", EVENING)) == []
    assert codes(process) == []


def test_secret_papers_may_go_to_the_whole_council() -> None:
    body = "Bijgaand geheime stukken van het college."
    whole = message("stuk", manual="yes", to="[raadslid, raadslid-klein, griffier]", body=body)
    nobody = message("stuk", manual="yes", to="[griffier]", body=body)

    assert codes(with_text("debrief:\n", more(whole))) == []
    assert codes(with_text("debrief:\n", more(nobody))) == []


def test_a_confidential_message_may_go_to_those_who_work_here() -> None:
    letter = message("brief", manual="yes", to="[griffier, burgemeester]", title="Strikt vertrouwelijk")

    assert codes(with_text("debrief:\n", more(letter))) == []


def test_news_about_a_secret_is_no_secret() -> None:
    news = message("lek", manual="yes", to="[all, plenary]", channel="news", title="Vertrouwelijk rapport gelekt")

    assert codes(with_text("debrief:\n", more(news))) == []


def test_one_firm_answer_that_wins_is_enough() -> None:
    passive = with_text("- add: {vertrouwen: 2}\n", "- add: {onrust: 2}\n")
    passive = with_text("- add: {onrust: 4}", "- add: {vertrouwen: 4}", passive)
    passive = with_text("wachten: Dat is aan de school.", "wachten: Ik wacht op de school.", passive)

    assert codes(passive) == []  # in the other two questions acting wins


def test_a_moment_with_one_question_among_its_messages_is_a_moment() -> None:
    assert codes(with_text("    at: +8 min\n", "    at: +8 min\n    escalation: e1\n")) == []


@pytest.mark.parametrize(
    "end", ["de einddatum", "tot wanneer zij geldt", "wanneer u hem afbouwt", "hoe lang hij duurt"]
)
def test_an_end_may_be_asked_in_many_words(end: str) -> None:
    assert codes(with_text("ook de einddatum", f"ook {end}")) == []


def test_a_script_of_two_choices_need_not_have_both_sides() -> None:
    text = with_text("- add: {regellast: 4}", "- add: {onrust: 4}")
    start = text.index("    response:\n      form: tocht")
    short = text[:start] + text[text.index("debrief:") :]

    assert "I242" not in codes(short)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wat vindt u van het college?", ["W247"]),
        ("Steunt u de oppositie?", ["W247"]),
        ("Wat vindt u, besloten of openbaar?", []),
        ("Vindt u dat de procedure klopt?", []),
        ("Wat adviseert u de voorzitter?", []),
    ],
)
def test_the_clerk_judges_procedure_and_no_content(question: str, expected: list[str]) -> None:
    asked = message("vraag", manual="yes", body=question, response="{form: zeggen, by: griffier}")

    assert codes(with_text("debrief:\n", more(asked))) == expected
    assert codes(with_text("debrief:\n", more(asked.replace("griffier", "raadslid")))) == []
