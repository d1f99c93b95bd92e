"""The command `schema`: what it prints."""

from __future__ import annotations

import json

from click.testing import CliRunner

from engine.scenario.schema import schema
from server.cli import main


def test_the_schema_is_printed_as_json_with_dutch_letters() -> None:
    result = CliRunner().invoke(main, ["schema"])

    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == schema()
    assert "één" in result.stdout
