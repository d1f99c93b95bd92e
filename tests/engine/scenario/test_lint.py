"""Doubts: raised where something was probably not meant, and only there."""

from __future__ import annotations

from engine.scenario.reading import read_files


def doubts(injects: str, state: str = "", rest: str = "") -> list[tuple[str, int]]:
    """Codes and lines for two phases of ten minutes and these injects; the injects begin on line 8."""
    text = f"""\
format: 1
scenario: {{id: proef, title: Proef, starts: dag 1 08:00}}
roles: {{wethouder: {{title: Wethouder}}}}
phases:
  - {{id: een, title: Een, session: 10 min, clock: {{from: dag 1 08:00, to: dag 1 09:00}}}}
  - {{id: twee, title: Twee, kind: break, session: 10 min, clock: {{from: dag 1 09:00, to: dag 1 10:00}}}}
injects:
{injects}{state}{rest}"""
    reading = read_files({"scenario.yaml": text.encode()})
    assert reading.scenario is not None, reading.findings
    return [(finding.code, finding.line) for finding in reading.findings]


def inject(ident: str, keys: str, phase: str = "een") -> str:
    fixed = f"channel: note, from: Pers, to: wethouder, title: {ident}, body: B"
    return f"  - {{id: {ident}, phase: {phase}, {fixed}, {keys}}}\n"


FORM = "forms: {zeggen: {kind: text, question: Wat?}}\n"


def test_a_message_sent_by_hand_only_is_fine() -> None:
    assert doubts(inject("a", "manual: yes")) == []


def test_a_deadline_may_just_fit() -> None:
    response = "response: {form: zeggen, by: wethouder, deadline: 4 min}"

    assert doubts(inject("a", f"at: +6 min, {response}"), rest=FORM) == []
    assert doubts(inject("a", f"at: +7 min, {response}"), rest=FORM) == [("W210", 8)]
    assert doubts(inject("a", f"at: +7 min, carry: yes, {response}"), rest=FORM) == []


def test_a_chain_that_ends_after_its_phase_is_doubted() -> None:
    chain = inject("a", "at: +6 min") + inject("b", "after: {inject: a, delay: 3 min}")

    assert doubts(chain) == []
    assert doubts(chain + inject("c", "after: {inject: b, delay: 2 min}")) == [("W211", 10)]


def test_waiting_for_a_later_phase_never_ends() -> None:
    later = inject("a", "at: +1 min", "twee")

    assert doubts(later + inject("b", "after: {inject: a}")) == [("W220", 9)]
    assert doubts(later + inject("b", "after: {inject: a}, carry: yes")) == []
    assert doubts(inject("a", "at: +1 min") + inject("b", "after: {inject: a}", "twee")) == []


def test_a_variable_is_changed_and_read() -> None:
    state = "state: {gebeld: {type: yesno, start: no}}\n"
    change, look = inject("a", "at: +1 min, effects: [set: {gebeld: yes}]"), inject("b", "when: gebeld")

    assert doubts(change + look, state) == []
    assert doubts(change, state) == [("W221", 9)]
    assert doubts(look, state) == [("W222", 9)]
    assert doubts(inject("c", "manual: yes"), state) == [("W223", 9)]


def test_a_variable_changed_by_an_answer_is_changed() -> None:
    state = "state: {gebeld: {type: yesno, start: no}}\n"
    answer = "response: {form: zeggen, by: wethouder, no_answer: [set: {gebeld: yes}]}"

    assert doubts(inject("a", f"manual: yes, if: not gebeld, {answer}"), state, FORM) == []


def test_a_meter_needs_no_reader() -> None:
    assert doubts(inject("a", "at: +1 min, effects: [add: {onrust: 1}]")) == []


def test_a_title_is_measured_as_it_will_be_read() -> None:
    title = "title: '{{ gemeente }} {{ gemeente }} {{ gemeente }} {{ gemeente }} en nog iets'"
    parameters = "parameters: {gemeente: {label: G, default: Ee}}\n"

    assert doubts(inject("a", "manual: yes").replace("title: a", title), rest=parameters) == []


def test_brackets_that_are_part_of_the_story_are_left_alone() -> None:
    body = "body: '[foto van een straat] XX en [Naam]'"

    assert doubts(inject("a", "manual: yes").replace("body: B", body)) == [("W304", 8)]
