"""Scenario tests as their authors write them: from `tests/*.yaml` to `ScenarioTest`, or findings with their places.

Owns the keys of these files and the checks against the scenario they belong to. The values are in `expected`; tests are
played by `engine.rehearsal`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from engine.scenario.conditions.parsing import MAX_NUMBER
from engine.scenario.files.composing import tree_of
from engine.scenario.files.nodes import Fields, Node, Word
from engine.scenario.findings import Enough, Finding, Place, Report, shown
from engine.scenario.model import Audience, Form, FormKind, Inject, Parameter, Phase, Scenario
from engine.scenario.sections.expected import (
    ExpectedStep,
    GivenAnswer,
    Held,
    Moment,
    Named,
    Reply,
    ScenarioTest,
    TrainerAct,
)
from engine.scenario.sections.fields import TITLE, Block, Desk, Names, keys
from engine.scenario.sections.people import EVERYBODY, FACILITATOR, PLENARY
from engine.scenario.sections.variables import value_for
from engine.scenario.times import duration_in_words, duration_ms, offset_ms, story_in_words, story_minute

TEST = keys("format test", "seed given parameters answers trainer steps never always_sent ends")
ANSWER = keys("inject by", "after at option text ticks number fields")
TRAINER_ACT = keys("at", "fire skip next_phase")
STEP = keys("at", "expect not_yet state")
ENDS = keys("", "state")
REPLY: Mapping[FormKind, str] = {
    "text": "text",
    "statement": "text",
    "choice": "option",
    "checklist": "ticks",
    "assessment": "number",
    "worksheet": "fields",
}
"""Kind of form → the key of the answer to it."""
MAX_SEED = 1_000_000_000
MAX_ITEMS = 200
"""Answers, steps or expectations in one list of a test."""
_PHASE_MOMENT = re.compile(r"([a-z][a-z0-9_-]*)(?: *\+ *(\S.*))?")
_TO = re.compile(r"(\S+) to (\S.*)")


def read_test(content: bytes, shown_as: str, scenario: Scenario) -> tuple[ScenarioTest | None, tuple[Finding, ...]]:
    """The test in a file, checked against a scenario without errors; None when the file has mistakes."""
    report = Report(shown_as)
    desk = Desk(report, parameters=Names(scenario.parameters))
    test = None
    try:
        tree = tree_of(content, report)
        if tree is not None:
            test = _Reader(desk, scenario).test(tree)
    except Enough:
        last = report.in_order()[-1]
        report.close("E026", Place(last.line, last.column))
    return None if report.has_errors else test, report.in_order()


class _Reader:
    """Reads one file; everything it names is looked up in the scenario."""

    def __init__(self, desk: Desk, scenario: Scenario) -> None:
        self._desk = desk
        self._scenario = scenario
        self._injects = Names(scenario.injects)

    def test(self, tree: Node) -> ScenarioTest:
        desk, top = self._desk, Block(self._desk, tree, TEST)
        version = desk.word(top.get("format"))
        if version is not None and version.value != "1":
            desk.report.add("E024", version.place, value=shown(version.value))
        ends = Block(desk, top.get("ends"), ENDS) if "ends" in top else None
        test = ScenarioTest(
            title=top.text("test", TITLE, fill=False),
            seed=desk.number(top.get("seed"), 0, MAX_SEED, default=1),
            given={held.variable: held.value for held in self._state(top.get("given"))},
            parameters=dict(self._parameters(top.get("parameters"))),
            answers=tuple(a for n in desk.items(top.get("answers"), MAX_ITEMS) if (a := self._answer(n))),
            trainer=tuple(t for n in desk.items(top.get("trainer"), MAX_ITEMS) if (t := self._act(n))),
            steps=tuple(s for n in desk.items(top.get("steps"), MAX_ITEMS) if (s := self._step(n))),
            never=self._named(top.get("never"), False),
            always_sent=self._named(top.get("always_sent"), True),
            ends=self._state(ends.get("state")) if ends else (),
        )
        if test.expects_nothing and not desk.report.has_errors:
            desk.report.add("W524", top.key_place("test"))
        return test

    # -- what is given -----------------------------------------------------------------------------------------

    def _state(self, node: Node | None) -> tuple[Held, ...]:
        held = []
        for key, value in self._desk.section(node, MAX_ITEMS, required=True):
            variable = self._scenario.variables.get(key.value)
            if variable is None:
                self._desk.unknown("E210", key, tuple(self._scenario.variables))
            elif (found := value_for(self._desk, value, variable)) is not None:
                held.append(Held(variable.id, found, value.place))
        return tuple(held)

    def _parameters(self, node: Node | None) -> list[tuple[str, str]]:
        given = []
        for key, value in self._desk.section(node, 100, required=True):
            parameter = self._scenario.parameters.get(key.value)
            if parameter is None:
                self._desk.unknown("E109", key, tuple(self._scenario.parameters))
            else:
                given.append((parameter.id, self._local_word(value, parameter)))
        return given

    def _local_word(self, node: Node, parameter: Parameter) -> str:
        if parameter.type == "number":
            low = -MAX_NUMBER if parameter.min is None else parameter.min
            high = MAX_NUMBER if parameter.max is None else parameter.max
            return str(self._desk.number(node, low, high, default=low))
        if parameter.type == "choice":
            return self._desk.one_of(node, parameter.options, parameter.default)
        return self._desk.text(node, parameter.max_length, fill=False)

    # -- who does what -----------------------------------------------------------------------------------------

    def _answer(self, node: Node) -> GivenAnswer | None:
        desk, block = self._desk, Block(self._desk, node, ANSWER)
        word = desk.word(block.get("inject"))
        inject = self._scenario.injects.get(desk.known(word, self._injects, "E124") or "")
        if word is None or inject is None:
            return None
        if inject.response is None:
            desk.report.add("E129", word.place, "test_no_response", value=inject.id)
            return None
        form = self._scenario.forms[inject.response.form]
        moment = self._answer_moment(block, inject)
        by = self._by(block.get("by"), inject)
        reply = self._reply(block, form)
        return GivenAnswer(moment, inject.id, by, reply, block.place) if moment and reply else None

    def _answer_moment(self, block: Block, inject: Inject) -> Moment | None:
        """`at` a moment of its own, or so long `after` the inject came; at once when nothing is said."""
        if "at" in block and "after" in block:
            self._desk.report.add("E117", block.key_place("at"), first="after", second="at")
            return None
        if "at" in block:
            return self._moment(block.get("at"))
        return Moment("inject", inject.id, self._desk.duration_ms(block.get("after")))

    def _by(self, node: Node | None, inject: Inject) -> tuple[tuple[str, str], ...]:
        """The units that answer, each with the first of its seats that is meant."""
        assert inject.response is not None
        found: dict[str, str] = {}
        for word in self._desk.words(node):
            seats = self._seats(word)
            asked = [(unit, seat) for unit in inject.response.units for seat in self._among(unit, seats)]
            if seats and not asked:
                who = ", ".join(unit.partition(":")[2] for unit in inject.response.units)
                self._desk.report.add("E532", word.place, value=shown(word.value), inject=inject.id, options=who)
            for unit, seat in asked:
                found.setdefault(unit, seat)
        return tuple(found.items())

    def _among(self, unit: str, seats: Collection[str]) -> list[str]:
        return [seat for seat in self._scenario.unit_seats(unit) if seat in seats]

    def _seats(self, word: Word) -> tuple[str, ...]:
        """The seats behind a role, a seat, a team or `all`."""
        scenario = self._scenario
        teams = {f"team {team}": scenario.team_seats(team) for team in scenario.teams}
        roles = {role: tuple(s.id for s in scenario.seats.values() if s.role == role) for role in scenario.roles}
        behind = {EVERYBODY: tuple(scenario.seats), **{s: (s,) for s in scenario.seats}, **roles, **teams}
        if word.value not in behind:
            self._desk.unknown("E120", word, tuple(behind))
        return behind.get(word.value, ())

    def _reply(self, block: Block, form: Form) -> Reply | None:
        fits = REPLY[form.kind]
        foreign = [part for part in REPLY.values() if part != fits and part in block]
        if fits not in block or foreign:
            place = block.key_place(foreign[0] if foreign else "inject")
            self._desk.report.add("E533", place, form=form.id, key=fits)
            return None
        node, before = block.get(fits), len(self._desk.report.findings)
        reply = self._said(node, form)
        return reply if len(self._desk.report.findings) == before else None

    def _said(self, node: Node | None, form: Form) -> Reply:
        desk = self._desk
        match form.kind:
            case "choice":
                return Reply(option=desk.known(desk.word(node), Names(form.options), "E123", form=form.id))
            case "checklist":
                return Reply(ticks=self._ticks(node, form.options, form.id, (form.min_ticks, form.max_ticks)))
            case "assessment":
                assert form.scale is not None
                return Reply(number=desk.number(node, form.scale.first, form.scale.last, default=form.scale.first))
            case "worksheet":
                return Reply(fields=tuple(self._fields(node, form)))
        return Reply(text=desk.text(node, form.max_length, fill=False))

    def _ticks(
        self, node: Node | None, options: Collection[str], form: str, limits: tuple[int, int]
    ) -> tuple[str, ...]:
        words = self._desk.words(node) if node is not None else []
        low, high = limits
        if node is not None and words and not low <= len(words) <= high:
            self._desk.report.add("E108", node.place, value=len(words), low=low, high=high)
        ticked = (self._desk.known(word, Names(options), "E123", form=form) for word in words)
        return tuple(option for option in ticked if option is not None)

    def _fields(self, node: Node | None, form: Form) -> Iterator[tuple[str, str | tuple[str, ...]]]:
        """What is filled in on a worksheet; a required field that is left out is missing."""
        filled = {key.value for key, _ in self._desk.section(node, MAX_ITEMS, required=True)}
        for missing in (field.id for field in form.fields.values() if field.required and field.id not in filled):
            self._desk.report.add("E102", node.place if node is not None else Place(1, 1), key=missing)
        for key, value in self._desk.section(node, MAX_ITEMS):
            field = form.fields.get(key.value)
            if field is None:
                self._desk.unknown("E109", key, tuple(form.fields))
            elif field.kind == "text":
                yield field.id, self._desk.text(value, field.max_length, fill=False)
            else:
                limits = (1, 1) if field.kind == "choice" else (field.min_ticks, field.max_ticks)
                yield field.id, self._ticks(value, field.options, form.id, limits)

    def _act(self, node: Node) -> TrainerAct | None:
        desk, block = self._desk, Block(self._desk, node, TRAINER_ACT)
        verbs = [verb for verb in TRAINER_ACT.optional if verb in block]
        if len(verbs) != 1:
            if isinstance(node, Fields) and node.entries.keys() <= {"at", *TRAINER_ACT.optional}:
                desk.report.add("E534", block.key_place(verbs[1]) if verbs else block.place, count=len(verbs))
            return None
        moment = self._moment(block.get("at"))
        if verbs[0] == "next_phase":
            desk.yes(block.get("next_phase"))
            return TrainerAct(moment, "next_phase", moment.name, block.place) if moment else None
        inject = desk.known(desk.word(block.get(verbs[0])), self._injects, "E124")
        if moment is None or inject is None:
            return None
        return TrainerAct(moment, "fire" if verbs[0] == "fire" else "skip", inject, block.place)

    # -- what is expected --------------------------------------------------------------------------------------

    def _step(self, node: Node) -> ExpectedStep | None:
        block = Block(self._desk, node, STEP)
        moment = self._moment(block.get("at"))
        at = block.get("at")
        sent = self._named(block.get("expect"), True)
        not_yet = self._named(block.get("not_yet"), False)
        state = self._state(block.get("state"))
        return ExpectedStep(moment, at.place, sent, not_yet, state) if moment and at else None

    def _named(self, node: Node | None, with_to: bool) -> tuple[Named, ...]:
        """Injects by id, each perhaps with `to` and who gets it."""
        named = []
        for word in self._desk.words(node) if node is not None else ():
            parts = _TO.fullmatch(word.value) if with_to else None
            inject = self._desk.known(word if parts is None else _cut(word, 0, parts[1]), self._injects, "E124")
            to = self._audience(_cut(word, parts.start(2), parts[2])) if parts else None
            if inject:
                named.append(Named(inject, word.place, to))
        return tuple(named)

    def _audience(self, word: Word) -> Audience:
        if word.value in (PLENARY, FACILITATOR):
            return Audience((), word.value == PLENARY, word.value == FACILITATOR, (word.value,))
        return Audience(self._seats(word), described=(word.value,))

    # -- moments -----------------------------------------------------------------------------------------------

    def _moment(self, node: Node | None) -> Moment | None:
        """`avond +5 min`, `avond`, or a story time that some phase tells."""
        word = self._desk.word(node)
        if word is None:
            return None
        if (minute := story_minute(word.value)) is not None:
            return self._story_moment(word, minute)
        parts = _PHASE_MOMENT.fullmatch(word.value)
        later_ms = duration_ms(parts[2] or "0 s") if parts else None
        if parts is None or later_ms is None:
            self._desk.report.add("E530", word.place, value=shown(word.value))
            return None
        phases = Names([phase.id for phase in self._scenario.phases])
        name = self._desk.known(_cut(word, 0, parts[1]), phases, "E121")
        if name is None:
            return None
        length_ms = self._scenario.phase(name).length_ms
        if later_ms > length_ms:
            self._desk.report.add("E131", word.place, phase=name, length=duration_in_words(length_ms))
            return None
        return Moment("phase", name, later_ms)

    def _story_moment(self, word: Word, minute: int) -> Moment | None:
        for phase in self._scenario.phases:
            if phase.story_from_min <= minute <= phase.story_to_min:
                return Moment("phase", phase.id, _into_ms(phase, minute))
        self._desk.report.add("E531", word.place, value=story_in_words(minute))
        return None


def _into_ms(phase: Phase, minute: int) -> int:
    if phase.story_from_min == phase.story_to_min:
        return 0
    return offset_ms(minute, phase.story_from_min, phase.story_to_min, phase.length_ms)


def _cut(word: Word, offset: int, part: str) -> Word:
    """A part of a word, at its own place."""
    return Word(word.place_of(offset), part)
