"""Reading content/ into a framework: every file, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from scorecard.framework import Framework
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.checks import check_framework
from scorecard.framework.fields import Definition
from scorecard.framework.indicators import Indicator
from scorecard.framework.plan import (
    Action,
    Commentary,
    CommentaryFields,
    Outcome,
    PageFields,
    Priority,
    Prose,
)
from scorecard.framework.policy import Policy
from scorecard.periods import Period, PeriodError, parse_period, slug
from scorecard.problems import Place, Problems, suggestion
from scorecard.yaml_source import YamlFile, checked, parse_yaml, read_text, read_yaml

FILES = ("scorecard.yml", "disclosure.yml", "priorities.yml", "outcomes.yml", "actions.yml")
FOLDERS = ("indicators", "commentary", "pages")
IGNORED = ("README.md", "LICENSE")

Item = TypeVar("Item", bound=Definition)
Context = Mapping[str, Any]


def load_framework(
    content: Path, problems: Problems, *, shown: str = "content"
) -> Framework | None:
    """Read and cross-check a project's content/ folder.

    Every fault is added to `problems`, with paths that begin with `shown`. Returns None when
    content/scorecard.yml cannot be read, since nothing else means anything without it.
    """
    if not (content / "scorecard.yml").is_file():
        problems.error(
            Place(f"{shown}/scorecard.yml"),
            "",
            "there is no such file",
            "run the command in a project's folder, name it with --project, or begin one with"
            " `scorecard init`",
        )
        return None
    _report_strangers(content, shown, problems)
    source = read_yaml(content / "scorecard.yml", f"{shown}/scorecard.yml", problems)
    scorecard = checked(source, ScorecardFile, problems, context=_year(source)) if source else None
    context = {"financial_year_starts": scorecard.financial_year_starts if scorecard else 4}
    sources: dict[tuple[str, str], tuple[YamlFile, tuple[str | int, ...]]] = {}

    policy = _policy(content, shown, context, problems, sources)
    lists = {
        name: _list_of(content / f"{name}.yml", f"{shown}/{name}.yml", kind, problems, context)
        for name, kind in (("priorities", Priority), ("outcomes", Outcome), ("actions", Action))
    }
    indicators = []
    for file in _files(content / "indicators", "*.yml"):
        path = f"{shown}/indicators/{file.relative_to(content / 'indicators').as_posix()}"
        indicators += _list_of(file, path, Indicator, problems, context)
    for kind, items in (
        ("priority", lists["priorities"]),
        ("outcome", lists["outcomes"]),
        ("action", lists["actions"]),
        ("indicator", indicators),
    ):
        for item, file_source, at in items:
            _note_place(kind, item.id, file_source, at, sources, problems)  # type: ignore[attr-defined]

    if scorecard is None or source is None:
        return None
    sources[("scorecard", "scorecard")] = (source, ())
    known = {item.id for item, _, _ in indicators}  # type: ignore[attr-defined]
    framework = Framework(
        scorecard=scorecard,
        policy=policy,
        priorities=tuple(item for item, _, _ in lists["priorities"]),  # type: ignore[misc]
        outcomes=tuple(item for item, _, _ in lists["outcomes"]),  # type: ignore[misc]
        actions=tuple(item for item, _, _ in lists["actions"]),  # type: ignore[misc]
        indicators=tuple(sorted((item for item, _, _ in indicators), key=by_reference)),  # type: ignore[misc, arg-type]
        commentary=tuple(_commentary(content, shown, known, context, problems)),
        pages=tuple(_prose(content, shown, problems)),
        places={key: file_source.place(at) for key, (file_source, at) in sources.items()},
    )
    check_framework(framework, sources, problems)
    return framework


def by_reference(indicator: Indicator) -> tuple[Any, ...]:
    """Sort key: "2.10" comes after "2.9", and an indicator without a reference comes last."""
    pieces = re.findall(r"\d+|[^\d\s.]+", indicator.ref.casefold())
    natural = [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces]
    return (not indicator.ref, natural, indicator.id)


def _year(source: YamlFile) -> Context:
    starts = source.data.get("financial_year_starts") if isinstance(source.data, dict) else None
    return {"financial_year_starts": starts if isinstance(starts, int) and 1 <= starts <= 12 else 4}


def _policy(
    content: Path, shown: str, context: Context, problems: Problems, sources: dict[Any, Any]
) -> Policy:
    file = content / "disclosure.yml"
    if not file.is_file():
        return Policy()
    source = read_yaml(file, f"{shown}/disclosure.yml", problems)
    if source is None:
        return Policy()
    sources[("policy", "policy")] = (source, ())
    return checked(source, Policy, problems, context=context) or Policy()


def _list_of(
    file: Path, shown: str, kind: type[Item], problems: Problems, context: Context
) -> list[tuple[Item, YamlFile, tuple[str | int, ...]]]:
    """The definitions in a file that holds one, or a list of them."""
    if not file.is_file() or (source := read_yaml(file, shown, problems)) is None:
        return []
    if isinstance(source.data, list):
        locations: list[tuple[str | int, ...]] = [(index,) for index in range(len(source.data))]
    else:
        locations = [()]
    found = []
    for at in locations:
        item = checked(source, kind, problems, at=at, context=context)
        if item is not None:
            found.append((item, source, at))
    return found


def _note_place(
    kind: str,
    item: str,
    source: YamlFile,
    at: tuple[str | int, ...],
    sources: dict[tuple[str, str], tuple[YamlFile, tuple[str | int, ...]]],
    problems: Problems,
) -> None:
    if (kind, item) in sources:
        first, first_at = sources[(kind, item)]
        problems.error(
            source.place((*at, "id")),
            "id",
            f"{item!r} is already the id of another {kind} ({first.place((*first_at, 'id'))})",
            "give one of the two another id",
        )
        return
    sources[(kind, item)] = (source, at)


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.rglob(pattern))


def _report_strangers(content: Path, shown: str, problems: Problems) -> None:
    """A misnamed file would be left out without a word, so each one is named."""
    for file in sorted(content.iterdir()):
        if file.name.startswith(".") or file.name in IGNORED:
            continue
        known = FOLDERS if file.is_dir() else (*FILES, "maturity.yml", "criteria.yml")
        if file.name not in known:
            problems.error(
                Place(f"{shown}/{file.name}"),
                "",
                "is not a file or folder that is known here",
                suggestion(file.name, known),
            )
    for folder, suffix in (("indicators", ".yml"), ("pages", ".md"), ("commentary", ".md")):
        for file in _files(content / folder, "*"):
            if file.is_dir() or file.name.startswith(".") or file.name in IGNORED:
                continue
            if file.suffix != suffix:
                problems.error(
                    Place(f"{shown}/{file.relative_to(content).as_posix()}"),
                    "",
                    f"is not read, since files here end in {suffix}",
                    f"rename it to {file.stem}{suffix}, or move it away",
                )


def _front_matter(
    file: Path, path: str, kind: type[Item], problems: Problems, context: Context
) -> tuple[Item, str] | None:
    text = read_text(file, path, problems)
    if text is None:
        return None
    match = re.match(r"---\s*\n(.*?)^---\s*$\n?", text, re.DOTALL | re.MULTILINE)
    if match is None:
        if any(field.is_required() for field in kind.model_fields.values()):
            needed = ", ".join(n for n, f in kind.model_fields.items() if f.is_required())
            problems.error(
                Place(path, 1),
                "",
                "has no front matter",
                f"begin it with a line `---`, then {needed}, then a line `---`",
            )
            return None
        return kind(), text.strip()
    if not match[1].strip():
        return kind(), text[match.end() :].strip()
    source = parse_yaml(match[1], path, problems, first_line=2)
    fields = checked(source, kind, problems, context=context) if source else None
    return (fields, text[match.end() :].strip()) if fields else None


def _commentary(
    content: Path, shown: str, known: set[str], context: Context, problems: Problems
) -> Iterator[Commentary]:
    for file in _files(content / "commentary", "*.md"):
        if file.name in IGNORED:
            continue
        path = f"{shown}/{file.relative_to(content).as_posix()}"
        period = _folder_period(file.parent.name, path, context, problems)
        if file.stem not in known:
            problems.error(
                Place(path),
                "",
                f"there is no indicator {file.stem!r}",
                suggestion(file.stem, known),
            )
        read = _front_matter(file, path, CommentaryFields, problems, context)
        if period is not None and read is not None:
            yield Commentary(indicator=file.stem, period=period, text=read[1], fields=read[0])


def _folder_period(name: str, path: str, context: Context, problems: Problems) -> Period | None:
    """A folder's period, written as in the data (2020-21 Q3) or as in addresses (2020-21-q3)."""
    spaced = re.sub(r"-(?=(?:q\d|ytd|to)\b)", " ", name, flags=re.IGNORECASE)
    for text in (name, spaced, name.replace("-", " ")):
        try:
            period = parse_period(text, **context)
        except PeriodError:
            continue
        if text == name or slug(period) == name.lower():
            return period
    problems.error(
        Place(path),
        "",
        f"the folder {name!r} is not a period",
        "name it as in the data or in addresses, such as 2020-21 Q3 or 2020-21-q3",
    )
    return None


def _prose(content: Path, shown: str, problems: Problems) -> Iterator[Prose]:
    for file in _files(content / "pages", "*.md"):
        path = f"{shown}/{file.relative_to(content).as_posix()}"
        read = _front_matter(file, path, PageFields, problems, {})
        if read is not None:
            yield Prose(name=file.stem, fields=read[0], text=read[1])
