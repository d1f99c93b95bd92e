"""Everything that can be found out about a scenario: reading it, playing its tests, and a few runs of its own.

Owns the order of these, and how much may be spent on them. `check` and the author's page ask here; whoever only wants
to play reads the scenario with `engine.scenario.reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.rehearsal.course import Course
from engine.rehearsal.doubts import never_came
from engine.rehearsal.judging import judge, play
from engine.rehearsal.run import MOST_WORK
from engine.scenario.files.package import SCENARIO_FILE, Kept
from engine.scenario.findings import Enough, Finding, Place, Report
from engine.scenario.model import Scenario
from engine.scenario.reading import Reading, read
from engine.scenario.sections.exceptions import Exempt, silence
from engine.scenario.sections.expected import ScenarioTest
from engine.scenario.sections.testing import read_test

TESTS = "tests"
MOST_TESTS = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """A reading with everything that was found, and how many of its tests came out as expected."""

    reading: Reading
    tests: int = 0
    passed: int = 0


def check(path: Path) -> Reading:
    """Read a scenario, play its tests and rehearse it a few times. The findings of all of these, in order of place.

    The scenario is there whenever it can be played, also when a test of it fails.
    """
    return checked(path).reading


def checked(path: Path) -> Checked:
    """As `check`, with the number of tests and of those that passed."""
    reading = read(path)
    if reading.scenario is None or reading.package is None:
        return Checked(reading)
    check_up = _CheckUp(reading.scenario, reading.places, reading.package.shown(SCENARIO_FILE))
    if not isinstance(reading.package, Kept):  # a file of another name stands on its own
        tests = {name: content for name, content in reading.files.items() if name.startswith(f"{TESTS}/")}
        check_up.play_tests({reading.package.shown(name): content for name, content in sorted(tests.items())})
    check_up.rehearse()
    check_up.note_unused(reading.exceptions)
    kept, ignored = silence(check_up.findings, reading.exceptions)
    findings = sorted((*reading.findings, *kept), key=lambda f: (f.file, f.line, f.column, f.code))
    whole = replace(reading, findings=tuple(findings), ignored=(*reading.ignored, *ignored))
    return Checked(whole, check_up.tests, check_up.passed)


@dataclass(slots=True)
class _CheckUp:
    """One scenario being looked at: what its tests and runs brought to light so far."""

    scenario: Scenario
    places: Mapping[tuple[str, ...], Place]
    shown_as: str
    findings: list[Finding] = field(default_factory=list)
    tests: int = 0
    read: int = 0
    passed: int = 0
    courses: list[Course] = field(default_factory=list)
    chosen: set[tuple[str, str]] = field(default_factory=set)
    """Form and option of every answer that a test gave."""
    looked_for: set[str] = field(default_factory=set)
    """Codes of doubts that could be found, whether or not they were."""

    def play_tests(self, files: Mapping[str, bytes]) -> None:
        """Play every test of the folder, and note what no test ever chooses."""
        self.tests = len(files)
        for name, content in list(files.items())[:MOST_TESTS]:
            self._play_test(name, content)
        with self._noting(self.shown_as) as report:
            self.looked_for.add("W520")
            if not files:
                report.add("W520", Place(1, 1))
            elif len(files) > MOST_TESTS:
                report.add("E114", Place(1, 1, list(files)[MOST_TESTS]), count=len(files), limit=MOST_TESTS)
            elif self.read == len(files):  # what an unreadable test chooses, nobody knows
                self._note_never_chosen(report)

    def rehearse(self) -> None:
        """Note what came in no run at all."""
        with self._noting(self.shown_as) as report:
            if never_came(self.scenario, self.courses, self.places, report):
                self.looked_for |= {"W522", "W523"}

    def note_unused(self, exceptions: Iterable[Exempt]) -> None:
        """Note exceptions for what only playing finds, where playing looked for it and did not find it."""
        with self._noting(self.shown_as) as report:
            for exempt in exceptions:
                if exempt.code in self.looked_for and not any(map(exempt.covers, self.findings)):
                    report.add("W340", exempt.place, value=exempt.code)

    @contextmanager
    def _noting(self, file: str) -> Iterator[Report]:
        """A report on a file whose findings are kept; when there are too many, the last says so."""
        report = Report(file)
        try:
            yield report
        except Enough:
            last = report.in_order()[-1]
            report.close("E026" if report.has_errors else "W305", Place(last.line, last.column, last.file))
        self.findings += report.in_order()

    def _play_test(self, name: str, content: bytes) -> None:
        test, found = read_test(content, name, self.scenario)
        self.findings += found
        if test is None:
            return
        self.read += 1
        course = play(self.scenario, test, MOST_WORK - sum(course.work for course in self.courses))
        self.courses.append(course)
        self.chosen |= set(_chosen(self.scenario, test))
        with self._noting(name) as report:
            judge(test, course, report)
        self.passed += not report.findings

    def _note_never_chosen(self, report: Report) -> None:
        self.looked_for.add("W521")
        for form, options in _that_matter(self.scenario).items():
            left = [option for option in options if (form, option) not in self.chosen]
            if left:
                report.add("W521", self.places["forms", form], form=form, options=", ".join(left))


def _chosen(scenario: Scenario, test: ScenarioTest) -> Iterable[tuple[str, str]]:
    for answer in test.answers:
        response = scenario.injects[answer.inject].response
        if response is not None:
            yield from ((response.form, key) for key in answer.reply.keys)


def _that_matter(scenario: Scenario) -> dict[str, Sequence[str]]:
    """Per form its options that have consequences somewhere."""
    found: dict[str, set[str]] = {}
    for inject in scenario.injects.values():
        if inject.response is not None:
            with_effects = {option for option, effects in inject.response.answers.items() if effects}
            found.setdefault(inject.response.form, set()).update(with_effects)
    return {
        form.id: [key for key in form.answer_keys if key in found.get(form.id, ())] for form in scenario.forms.values()
    }
