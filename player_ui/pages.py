"""The pages of players and of the plenary screen, and the rendering of each node in them.

Owns what a seat's View looks like: pure functions from data to HTML. `render_node` and `plenary_node` make the pushed
fragment from the same template that the page includes. What a seat may see was decided before
(`engine.exercise.visibility`); addresses, cookies and status codes are the server's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment

from engine.exercise.commands import SubmitResponse
from engine.exercise.view import (
    Asking,
    Card,
    Header,
    Intro,
    Item,
    Node,
    Offers,
    OwnLadders,
    PhaseLine,
    Recap,
    Stage,
    View,
    Writing,
)
from engine.scenario.sections.forms import WORDS_PER_SECOND
from player_ui import texts
from shared_ui import rendering
from shared_ui.rendering import LONG_WEEKDAYS, WEEKDAYS, environment, render
from shared_ui.words import CHANNELS, LADDER_STEPS, LADDERS, Words, translator

_PLAYER: Mapping[type[Node], str] = {
    Header: "player/header.html",
    Card: "player/card.html",
    Intro: "player/intro.html",
    Item: "player/item.html",
    Offers: "player/offers.html",
    Writing: "player/writing.html",
    Asking: "player/asking.html",
    OwnLadders: "player/ladders.html",
    Recap: "player/recap.html",
}
_PLENARY: Mapping[type[Node], str] = {Stage: "plenary/stage.html", Item: "plenary/item.html"}


def _no_id() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page needs to know besides its View.

    `base` is the seat's address without a slash at the end (`/e/EX/SEAT`). `epoch`, `n` and `at_ms` are of the moment
    the View was made, so that the feed goes on from there. `notice` is the sentence of a refusal after a form post, and
    `unsent` the answer that was refused, if it was one: its form starts with it. `command_id` makes a new 32-hex id for
    each form, so that sending a form twice has no second effect; without it the server must make one. `here` of `seats`
    people are in (projector); 0 seats is unknown. `join_qr_url` is an image.
    """

    base: str
    language: str = "nl"
    epoch: str = ""
    n: int = 0
    at_ms: int = 0
    running: bool = False
    speed_num: int = 1
    speed_den: int = 1
    join_code: str = ""
    join_url: str = ""
    join_qr_url: str = ""
    notice: str = ""
    here: int = 0
    seats: int = 0
    command_id: Callable[[], str] = _no_id
    unsent: SubmitResponse | None = None
    looking: bool = False
    """Somebody of the desk looks on: nothing can be sent from this page."""


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A chair on the list that people choose from. `yours`: this browser has its cookie already."""

    seat: str
    role_title: str
    name: str
    party: str
    team_title: str
    free: bool
    yours: bool = False
    locked: bool = False
    """Nobody new may sit here now."""
    person: str = ""
    """Who is expected there, when that was filled in."""


def player_page(view: View, page: Page) -> str:
    """A player's whole page."""
    words = translator(page.language)
    header = next(node for node in view.nodes if isinstance(node, Header))
    return render(
        _templates(),
        "player/page.html",
        words,
        view=view,
        page=page,
        header=header,
        node_template=_PLAYER,
        at_ms=page.at_ms,
        config=_config(page, words),
        lang=page.language,
    )


def render_node(node: Node, words: Words) -> str:
    """One node of a player's page as the feed pushes it: one element with its `data-key`."""
    return render(_templates(), _PLAYER[type(node)], words, node=node, at_ms=None, page=None)


def plenary_page(view: View, page: Page) -> str:
    """The whole page of the projector."""
    words = translator(page.language)
    stage = next(node for node in view.nodes if isinstance(node, Stage))
    items = [node for node in view.nodes if isinstance(node, Item)]
    return render(
        _templates(),
        "plenary/page.html",
        words,
        view=view,
        page=page,
        stage=stage,
        showing=showing(stage, items),
        node_template=_PLENARY,
        at_ms=page.at_ms,
        config=_config(page, words),
        lang=page.language,
    )


def plenary_node(node: Node, words: Words) -> str:
    """One node of the projector as the feed pushes it."""
    return render(_templates(), _PLENARY[type(node)], words, node=node, at_ms=None, page=None)


def preview_page(item: Item, *, language: str = "nl", title: str = "") -> str:
    """A message on a page of its own, as a player has it: the same template, without a feed and without a script."""
    return _preview("player/preview.html", item, language, title)


def plenary_preview_page(item: Item, *, language: str = "nl", title: str = "") -> str:
    """A message on the wall, as the projector has it."""
    return _preview("plenary/preview.html", item, language, title)


def _preview(template: str, item: Item, language: str, title: str) -> str:
    words = translator(language)
    return render(_templates(), template, words, node=item, at_ms=item.at_ms, page=None, lang=language, title=title)


def compile_templates() -> None:
    """Make ready what nodes are rendered with."""
    rendering.compile_templates(_templates(), ("player/", "plenary/"))


TELLING = ("simulation", "knowledge")
"""Kinds of phase in which what comes in goes to the wall of itself: the story, and the sheets of a knowledge block."""


STAGED = ("phase", "answer", "result", "minutes", "knowledge", "question")
"""What the trainer chose that stands on the stage itself."""


def showing(stage: Stage, items: Sequence[Item]) -> str:
    """Which thought is on the wall: `stage`, or `news` while a phase tells something and made it public.

    Unless the trainer chose: `black`, the `item` that was chosen, or the stage with an answer. plenary.js decides the
    same after each frame, from the attributes of the nodes.
    """
    if stage.shows == "black":
        return "black"
    if stage.status == "paused" or stage.shows in STAGED:
        return "stage"
    if stage.shows == "item":
        return "item"
    phase = stage.phase
    if stage.status != "running" or phase is None or phase.kind not in TELLING:
        return "stage"
    since = phase.started_at_ms or 0
    return "news" if any(item.at_ms >= since for item in items) else "stage"


def code_page(*, language: str = "nl", code: str = "", notice: str = "", action: str = "/") -> str:
    """Where people type the code: a GET form with the field `code`. `notice` says why the last one did not work."""
    return _door("door/code.html", language, code=code, notice=notice, action=action)


def seat_list_page(
    title: str, code: str, seats: Sequence[SeatChoice], *, language: str = "nl", notice: str = "", action: str = ""
) -> str:
    """Choose a seat: per free chair a POST form with the field `seat` to `action` (this page when empty)."""
    teams = dict.fromkeys(seat.team_title for seat in seats)
    groups = [(team, tuple(seat for seat in seats if seat.team_title == team)) for team in teams]
    return _door(
        "door/seats.html",
        language,
        title=title,
        code=code,
        groups=groups,
        notice=notice,
        action=action,
        total=len(seats),
    )


def message_page(
    title: str,
    text: str,
    status: int = 404,
    *,
    language: str = "nl",
    way_out: tuple[str, str] | None = ("/", "Typ de code van de sessie"),
) -> str:
    """One thing to say, and the way out as (address, words). `status` is the HTTP status; it picks the icon."""
    return _door("door/message.html", language, title=title, text=text, status=status, way_out=way_out)


def phone_test_page(*, language: str = "nl", own: bool = False) -> str:
    """What a phone shows that reaches the laptop. `own`: it is the laptop itself, which proves nothing."""
    return _door("door/test.html", language, own=own)


def _door(template: str, language: str, **values: object) -> str:
    return render(_templates(), template, translator(language), lang=language, **values)


@cache
def _templates() -> Environment:
    made = environment(Path(__file__).parent / "templates")
    made.filters.update(
        asked=texts.asked,
        bubbles=texts.bubbles,
        folded=texts.folded,
        post=texts.post,
        spaced=texts.spaced,
        standfirst=texts.standfirst,
        ends_at=_ends_at,
    )
    made.globals["channel_words"] = dict(CHANNELS)
    made.globals.update(words_per_second=WORDS_PER_SECOND, ladder_names=LADDERS, ladder_steps=LADDER_STEPS)
    return made


def _ends_at(phase: PhaseLine | None) -> int | None:
    return phase.planned_end_at_ms if phase and phase.started_at_ms is not None else None


def _config(page: Page, words: Words) -> dict[str, object]:
    """What the page's script must know; it reads this from an attribute."""
    return {
        "base": page.base,
        "looking": page.looking,
        "epoch": page.epoch,
        "n": page.n,
        "clock": {"at_ms": page.at_ms, "running": page.running, "speed": [page.speed_num, page.speed_den]},
        "words": {name: words(sentence) for name, sentence in _SCRIPT_WORDS.items()}
        | {"days": [words(day) for day in WEEKDAYS], "long_days": [words(day) for day in LONG_WEEKDAYS]},
    }


_SCRIPT_WORDS: Mapping[str, str] = {
    "connecting": "verbinden",
    "open": "verbonden",
    "lost": "Verbinding weg, we proberen het opnieuw. U kunt doorschrijven.",
    "taken_over": "Deze plek is overgenomen op een ander toestel.",
    "back": "Weer verbonden.",
    "left": "nog {}",
    "late": "te laat",
    "hour": "uur",
    "new_item": "Nieuw bericht",
    "new_items": "{} nieuwe berichten",
    "counter": "{} van {} tekens",
    "too_long": "Uw antwoord is {} tekens te lang. Maak het korter, dan kunt u het versturen.",
    "empty": "Schrijf eerst uw antwoord.",
    "choose": "Kies eerst een antwoord.",
    "fill_in": "Vul dit nog in.",
    "too_few": "Vink er ten minste {} aan.",
    "too_many": "Vink er ten hoogste {} aan.",
    "nothing_ticked": "niets aangevinkt",
    "one_left": "Nog 1 verplicht veld.",
    "some_left": "Nog {} verplichte velden.",
    "none_left": "Alles wat verplicht is, is ingevuld.",
    "aloud": "Voorlezen duurt ongeveer {} seconden. U heeft er {}.",
    "aloud_too_long": "Voorlezen duurt ongeveer {} seconden, en u heeft er {}. U mag het zo versturen.",
    "sending": "wordt verstuurd",
    "sent": "verstuurd",
    "done": "Gedaan.",
    "typing": "{} schrijft ook aan dit antwoord.",
    "theirs": "Intussen schreef {} hier:",
    "a_mate": "een ander",
    "take_over": "Neem over",
    "looks_met": "Staat erin:",
    "looks_missing": "Nog niet gezien:",
    "looks_doubt": "Let op:",
    "looks_length": "Lengte:",
    "looks_words": "{} woorden. Tussen {} en {} leest prettig.",
    "must_event": "wat er gebeurd is, in gewone woorden",
    "must_compassion": "medeleven",
    "must_doing": "wat de gemeente nu doet",
    "must_roles": "wie waarover gaat",
    "must_unknown": "wat u niet weet of niet kunt zeggen, en waarom",
    "must_inquiry": "of er een onderzoek of melding is, in het algemeen",
    "must_next": "wanneer de raad weer iets hoort",
    "must_press": "wie de pers te woord staat",
    "must_questions": "waar raadsleden hun vragen stellen",
    "must_status": "of het openbaar of geheim is",
    "not_age": "hier staat een leeftijd",
    "not_address": "hier staat een adres",
    "not_help": "hier staat iets over hulp of gezondheid",
    "not_veilig_thuis": "noem niet of er een melding bij Veilig Thuis was",
    "not_cause": "dit leest als een oorzaak of schuld",
    "not_promise": "dit leest als een belofte die u niet kunt houden",
    "waiting": "Nog niet verstuurd. Dat gebeurt vanzelf zodra er weer verbinding is.",
}
"""The Dutch sentences that scripts show, by the name under which they use them."""
