"""A player's page in a real Chromium, under the real security policy, with a feed and a server made of a few lines."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from engine.exercise.view import Ask, GivenAnswer, Header, Item, Node, PhaseLine, StoryMap, View
from player_ui.pages import Page as PageData
from player_ui.pages import player_page, render_node
from shared_ui.rendering import STATIC_FOLDERS
from shared_ui.words import dutch

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on PATH"),
]

ORIGIN = "http://snelkookpan.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'"
)
SOCKET = """
window.hellos = [];
window.WebSocket = class {
  static CONNECTING = 0; static OPEN = 1; static CLOSED = 3;
  constructor(url) {
    this.url = url; this.readyState = 0; window.socket = this;
    setTimeout(() => { if (window.dead) return this.close(); this.readyState = 1; this.onopen?.(); }, 5);
  }
  send(text) { window.hellos.push(JSON.parse(text)); }
  close() { if (this.readyState < 3) { this.readyState = 3; setTimeout(() => this.onclose?.(), 0); } }
};
window.push = (message) => window.socket.onmessage({ data: JSON.stringify(message) });
"""
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
)

STORY = StoryMap(0, 600_000, 1150, 1250, 5, "")
PHASE = PhaseLine("avond", "Zaterdagavond", "simulation", 600_000, 0, 600_000, None)
HEADER = Header("w", "Wethouder", "Tom", "", "", "Zaal A", "running", PHASE, 1, 1, STORY, "Familiedrama")
ASK = Ask("text", "Wat zegt u?", (), 40, "", 400_000, False, None, True)
GIVEN = GivenAnswer("Niets.", None, None, True, "Wethouder", 1, "za 19.14", False, False, True)
MAIL = Item("mail", "email", "Iris", "Bedreigd", "Wat nu?", 1000, "za 19.12", True, ASK, "item:mail", 10)
NEWS = Item(
    "nieuws", "news", "Dagnieuws", "Gezin bekend", "Zeggen bronnen.", 2000, "za 19.20", False, None, "item:nieuws", 20
)


@dataclass
class Server:
    """Answers commands one after another with what stands in `answers`; None does not answer at all."""

    nodes: tuple[Node, ...] = (HEADER, MAIL)
    answers: list[tuple[int, dict[str, Any]] | None] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)

    def handle(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/e/x/w/commands":
            self._command(route)
        elif path == "/e/x/w/":
            page = PageData("/e/x/w", epoch="e1", n=3, at_ms=100_000, running=False)
            html = player_page(View("w", self.nodes), page)
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=html, headers=headers)
        else:
            prefix, _, name = path.rpartition("/")
            folder = STATIC_FOLDERS.get(prefix)
            if folder is None or not (folder / name).is_file():
                route.fulfill(status=404, body="")
            else:
                route.fulfill(path=folder / name)

    def _command(self, route: Route) -> None:
        command = route.request.post_data_json
        assert isinstance(command, dict)
        if command["type"] == "respond":
            self.posted.append(command)
        answer = (
            self.answers.pop(0) if self.answers and command["type"] == "respond" else (200, {"ok": True, "step": 1})
        )
        if answer is None:
            route.abort()
        else:
            route.fulfill(status=answer[0], json=answer[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 412, "height": 915})
    made.add_init_script(SOCKET)
    yield made
    made.close()


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def visit(context: BrowserContext, errors: list[str]) -> Iterator[Callable[[Server], Page]]:
    """Opens the page of a server and takes the role card away; at the end no script may have failed."""

    def visit(server: Server) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        page.route("**/*", server.handle)
        page.goto(f"{ORIGIN}/e/x/w/")
        until(page, "hellos.length > 0")
        page.click("[data-ready]")
        return page

    yield visit
    assert errors == []


def until(page: Page, condition: str) -> None:
    """Wait for a condition; `wait_for_function` would need eval, and the policy forbids that."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise AssertionError(condition)


def push(page: Page, begin: int, to: int, *nodes: Node, removed: tuple[str, ...] = (), epoch: str = "e1") -> None:
    rendered = [{"key": n.key, "region": n.region, "order": n.order, "html": render_node(n, dutch)} for n in nodes]
    frame = {"type": "frame", "epoch": epoch, "from": begin, "to": to, "nodes": rendered, "removed": list(removed)}
    page.evaluate("message => push(message)", frame)


def hellos(page: Page) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads(page.evaluate("JSON.stringify(hellos)"))
    return said


def keys(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "[data-region=stream] > [data-key]", "all => all.map(e => e.dataset.key)"
    )
    return found


def test_a_page_goes_on_from_where_it_was_made(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    assert hellos(page) == [{"type": "hello", "epoch": "e1", "n": 3, "as": "html"}]
    push(page, 3, 4, NEWS)
    assert keys(page) == ["item:mail", "item:nieuws"]
    expect(page).to_have_title("(1) Wethouder · Familiedrama · Snelkookpan")
    expect(page.locator("[data-announcer]")).to_have_text("Nieuw bericht: Nieuws, Dagnieuws: Gezin bekend")


def test_a_gap_is_asked_again_with_the_own_cursor(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    push(page, 3, 5, NEWS)
    push_result = keys(page)
    page.evaluate("window.hellos.length = 0")
    push(page, 7, 8, replace(MAIL, title="Te vroeg"))
    until(page, "hellos.length === 1")
    assert push_result == ["item:mail", "item:nieuws"]
    assert hellos(page)[0]["n"] == 5
    expect(page.locator("body")).not_to_contain_text("Te vroeg")


def test_a_snapshot_replaces_the_whole_screen_in_order(visit: Callable[[Server], Page]) -> None:
    page = visit(Server(nodes=(HEADER, MAIL, NEWS)))
    later = replace(NEWS, item="b", key="item:b", order=30)
    push(page, 0, 9, HEADER, later, replace(NEWS, item="a", key="item:a", order=15), NEWS, epoch="e2")
    assert keys(page) == ["item:a", "item:nieuws", "item:b"]
    push(page, 9, 10, removed=("item:a",), epoch="e2")
    assert keys(page) == ["item:nieuws", "item:b"]


def test_what_somebody_types_stays_while_the_rest_of_its_node_changes(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    page.click(".answer__start")
    area = page.locator("textarea")
    area.click()
    page.keyboard.type("Wij weten nog")
    by_other = replace(GIVEN, by_me=False, by_name="Burgemeester", text="Geen commentaar.")
    push(page, 3, 4, replace(MAIL, title="Nieuwe titel", ask=replace(ASK, answer=by_other)))
    page.keyboard.type(" niets")
    expect(area).to_have_value("Wij weten nog niets")
    expect(page.locator("[data-item=mail]")).to_contain_text("Geen commentaar.")
    expect(page.locator("[data-item=mail]")).to_contain_text("Nieuwe titel")
    assert page.input_value("input[name=based_on]") == "0"


def test_a_form_that_nobody_uses_follows_the_server(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    push(page, 3, 4, replace(MAIL, ask=replace(ASK, answer=GIVEN)))
    push(page, 4, 5, replace(MAIL, ask=replace(ASK, answer=replace(GIVEN, text="Anders.", revision=2))))
    assert page.input_value("textarea") == "Anders."
    assert page.input_value("input[name=based_on]") == "2"


def test_a_draft_survives_a_reload(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    page.click(".answer__start")
    page.fill("textarea", "Half af")
    page.reload()
    expect(page.locator("textarea")).to_have_value("Half af")
    expect(page.locator("textarea")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_visible()


def test_a_draft_stays_readable_when_the_question_closed(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    page.click(".answer__start")
    page.fill("textarea", "Half af")
    push(page, 3, 4, replace(MAIL, ask=replace(ASK, open=False)))
    expect(page.locator("[data-unsent]")).to_contain_text("Half af")


def test_an_answer_is_sent_until_the_server_has_it_with_the_same_id(visit: Callable[[Server], Page]) -> None:
    failed = {"ok": False, "command_id": "", "code": "store.failed", "sentence": "Niet bewaard."}
    server = Server(answers=[None, (503, failed), (200, {"ok": True, "step": 5})])
    page = visit(server)
    page.click(".answer__start")
    page.fill("textarea", " Wij melden ons om 12 uur. ")
    page.click("form button[type=submit]")
    expect(page.locator("[data-pending]")).to_contain_text("wordt verstuurd")
    expect(page.locator("[data-pending]")).to_contain_text("Wij melden ons om 12 uur.")
    expect(page.locator("[data-pending-word]")).to_have_text("verstuurd", timeout=15_000)
    assert len(server.posted) == 3
    assert len({command["command_id"] for command in server.posted}) == 1
    first = server.posted[0]
    assert len(first.pop("command_id")) == 32
    assert first == {"type": "respond", "inject": "mail", "based_on": 0, "text": "Wij melden ons om 12 uur."}
    push(page, 3, 4, replace(MAIL, ask=replace(ASK, answer=replace(GIVEN, text="Wij melden ons om 12 uur."))))
    expect(page.locator("[data-pending]")).to_be_hidden()
    expect(page.locator("[data-part=receipt]")).to_contain_text("verstuurd · za 19.14")
    push(page, 4, 5, replace(MAIL, ask=replace(ASK, answer=replace(GIVEN, read=True))))
    expect(page.locator("[data-part=receipt]")).to_contain_text("gelezen")


def test_an_answer_waits_through_a_reload(visit: Callable[[Server], Page]) -> None:
    server = Server(answers=[None] * 3)
    page = visit(server)
    page.click(".answer__start")
    page.fill("textarea", "Wij komen.")
    page.click("form button[type=submit]")
    page.wait_for_timeout(50)
    page.reload()
    expect(page.locator("[data-pending]")).to_contain_text("Wij komen.")
    expect(page.locator("[data-pending-word]")).to_have_text("verstuurd", timeout=20_000)
    assert len({command["command_id"] for command in server.posted}) == 1


def test_a_refusal_is_shown_at_the_form_and_keeps_the_text(visit: Callable[[Server], Page]) -> None:
    refused = {"ok": False, "command_id": "", "code": "answer.changed", "sentence": "Iemand anders was u voor."}
    page = visit(Server(answers=[(409, refused)]))
    page.click(".answer__start")
    page.fill("textarea", "Mijn versie")
    page.click("form button[type=submit]")
    expect(page.locator("[data-error]")).to_have_text("Iemand anders was u voor.")
    expect(page.locator("textarea")).to_have_value("Mijn versie")
    expect(page.locator("[data-pending]")).to_be_hidden()


def test_a_text_that_is_too_long_or_empty_is_not_sent(visit: Callable[[Server], Page]) -> None:
    server = Server()
    page = visit(server)
    page.click(".answer__start")
    page.fill("textarea", "x" * 43)
    expect(page.locator("[data-counter]")).to_have_text("43 van 40 tekens")
    page.click("form button[type=submit]")
    expect(page.locator("[data-error]")).to_contain_text("3 tekens te lang")
    page.fill("textarea", "   ")
    page.click("form button[type=submit]")
    expect(page.locator("[data-error]")).to_contain_text("Schrijf eerst")
    assert server.posted == []


def test_a_seat_taken_over_stops_and_says_so(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    page.evaluate("push({ type: 'taken_over' })")
    expect(page.locator("[data-taken-over]")).to_be_visible()
    page.evaluate("window.hellos.length = 0; window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1300)
    assert hellos(page) == []


def test_a_lost_line_is_shown_and_comes_back(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    push(page, 3, 4, HEADER)
    expect(page.locator("[data-when=open]")).to_be_visible()
    page.evaluate("window.dead = true; socket.close()")
    expect(page.locator("[data-when=lost]")).to_be_visible()
    page.evaluate("window.dead = false; window.dispatchEvent(new Event('online'))")
    until(page, "hellos.length > 1")
    push(page, 4, 5, HEADER)
    expect(page.locator("[data-when=open]")).to_be_visible()
    assert hellos(page)[-1]["n"] == 4


def test_clocks_run_on_their_own(visit: Callable[[Server], Page]) -> None:
    page = visit(Server())
    timer = page.locator("[data-deadline-at]").first
    expect(timer).to_have_text("nog 5:00")
    expect(page.locator("[data-story-clock]")).to_have_text("za 19.26")
    page.evaluate("push({ type: 'clock', at_ms: 399000, running: true, speed: [20, 1] })")
    expect(timer).to_have_text("te laat")


def test_everything_works_where_storage_is_refused(context: BrowserContext, visit: Callable[[Server], Page]) -> None:
    context.add_init_script(NO_STORAGE)
    server = Server()
    page = visit(server)
    page.click(".answer__start")
    page.fill("textarea", "Wij komen.")
    page.click("form button[type=submit]")
    expect(page.locator("[data-pending-word]")).to_have_text("verstuurd")
    assert [command["text"] for command in server.posted] == ["Wij komen."]


def test_a_call_is_opened_by_answering_it(visit: Callable[[Server], Page]) -> None:
    call = replace(NEWS, channel="phone", item="bel", key="item:bel")
    server = Server(nodes=(HEADER, call))
    page = visit(server)
    with page.expect_request(lambda request: "bel" in (request.post_data or "")) as opened:
        page.click(".call__ring")
    assert '"type":"open"' in (opened.value.post_data or "")
    expect(page.locator(".call__quote")).to_be_visible()


def test_only_a_question_of_now_is_the_thing_to_do(visit: Callable[[Server], Page]) -> None:
    early = replace(MAIL, ask=replace(ASK, deadline_at_ms=None))
    late = replace(NEWS, at_ms=50_000, ask=ASK)
    page = visit(Server(nodes=(HEADER, early)))
    todo = page.locator(".sk-item--todo")
    expect(todo).to_have_attribute("data-item", "mail")
    push(page, 3, 4, late)
    expect(todo).to_have_attribute("data-item", "nieuws")
    push(page, 4, 5, replace(late, ask=replace(ASK, missed=True)))
    expect(todo).to_have_attribute("data-item", "mail")
    push(page, 5, 6, replace(HEADER, phase=replace(PHASE, started_at_ms=60_000)))
    expect(todo).to_have_count(0)
    push(page, 6, 7, HEADER)
    expect(todo).to_have_count(1)
    push(page, 7, 8, replace(HEADER, phase=replace(PHASE, kind="plenary")))
    expect(todo).to_have_count(0)


def test_the_way_down_never_covers_an_answer_or_the_role(visit: Callable[[Server], Page]) -> None:
    page = visit(Server(nodes=(HEADER, replace(MAIL, body="Zin. " * 600))))
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator(".answer__start").click()
    page.locator("textarea").press_sequentially("Wij")
    push(page, 3, 4, replace(NEWS, body="Zin. " * 900))
    way, send = page.locator("[data-below]"), page.locator("button[type=submit]")
    expect(way).to_have_text("Nieuw bericht")
    send.scroll_into_view_if_needed()
    over, under = way.bounding_box(), send.bounding_box()
    assert over
    assert under
    assert over["y"] + over["height"] < under["y"]
    page.locator("[data-tab=role][href]").click()
    expect(way).to_be_hidden()


def test_the_keyboard_leaves_what_is_typed_in_sight(visit: Callable[[Server], Page]) -> None:
    page = visit(Server(nodes=(HEADER, replace(MAIL, body="Zin. " * 300))))
    page.locator(".answer__start").click()
    page.locator("textarea").press_sequentially("Wij")
    page.set_viewport_size({"width": 412, "height": 480})
    expect(page.locator("textarea")).to_be_in_viewport(ratio=1)


def test_nothing_is_wider_than_the_smallest_phone(visit: Callable[[Server], Page]) -> None:
    page = visit(Server(nodes=(HEADER, MAIL, replace(NEWS, title="Verantwoordelijkheidsverdelingsvraagstukken" * 2))))
    page.set_viewport_size({"width": 320, "height": 640})
    page.click(".answer__start")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
