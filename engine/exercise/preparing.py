"""What the trainer fills in beforehand: the local words of the scenario, and how the story starts.

Owns which words and start values fit. Who may give them, and when, is in `decide`; the words themselves lie beside the
record like everything that is typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.exercise.commands import ChooseStart, FillIn, Fold, Refused
from engine.exercise.refusals import refuse
from engine.exercise.responses import bad_text
from engine.exercise.state import State
from engine.scenario.conditions.code import as_written
from engine.scenario.conditions.parsing import MAX_NUMBER, YES_NO
from engine.scenario.model import Parameter, Scenario, Value, Variable


def word_for(parameter: Parameter, typed: str) -> str | Refused:
    """The word to keep, or why it does not fit. Nothing typed gives the scenario's own word back."""
    word = typed.strip() or parameter.default
    refused = _misfit(parameter, word)
    return word if refused is None else Refused(refused.code, refused.sentence, parameter.id)


def _misfit(parameter: Parameter, word: str) -> Refused | None:
    label = parameter.label
    match bad_text(word, parameter.max_length, True):
        case Refused(code="answer.too_long"):
            return refuse("word.too_long", label=label, length=len(word), limit=parameter.max_length)
        case Refused():
            return refuse("word.unreadable", label=label)
    if parameter.type == "choice" and word not in parameter.options:
        return refuse("word.option", label=label, options=", ".join(parameter.options))
    if parameter.type == "number" and _number(word, parameter.min, parameter.max) is None:
        return refuse("word.number", label=label, limits=_limits(parameter.min, parameter.max))
    return None


def left_open(scenario: Scenario) -> tuple[Variable, ...]:
    """The variables whose start the scenario leaves to chance, or to the trainer who is there."""
    return tuple(variable for variable in scenario.variables.values() if variable.random is not None)


def start_for(variable: Variable, said: str) -> Value | Refused:
    """The value that is written here as in the scenario file (`yes`, a number, an option), or why it does not fit."""
    value: Value | None
    match variable.type:
        case "yesno":
            value, fits = YES_NO.get(said), "yes of no"
        case "choice":
            value, fits = (said if said in variable.options else None), ", ".join(variable.options)
        case "number":
            value = _number(said, variable.min, variable.max)
            fits = f"een heel getal{_limits(variable.min, variable.max)}"
    return refuse("start.value", name=variable.id, fits=fits) if value is None else value


def to_repeat(scenario: Scenario, state: State, words: Mapping[str, str]) -> tuple[FillIn | ChooseStart | Fold, ...]:
    """The orders that prepare another exercise of this scenario as this one was; what fits no more is refused there.

    Words stay what they are in the town where it is held, and who plays for whom; how the story starts only as long as
    it has not begun.
    """
    filled_in = (FillIn({name: words[ref.id]}) for name, ref in state.parameters if words.get(ref.id))
    chosen = (
        ChooseStart(name, as_written(value))
        for name, value in state.variables.items()
        if state.status == "lobby" and value != scenario.variables[name].start
    )
    folded = (Fold(seat, into) for seat, into in state.folds.items())
    return (*filled_in, *chosen, *folded)


def _number(word: str, low: int | None, high: int | None) -> int | None:
    digits = word.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(MAX_NUMBER))):
        return None
    fits = (-MAX_NUMBER if low is None else low) <= int(word) <= (MAX_NUMBER if high is None else high)
    return int(word) if fits else None


def _limits(low: int | None, high: int | None) -> str:
    """The limits in words, to go after `een heel getal`."""
    if low is None:
        return "" if high is None else f" tot en met {high}"
    return f" vanaf {low}" if high is None else f" van {low} tot en met {high}"
