"""The nodes: plain data, each with a key, a region and an order."""

from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from engine.exercise.view import Node


@pytest.mark.parametrize("kind", get_args(Node))
def test_every_node_has_a_key_a_region_and_an_order(kind: type) -> None:
    assert is_dataclass(kind)
    assert {"key", "region", "order"} <= {field.name for field in fields(kind)}
