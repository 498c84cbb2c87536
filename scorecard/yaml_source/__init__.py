"""YAML files to checked definitions, keeping the line of every field for error messages."""

from scorecard.yaml_source.checking import FaultAt, checked, salvaged
from scorecard.yaml_source.files import files_below, read_bytes, read_text
from scorecard.yaml_source.reading import Location, YamlFile, parse_yaml, read_yaml

__all__ = [
    "FaultAt",
    "Location",
    "YamlFile",
    "checked",
    "files_below",
    "parse_yaml",
    "read_bytes",
    "read_text",
    "read_yaml",
    "salvaged",
]
