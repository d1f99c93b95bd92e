"""The trainer's pages, rendered from literal nodes and read back as a browser would."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import facilitator_ui
from engine.exercise.commands import WIRE_NAMES
from engine.exercise.view import (
    Card,
    Criterion,
    Cue,
    Desk,
    Fact,
    Header,
    LocalWord,
    Mark,
    Medium,
    Node,
    Preparation,
    Said,
    StartValue,
    View,
)
from facilitator_ui.pages import CardSheet, CardsPage, cards_page, console_page, render_node, standby
from facilitator_ui.vocabulary import DIMENSIONS, FORM_KINDS
from shared_ui.words import dutch, translator
from tests.facilitator_ui import desk as d

CARD = Card("Raadslid", "Harm Post", "Hesselveld Eerst", "Oppositie", "Zaal C", "Doet.", ("Mag",), ("Niet",), "Weet.")


class Forms(HTMLParser):
    """Collects forms: [{action, fields: {name: [values]}}]."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self._open: dict[str, Any] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._open = {"action": given.get("action"), "method": given.get("method"), "fields": {}}
            self.found.append(self._open)
        elif self._open is not None and given.get("name"):
            self._open["fields"].setdefault(given["name"], []).append(given.get("value"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms(html: str, type_: str) -> list[dict[str, Any]]:
    parser = Forms()
    parser.feed(html)
    return [form for form in parser.found if form["fields"].get("type") == [type_]]


# -- nodes


def test_a_running_desk_can_be_paused_and_not_resumed() -> None:
    html = render_node(d.DESK, dutch)
    assert forms(html, "pause")
    assert not forms(html, "resume")
    assert "loopt" in html


def test_a_paused_desk_says_so_and_can_be_resumed() -> None:
    html = render_node(replace(d.DESK, status="paused", pause_cause="gap"), dutch)
    assert forms(html, "resume")
    assert not forms(html, "pause")
    assert "staat stil" in html
    assert "de laptop heeft even geslapen" in html


def test_a_desk_in_the_lobby_or_after_the_end_has_no_clock_to_handle() -> None:
    for desk in (d.LOBBY, replace(d.DESK, status="ended")):
        html = render_node(desk, dutch)
        assert not any(forms(html, type_) for type_ in ("pause", "resume", "next_phase", "speed", "mode"))


def test_next_phase_and_phase_end_name_the_phase_that_runs() -> None:
    html = render_node(d.DESK, dutch)
    assert forms(html, "next_phase")[0]["fields"]["phase"] == ["acuut"]
    moves = forms(html, "move_phase_end")[0]["fields"]
    assert moves["phase"] == ["acuut"]
    assert moves["by_ms"] == ["-300000", "-60000", "60000", "300000"]


def test_the_last_phase_has_a_blocked_next_with_its_reason() -> None:
    html = render_node(replace(d.DESK, next_phase=None), dutch)
    assert 'aria-disabled="true" title="Dit is de laatste fase."' in html


def test_speeds_and_mode_show_which_one_is_on() -> None:
    html = render_node(replace(d.DESK, speed_num=10, automatic=True), dutch)
    assert forms(html, "speed")[0]["fields"]["speed_num"] == ["1", "2", "5", "10", "20"]
    assert 'value="10" aria-pressed="true"' in html
    assert 'value="true" aria-pressed="true"' in html


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("planned", "gepland"),
        ("due", "wacht op GO"),
        ("skipped", "overgeslagen"),
        ("guarded", "niet nodig"),
        ("lapsed", "vervallen"),
    ],
)
def test_a_cue_says_its_state_in_words(status: Any, word: str) -> None:
    assert word in render_node(replace(d.CUE, status=status), dutch)


def test_a_delivered_cue_counts_what_came_of_it() -> None:
    sent = replace(d.CUE, status="delivered", delivered_at_ms=6 * d.MINUTE)
    assert "antwoord 0/1" in render_node(sent, dutch)
    assert "antwoord 1/1" in render_node(replace(sent, answered=1), dutch)
    assert "gemist 1/1" in render_node(replace(sent, missed=1), dutch)
    assert "gelezen 12/17" in render_node(d.SENT, dutch)


def test_a_cue_carries_all_that_standby_shows() -> None:
    html = render_node(d.CUE, dutch)
    for shown in (
        "Klopt het dat het om een gezin gaat?",
        "OEFENING",
        "Vraag eerst naar de afweging.",
        "Wat zegt u?",
        "binnen 5 minuten",
        "aan Burgemeester",
        "Telefoon van Verslaggever",
        "mag vervallen",
        "escalatiemoment",
        "D9 privacy",
    ):
        assert shown in html
    assert 'href="?cue=rtv"' in html


def test_a_cue_without_a_time_says_how_it_comes() -> None:
    by_hand = replace(d.CUE, due_at_ms=None, trigger="manual", trigger_words="alleen met de hand of als gevolg")
    assert "met de hand" in render_node(by_hand, dutch)
    assert "als het zover is" in render_node(replace(by_hand, trigger="when", trigger_words="als x == yes"), dutch)


def test_a_cue_says_that_it_asks_for_go_or_for_a_hand() -> None:
    asks, by_hand = replace(d.CUE, release="confirm"), replace(d.CUE, release="manual", due_at_ms=None)
    assert render_node(asks, dutch).count("vraagt GO") == 2  # in the row and on standby
    assert render_node(by_hand, dutch).count("met de hand") == 2


def test_a_cue_says_when_it_lapses() -> None:
    assert "Vervalt" not in render_node(d.CUE, dutch)
    assert "als het er niet is om 12:00" in render_node(replace(d.CUE, until_at_ms=12 * d.MINUTE), dutch)


def test_answers_are_waiting_to_be_scored_missed_awaited_or_scored() -> None:
    assert "te scoren" in render_node(replace(d.ANSWER, marks=()), dutch)
    assert "te laat" in render_node(replace(d.ANSWER, marks=(), late=True), dutch)
    assert "gescoord 2/2" in render_node(d.ANSWER, dutch)
    assert "gemist" in render_node(d.MISSED, dutch)
    assert "wacht" in render_node(d.WAITING, dutch)


SHEET = replace(
    d.ANSWER,
    kind="worksheet",
    text="Wat weet u? Rook.",
    marks=(),
    said=(
        Said("Wat weet u?", ("Rook.",), "Beeldvorming"),
        Said("Wat woog u af?", ("Doel", "Tijd"), "Oordeelsvorming"),
        Said("Wat nog?", (), "Oordeelsvorming"),
    ),
)


def test_a_worksheet_is_one_line_in_the_list_and_whole_beside_it() -> None:
    html = render_node(SHEET, dutch)
    line, _, detail = html.partition('data-detail="answer"')

    assert "Werkblad: 2 van 3 ingevuld" in line
    assert "Rook." not in line
    assert re.findall(r'fc-sheet__step">([^<]+)<', detail) == ["Beeldvorming", "Oordeelsvorming"]
    assert re.findall(r"<d[td][^>]*>([^<]+)</d", detail) == [
        "Wat weet u?",
        "Rook.",
        "Wat woog u af?",
        "Doel",
        "Tijd",
        "Wat nog?",
        "niet ingevuld",
    ]


def test_a_long_answer_is_whole_in_the_panel_however_short_its_line_is() -> None:
    long = "zin " * 400
    _, _, detail = render_node(replace(d.ANSWER, text=long, marks=()), dutch).partition('data-detail="answer"')

    assert detail.count("zin ") == 400


def test_ticks_and_numbers_are_shown_without_quotes() -> None:
    ticks = replace(
        d.ANSWER, kind="checklist", text="De raad\nDe pers", said=(Said("", ("De raad", "De pers")),), marks=()
    )
    line, _, detail = render_node(ticks, dutch).partition('data-detail="answer"')
    assert "De raad · De pers" in line
    assert "‘" not in line
    assert detail.count("<li>") == 2
    number = replace(d.ANSWER, kind="assessment", text="4 (van 1 = Niet tot 5 = Wel)", marks=())
    assert "‘4" not in render_node(number, dutch).partition('data-detail="answer"')[0]


def test_a_statement_tells_how_long_reading_aloud_takes() -> None:
    statement = replace(d.ANSWER, kind="statement", text="woord " * 46, marks=())

    assert "Voorlezen duurt ongeveer 20 seconden." in render_node(statement, dutch)
    assert "Voorlezen" not in render_node(replace(d.ANSWER, text="woord " * 46), dutch)


@pytest.mark.parametrize(("kind", "words"), FORM_KINDS.items())
def test_a_message_on_standby_says_what_sort_of_answer_is_wanted(kind: Any, words: str) -> None:
    asking = replace(d.CUE, question="Wat doet u?", asks=kind, units=1)
    assert f"<dd>{words}" in render_node(asking, dutch)


def test_a_deadline_can_be_moved_while_an_answer_is_awaited() -> None:
    fields = forms(render_node(d.WAITING, dutch), "move_deadline")[0]["fields"]
    assert (fields["inject"], fields["unit"]) == (["rtv"], ["seat:burgemeester"])
    assert not forms(render_node(d.MISSED, dutch), "move_deadline")


def test_a_silence_says_that_what_was_said_can_be_scored() -> None:
    assert "gezegd of gezwegen" in render_node(d.MISSED, dutch)


def test_a_moment_offers_each_group_and_marks_the_scored_one() -> None:
    html = render_node(d.MOMENT, dutch)
    assert 'data-group="college"' in html
    assert 'data-group="raad"' in html
    assert html.count('data-rater="trainer"') == 1
    assert "nog niet geweest" in render_node(replace(d.MOMENT, reached=False), dutch)


def test_a_loose_message_says_when_to_whom_and_who_opened_it() -> None:
    html = render_node(d.LOOSE, dutch)
    for shown in (
        ">7:00<",
        "icon-messages-square",
        "Kom naar zaal B",
        "aan Burgemeester, Raadslid 1 en 2 anderen",
        "3/4",
    ):
        assert shown in html
    assert "op beamer" in render_node(replace(d.LOOSE, to=(), plenary=True), dutch)


def test_meters_are_a_word_an_arrow_and_a_way_on_a_track() -> None:
    html = render_node(d.METERS, dutch)
    assert "hoog" in html
    assert "icon-arrow-up" in html
    assert "icon-arrow-down" in html
    assert 'x="5%" width="67%"' in html
    assert "72 van 100, begonnen op 5" in html


def test_a_ladder_says_where_it_stands_who_set_it_why_and_what_was_expected() -> None:
    html = render_node(d.LADDERS, dutch)
    for shown in (
        "niet gezet", "verwacht: 3", "2 · onrust", "past: 1–2", "Burgemeester", "ma 8.10",
        "Er is &lt;b&gt;rumoer&lt;/b&gt;.",
        "3 · beleidsteam", "verwacht: geen", "draaiboek", "niet opgeschaald", "past: geen",
    ):  # fmt: skip
        assert shown in html
    assert html.count("verwacht: ") == 2


def test_local_words_are_fields_with_their_limits_and_the_scenarios_own_word() -> None:
    html = render_node(d.PREPARATION, dutch)
    [form] = forms(html, "fill_in")
    assert form["fields"]["parameters.gemeente"] == ["Maasdorp"]
    assert "in het scenario: Hesselveld" in html
    assert html.count("in het scenario:") == 2  # only where it is another word
    assert "8/40" in html
    assert 'maxlength="40"' in html
    assert "vanaf 1 tot en met 90000" in html
    assert "<option>RTV</option><option selected>Radio Oost</option>" in html
    assert '<textarea class="sk-textarea" id="word-verhaal"' in html


def test_how_the_story_starts_is_a_form_for_each_choice() -> None:
    html = render_node(d.PREPARATION, dutch)
    assert [form["fields"]["name"] for form in forms(html, "choose_start")] == [
        ["wind_richting"],
        ["bekend"],
        ["vragen"],
    ]
    assert "Wind richting" in html
    assert "<option>west</option><option selected>oost</option>" in html
    assert '<option value="yes">ja</option><option value="no" selected>nee</option>' in html
    assert 'name="value" value="3"' in html


def test_without_words_there_is_nothing_to_save() -> None:
    html = render_node(replace(d.PREPARATION, words=()), dutch)
    assert not forms(html, "fill_in")
    assert "Bewaar de woorden" not in html
    assert "Vooraf te kiezen" not in render_node(replace(d.PREPARATION, starts=()), dutch)


def test_a_node_of_another_screen_is_a_bug() -> None:
    header = Header("s", "r", "n", "", "", "", "running", None, 0, 1, None, "t")
    with pytest.raises(KeyError):
        render_node(header, dutch)


@pytest.mark.parametrize(
    "node",
    [
        replace(d.DESK, title=d.NASTY, phases=(replace(d.PHASES[0], title=d.NASTY), d.PHASES[1])),
        replace(d.CUE, title=d.NASTY, body=d.NASTY, sender=d.NASTY, note=d.NASTY, to=(d.NASTY,), question=d.NASTY),
        replace(d.CUE, options=(d.NASTY,), blocked=d.NASTY, trigger_words=d.NASTY, story=d.NASTY, inject=d.NASTY),
        replace(d.ANSWER, text=d.NASTY, who=d.NASTY, title=d.NASTY, notes=((d.NASTY, d.NASTY),), key=d.NASTY),
        replace(d.OBSERVATION, observer=d.NASTY, text=d.NASTY, about=d.NASTY, who=d.NASTY),
        replace(d.MOMENT, title=d.NASTY, groups=(d.NASTY,), notes=((f"group:{d.NASTY}", d.NASTY, d.NASTY),)),
        Preparation((LocalWord(d.NASTY, d.NASTY, "text", d.NASTY, d.NASTY, 40, None, None, ()),)),
        Preparation((), (StartValue(d.NASTY, "choice", d.NASTY, (d.NASTY,), None, None),)),
        Preparation((LocalWord("a", "b", "choice", d.NASTY, d.NASTY, 40, None, None, (d.NASTY,)),)),
        replace(d.LOOSE, title=d.NASTY, sender=d.NASTY, body=d.NASTY, to=(d.NASTY,), story=d.NASTY),
    ],
)
def test_what_people_typed_stays_text(node: Node) -> None:
    html = render_node(node, dutch)
    assert "<script" not in html
    parser = Forms()
    parser.feed(html)
    assert "alert(" in html


# -- the console


def test_the_node_in_the_page_is_the_pushed_node() -> None:
    html = console_page(d.view(), d.page())
    for node in (d.CUE, d.SENT, d.ANSWER, d.MOMENT, d.METERS):
        assert render_node(node, dutch).strip() in html


def test_every_form_posts_a_known_order_with_room_for_its_id() -> None:
    parser = Forms()
    parser.feed(console_page(d.view(d.DESK, d.WAITING, d.PREPARATION), d.page(answer=d.ANSWER.key)))
    orders = [form for form in parser.found if "type" in form["fields"]]
    assert len(orders) > 20
    for form in orders:
        assert form["method"] == "post"
        assert form["action"] in ("commands", "/e/x/trainer/commands")
        assert form["fields"]["type"][0] in WIRE_NAMES
        assert form["fields"]["command_id"] == [""]


def test_a_plain_form_may_say_where_it_comes_from() -> None:
    html = console_page(d.view(), d.page())
    policies = [part.split('"')[0] for part in html.split('<meta name="referrer" content="')[1:]]
    assert policies[-1] == "same-origin"


def test_go_names_the_first_cue_to_come() -> None:
    html = console_page(d.view(), d.page())
    assert {form["fields"]["inject"][0] for form in forms(html, "fire")} == {"rtv"}
    assert forms(html, "skip")[0]["fields"]["inject"] == ["rtv"]
    assert forms(html, "move")[0]["fields"]["inject"] == ["rtv"]


def test_standby_is_the_chosen_cue_else_one_that_is_due_else_the_next_in_time() -> None:
    later = replace(d.CUE, inject="later", due_at_ms=9 * d.MINUTE, order=1)
    follows = replace(d.CUE, inject="volgt", due_at_ms=None, trigger="after", order=0)
    by_hand = replace(d.CUE, inject="hand", due_at_ms=None, trigger="manual", order=2)
    due = replace(d.CUE, inject="due", status="due", order=9)
    cues: tuple[Cue, ...] = (follows, later, by_hand, d.CUE)
    assert _inject(standby(cues)) == "rtv"
    assert _inject(standby((*cues, due))) == "due"
    assert _inject(standby((*cues, due), "hand")) == "hand"
    assert _inject(standby((follows, by_hand))) == "volgt"
    assert standby((by_hand,)) is None
    assert standby((replace(follows, release="manual"),)) is None


def _inject(cue: Cue | None) -> str:
    return cue.inject if cue else ""


def test_a_blocked_go_is_shown_as_blocked_with_its_reason() -> None:
    html = console_page(d.view(), d.page(cue="krant"))
    assert 'id="go" aria-disabled="true"' in html
    assert "Dit bericht is al verstuurd." in html


def test_a_desk_without_anything_to_send_says_so() -> None:
    html = console_page(replace(d.view(), nodes=(d.DESK, d.SENT)), d.page())
    assert "Er komt geen bericht meer" in html
    assert 'id="go" aria-disabled="true"' in html


def test_the_lobby_shows_who_is_in_and_starts_without_a_question() -> None:
    html = console_page(d.view(d.LOBBY), d.page())
    assert 'data-status="lobby"' in html
    assert forms(html, "start")
    assert "Zaal A, College" in html
    assert html.count("data-lobby-seat=") == 4
    assert "48 27" in html
    assert 'action="/e/x/trainer/address"' in html
    assert 'href="/e/x/trainer/cards"' in html


def test_the_lobby_has_local_words_only_when_the_scenario_has() -> None:
    with_words = console_page(d.view(d.LOBBY, d.PREPARATION), d.page())
    assert render_node(d.PREPARATION, dutch).strip() in with_words
    assert not forms(console_page(d.view(d.LOBBY), d.page()), "fill_in")


def test_one_address_needs_no_choice() -> None:
    html = console_page(d.view(d.LOBBY), d.page(addresses=d.page().addresses[:1]))
    assert "/address" not in html


def test_ending_is_asked_and_can_be_undone() -> None:
    html = console_page(d.view(), d.page())
    assert forms(html, "end")
    assert "De oefening beëindigen?" in html
    ended = console_page(d.view(replace(d.DESK, status="ended", undo_until_wall_ms=5)), d.page())
    assert forms(ended, "reopen")
    assert 'href="/e/x/trainer/report"' in ended
    assert 'href="/e/x/trainer/copy"' in ended


def test_scoring_names_moment_unit_revision_and_basis() -> None:
    html = console_page(d.view(), d.page(answer=d.ANSWER.key))
    scores = forms(html, "score")
    assert [form["fields"]["dimension"][0] for form in scores] == list(DIMENSIONS)
    fields = scores[1]["fields"]
    assert fields["moment"] == ["inject:rtv"]
    assert fields["unit"] == ["seat:burgemeester"]
    assert fields["revision"] == ["2"]
    assert fields["basis"] == ["typed"]
    assert fields["position"] == ["1", "2", "3", "4", "5", ""]
    assert "Vraag eerst" in html


def test_only_the_own_marks_are_pressed_and_an_empty_dimension_stays_empty() -> None:
    html = console_page(d.view(), d.page(answer=d.ANSWER.key))
    assert html.count('class="sk-scale__cell" name="position" value="3" ') == 10
    pressed = [part for part in html.split("<button")[1:] if 'class="sk-scale__cell"' in part and '"true"' in part]
    assert len(pressed) == 1
    assert 'aria-label="D9 leeg laten" aria-pressed="true"' in html


def test_a_silence_is_scored_as_silent_and_a_group_as_said() -> None:
    silent = console_page(replace(d.view(), nodes=(d.DESK, d.MISSED)), d.page(answer=d.MISSED.key))
    assert forms(silent, "score")[0]["fields"]["basis"] == ["silent"]
    assert forms(silent, "score")[0]["fields"]["revision"] == [""]
    group = console_page(d.view(), d.page(answer="moment:e1/raad"))
    fields = forms(group, "score")[0]["fields"]
    assert fields["moment"] == ["escalation:e1"]
    assert fields["unit"] == ["group:raad"]
    assert fields["basis"] == ["said"]


def test_a_note_at_a_moment_comes_back_for_its_own_group() -> None:
    assert "Sprak over de afweging.</textarea>" in console_page(d.view(), d.page(answer="moment:e1/college"))
    assert "Sprak over de afweging.</textarea>" not in console_page(d.view(), d.page(answer="moment:e1/raad"))
    node = render_node(d.MOMENT, dutch)
    assert (
        node.index('data-detail="college"') < node.index("Sprak over de afweging.") < node.index('data-detail="raad"')
    )


def test_an_unknown_answer_or_group_opens_nothing() -> None:
    for answer in ("answer:nope", "moment:e1/nope"):
        html = console_page(d.view(), d.page(answer=answer))
        assert 'id="score" tabindex="-1" aria-label="Score" hidden' in html


def test_loose_messages_have_a_list_that_is_away_while_there_are_none() -> None:
    html = console_page(d.view(d.DESK, d.LOOSE), d.page())
    assert render_node(d.LOOSE, dutch).strip() in html
    assert "data-loose>" in html
    assert "data-loose hidden>" in console_page(d.view(), d.page())


@pytest.mark.parametrize("desk", [d.LOBBY, d.DESK, replace(d.DESK, status="paused"), replace(d.DESK, status="ended")])
def test_the_menu_has_paper_the_way_in_a_report_and_a_copy_in_every_state(desk: Desk) -> None:
    html = console_page(d.view(desk), d.page())
    menu = html[html.index('<details class="fc-more"') : html.index("fc-beamer")]
    for shown in (
        "/cards",
        "/report",
        "/copy",
        "/e/x/beamer/",
        "/address",
        "48 27",
        "192.168.1.20:8000",
        "/qr/join.svg",
    ):
        assert shown in menu


def test_trouble_with_the_disk_stands_there_from_the_first_sight() -> None:
    html = console_page(d.view(), d.page(trouble="De schijf is <vol>."))
    assert 'id="trouble" role="alert">' in html
    assert "De schijf is &lt;vol&gt;." in html
    assert 'id="trouble" role="alert" hidden>' in console_page(d.view(), d.page())


def test_going_on_is_one_plain_form_and_one_question() -> None:
    html = console_page(d.view(), d.page(carried=("rtv", "krant")))
    assert len(forms(html, "next_phase")) == 2
    assert 'data-command="next"' in html
    assert 'data-carried="rtv krant"' in html


def test_the_list_of_keys_names_no_key_that_a_keyboard_may_lack() -> None:
    html = console_page(d.view(), d.page())
    assert "Shift" not in html[html.index('id="keys-dialog"') :]


def test_a_message_can_go_to_everybody_teams_roles_and_single_seats() -> None:
    to = forms(console_page(d.view(), d.page()), "message")[0]["fields"]["to"]
    assert to == [
        "all", "plenary", "team college", "team raad", "burgemeester", "raadslid", "griffier",
        "burgemeester", "raadslid-1", "raadslid-2", "griffier",
    ]  # fmt: skip


def test_a_role_with_several_chairs_has_no_number() -> None:
    seats = tuple(
        replace(seat, role_title=f"Raadslid {n}", role_name="Raadslid") for n, seat in enumerate(d.SEATS[1:3], 1)
    )
    html = console_page(d.view(), d.page(seats=seats))
    assert 'value="raadslid"> Raadslid (2)</label>' in html
    assert 'value="raadslid-2"> Raadslid 2, L. de Wit</label>' in html


def test_the_bar_says_what_is_on_the_projector() -> None:
    assert "04 Meerdere doden" in console_page(d.view(), d.page())
    assert "de stand van de oefening" in console_page(replace(d.view(), nodes=(d.DESK, d.CUE)), d.page())


def test_a_refusal_of_a_plain_form_is_shown() -> None:
    html = console_page(d.view(), d.page(notice="De klok <loopt> niet."))
    assert 'role="alert"' in html
    assert "De klok &lt;loopt&gt; niet." in html


def test_the_page_speaks_the_language_it_is_asked_for() -> None:
    html = console_page(d.view(), d.page(language="en"))
    assert '<html lang="en"' in html
    assert translator("en")("OEFENING") in html


def test_names_from_outside_stay_text_everywhere_on_the_page() -> None:
    seats = (replace(d.SEATS[0], name=d.NASTY, role_title=d.NASTY, team_title=d.NASTY, room=d.NASTY),)
    html = console_page(d.view(replace(d.DESK, title=d.NASTY)), d.page(seats=seats, join_code=d.NASTY))
    assert "<script>" not in html
    assert html.count("<script") == 1


# -- cards


def test_each_seat_has_a_sheet_with_its_own_code() -> None:
    sheets = (CardSheet(CARD, "/qr/1.svg"), CardSheet(replace(CARD, role_title="Griffier"), "/qr/2.svg"))
    html = cards_page(sheets, CardsPage("Eschweg", "nl", "48 27", "http://192.168.1.20:8000"))
    assert html.count("<article") == 2
    assert 'src="/qr/1.svg"' in html
    assert 'src="/qr/2.svg"' in html
    assert html.count("OEFENING") == 2
    for shown in (
        "Raadslid",
        "Harm Post",
        "Hesselveld Eerst",
        "Zaal C",
        "Doet.",
        "Mag",
        "Niet",
        "Weet.",
        "plek 2 van 2",
    ):
        assert shown in html
    assert "<b>192.168.1.20:8000</b>" in html


def test_a_card_holds_no_live_markup() -> None:
    html = cards_page((CardSheet(replace(CARD, knows=d.NASTY, name=d.NASTY), "/q"),), CardsPage(d.NASTY, "nl", "", ""))
    assert "<script" not in html


# -- what no template and script may do


def test_templates_keep_to_the_strict_policy() -> None:
    room = Path(facilitator_ui.__file__).parent
    for template in (room / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for forbidden in ("|safe", "| safe", "Markup(", " style=", "autoescape false", "onclick", "javascript:"):
            assert forbidden not in text, template.name


def test_scripts_write_no_html() -> None:
    room = Path(facilitator_ui.__file__).parent
    for script in (room / "static").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        for forbidden in ("innerHTML =", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", ".style."):
            assert forbidden not in text, script.name


def test_what_to_look_for_stands_with_the_message_the_answer_and_the_moment() -> None:
    criteria = (Criterion("Noemt een moment", ("niet", "ja")),)
    message = render_node(replace(d.CUE, criteria=criteria, expects="Medeleven."), dutch)
    answer = render_node(replace(d.ANSWER, criteria=criteria), dutch)

    assert message.index("Let op") < message.index("Medeleven.") < message.index("Noemt een moment")
    assert "niet · ja" in message
    assert "Noemt een moment" in answer
    assert "Medeleven." in render_node(replace(d.MOMENT, expects="Medeleven."), dutch)
    assert "Let op" not in render_node(replace(d.CUE, note=""), dutch)


def test_the_trainer_sees_what_a_message_carries_and_tells() -> None:
    medium = Medium("rook", "picture", "media/rook", "image/jpeg", "Rook", "Wij", "", "", None)
    html = render_node(
        replace(d.CUE, media=(medium,), facts=(Fact("melding", "Er is gemeld.", "feit", "team"),)), dutch
    )

    assert '<a href="media/rook"' in html
    assert "beeld" in html
    assert html.index("Er is gemeld.") < html.index("alleen in uw team")


# -- several people at the desk --------------------------------------------------------------------------------


def test_each_rater_sees_own_marks_pressed_and_the_marks_of_others_beside_them() -> None:
    row = replace(d.ANSWER, marks=(Mark("trainer", "d2", 2, "typed"), Mark("co.1", "d2", 4, "typed")))
    html = render_node(row, translator("nl"))
    assert re.findall(r'data-rater="([^"]+)" data-short="([^"]+)"', html) == [("trainer", "T1"), ("co.1", "C1")]


def test_a_rater_s_own_note_comes_back_in_the_field_and_not_another_s() -> None:
    row = replace(d.ANSWER, notes=(("trainer", "eigen woorden"), ("co.1", "andermans woorden")))
    view = View("co.1", (d.DESK, row))
    html = console_page(view, d.page(answer=row.key))
    field = html[html.index('id="note"') :].split("</textarea>")[0]
    assert "andermans woorden" in field
    assert "eigen woorden" not in field


def test_a_note_from_the_desk_says_when_who_and_about_what() -> None:
    html = render_node(d.OBSERVATION, translator("nl"))
    for part in (
        "9:00",
        "W1",
        "05 RTV: was het bekend?",
        "Burgemeester",
        "D1 terughoudendheid",
        "D1 3",
        "aan het woord",
    ):
        assert part in html


def test_the_observers_screen_offers_what_was_sent_to_hang_a_note_on() -> None:
    html = console_page(View("observer.1", (d.DESK, d.SENT, d.CUE)), d.page(base="/e/x/observer.1"))
    assert '<option value="inject:krant" selected>04 Meerdere doden</option>' in html
    assert '<option value="group:raad">raad</option>' in html
    assert "observer.js" in html
