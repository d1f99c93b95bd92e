"""Conditions: what they mean, and that nothing an author writes makes reading them fail."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scenario.conditions.parsing import Condition, ConditionNames, holds, parse
from engine.scenario.model import Value, Variable
from tests.engine.worlds import Told

VARIABLES = {
    "gebeld": Variable("gebeld", "yesno", False),
    "standpunt": Variable("standpunt", "choice", "geen", ("geen", "meedoen", "afwijzen")),
    "keuze": Variable("keuze", "choice", "geen", ("geen", "anders")),
    "kiest": Variable("kiest", "choice", "ja", ("ja", "nee")),
    "rang": Variable("rang", "choice", "hoog", ("hoog", "laag")),
    "vragen": Variable("vragen", "number", 0),
}
PHASES = ("acuut", "nafase")
NAMES = ConditionNames(VARIABLES, PHASES, ("een",), ("een",), ("een",))
VALUES: Mapping[str, Value] = {
    "gebeld": False,
    "standpunt": "meedoen",
    "keuze": "geen",
    "rang": "hoog",
    "kiest": "ja",
    "vragen": 3,
    "phase": "acuut",
}


def sound(source: str) -> Condition:
    parsed = parse(source, NAMES)
    assert isinstance(parsed, Condition), parsed
    return parsed


def wrong(source: str) -> list[tuple[str, int]]:
    parsed = parse(source, NAMES)
    assert not isinstance(parsed, Condition)
    return [(problem.code, problem.offset) for problem in parsed]


def advice(source: str) -> str:
    parsed = parse(source, NAMES)
    assert not isinstance(parsed, Condition)
    return parsed[0].hint


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("gebeld", False),
        ("not gebeld", True),
        ("gebeld == no", True),
        ("gebeld == nee and vragen >= 3", True),
        ("gebeld == ja or vragen < 3", False),
        ("standpunt == 'meedoen'", True),
        ("standpunt in ['geen', 'afwijzen']", False),
        ("standpunt not in ('geen', 'afwijzen')", True),
        ("phase == \"acuut\"", True),
        ("phase != 'acuut'", False),
        ("0 < vragen <= 3", True),
        ("0 < vragen < 3", False),
        ("vragen * 2 - 1 == 5 and -vragen + 3 == 0", True),
        ("vragen in [1, 2 + 1]", True),
        ("standpunt == keuze", False),
        ("  yes  ", True),
    ],
)  # fmt: skip
def test_a_condition_is_true_or_not(source: str, expected: bool) -> None:
    assert holds(sound(source), VALUES, Told()) is expected


def test_a_condition_knows_what_it_reads() -> None:
    assert sound("gebeld == no and phase == 'acuut' and vragen > 1").names == {"gebeld", "phase", "vragen"}


def test_a_condition_is_a_value() -> None:
    condition = sound("standpunt in ['geen'] or not (vragen + 1 > 2)")

    assert pickle.loads(pickle.dumps(condition)) == condition
    assert len({condition, sound("standpunt in ['geen'] or not (vragen + 1 > 2)")}) == 1


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("vraagen > 1", [("E202", 0)]),
        ("standpunt == 'meedoem'", [("E203", 13)]),
        ("standpunt in ['geen', 'meedoem']", [("E203", 22)]),
        ("phase == 'acuutt'", [("E203", 9)]),
        ("vragen > 'a'", [("E204", 9)]),
        ("gebeld == 1", [("E204", 10)]),
        ("gebeld == 'yes'", [("E204", 10)]),
        ("standpunt < 'meedoen'", [("E204", 0)]),
        ("standpunt == rang", [("E204", 13)]),
        ("gebeld + 1 == 1", [("E204", 0)]),
        ("vragen", [("E205", 0)]),
        ("vragen and gebeld", [("E205", 0)]),
        ("not standpunt", [("E205", 4)]),
        ("vragen > 1.5", [("E207", 9)]),
        ("vragen > 1000000001", [("E207", 9)]),
        ("vraagen > 1 and standpunt == 'x'", [("E202", 0), ("E203", 29)]),
        ("'ééé' == 'ééé' and vraagen > 1", [("E202", 19)]),
        ("   vraagen > 1", [("E202", 3)]),
        ("gebelt < standpunt", [("E202", 0)]),
        ("standpunt >= gebelt", [("E202", 13)]),
    ],
)
def test_a_mistake_is_found_at_its_character(source: str, found: list[tuple[str, int]]) -> None:
    assert wrong(source) == found


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("vragen = 1", "gebruik == om te vergelijken"),
        ("vragen is 1", "gebruik == om te vergelijken"),
        ("gebeld en vragen > 1", "schrijf and"),
        ("gebeld && vragen > 1", "schrijf and"),
        ("gebeld & gebeld", "schrijf and"),
        ("gebeld of vragen > 1", "schrijf or"),
        ("gebeld || vragen > 1", "schrijf or"),
        ("niet gebeld", "schrijf not"),
        ("!gebeld", "schrijf not"),
        ("vragen <> 1", "schrijf !="),
        ("vragen => 1", "schrijf >="),
        ("vragen =< 1", "schrijf <="),
        ("gebeld == True", "schrijf yes of no"),
        ("standpunt == “geen”", "gebruik rechte aanhalingstekens: \" of '"),
        ("standpunt == geen", 'zet aanhalingstekens om de waarde: "geen"'),
        ("kiest == ja", 'zet aanhalingstekens om de waarde: "ja"'),
        ("vraagen > 1", 'bedoelde u "vragen"?'),
        ("standpunt == 'meedoem'", 'bedoelde u "meedoen"?'),
        ("vragen / 2 > 1", "rekenen kan met +, - en *"),
        ("vragen[0] > 1", 'gebruik ronde haken: sent("…")'),
        ("vragen.x > 1", "een punt tussen namen bestaat hier niet"),
    ],
)
def test_the_hint_says_what_was_meant(source: str, hint: str) -> None:
    assert advice(source) == hint


@pytest.mark.parametrize(
    "source",
    [
        "", " ", "(" * 299, "-" * 290 + "1", "not " * 70 + "gebeld", "[" * 250, "1" * 299, "vragen > 1\n",
        "\0", "gebeld\0",
        "vragen\n> 1", "gebeld \\", "\ud800", "'\ud800' == 'a'", "lambda: 1", "[x for x in y]",
        "f'{gebeld}'", "...", "None",
        "gebeld if gebeld else gebeld", "(x := 1)", "*gebeld", "b'a' == b'a'", "1j == 1", "a" * 301, "vragen in vragen",
        "vragen ** 2 > 1", "~vragen > 1", "+vragen > 1", "vragen[0] > 1", "{1: 2}", "{1}", "'\\d' == 'a'", "1or gebeld",
        "__import__('os').system('ls')", "[] in []",
        "sent(*vragen)", "sent(**vragen)", "gebeld == [gebeld]", "[1] == [1]", "() in [()]", "await gebeld", "yield",
    ],
)  # fmt: skip
def test_what_is_not_allowed_is_refused_quietly(source: str) -> None:
    parsed = parse(source, NAMES)

    assert isinstance(parsed, Condition) or all(0 <= p.offset <= len(source) for p in parsed)


def test_the_longest_condition_may_be_three_hundred_characters() -> None:
    longest = "gebeld" + " or gebeld" * 29

    assert isinstance(parse(longest + " " * (300 - len(longest)), NAMES), Condition)
    assert wrong(longest + " or gebeld") == [("E206", 0)]


@given(st.text(max_size=320))
def test_no_text_makes_reading_fail(source: str) -> None:
    parse(source, NAMES)


WORDS = st.sampled_from(
    [
        *VARIABLES,
        "phase",
        "and",
        "or",
        "not",
        "in",
        "==",
        "<",
        "(",
        ")",
        "[",
        "]",
        ",",
        "'geen'",
        "1",
        "+",
        "-",
        "*",
        "yes",
        "é",
        "sent",
        "'een'",
        "sent('een')",
        "minutes_since('een')",
        "count_answered('een')",
    ]
)


@given(st.lists(WORDS, max_size=40))
def test_no_row_of_words_makes_reading_fail(words: list[str]) -> None:
    parsed = parse(" ".join(words), NAMES)

    if isinstance(parsed, Condition):
        assert holds(parsed, VALUES, Told()) in (True, False)


NUMBERS = st.recursive(
    st.integers(-99, 99).map(str) | st.just("vragen"),
    lambda part: (
        st.tuples(part, st.sampled_from("+-*"), part).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | part.map(lambda p: f"-({p})")
    ),
    max_leaves=4,
)
OPTIONS = st.sampled_from(["geen", "meedoen", "afwijzen"]).map(repr)
ATOMS = (
    st.sampled_from(["gebeld", "yes", "no", "ja", "nee", "true", "false", "standpunt == keuze"])
    | st.tuples(NUMBERS, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), NUMBERS).map(" ".join)
    | st.tuples(NUMBERS, st.sampled_from(["<", ">="]), NUMBERS, st.sampled_from(["<", "!="]), NUMBERS).map(" ".join)
    | st.tuples(st.just("standpunt"), st.sampled_from(["==", "!="]), OPTIONS).map(" ".join)
    | st.lists(OPTIONS, max_size=3).map(lambda options: f"standpunt in [{', '.join(options)}]")
    | st.lists(NUMBERS, max_size=3).map(lambda numbers: f"vragen not in [{', '.join(numbers)}]")
    | st.sampled_from(PHASES).map(lambda phase: f"phase == '{phase}'")
)
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda part: (
        st.tuples(part, st.sampled_from(["and", "or", "=="]), part).map(lambda p: f"({p[0]}) {p[1]} ({p[2]})")
        | part.map(lambda p: f"not ({p})")
    ),
    max_leaves=5,
)


@given(
    EXPRESSIONS,
    st.fixed_dictionaries(
        {
            "gebeld": st.booleans(),
            "standpunt": st.sampled_from(["geen", "meedoen", "afwijzen"]),
            "keuze": st.sampled_from(["geen", "anders"]),
            "vragen": st.integers(-100, 100),
            "phase": st.sampled_from(PHASES),
        }
    ),
)
def test_a_condition_means_what_python_means_by_it(source: str, values: dict[str, Value]) -> None:
    parsed = parse(source, NAMES)
    if not isinstance(parsed, Condition):
        assert {p.code for p in parsed} == {"E206"}, (source, parsed)
        return
    literals = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}

    assert holds(parsed, values, Told()) is bool(eval(source, {"__builtins__": {}}, {**values, **literals}))
