"""YAML as people mean it, with the line on which every field stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from scorecard.problems import Place, Problems
from scorecard.yaml_source.files import read_text

Location = tuple[str | int, ...]
_NUMBER = re.compile(r"[0-9][0-9_.]*")


class _Loader(yaml.SafeLoader):
    """YAML as people mean it: only true and false are yes-or-no values, dates stay text.

    010 is not the octal number 8 and 1:30 not the number 90: both stay text.
    """


_OURS = {
    "tag:yaml.org,2002:bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    "tag:yaml.org,2002:int": (r"^[-+]?(?:0|[1-9][0-9_]*)$", "-+0123456789"),
    "tag:yaml.org,2002:float": (r"^[-+]?[0-9][0-9_]*\.[0-9]*$", "-+0123456789"),
}
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in _OURS and tag != "tag:yaml.org,2002:timestamp"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, (_pattern, _first) in _OURS.items():
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    # A figure keeps the digits that were typed: 33.2 must not become 33.200000000000003.
    return Decimal(loader.construct_scalar(node).replace("_", ""))


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)

if yaml.__with_libyaml__:

    class _QuickLoader(yaml.CSafeLoader):
        """The same meaning of words, so that both give the same nodes."""

        yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers


@dataclass(frozen=True)
class YamlFile:
    """One file as read: its data, and the line on which each field stands."""

    path: str
    data: Any
    lines: Mapping[Location, int]

    def place(self, location: Location = ()) -> Place:
        """The line of a field, or of the nearest thing around it."""
        for length in range(len(location), -1, -1):
            if (line := self.lines.get(location[:length])) is not None:
                return Place(self.path, line)
        return Place(self.path)


def read_yaml(file: Path, shown: str, problems: Problems) -> YamlFile | None:
    """Read one YAML file; a file that does not parse, or repeats a key, is a problem."""
    text = read_text(file, shown, problems)
    return None if text is None else parse_yaml(text, shown, problems)


def parse_yaml(
    text: str, shown: str, problems: Problems, *, first_line: int = 1
) -> YamlFile | None:
    """Parse YAML text that begins on a given line of the file it came from."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        problems.error(
            Place(shown, line),
            "",
            "the YAML does not parse: there is a character here that cannot be printed",
            "delete it, or write the line again",
        )
        return None
    try:
        node = _composed(text, loader)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            problems.error(
                Place(shown, first_line), "", "the file is empty", "write its fields, or remove it"
            )
            return None
        lines = dict(_lines(node, (), problems, shown, first_line))
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.error(
            Place(shown, mark.line + first_line if mark else 0),
            "",
            f"the YAML does not parse: {error.problem or 'unknown fault'}",
            "check the indentation, the colons and the quotes on this line and the one above",
        )
        return None
    except RecursionError:
        problems.error(
            Place(shown, first_line),
            "",
            "the YAML does not parse: something in it contains itself",
            "write it out in full, without the marks & and *",
        )
        return None
    except (ValueError, ArithmeticError, TypeError) as error:
        problems.error(
            Place(shown, first_line),
            "",
            f"the YAML does not parse: {error}",
            "put unusual values in quotes",
        )
        return None
    finally:
        loader.dispose()
    return YamlFile(shown, data, lines)


def _composed(text: str, loader: _Loader) -> yaml.Node | None:
    """The nodes of a text, by the parser in C where there is one, since it is ten times as fast.

    What it refuses is read by the one in Python, whose words for a fault are the same everywhere.
    """
    if yaml.__with_libyaml__:
        quick = _QuickLoader(text)
        try:
            return quick.get_single_node()
        except yaml.YAMLError:
            pass
        finally:
            quick.dispose()
    return loader.get_single_node()


def _lines(
    node: yaml.Node, at: Location, problems: Problems, path: str, first: int
) -> Iterator[tuple[Location, int]]:
    yield at, node.start_mark.line + first
    if isinstance(node, yaml.MappingNode):
        _report_commas(node, at, problems, path, first)
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + first
            if name in seen:
                problems.error(
                    Place(path, line), name, "is given twice", "keep one of the two lines"
                )
            seen.add(name)
            yield from _lines(value, (*at, name), problems, path, first)
            # A field's own line is where its name stands, not where its value begins.
            yield (*at, name), line
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*at, index), problems, path, first)


def _report_commas(
    node: yaml.MappingNode, at: Location, problems: Problems, path: str, first: int
) -> None:
    """Report each number that a comma parts in two, and leave its second half out of the mapping.

    `{value: 1,234}` is a value of 1 and a field called 234 to YAML, and neither is to be repeated.
    """
    whole: list[tuple[yaml.Node, yaml.Node]] = []
    for key, value in node.value:
        if not (whole and value.value == "" and _NUMBER.fullmatch(str(key.value))):
            whole.append((key, value))
            continue
        field = (*at, str(whole[-1][0].value))
        problems.error(
            Place(path, key.start_mark.line + first),
            ".".join(str(step) for step in field if isinstance(step, str)),
            "a comma parts a number in two",
            "write it without, such as 1234",
        )
    node.value = whole
