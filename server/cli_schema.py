"""`snelkookpan schema`: the scenario format as JSON Schema, for an editor.

Owns only the printing; what the schema says is `engine.scenario.schema`'s. The command is registered in `server.cli`.
"""

from __future__ import annotations

import json

import click

from engine.scenario.schema import schema

_ROOTS = {"scenario": "top", "test": "test", "translation": "translation"}
"""What an author may ask for, and the block that is such a file."""


@click.command(name="schema")
@click.option(
    "--for",
    "sort",
    type=click.Choice(list(_ROOTS)),
    default="scenario",
    show_default=True,
    help="Of which file: scenario.yaml, a scenario test in tests/, or a translation in i18n/.",
)
def print_schema(sort: str) -> None:
    """Print the JSON Schema of the scenario format.

    Keep it beside a scenario as scenario.schema.json, and an editor that knows YAML completes and explains the keys.
    """
    click.echo(schema_text(sort), nl=False)


def schema_text(sort: str = "scenario") -> str:
    """The schema as it is printed and kept in a file."""
    return json.dumps(schema(_ROOTS[sort]), ensure_ascii=False, indent=2) + "\n"
