"""Parameters have a type and limits for the person who fills them in, and are words in texts all the same."""

from __future__ import annotations

import pytest

from engine.scenario.model import Parameter
from engine.scenario.reading import Reading, read_files
from tests.engine.scenario.test_findings import SOUND

WRITTEN = "gemeente: {label: Gemeente, default: Hesselveld}"


def reading_of(parameter: str) -> Reading:
    assert WRITTEN in SOUND
    return read_files({"scenario.yaml": SOUND.replace(WRITTEN, f"gemeente: {parameter}").encode()})


def parameter(written: str) -> Parameter:
    scenario = reading_of(written).scenario
    assert scenario is not None
    return scenario.parameters["gemeente"]


def findings(written: str) -> list[tuple[str, str]]:
    return [(f.code, f.hint) for f in reading_of(written).findings]


def test_a_parameter_is_a_text_unless_it_says_otherwise() -> None:
    assert parameter("{label: Gemeente, default: Hesselveld}") == Parameter("gemeente", "Gemeente", "Hesselveld")
    assert parameter("{label: G, type: text, default: H, max: 40}").max_length == 40


def test_a_number_keeps_the_word_that_texts_show_and_its_limits() -> None:
    made = parameter("{type: number, label: Inwoners, default: 4200, min: 1, max: 9000}")

    assert made == Parameter("gemeente", "Inwoners", "4200", type="number", min=1, max=9000)


def test_a_number_without_limits_has_none() -> None:
    made = parameter("{type: number, label: Inwoners, default: -3}")

    assert (made.default, made.min, made.max) == ("-3", None, None)


def test_a_choice_has_words_to_choose_from() -> None:
    made = parameter("{type: choice, label: Omroep, options: [RTV Oost, 'No'], default: 'No'}")

    assert made == Parameter("gemeente", "Omroep", "No", type="choice", options=("RTV Oost", "No"))


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("{type: choise, label: G, default: H}", "E109", 'bedoelde u "choice"?'),
        ("{type: number, label: G, default: veel}", "E103", "gebruik een heel getal"),
        ("{type: number, label: G, default: 3, max: 2}", "E108", "van -1000000000 tot en met 2"),
        ("{type: number, label: G, default: 3, min: 5, max: 2}", "E108", "minstens 5"),
        ("{type: number, label: G, default: 3, options: [3]}", "E101", "hier kan: label, type, default, min, max"),
        ("{type: choice, label: G, default: H}", "E102", "voeg een regel toe: options: …"),
        ("{type: choice, label: G, default: H, options: [Hesselt]}", "E109", "kies uit: Hesselt"),
        (
            "{type: choice, label: G, default: H, options: [H], max: 3}",
            "E101",
            "hier kan: label, type, default, options",
        ),
        ("{label: G, default: H, options: [H]}", "E101", "hier kan: label, type, default, max"),
        ("{label: G, default: H, min: 1}", "E101", "hier kan: label, type, default, max"),
        ("{label: G, default: Hesselveld, max: 5}", "E107", "hoogstens 5 tekens"),
    ],
)
def test_a_default_or_limit_that_does_not_fit_is_one_finding(written: str, code: str, hint: str) -> None:
    assert findings(written) == [(code, hint)]
