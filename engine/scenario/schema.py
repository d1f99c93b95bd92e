"""The format as JSON Schema, so that an editor completes keys and explains them in Dutch while an author writes.

Owns what a schema can say of each key. The keys come from the readers' own tables, the words from `explained`. A schema
sees one value at a time: ids that refer to each other, times and conditions are only judged by `reading`. Where the two
could differ the schema is the milder one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from engine.scenario.conditions.parsing import MAX_LENGTH, MAX_NUMBER, YES_NO
from engine.scenario.explained import EXPLAINED
from engine.scenario.model import ANY_ANSWER, LADDERS, PRIORITIES
from engine.scenario.sections import (
    assembly,
    effects,
    exceptions,
    facts,
    forms,
    including,
    media,
    parameters,
    people,
    programme,
    repeats,
    rubrics,
    script,
    testing,
    translation_files,
    triggers,
    variables,
    variants,
)
from engine.scenario.sections.fields import BODY, CARD, ID, LINE, LINT, NAME, NUMBER, TITLE, VARIABLE, Keys
from engine.scenario.sections.including import FOLDER, OVERRIDE
from engine.scenario.sections.worksheets import TEMPLATES
from engine.scenario.times import STORY, UNITS

Schema: TypeAlias = dict[str, object]

SCHEMA_FILE = "scenario.schema.json"
"""What the schema is called beside a scenario."""
TEST_SCHEMA_FILE = "scenario-test.schema.json"
"""What that of its tests is called."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean"]
"""What an editor may take a word for: `1.10` and `true` are texts to us."""
_DURATION = rf"\d{{1,6}} ?({'|'.join(name for names in UNITS.values() for name in names)})"
_DURATIONS = rf"{_DURATION}( {_DURATION}){{0,4}}"
_COPY = rf"{ID.pattern}(\.[2-9])?"
"""A message as it is played: one that repeats has copies."""
_EXPECTED = rf"{_COPY}( to (team )?{ID.pattern})?"


ROOTS: Mapping[str, str] = {
    "top": "Snelkookpan-scenario",
    "test": "Proef van een Snelkookpan-scenario",
    "translation": "Vertaling van een Snelkookpan-scenario",
}
"""The blocks that are a whole file, with what an editor calls such a file."""


def schema(root: str = "top") -> Schema:
    """One sort of file. Its `definitions` hold a block per table of keys; ready for `json.dumps`."""
    definitions = _definitions()
    whole = definitions.pop(root)
    inside = _named_in(whole, definitions)
    used = {name: block for name, block in definitions.items() if name in inside}
    if root == "top":
        used["included"] = _included(whole)
    return {"$schema": _DRAFT, "title": ROOTS[root], **whole, "definitions": used}


def _named_in(value: object, definitions: Mapping[str, Schema]) -> set[str]:
    """The blocks that a part refers to, and those that these refer to."""
    named: set[str] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            refer = str(part.get("$ref", "")).rpartition("/")[2]
            if refer and refer not in named:
                named.add(refer)
                waiting.append(definitions[refer])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return named


def _included(top: Schema) -> Schema:
    """A file in `lib`: the sections of a scenario that can be shared."""
    properties, table = top["properties"], including.INCLUDED
    assert isinstance(properties, dict)
    shared = {key: value for key, value in properties.items() if key in (*table.required, *table.optional)}
    return {"type": "object", "properties": shared, "required": list(table.required), "additionalProperties": False}


def _definitions() -> dict[str, Schema]:
    remark = _one_of(exceptions.REMARKS)
    return {
        "top": _block(
            "top",
            assembly.TOP,
            format={"enum": [1, "1"]},
            scenario=_ref("scenario"),
            parameters=_section(_ref("parameter"), VARIABLE.pattern, variables.RESERVED),
            state=_section(_ref("state"), VARIABLE.pattern, variables.RESERVED),
            roles=_section(_ref("role"), ID.pattern, people.NOT_A_ROLE, least=1),
            teams=_section(_ref("team")),
            phases=_list(_ref("phase")),
            forms=_section(_ref("form")),
            media=_section(_ref("medium")),
            facts=_section(_ref("fact")),
            rubrics=_section(_ref("rubric")),
            escalations=_section(_ref("escalation")),
            injects=_list(_ref("inject"), most=script.MAX_INJECTS),
            debrief=_list(_ref("debrief")),
            include=_words(rf"{FOLDER}.+\.yaml"),
        ),
        "scenario": _block(
            "scenario",
            assembly.ABOUT,
            id=_ident(),
            title=_text(TITLE),
            version=_text(NAME),
            language=_one_of(assembly.LANGUAGES),
            authors=_list(_text(NAME)),
            license=_text(NAME),
            summary=_text(BODY),
            objectives=_section(_text(LINE)),
            starts=_written(STORY.pattern),
            first_day=_one_of(assembly.WEEKDAYS),
        ),
        "parameter": _parameter(),
        "state": _state(),
        "random": _block(
            "random",
            variables.BETWEEN,
            **{"from": _number(-MAX_NUMBER, MAX_NUMBER)},
            to=_number(-MAX_NUMBER, MAX_NUMBER),
        ),
        "role": _block(
            "role",
            people.ROLE,
            {"allOf": [_not_both("name", "names"), _not_both("party", "parties")]},
            title=_text(TITLE),
            name=_text(NAME),
            names=_list(_text(NAME)),
            party=_text(NAME),
            parties=_list(_text(NAME)),
            seats=_number(1, people.MAX_SEATS),
            group=_text(NAME),
            organ=_one_of(people.ORGANS),
            ladders=_words("|".join(LADDERS)),
            does=_text(CARD),
            may=_list(_text(CARD)),
            may_not=_list(_text(CARD)),
            knows=_text(CARD),
        ),
        "team": _block("team", people.TEAM, title=_text(TITLE), room=_text(NAME), roles=_words()),
        "phase": _phase(),
        "clock": _block(
            "clock",
            programme.CLOCK,
            _exactly_one("to", "speed"),
            **{"from": _written(STORY.pattern)},
            to=_written(STORY.pattern),
            speed=_written(rf"{programme.STILL}|\d{{1,5}}x"),
        ),
        "form": _form(),
        "field": _field(),
        "scale": _block(
            "scale",
            forms.SCALE,
            **{"from": _number(0, forms.MAX_NUMBER_ON_SCALE)},
            to=_number(0, forms.MAX_NUMBER_ON_SCALE),
            low=_text(NAME),
            high=_text(NAME),
        ),
        "medium": _block(
            "medium",
            media.MEDIUM,
            file=_written(rf"{media.FOLDER}.+\.({'|'.join(_any_case(ending) for ending in media.TYPES)})"),
            alt=_text(LINE),
            credit=_text(NAME),
            license=_text(NAME),
            captions=_written(rf"{media.FOLDER}.+\.{_any_case('vtt')}"),
            transcript=_text(CARD),
            length=_written(_DURATIONS),
        ),
        "fact": _block(
            "fact",
            facts.FACT,
            text=_text(LINE),
            status=_one_of(facts.CERTAINTIES),
            share=_one_of(facts.SHARES),
            known_by=_words(f"(team )?{ID.pattern}"),
        ),
        "rubric": _block("rubric", rubrics.RUBRIC, objective=_ident(), criteria=_section(_ref("criterion"), least=1)),
        "criterion": _block(
            "criterion", rubrics.CRITERION, label=_text(LINE), levels=_list(_text(NAME), rubrics.MOST_LEVELS)
        ),
        "escalation": _block("escalation", assembly.ESCALATION, title=_text(TITLE), expects=_text(LINE)),
        "inject": _inject(),
        "variant": _block(
            "variant", variants.VARIANT, **{"if": _text(MAX_LENGTH)}, title=_text(TITLE), body=_text(BODY)
        ),
        "after": _block(
            "after",
            triggers.AFTER,
            _exactly_one(*triggers.SOURCES),
            inject=_ident(),
            answer=_ident(),
            phase=_ident(),
            delay=_written(_DURATIONS),
            spread=_written(_DURATIONS),
        ),
        "response": _block(
            "response",
            script.RESPONSE,
            form=_ident(),
            by=_words(f"(each team |each |team )?{ID.pattern}", but=(people.PLENARY, people.FACILITATOR)),
            deadline=_written(_DURATIONS),
            answers=_section(_effects(), rf"{ID.pattern}|\d{{1,3}}"),
            no_answer=_effects(),
            rubric=_words(rf"{ID.pattern}\.{ID.pattern}"),
            minutes={"anyOf": [_yesno(), _words()]},
            share=_ref("share"),
        ),
        "share": _block(
            "share",
            script.SHARE,
            to=_words(f"(team )?{ID.pattern}"),
            channel=_one_of(script.CHANNELS),
            title=_text(TITLE),
        ),
        "effect": _block(
            "effect",
            effects.EFFECT,
            {"minProperties": 1, "maxProperties": 1},
            set=_section(_value(), VARIABLE.pattern, least=1),
            add=_section(_number(-MAX_NUMBER, MAX_NUMBER), VARIABLE.pattern, least=1),
            send={"anyOf": [_ident(), _ref("send")]},
            cancel=_ident(),
            end_phase=_yes(),
        ),
        "send": _block("send", effects.SEND, inject=_ident(), delay=_written(_DURATIONS)),
        "lint": _block(
            "lint",
            exceptions.EXCEPTION,
            ignore={"anyOf": [remark, {**_list(remark), "uniqueItems": True}]},
            because=_text(LINE),
        ),
        "debrief": _block(
            "debrief",
            assembly.DEBRIEF,
            **{"if": _text(MAX_LENGTH)},
            ask=_text(LINE),
            objective=_ident(),
            show=_words(),
        ),
        "translation": _block(
            "translation",
            translation_files.TRANSLATION,
            format={"enum": [1, "1"]},
            language=_written(translation_files.LANGUAGE.pattern),
            texts=_section(_ref("translated"), r"[a-z0-9_.-]+"),
        ),
        "translated": _block(
            "translated",
            translation_files.TRANSLATED,
            text=_text(BODY),
            source={"type": ["string", "number"], "pattern": r"^[0-9a-f]{6}$"},
        ),
        **_tests(),
    }


def _tests() -> dict[str, Schema]:
    at = _written(rf"{ID.pattern}( *\+ *{_DURATIONS})?|{STORY.pattern}")
    state = _section(_value(), VARIABLE.pattern, least=1)
    most = testing.MAX_ITEMS
    return {
        "test": _block(
            "test",
            testing.TEST,
            format={"enum": [1, "1"]},
            test=_text(TITLE),
            seed=_number(0, testing.MAX_SEED),
            given=state,
            parameters=_section(_text(parameters.LONGEST_WORD), VARIABLE.pattern, least=1),
            answers=_list(_ref("test_answer"), most),
            trainer=_list(_ref("test_trainer"), most),
            steps=_list(_ref("test_step"), most),
            never=_words(_COPY),
            always_sent=_words(_EXPECTED),
            ends=_ref("test_ends"),
        ),
        "test_answer": _block(
            "test_answer",
            testing.ANSWER,
            {"allOf": [_not_both("after", "at"), _exactly_one(*dict.fromkeys(testing.REPLY.values()))]},
            inject=_written(_COPY),
            by=_words(f"(team )?{ID.pattern}"),
            after=_written(_DURATIONS),
            at=at,
            option=_ident(),
            text=_text(forms.LONGEST_ANSWER),
            ticks=_words(),
            number=_number(-MAX_NUMBER, MAX_NUMBER),
            fields=_section({"anyOf": [_text(forms.LONGEST_ANSWER), _list(_written(ID.pattern))]}, least=1),
        ),
        "test_trainer": _block(
            "test_trainer",
            testing.TRAINER_ACT,
            _exactly_one("fire", "skip", "next_phase"),
            at=at,
            fire=_written(_COPY),
            skip=_written(_COPY),
            next_phase=_yes(),
        ),
        "test_step": _block(
            "test_step", testing.STEP, at=at, expect=_words(_EXPECTED), not_yet=_words(_COPY), state=state
        ),
        "test_ends": _block("test_ends", testing.ENDS, state=state),
    }


def _parameter() -> Schema:
    any_number = _number(-MAX_NUMBER, MAX_NUMBER)
    of_text = {"properties": {"max": _number(1, parameters.LONGEST_WORD)}, **_without("min", "options")}
    return _block(
        "parameter",
        parameters.PARAMETER,
        {
            "allOf": [
                {"if": {"properties": {"type": {"enum": ["text"]}}}, "then": of_text},
                _where("type", "number", {"properties": {"default": any_number}, **_without("options")}),
                _where("type", "choice", {"required": ["options"], **_without("min", "max")}),
            ]
        },
        label=_text(TITLE),
        type=_one_of(parameters.TYPES),
        default=_text(parameters.LONGEST_WORD),
        min=any_number,
        max=any_number,
        options={"anyOf": [_text(NAME), {**_list(_text(NAME)), "uniqueItems": True}]},
    )


def _state() -> Schema:
    return _block(
        "state",
        variables.STATE,
        {
            "allOf": [
                _where("type", "yesno", _without("options", "min", "max")),
                _where("type", "number", _without("options")),
                _where("type", "choice", {"required": ["options"], **_without("min", "max")}),
            ]
        },
        type=_one_of(variables.TYPES),
        options=_words(),
        start=_value(),
        min=_number(-MAX_NUMBER, MAX_NUMBER),
        max=_number(-MAX_NUMBER, MAX_NUMBER),
        random={"anyOf": [_ref("random"), _section(_number(0, variables.HEAVIEST), least=1)]},
    )


def _phase() -> Schema:
    without_clock = [kind for kind in programme.KINDS if kind != "simulation"]
    played = {"not": {"required": ["kind"], "properties": {"kind": {"enum": without_clock}}}}
    return _block(
        "phase",
        programme.PHASE,
        {"if": played, "then": {"required": ["clock"]}},
        id=_ident(),
        title=_text(TITLE),
        kind=_one_of(programme.KINDS),
        session=_written(_DURATIONS),
        clock=_ref("clock"),
        stage=_one_of(programme.STAGES),
        end=_one_of(programme.ENDS),
        intro=_text(BODY),
        label=_text(NAME),
        bands=_bands(),
    )


def _form() -> Schema:
    return _block(
        "form",
        forms.FORM,
        {
            "allOf": [
                *(_of_kind(kind) for kind in forms.KINDS),
                _where("kind", "worksheet", _any_of("template", "fields")),
            ]
        },
        kind=_one_of(forms.KINDS),
        question=_text(LINE),
        options=_section(_text(LINE), ID.pattern, (ANY_ANSWER,), least=1),
        positions=_section(_number(forms.POSITIONS[0], forms.POSITIONS[-1]), ID.pattern, (ANY_ANSWER,), least=1),
        min=_number(0, forms.MOST_OPTIONS),
        max=_number(1, forms.LONGEST_ANSWER),
        template=_one_of(TEMPLATES),
        fields=_section(_ref("field"), least=1),
        scale=_ref("scale"),
        seconds=_number(forms.LEAST_SECONDS, forms.MOST_SECONDS),
    )


def _field() -> Schema:
    return _block(
        "field",
        forms.FIELD,
        {"allOf": [_of_kind(kind, forms.FIELD) for kind in forms.FIELD_KINDS]},
        label=_text(LINE),
        kind=_one_of(forms.FIELD_KINDS),
        required=_yesno(),
        options=_section(_text(LINE), ID.pattern, (ANY_ANSWER,), least=1),
        min=_number(0, forms.MOST_OPTIONS),
        max=_number(1, forms.LONGEST_ANSWER),
        step=_text(TITLE),
    )


def _of_kind(kind: str, table: Keys = forms.FORM) -> Schema:
    """What a form or field of this kind must and may not have."""
    own = forms.KEYS_OF_KIND[kind]
    needed = [key for key in forms.NEEDED[kind] if key in (*table.required, *table.optional)]
    rules = _without(*(key for key in forms.KEYS_OF_SOME if key in table.optional and key not in own))
    return _where("kind", kind, {**rules, **({"required": needed} if needed else {})})


def _inject() -> Schema:
    return _block(
        "inject",
        script.INJECT,
        {
            "dependencies": {"delay": ["when"], "spread": ["when"]},
            "allOf": [_not_both("repeat", "at"), _not_both("repeat", "after")],
            **_needs("anyOf", "body", "variants"),
            **_needs("oneOf", *triggers.TRIGGERS),
        },
        id=_ident(),
        live=_yesno(),
        number=_text(NAME),
        phase=_ident(),
        at=_moment(),
        after=_ref("after"),
        when=_text(MAX_LENGTH),
        delay=_written(_DURATIONS),
        spread=_written(_DURATIONS),
        manual=_yes(),
        offered=_yes(),
        repeat={"anyOf": [_yesno(), _number(2, repeats.MOST)]},
        until=_moment(),
        priority=_number(PRIORITIES.start, PRIORITIES.stop - 1),
        release=_one_of(script.RELEASES),
        channel=_one_of(script.CHANNELS),
        **{"from": _text(NAME), "if": _text(MAX_LENGTH)},
        to=_words(f"(team )?{ID.pattern}"),
        title=_text(TITLE),
        body=_text(BODY),
        variants=_list(_ref("variant"), variants.MOST),
        note=_text(BODY),
        media=_words(),
        facts=_words(),
        quotes=_ident(),
        dimensions=_words("|".join(script.DIMENSIONS)),
        escalation=_ident(),
        optional=_yesno(),
        carry=_yesno(),
        bands=_bands(),
        effects=_effects(),
        response=_ref("response"),
    )


# -- blocks, lists, words --------------------------------------------------------------------------------------


def _block(name: str, table: Keys, rules: Schema | None = None, /, **values: Schema) -> Schema:
    """A block of fixed keys in the order of the documentation. KeyError when a key of the table lacks here."""
    words = EXPLAINED[name]
    if LINT in table.optional:
        values = {**values, LINT: _ref("lint")}
    if OVERRIDE in table.optional:
        values = {**values, OVERRIDE: _yes()}
    if surplus := (words.keys() | values.keys()) - {*table.required, *table.optional}:
        raise KeyError(f"no reader knows {name}.{', '.join(sorted(surplus))}")
    allowed = sorted((*table.required, *table.optional), key=list(words).index)
    properties = {key: {**words[key]._asdict(), **_beside_words(values[key])} for key in allowed}
    required = {"required": list(table.required)} if table.required else {}
    return {"type": "object", "properties": properties, **required, "additionalProperties": False, **(rules or {})}


def _beside_words(value: Schema) -> Schema:
    """In draft 7 whatever stands beside a `$ref` is not looked at."""
    return {"allOf": [value]} if "$ref" in value else value


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _section(value: Schema, pattern: str = ID.pattern, reserved: Collection[str] = (), *, least: int = 0) -> Schema:
    """A block whose keys the author chooses."""
    name: Schema = {"pattern": _whole(pattern)}
    if reserved:
        name["not"] = {"enum": sorted(reserved)}
    return {"type": "object", "propertyNames": name, "additionalProperties": value, "minProperties": least}


def _list(value: Schema, most: int = 100) -> Schema:
    return {"type": "array", "items": value, "minItems": 1, "maxItems": most}


def _bands() -> Schema:
    """A schema cannot say that the first step is not above the second."""
    steps = {name: _number(0, highest) for name, highest in LADDERS.items()}
    band = {name: {"anyOf": [step, {**_list(step, 2)}]} for name, step in steps.items()}
    return {"type": "object", "properties": band, "additionalProperties": False, "minProperties": 1}


def _effects() -> Schema:
    return _list(_ref("effect"), 50)


def _words(pattern: str = ID.pattern, but: Collection[str] = ()) -> Schema:
    """One word, or a list of words that each stand there once."""
    word = _written(pattern)
    if but:
        word["not"] = {"enum": list(but)}
    return {"anyOf": [word, {**_list(word), "uniqueItems": True}]}


def _text(limit: int) -> Schema:
    """Longer texts are blocks, and an editor counts the line break at the end of a block."""
    return {"type": _SCALAR, "pattern": r"\S", "maxLength": limit + (limit >= CARD)}


def _value() -> Schema:
    """What a variable holds; of which sort is known to the reader only."""
    return {"type": _SCALAR, "pattern": r"\S"}


def _written(pattern: str) -> Schema:
    return {"type": "string", "pattern": _whole(pattern)}


def _moment() -> Schema:
    return _written(rf"\+ *{_DURATIONS}|{STORY.pattern}")


def _ident() -> Schema:
    return _written(ID.pattern)


def _number(low: int, high: int) -> Schema:
    return {"type": ["integer", "string"], "pattern": _whole(NUMBER.pattern), "minimum": low, "maximum": high}


def _one_of(options: Collection[str]) -> Schema:
    return {"enum": list(options)}


def _yesno() -> Schema:
    return _truth([True, False], YES_NO)


def _yes() -> Schema:
    return _truth([True], [word for word, meaning in YES_NO.items() if meaning])


def _truth(values: list[bool], words: Collection[str]) -> Schema:
    """The usual words are listed for completion; capitals are fine too."""
    loose = "|".join(_any_case(word) for word in words)
    return {"anyOf": [{"enum": [*words, *values]}, _written(loose)]}


def _any_case(word: str) -> str:
    return "".join(f"[{sign.upper()}{sign}]" if sign.isalpha() else sign for sign in word)


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


# -- rules between keys ----------------------------------------------------------------------------------------


def _exactly_one(*names: str) -> Schema:
    return _needs("oneOf", *names)


def _needs(how: str, *names: str) -> Schema:
    return {how: [{"required": [name]} for name in names]}


def _not_both(one: str, other: str) -> Schema:
    return {"not": {"required": [one, other]}}


def _any_of(*names: str) -> Schema:
    return {"anyOf": [{"required": [name]} for name in names]}


def _without(*names: str) -> Schema:
    return {"not": {"anyOf": [{"required": [name]} for name in names]}}


def _where(key: str, value: str, then: Mapping[str, object]) -> Schema:
    return {"if": {"required": [key], "properties": {key: {"enum": [value]}}}, "then": then}
