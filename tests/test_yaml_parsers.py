"""The quick YAML parser reads everything in this repository as the slow one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.yaml_source import reading

ROOT = Path(__file__).parents[1]
FILES = [path for name in ("content", "examples") for path in sorted((ROOT / name).rglob("*.yml"))]


def shape(node: yaml.Node) -> Any:
    """Everything that is taken from a node: its tag, where it stands and what it holds."""
    if isinstance(node, yaml.MappingNode):
        held: Any = [(shape(key), shape(value)) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        held = [shape(item) for item in node.value]
    else:
        held = node.value
    return node.tag, node.start_mark.line, held


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_both_parsers_give_the_same_nodes() -> None:
    assert FILES
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        slow = reading._Loader(text).get_single_node()
        quick = reading._QuickLoader(text).get_single_node()
        assert slow is not None
        assert quick is not None
        assert shape(quick) == shape(slow), path
