from __future__ import annotations

import re
from dataclasses import fields, replace
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest

from engine.exercise.commands import SubmitResponse
from engine.exercise.view import (
    Ask,
    AskField,
    AskScale,
    Card,
    Fact,
    GivenAnswer,
    Header,
    Intro,
    Item,
    Medium,
    Node,
    OwnLadder,
    OwnLadders,
    PhaseLine,
    Recap,
    RecapRow,
    Said,
    ShownResult,
    Stage,
    StoryMap,
    View,
)
from player_ui.pages import (
    Page,
    SeatChoice,
    code_page,
    message_page,
    player_page,
    plenary_node,
    plenary_page,
    plenary_preview_page,
    preview_page,
    render_node,
    seat_list_page,
    showing,
)
from shared_ui.words import CHANNELS, dutch, translator

STORY = StoryMap(started_at_ms=0, length_ms=600_000, from_min=1150, to_min=1250, first_day=5, label="")
PHASE = PhaseLine("avond", "Zaterdagavond", "simulation", 600_000, 0, 600_000, None)
HEADER = Header(
    "wethouder", "Wethouder jeugd", "Tom Hazeleger", "Lokaal", "College", "Zaal A", "running", PHASE, 1, 4, STORY,
    "Familiedrama",
)  # fmt: skip
CARD = Card(
    "Wethouder jeugd", "Tom Hazeleger", "Lokaal", "College", "Zaal A", "U geeft antwoord.", ("Informeren",),
    ("Oordelen",), "U weet nog niets.",
)  # fmt: skip
INTRO = Intro("avond", "Zaterdagavond", "simulation", "Het is zaterdag.", "za 19.10", "intro:avond", 0)
ASK = Ask("text", "Wat zegt u?", (), 600, "", 460_000, False, None, True)
GIVEN = GivenAnswer("Niets over personen.", None, None, True, "Wethouder", 1, "za 19.14", False, False, True)
CHOICE = replace(ASK, kind="choice", options=(("ja", "Ja, alle gezinnen"), ("nee", "Nee")))
TICKS = replace(
    ASK,
    kind="checklist",
    options=(("raad", "De raad"), ("pers", "De pers"), ("buren", "De buren")),
    min_ticks=1,
    max_ticks=2,
)
RATE = replace(ASK, kind="assessment", scale=AskScale(1, 5, "Helemaal niet", "Volledig"))
STATEMENT = replace(ASK, kind="statement", seconds=90)
SHEET = replace(
    ASK,
    kind="worksheet",
    fields=(
        AskField("beeld", "Wat weet u?", "text", True, (), 200, 0, 0, "Beeldvorming"),
        AskField(
            "fase", "Welke fase?", "choice", True, (("f1", "Dreigend"), ("f2", "Onrust")), 0, 0, 0, "Beeldvorming"
        ),
        AskField(
            "punten", "Wat woog u af?", "checklist", False, (("a", "Doel"), ("b", "Tijd")), 0, 1, 2, "Oordeelsvorming"
        ),
        AskField("soort", "Welke soort?", "choice", False, (("x", "X"), ("y", "Y")), 0, 0, 0, "Oordeelsvorming"),
        AskField("rest", "Wat nog?", "text", False, (), 100, 0, 0, ""),
    ),
)
SAID = (
    Said("Wat weet u?", ("Rook.",), "Beeldvorming"),
    Said("Welke fase?", ("Onrust",), "Beeldvorming"),
    Said("Wat woog u af?", ("Doel", "Tijd"), "Oordeelsvorming"),
    Said("Wat nog?", (), ""),
)
FILLED = replace(GIVEN, text=None, said=SAID, fields=(("beeld", "Rook."), ("fase", ("f2",)), ("punten", ("a", "b"))))
ITEM = Item(
    "mail-1", "email", "Iris", "Bedreigd", "Beste Tom,\n\nWat nu?", 1000, "ma 8.00", True, None, "item:mail-1", 7
)
PICTURE = Medium("rook", "picture", "media/rook", "image/jpeg", "Rook <b>", "Wij", "", "", None)
FILM = replace(
    PICTURE, medium="film", kind="film", path="media/film", captions="media/film/captions", transcript="Avond."
)
SOUND = replace(FILM, medium="band", kind="sound", path="media/band", captions="", length_ms=45_000)
DOCUMENT = replace(PICTURE, medium="brief", kind="document", path="media/brief", credit="")
FACTS = (
    Fact("melding", "Er is gemeld.", "vermoeden", "raad_geheim"),
    Fact("naam", "Hij heet Dennis.", "gerucht", "niemand"),
)
MEDIA = (PICTURE, FILM, SOUND, DOCUMENT)
RECAP = Recap((RecapRow("ma 8.00", "email", "Iris", "Bedreigd", "Wij doen aangifte."),), 1, 2)
STAGE = Stage("Familiedrama", "running", PHASE, 1, 4, STORY, "Het is zaterdag.")
PAGE = Page("/e/x/wethouder", epoch="e1", n=4, at_ms=60_000, running=True, command_id=lambda: "0a" * 16)

PLAYER_NODES: list[Node] = [
    HEADER,
    replace(HEADER, status="lobby", phase=None, story=None, room="", name=""),
    replace(HEADER, status="paused"),
    replace(HEADER, status="ended"),
    replace(HEADER, phase=replace(PHASE, kind="break")),
    replace(HEADER, phase=replace(PHASE, kind="break", started_at_ms=None, planned_end_at_ms=None)),
    CARD,
    Card("Griffier", "", "", "", "", "", (), (), ""),
    Card("Griffier", "", "", "", "", "", (), (), "", FACTS),
    *(replace(ITEM, channel=c, facts=FACTS) for c in CHANNELS),
    INTRO,
    replace(INTRO, kind="break", text=""),
    RECAP,
    Recap((), 0, 0),
    *(replace(ITEM, channel=c, media=MEDIA) for c in CHANNELS),
    replace(RECAP, rows=(replace(RECAP.rows[0], said=SAID), replace(RECAP.rows[0], said=(Said("", ("A", "B")),)))),
    *(replace(ITEM, channel=c, ask=ask, title=t) for c in CHANNELS for ask in (None, ASK) for t in ("", "T")),
    *(
        replace(ITEM, ask=ask)
        for ask in (
            CHOICE,
            replace(ASK, deadline_at_ms=None),
            replace(ASK, open=False),
            replace(ASK, missed=True),
            replace(ASK, missed=True, open=False),
            replace(ASK, answer=GIVEN),
            replace(ASK, answer=replace(GIVEN, read=True, late=True, by_me=False, may_change=False), open=False),
            replace(CHOICE, answer=replace(GIVEN, text=None, option="ja", option_label="Ja, alle gezinnen")),
            replace(ASK, together="Het college"),
            TICKS,
            replace(TICKS, min_ticks=0, answer=replace(GIVEN, options=("pers",), said=(Said("", ("De pers",)),))),
            RATE,
            replace(RATE, scale=AskScale(0, 9, "Slecht", "Goed"), answer=replace(GIVEN, text=None, value=3)),
            STATEMENT,
            SHEET,
            replace(SHEET, answer=FILLED),
            replace(SHEET, answer=FILLED, open=False),
        )
    ),
]  # fmt: skip
RESULT = ShownResult("Motie <A>", "Stemt u voor?", (("Voor & door", 11), ("Tegen", 6), ("Blanco", 0)), 17, 17)
PLENARY_NODES: list[Node] = [
    STAGE,
    replace(STAGE, status="lobby", phase=None, story=None, intro=""),
    replace(STAGE, status="paused"),
    replace(STAGE, status="ended"),
    replace(STAGE, phase=replace(PHASE, kind="break")),
    replace(STAGE, phase=replace(PHASE, kind="group")),
    replace(STAGE, phase=replace(PHASE, kind="knowledge", started_at_ms=None)),
    replace(STAGE, shows="result", result=RESULT),
    ITEM,
    replace(ITEM, title="", body="Iedereen wist het!\n\n12 reacties", channel="social", sender=""),
    *(replace(ITEM, media=(medium,)) for medium in MEDIA),
]


class Reading(HTMLParser):
    """The elements of a fragment with their attributes; fails when something is not closed."""

    VOID = frozenset({"track", "input", "br", "meta", "link", "img", "hr", "use", "rect"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.roots = 0
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.roots += not self.open
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def inputs(self) -> dict[str, str | None]:
        return {
            a["name"] or "": a.get("value") for tag, a in self.elements if tag == "input" and a.get("type") == "hidden"
        }


@pytest.mark.parametrize("node", PLAYER_NODES, ids=lambda node: f"{type(node).__name__}-{node.key}")
def test_a_player_node_is_one_element_with_its_key_and_order(node: Node) -> None:
    read = Reading(render_node(node, dutch))
    assert read.roots == 1
    assert (read.elements[0][1]["data-key"], read.elements[0][1]["data-order"]) == (node.key, str(node.order))


@pytest.mark.parametrize("node", PLENARY_NODES, ids=lambda node: f"{type(node).__name__}-{node.key}")
def test_a_plenary_node_is_one_element_with_its_key_and_order(node: Node) -> None:
    read = Reading(plenary_node(node, dutch))
    assert read.roots == 1
    assert (read.elements[0][1]["data-key"], read.elements[0][1]["data-order"]) == (node.key, str(node.order))


PAYLOAD = "<img src=x onerror=alert(1)>\"'</textarea></script>{{ 7*7 }}"


def poisoned(node: Any) -> Any:
    """The node with a payload in each of its free texts, also in what it holds."""
    kept = {"status", "kind", "channel", "phase"}
    changed: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, str) and field.name not in kept:
            changed[field.name] = PAYLOAD
        elif isinstance(value, tuple):
            changed[field.name] = tuple(
                PAYLOAD
                if isinstance(one, str)
                else tuple(PAYLOAD for _ in one)
                if isinstance(one, tuple)
                else poisoned(one)
                for one in value
            )
        elif isinstance(value, Ask | AskScale | GivenAnswer | StoryMap | PhaseLine):
            changed[field.name] = poisoned(value)
    return replace(node, **changed)


@pytest.mark.parametrize("node", PLAYER_NODES, ids=lambda node: f"{type(node).__name__}-{node.key}")
def test_no_text_of_a_player_node_becomes_markup(node: Node) -> None:
    read = Reading(render_node(poisoned(node), dutch))
    assert not foreign(read)
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("node", PLENARY_NODES, ids=lambda node: f"{type(node).__name__}-{node.key}")
def test_no_text_of_a_plenary_node_becomes_markup(node: Node) -> None:
    read = Reading(plenary_node(poisoned(node), dutch))
    assert not foreign(read)


def foreign(read: Reading) -> list[str]:
    """Elements that no template of ours makes."""
    ours = [tag for tag, attributes in read.elements if attributes.get("class") == "sk-medium__picture"]
    found = [tag for tag, _ in read.elements if tag in ("img", "script")]
    return found[len(ours) :]


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_item_carries_the_mark(channel: str) -> None:
    assert ">OEFENING<" in render_node(replace(ITEM, channel=channel), dutch)
    assert ">OEFENING<" in plenary_node(replace(ITEM, channel=channel), dutch)


@pytest.mark.parametrize("node", [CARD, INTRO, RECAP], ids=lambda node: node.key)
def test_what_else_could_be_photographed_carries_the_mark(node: Node) -> None:
    assert ">OEFENING<" in render_node(node, dutch)


def test_the_page_holds_the_same_rendering_as_the_frame() -> None:
    page = player_page(View("wethouder", (HEADER, CARD, INTRO, ITEM)), replace(PAGE, at_ms=0))
    for node in (HEADER, CARD, INTRO, ITEM):
        assert squeezed(render_node(node, dutch)) in squeezed(page)


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html).strip()


def test_an_open_question_works_as_a_plain_form() -> None:
    page = player_page(View("wethouder", (HEADER, replace(ITEM, ask=ASK))), PAGE)
    read = Reading(page.partition("<main")[2].partition(">")[2].rpartition("</main>")[0])
    form = next(attributes for tag, attributes in read.elements if tag == "form")
    assert (form["method"], form["action"]) == ("post", "commands")
    assert read.inputs() == {"type": "respond", "inject": "mail-1", "based_on": "0", "command_id": "0a" * 16}
    area = next(attributes for tag, attributes in read.elements if tag == "textarea")
    assert (area["name"], area["maxlength"]) == ("text", "600")
    assert any(tag == "label" and attributes.get("for") == area["id"] for tag, attributes in read.elements)


def test_a_choice_works_as_a_plain_form() -> None:
    read = Reading(render_node(replace(ITEM, ask=CHOICE), dutch))
    radios = [
        a["value"] for tag, a in read.elements if tag == "input" and a.get("type") == "radio" and a["name"] == "option"
    ]
    assert radios == ["ja", "nee"]


def posted(html: str) -> dict[str, list[str]]:
    """What a browser without scripts posts of the form as it stands: hidden fields, what is chosen, texts."""
    sent: dict[str, list[str]] = {}
    for tag, a in Reading(html).elements:
        name = a.get("name")
        picked = tag == "textarea" or (tag == "input" and (a.get("type") == "hidden" or "checked" in a))
        if name and picked:
            sent.setdefault(name, []).append(a.get("value") or "")
    return {name: values for name, values in sent.items() if name not in ("type", "inject", "command_id", "based_on")}


def test_a_checklist_works_as_a_plain_form_also_when_nothing_is_ticked() -> None:
    given = replace(GIVEN, text=None, options=("raad", "buren"))

    assert posted(render_node(replace(ITEM, ask=TICKS), dutch)) == {"options": [""]}
    assert posted(render_node(replace(ITEM, ask=replace(TICKS, answer=given)), dutch)) == {
        "options": ["", "raad", "buren"]
    }


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1, 3, "Vink aan wat geldt."),
        (0, 3, "Vink aan wat geldt. Niets aanvinken mag ook."),
        (2, 2, "Vink er precies 2 aan."),
        (2, 3, "Vink er ten minste 2 aan."),
        (1, 2, "Vink er ten hoogste 2 aan."),
        (0, 2, "Vink er ten hoogste 2 aan. Niets aanvinken mag ook."),
    ],
)
def test_a_checklist_says_how_many_may_be_ticked(low: int, high: int, words: str) -> None:
    html = render_node(replace(ITEM, ask=replace(TICKS, min_ticks=low, max_ticks=high)), dutch)

    assert f">{words}</p>" in re.sub(r"\s+", " ", html).replace(" </p>", "</p>")


def test_a_scale_has_a_cell_for_each_number_words_at_its_ends_and_nothing_chosen() -> None:
    html = render_node(replace(ITEM, ask=RATE), dutch)
    cells = [a for tag, a in Reading(html).elements if tag == "input" and a.get("name") == "value"]

    assert [a["value"] for a in cells] == ["1", "2", "3", "4", "5"]
    assert not any("checked" in a for a in cells)
    assert '1<span class="sk-hidden"> Helemaal niet</span>' in html
    assert '5<span class="sk-hidden"> Volledig</span>' in html
    chosen = render_node(replace(ITEM, ask=replace(RATE, answer=replace(GIVEN, value=4))), dutch)
    assert posted(chosen) == {"value": ["4"]}


def test_a_statement_says_how_long_there_is_and_how_many_words_that_are() -> None:
    html = render_node(replace(ITEM, ask=STATEMENT), dutch)

    assert "U heeft 90 seconden om dit voor te lezen. Dat zijn ongeveer 207 woorden." in html
    assert 'data-seconds="90" data-pace="2.3"' in html
    assert "voor te lezen" not in render_node(replace(ITEM, ask=ASK), dutch)


def test_a_worksheet_is_a_page_in_steps_with_what_must_be_filled_in_said_in_words() -> None:
    html = render_node(replace(ITEM, ask=SHEET), dutch)
    read = Reading(html)

    assert re.findall(r'sheet__number">([^<]+)</span> ([^<]*)</h3>', html) == [
        ("Stap 1 van 2", "Beeldvorming"),
        ("Stap 2 van 2", "Oordeelsvorming"),
    ]
    assert re.findall(r"data-label>([^<]+)</span>\s*<span class=\"must\">([^<]+)<", html) == [
        ("Wat weet u?", "verplicht"),
        ("Welke fase?", "verplicht"),
        ("Wat woog u af?", "mag leeg blijven"),
        ("Welke soort?", "mag leeg blijven"),
        ("Wat nog?", "mag leeg blijven"),
    ]
    ids = [a["id"] for _, a in read.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for _, a in read.elements:
        assert set((a.get("aria-describedby") or "").split()) <= set(ids)


def test_a_worksheet_of_one_step_has_a_heading_without_a_number_and_one_of_none_has_no_heading() -> None:
    one = render_node(replace(ITEM, ask=replace(SHEET, fields=SHEET.fields[:2])), dutch)
    none = render_node(replace(ITEM, ask=replace(SHEET, fields=SHEET.fields[4:])), dutch)

    assert ">Beeldvorming</h3>" in one
    assert "Stap 1" not in one
    assert "sheet__head" not in none
    assert "aria-labelledby" not in none.partition("<form")[2]


def test_a_worksheet_works_as_a_plain_form_and_starts_with_what_was_filled_in() -> None:
    empty = {"fields.beeld": [""], "fields.rest": [""], "ticks.soort": [""]}

    assert posted(render_node(replace(ITEM, ask=SHEET), dutch)) == empty
    assert posted(render_node(replace(ITEM, ask=replace(SHEET, answer=FILLED)), dutch)) == {
        **empty,
        "ticks.fase": ["f2"],
        "ticks.punten": ["a", "b"],
    }
    assert ">\nRook.</textarea>" in render_node(replace(ITEM, ask=replace(SHEET, answer=FILLED)), dutch)


def test_a_form_starts_with_the_answer_that_was_refused() -> None:
    fields: dict[str, str | tuple[str, ...]] = {"beeld": "Vuur.", "fase": "f1", "punten": ("b",)}
    unsent = SubmitResponse("mail-1", fields=fields)
    item = replace(ITEM, ask=replace(SHEET, answer=FILLED))
    page = player_page(View("wethouder", (HEADER, item)), replace(PAGE, unsent=unsent))
    main = page.partition("<main")[2].partition(">")[2].rpartition("</main>")[0]

    assert posted(main)["ticks.fase"] == ["f1"]
    assert posted(main)["ticks.punten"] == ["b"]
    assert ">\nVuur.</textarea>" in main
    assert "Rook." in main.partition("<form")[0]
    other = player_page(View("wethouder", (HEADER, replace(item, item="mail-2"))), replace(PAGE, unsent=unsent))
    assert "Vuur." not in other


def test_a_worksheet_is_read_back_whole_with_what_was_left_empty() -> None:
    html = render_node(replace(ITEM, ask=replace(SHEET, answer=FILLED, open=False)), dutch)

    assert "Uw werkblad: 3 van 4 ingevuld" in html
    assert re.findall(r"<dt>([^<]+)</dt>", html) == [part.label for part in SAID]
    assert re.findall(r"<dd[^>]*>([^<]+)</dd>", html) == ["Rook.", "Onrust", "Doel", "Tijd", "niet ingevuld"]
    assert "<form" not in html


def test_without_scripts_the_browser_itself_says_what_lacks() -> None:
    assert "novalidate>" not in render_node(replace(ITEM, ask=SHEET), dutch).replace('data-keep="novalidate">', "")
    areas = [a for tag, a in Reading(render_node(replace(ITEM, ask=SHEET), dutch)).elements if tag == "textarea"]
    assert ["required" in a for a in areas] == [True, False]


def test_a_change_is_based_on_the_answer_it_replaces_and_starts_with_it() -> None:
    html = render_node(replace(ITEM, ask=replace(ASK, answer=replace(GIVEN, revision=3, text="\nEen <b>"))), dutch)
    assert Reading(html).inputs()["based_on"] == "3"
    assert ">\n\nEen &lt;b&gt;</textarea>" in html
    assert "Verstuur de wijziging" in html


def test_the_states_of_an_answer_in_words() -> None:
    def words(ask: Ask) -> str:
        return render_node(replace(ITEM, ask=ask), dutch)

    assert "verstuurd · za 19.14" in words(replace(ASK, answer=GIVEN))
    assert "gelezen · za 19.14" in words(replace(ASK, answer=replace(GIVEN, read=True)))
    assert "te laat" in words(replace(ASK, answer=replace(GIVEN, late=True)))
    assert "De oefening ging verder zonder uw antwoord." in words(replace(ASK, missed=True))
    assert "U kunt nog wel antwoorden." in words(replace(ASK, missed=True))
    assert "U kunt hier niet meer antwoorden." in words(replace(ASK, open=False))
    assert "<form" not in words(replace(ASK, answer=replace(GIVEN, may_change=False), open=False))
    assert "Geantwoord door Burgemeester" in words(
        replace(ASK, answer=replace(GIVEN, by_me=False, by_name="Burgemeester"))
    )
    assert "Eén antwoord van Het college samen" in words(replace(ASK, together="Het college"))


def test_a_deadline_is_counted_from_the_moment_of_the_page() -> None:
    page = player_page(View("wethouder", (HEADER, replace(ITEM, ask=ASK))), PAGE)
    assert '<b data-deadline-at="460000">nog 6:40</b>' in page
    assert '<b data-deadline-at="460000">te laat</b>' in player_page(
        View("wethouder", (HEADER, replace(ITEM, ask=ASK))), replace(PAGE, at_ms=460_000)
    )


def test_a_call_that_rings_says_who_and_not_what() -> None:
    call = replace(ITEM, channel="phone", opened=False, ask=ASK)
    ringing = render_node(call, dutch)
    assert 'data-call="ringing"' in ringing
    assert "Opnemen" in ringing
    assert f'<span class="call__lead" data-opened>{escape(call.title)}</span>' in ringing
    assert f'data-announce="Telefoon, {escape(call.sender)}"' in ringing


def test_a_call_that_was_answered_or_missed_rings_no_more() -> None:
    call = replace(ITEM, channel="phone", opened=False)
    for ask, state in ((replace(ASK, answer=GIVEN), "done"), (replace(ASK, missed=True), "missed")):
        html = render_node(replace(call, ask=ask), dutch)
        assert f'data-call="{state}"' in html
        assert "Opnemen" not in html
        assert "Lees wat er gezegd werd" in html


def test_a_question_that_is_too_late_is_no_longer_the_thing_to_do() -> None:
    assert "data-todo=" in render_node(replace(ITEM, ask=ASK), dutch)
    assert "data-todo=" not in render_node(replace(ITEM, ask=replace(ASK, missed=True)), dutch)


def test_a_phase_without_messages_says_that_there_is_nothing_to_do_and_shows_no_story_time() -> None:
    for kind, words in (("break", "U hoeft nu niets te doen."), ("plenary", "kijk naar het grote scherm.")):
        html = render_node(replace(HEADER, phase=replace(PHASE, kind=kind)), dutch)
        assert words in html
        assert "data-story-clock" not in html
    assert "data-story-clock" in render_node(HEADER, dutch)


def test_questions_to_the_council_keep_their_numbers() -> None:
    html = render_node(replace(ITEM, channel="council_question", body="Vooral deze.\n\n5. Gaat u?\n\nGerrit"), dutch)
    assert '<li value="5">' in html
    assert "<p>Vooral deze.</p>" in html
    assert "<p>Gerrit</p>" in html


def test_a_motion_is_never_folded() -> None:
    long = "\n\n".join(f"Overweging {n}. " + "woord " * 40 for n in range(9))
    assert "Lees verder" in render_node(replace(ITEM, channel="letter", body=long), dutch)
    assert "Lees verder" not in render_node(replace(ITEM, channel="motion", body=long), dutch)


def test_a_team_is_one_group_on_the_list_of_seats() -> None:
    seats = [SeatChoice(f"s{n}", "Rol", "", "", team, True) for n, team in enumerate(("Zaal", "Gang", "Zaal"))]
    assert re.findall(r'sk-sectionhead">(\w+)', seat_list_page("T", "1234", seats)) == ["Zaal", "Gang"]


def test_a_call_rings_until_it_is_answered() -> None:
    call = replace(ITEM, channel="phone", opened=False)
    assert re.search(r'<details class="call"[^>]* open>', render_node(replace(call, opened=True), dutch))
    assert not re.search(r'<details class="call"[^>]* open>', render_node(call, dutch))


def test_what_was_not_opened_says_so() -> None:
    assert ">nieuw<" in render_node(replace(ITEM, opened=False), dutch)
    assert ">nieuw<" not in render_node(ITEM, dutch)


def test_the_page_tells_its_script_where_it_stands() -> None:
    page = player_page(View("wethouder", (HEADER,)), PAGE)
    assert "&#34;epoch&#34;:&#34;e1&#34;,&#34;n&#34;:4" in page
    assert "&#34;at_ms&#34;:60000,&#34;running&#34;:true,&#34;speed&#34;:[1,1]" in page


def test_a_refusal_after_a_form_was_posted_is_shown() -> None:
    page = player_page(View("wethouder", (HEADER,)), replace(PAGE, notice="Deze vraag is <al> gesloten."))
    assert "Deze vraag is &lt;al&gt; gesloten." in page


def test_the_language_of_the_page() -> None:
    assert '<html lang="nl"' in player_page(View("wethouder", (HEADER,)), PAGE)
    english = player_page(View("wethouder", (HEADER, ITEM)), replace(PAGE, language="en"))
    assert '<html lang="en"' in english
    assert ">EXERCISE<" in english
    assert ">EXERCISE<" in render_node(ITEM, translator("en"))


@pytest.mark.parametrize(
    ("stage", "items", "shown"),
    [
        (STAGE, [ITEM], "news"),
        (STAGE, [], "stage"),
        (replace(STAGE, phase=replace(PHASE, started_at_ms=2000)), [ITEM], "stage"),
        (replace(STAGE, phase=replace(PHASE, kind="break")), [ITEM], "stage"),
        (replace(STAGE, phase=replace(PHASE, kind="knowledge")), [ITEM], "news"),
        (replace(STAGE, phase=replace(PHASE, kind="plenary")), [ITEM], "stage"),
        (replace(STAGE, shows="result", result=RESULT), [ITEM], "stage"),
        (replace(STAGE, status="paused"), [ITEM], "stage"),
        (replace(STAGE, status="lobby", phase=None), [], "stage"),
        (replace(STAGE, status="ended"), [ITEM], "stage"),
    ],
)
def test_one_thought_is_on_the_wall(stage: Stage, items: list[Item], shown: str) -> None:
    assert showing(stage, items) == shown
    page = plenary_page(View("beamer", (stage, *items)), PAGE)
    assert f'data-showing="{shown}"' in page


def test_the_lobby_shows_the_way_in_and_who_is_in() -> None:
    page = plenary_page(
        View("beamer", (replace(STAGE, status="lobby", phase=None, story=None),)),
        replace(PAGE, join_code="4827", join_url="http://192.168.1.20:8000", join_qr_url="qr.svg", here=14, seats=17),
    )
    assert "48 27" in page
    assert ">192.168.1.20:8000<" in page
    assert 'src="qr.svg"' in page
    assert "van 17 binnen" in page


def test_a_result_is_a_count_and_a_bar_for_each_option() -> None:
    html = plenary_node(replace(STAGE, shows="result", result=RESULT), dutch)
    assert "Motie &lt;A&gt;" in html
    assert "17 van 17 antwoorden" in html
    assert [float(w) for w in re.findall(r'stage__fill" width="([\d.]+)%"', html)] == [100.0, 54.55, 0.0]


def test_work_in_groups_counts_down_on_the_wall() -> None:
    html = plenary_node(replace(STAGE, phase=replace(PHASE, kind="group")), dutch)
    assert 'data-over="De tijd is om."' in html


def test_a_pause_stills_the_wall() -> None:
    html = plenary_node(replace(STAGE, status="paused"), dutch)
    assert 'data-theme="still"' in html
    assert "Tijd uit" in html


def test_the_code_page_says_why_a_code_did_not_work() -> None:
    assert "aria-invalid" not in code_page()
    page = code_page(code='12"><script>', notice="Deze code kennen we niet.")
    assert "Deze code kennen we niet." in page
    assert 'value="12&#34;&gt;&lt;script&gt;"' in page


def test_the_list_of_seats_offers_what_is_free() -> None:
    seats = [
        SeatChoice("burgemeester", "Burgemeester", "Marijke", "", "College", False),
        SeatChoice("wethouder", "Wethouder", "Tom", "Lokaal", "College", True),
        SeatChoice("griffier", "Griffier", "Joris", "", "", False, yours=True),
    ]
    page = seat_list_page("Familiedrama", "4827", seats)
    assert re.findall(r'name="seat" value="(\w+)"', page) == ["wethouder", "griffier"]
    assert "bezet" in page
    assert "Er zijn geen rollen om te kiezen" in seat_list_page("Familiedrama", "4827", [])


@pytest.mark.parametrize("status", [200, 403, 404, 410, 503])
def test_a_message_page_has_a_way_out(status: int) -> None:
    page = message_page("Dit werkt niet", "Vraag de <trainer>.", status)
    assert "Vraag de &lt;trainer&gt;." in page
    assert 'href="/"' in page
    assert 'href="/"' not in message_page("Dit werkt niet", "Vraag de trainer.", status, way_out=None)


def test_a_preview_holds_the_very_item_of_the_stream_and_nothing_that_runs() -> None:
    item = replace(ITEM, opened=True)
    page = preview_page(item)
    assert "".join(render_node(item, dutch).split()) in "".join(page.split())
    assert "<script" not in page
    assert "OEFENING" in page
    wall = plenary_preview_page(item)
    assert "".join(plenary_node(item, dutch).split()) in "".join(wall.split())


def elements(html: str, tag: str) -> list[dict[str, str | None]]:
    return [attributes for found, attributes in Reading(html).elements if found == tag]


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_medium_is_shown_once_with_its_words_and_under_the_mark(channel: str) -> None:
    html = render_node(replace(ITEM, channel=channel, media=MEDIA), dutch)

    assert [img["alt"] for img in elements(html, "img")] == ["Rook <b>"]
    assert [film["src"] for film in elements(html, "video")] == ["media/film"]
    assert [track["src"] for track in elements(html, "track")] == ["media/film/captions"]
    assert [sound["src"] for sound in elements(html, "audio")] == ["media/band"]
    assert [link["href"] for link in elements(html, "a")] == ["media/brief"]
    assert html.count("OEFENING") == 1 + len(MEDIA)
    assert html.count("Avond.") == 2


def test_nothing_plays_by_itself_or_leaves_the_marked_frame() -> None:
    html = render_node(replace(ITEM, media=MEDIA), dutch)

    for medium in (*elements(html, "video"), *elements(html, "audio")):
        assert {"controls", "autoplay"} & set(medium) == {"controls"}
    assert "nofullscreen" in str(elements(html, "video")[0]["controlslist"])


def test_the_wall_shows_one_medium_a_picture_before_a_sound_and_no_document() -> None:
    assert elements(plenary_node(replace(ITEM, media=(DOCUMENT, SOUND, FILM, PICTURE)), dutch), "video")
    assert not elements(plenary_node(replace(ITEM, media=(DOCUMENT, SOUND, FILM, PICTURE)), dutch), "audio")
    assert elements(plenary_node(replace(ITEM, media=(DOCUMENT, SOUND)), dutch), "audio")
    assert not elements(plenary_node(replace(ITEM, media=(DOCUMENT,)), dutch), "a")


@pytest.mark.parametrize("node", [replace(CARD, facts=FACTS), replace(ITEM, facts=FACTS)], ids=lambda node: node.key)
def test_a_fact_says_how_certain_it_is_and_with_whom_it_may_be_shared(node: Node) -> None:
    html = " ".join(re.sub(r"<[^>]+>", " ", render_node(node, dutch)).split())

    assert "vermoeden Er is gemeld. Delen: met de raad, geheim gerucht Hij heet Dennis. Delen: met niemand" in html


def test_a_ladder_can_be_moved_with_a_reason_without_scripts_too() -> None:
    html = render_node(OwnLadders((OwnLadder("grip", 3, 5, True), OwnLadder("ave", 0, 4, False))), dutch)

    assert html.count('name="type" value="ladder"') == 2
    assert 'name="step" value="3" required checked' in html
    assert html.count(" checked") == 1  # nobody chose for who did not
    assert html.count('name="reason"') == 2
    assert "3 · beleidsteam" in html
    assert "niet gezet" in html
