"""`snelkookpan schema`: the scenario format as JSON Schema, for an editor.

Owns only the printing; what the schema says is `engine.scenario.schema`'s. The command is registered in `server.cli`.
"""

from __future__ import annotations

import json

import click

from engine.scenario.schema import schema


@click.command(name="schema")
def print_schema() -> None:
    """Print the JSON Schema of the scenario format.

    Keep it beside a scenario as scenario.schema.json, and an editor that knows YAML completes and explains the keys.
    """
    click.echo(schema_text(), nl=False)


def schema_text() -> str:
    """The schema as it is printed and kept in a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
