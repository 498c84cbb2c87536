"""YAML files to checked definitions, keeping the line of every field for error messages."""

from scorecard.yaml_source.checking import FaultAt, checked, salvaged
from scorecard.yaml_source.reading import Location, YamlFile, parse_yaml, read_text, read_yaml

__all__ = [
    "FaultAt",
    "Location",
    "YamlFile",
    "checked",
    "parse_yaml",
    "read_text",
    "read_yaml",
    "salvaged",
]
