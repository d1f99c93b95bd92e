"""What could reach or hurt somebody outside the exercise; and what is safely invented or meant to be real."""

from __future__ import annotations

import pytest

from tests.engine.scenario.lint.planted import EVENING, found

TEXT = "Niemand helpt ons."


def codes(said: str) -> list[str]:
    return [finding.code for finding in found(EVENING.replace(TEXT, f'"{said}"'))]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Bel 0612345678", "W341"),
        ("Bel 06 12 34 56 78", "W341"),
        ("Bel +31 (0)6 12345678", "W341"),
        ("Bel 020-6241111", "W341"),
        ("Bel 0031612345678", "W341"),
        ("Mail info@stichting-zorg.org", "W342"),
        ("Zie https://gemeente-hesselveld.nl/brief", "W342"),
        ("Zie hesselveld.nl", "W342"),
        ("Kerkstraat 4, 1234 AB", "W343"),
        ("Postcode 1234AB 4", "W343"),
        ("BSN 111222333", "W344"),
        ("BSN 1112.22.333", "W344"),
        ("Rekening NL20INGB0001234567", "W345"),
        ("Dat zei het CDA ook", "W346"),
        ("Kijk naar Nieuwsuur", "W346"),
        ("De gemeente Enschede doet het ook", "W346"),
        ("Denk aan Savanna", "W346"),
    ],
)
def test_what_may_be_real_is_told(said: str, code: str) -> None:
    assert codes(said) == [code]


@pytest.mark.parametrize(
    "said",
    [
        "Bel 06-01234567 of 020-0123456",
        "Bel 0541-012345",
        "Bel 112, of 0900-8844, of 0800-0113",
        "Om 06.30 uur waren er 12345 mensen",
        "Dossier 2026-01-0612345678901",
        "Mail naar anja@example.nl of bel@hulp.example",
        "Kijk op www.example.com en op https://dorp.test/brief",
        "Hij kwam thuis.Nu is het stil.de rest volgt",
        "In 2026 BV en 1200 EU steun",
        "Wij wonen in 1234 SA",
        "Kerkstraat 4, 1234 SS Zandhorst",
        "Nummer 123456789",
        "Rekening NL00INGB0001234567",
        "Ik heb er trouw aan gedacht, sp",
        "De gemeente Hesselveld en RTV Oostmark",
        "Hij ligt in het ziekenhuis in Enschede",
        "Veilig Thuis weet ervan",
    ],
)
def test_what_nobody_has_and_what_helps_is_fine(said: str) -> None:
    assert codes(said) == []
