"""Reading what is written in Markdown: commentary on figures, and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from scorecard.framework.fields import Context, Item
from scorecard.framework.markup import check_markup
from scorecard.framework.plan import Commentary, CommentaryFields, PageFields, Prose
from scorecard.periods import Period, PeriodError, parse_period, slug
from scorecard.problems import Place, Problems, suggestion
from scorecard.yaml_source import YamlFile, checked, parse_yaml, read_text

IGNORED = ("README.md", "LICENSE")
FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = frozenset(
    {"404", "actions", "areas", "assets", "awaiting", "criteria", "data", "downloads",
     "exceptions", "index", "indicators", "maturity", "milestones", "outcomes", "priorities",
     "scorecard", "search"}
)  # fmt: skip
"""Addresses of pages and folders that the scorecard writes itself, whether or not it does now.

Pages that a partnership may add its own words to, such as `about`, are not among them.
"""


@dataclass(frozen=True)
class _Written(Generic[Item]):
    """A file's fields, the text below them, and the line on which that begins."""

    fields: Item
    text: str
    line: int
    source: YamlFile


def files_in(folder: Path, pattern: str) -> Iterator[Path]:
    """The files below a folder whose names fit, without those that an editor hides."""
    if folder.is_dir():
        for file in sorted(folder.rglob(pattern)):
            if file.is_file() and not file.name.startswith(".") and file.name not in IGNORED:
                yield file


def read_commentary(
    content: Path, shown: str, known: set[str] | None, context: Context, problems: Problems
) -> Iterator[Commentary]:
    """Every content/commentary/PERIOD/ID.md.

    `known` are the ids of indicators, or None where a file of them could not be read.
    """
    seen: dict[tuple[str, Period], str] = {}
    for file in files_in(content / "commentary", "*.md"):
        path = f"{shown}/{file.relative_to(content).as_posix()}"
        period = _folder_period(file.parent.name, path, context, problems)
        if known is not None and file.stem not in known:
            problems.error(
                Place(path, 1),
                "",
                f"there is no indicator {file.stem}",
                suggestion(file.stem, known),
            )
        read = _front_matter(file, path, CommentaryFields, problems, context)
        if period is None or read is None:
            continue
        first = seen.setdefault((file.stem, period), path)
        if first != path:
            problems.error(
                Place(path, 1),
                "",
                f"there is commentary on this indicator and period already ({first})",
                "put both texts into one file",
            )
        yield Commentary(
            indicator=file.stem,
            period=period,
            text=read.text,
            fields=read.fields,
            path=path,
            line=read.line,
            action_line=read.source.place(("corrective_action",)).line,
        )


def read_pages(content: Path, shown: str, problems: Problems) -> Iterator[tuple[Prose, YamlFile]]:
    """Every content/pages/*.md, with its front matter as it is written."""
    seen: dict[str, str] = {}
    for file in files_in(content / "pages", "*.md"):
        path = f"{shown}/{file.relative_to(content).as_posix()}"
        first = seen.setdefault(file.stem, path)
        _check_name(file.stem, path, first, problems)
        read = _front_matter(file, path, PageFields, problems, {})
        if read is not None:
            page = Prose(
                name=file.stem, fields=read.fields, text=read.text, path=path, line=read.line
            )
            yield page, read.source


def _check_name(name: str, path: str, first: str, problems: Problems) -> None:
    """A page's name is its address, which must be a good one and nobody else's."""
    place = Place(path, 1)
    if not ADDRESS.fullmatch(name):
        better = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "page"
        better = f"our-{better}" if better in TAKEN else better
        problems.error(
            place,
            "",
            "its name becomes its address, which has only lower-case letters, digits and hyphens",
            f"rename it, for example to {better}.md",
        )
    elif name in TAKEN:
        problems.error(
            place,
            "",
            f"{name} is the address of a page or folder of the scorecard itself",
            f"give it another name, such as our-{name}.md",
        )
    elif first != path:
        problems.error(
            place,
            "",
            f"there is a page of this name already ({first})",
            "give one of the two another name",
        )


def _front_matter(
    file: Path, path: str, kind: type[Item], problems: Problems, context: Context
) -> _Written[Item] | None:
    """The fields between the two lines `---` at the top of a file, and the text below them."""
    text = read_text(file, path, problems)
    if text is None:
        return None
    fences = list(FENCE.finditer(text))
    begins = bool(fences) and fences[0].start() == 0
    required = [name for name, field in kind.model_fields.items() if field.is_required()]
    if not begins and required:
        problems.error(
            Place(path, 1),
            "",
            "has no front matter",
            f"begin it with a line `---`, then {', '.join(required)}, then a line `---`",
        )
        return None
    if begins and len(fences) == 1:
        problems.error(
            Place(path, 1), "", "its front matter has no end", "add a line `---` after its fields"
        )
        return None
    inner, below = (
        (text[fences[0].end() : fences[1].start()], text[fences[1].end() :])
        if begins
        else ("", text)
    )
    # A front matter of nothing but comments has no fields, which may be all that it needs.
    written = any(line.strip() and not line.strip().startswith("#") for line in inner.splitlines())
    source: YamlFile | None = YamlFile(path, {}, {(): 1})
    if written:
        # The text between begins with the end of line 1.
        source = parse_yaml(inner, path, problems, first_line=1)
    fields = checked(source, kind, problems, context=context) if source else None
    if source is None or fields is None:
        return None
    line = text[: len(text) - len(below.lstrip())].count("\n") + 1
    check_markup(below.strip(), path, line, problems)
    return _Written(fields, below.strip(), line, source)


def _folder_period(name: str, path: str, context: Context, problems: Problems) -> Period | None:
    """A folder's period, written as in the data (2020-21 Q3) or as in addresses (2020-21-q3)."""
    ends = r"-(?=(?:q\d|ytd|to|autumn|spring|summer)\b)|(?<=^ay)-|(?<=-to)-|(?<=^12m)-"
    spaced = re.sub(ends, " ", name, flags=re.IGNORECASE)
    for text in (name, spaced, name.replace("-", " ")):
        try:
            period = parse_period(text, **context)
        except PeriodError:
            continue
        if text == name or slug(period) == name.lower():
            return period
    problems.error(
        Place(path, 1),
        "",
        f"the folder {name} is not a period",
        "name it as in the data or in addresses, such as 2020-21 Q3 or 2020-21-q3",
    )
    return None
