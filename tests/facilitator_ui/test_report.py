"""The report's page, from a literal report and from a record with a secret in everything it may not show."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from engine.debrief.after_action import after_action
from facilitator_ui.report import date, half, length, report_page
from shared_ui.words import dutch
from tests.engine.debrief import world
from tests.facilitator_ui.desk import NASTY
from tests.facilitator_ui.evening import REPORT


def test_it_is_one_file_that_asks_for_nothing() -> None:
    html = report_page(REPORT, dutch)
    assert html.count("<style>") == 1
    assert "--nl-color-accent" in html
    for asks in ("<link", "<script", "src=", "url(", "@import", "http://", "https://"):
        assert asks not in html


def test_choices_and_numbers_are_counted_for_all_together() -> None:
    html = report_page(REPORT, dutch)
    section = html.partition("Keuzes en metingen")[2].partition("</section>")[0]
    assert re.findall(r"<caption>([^<]+)</caption>", section) == ["03 Meting: Hoe goed?", "04 Wie?: Wie licht u in?"]
    assert re.findall(r'<th scope="row">([^<]+)</th><td class="num">([^<]+)</td>', section) == [
        ("1 = Niet", "1"),
        ("2", "0"),
        ("3 = Wel", "3"),
        ("midden", "2,5"),
        ("De raad", "5"),
        ("De pers", "2"),
    ]
    assert "Keuzes en metingen" not in report_page(replace(REPORT, tallies=()), dutch)


def test_it_says_what_happened_in_the_words_of_the_group() -> None:
    html = report_page(REPORT, dutch)
    for shown in (
        "OEFENING",
        "Gemeente Hesselveld",
        "26 november 2026",
        "10 min, gepland 1 uur 30 min",
        "3 van 4 plekken",
        "Antwoorden met een termijn: 4 gevraagd, 1 op tijd, 1 te laat, 1 niet gekomen.",
        "gemengd: om over te praten",
        "Een bericht met namen blijft waar het hoort.",
        "1 antwoord, in het midden na 1:32 min",
        "Geen antwoord op 02",
        "raad, 2×, te laat",
        "aan Raadslid, Griffier",
        "aan iedereen en de beamer",
        "de laptop heeft even geslapen",
        "kwam niet",
        "Niet gescoord.",
        "college: 1 van 2",
        "Wat deed u met de naam?",
        "Niet bewogen: regellast.",
        "mail doorgestuurd",
    ):
        assert shown in html, shown


def test_each_chart_has_a_name_and_a_table() -> None:
    html = report_page(REPORT, dutch)
    charts = re.findall(r'<svg class="(?:spread|time)"[^>]*>', html)
    assert len(charts) == 4
    assert all('role="img"' in chart and 'aria-label="' in chart for chart in charts)
    assert html.count('<th scope="row">D2 feitelijkheid</th><td class="num">2</td><td class="num">3,5</td>') == 2


def test_an_evening_without_scores_is_no_evening_of_threes() -> None:
    html = report_page(replace(REPORT, profile=(), escalations=(), finished=False), dutch)
    assert "Er is nog niets gescoord." in html
    assert "Voorlopig." in html


def test_words_of_a_scenario_stay_text() -> None:
    html = report_page(replace(REPORT, title=NASTY, summary=NASTY, municipality=NASTY, exercise=NASTY), dutch)
    assert "<script" not in html


def test_nobody_is_named_and_nothing_typed_is_quoted() -> None:
    scenario, events, state = world.evening()
    html = report_page(after_action(scenario, events, state, {}, "2026-11-26"), dutch)
    assert world.TOKEN not in html
    assert "De omroep belt" in html


def test_figures_are_read_the_dutch_way() -> None:
    assert [half(Fraction(p)) for p in ("3", "7/2", "31/10")] == ["3", "3,5", "3"]
    assert [length(ms) for ms in (40_000, 600_000, 7_200_000, 8_280_000)] == [
        "0:40 min",
        "10 min",
        "2 uur",
        "2 uur 18 min",
    ]
    assert [date(d) for d in ("2026-11-26", "", "binnenkort", "2026-13-01")] == [
        "26 november 2026",
        "",
        "binnenkort",
        "2026-13-01",
    ]
