"""Reading content/ into a framework: every file, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from scorecard.framework import Framework
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.checks import Names, check_framework
from scorecard.framework.fields import Context, Item
from scorecard.framework.indicators import Indicator
from scorecard.framework.plan import Action, Outcome, Priority
from scorecard.framework.policy import Policy
from scorecard.framework.prose import IGNORED, files_in, read_commentary, read_pages
from scorecard.problems import Place, Problems, suggestion
from scorecard.yaml_source import Location, YamlFile, checked, read_yaml

FILES = ("scorecard.yml", "disclosure.yml", "priorities.yml", "outcomes.yml", "actions.yml")
FOLDERS = {"indicators": ".yml", "pages": ".md", "commentary": ".md"}
LATER = ("maturity.yml", "criteria.yml")
"""Files of the contract that this version does not read yet."""


@dataclass(frozen=True)
class _Read(Generic[Item]):
    """The definitions of one kind, and every id that was written, sound or not."""

    items: tuple[Item, ...]
    places: tuple[tuple[str, YamlFile, Location], ...]
    ids: frozenset[str] | None
    """None where a file could not be read, so that nobody knows what it defines."""


def load_framework(
    content: Path, problems: Problems, *, shown: str = "content"
) -> Framework | None:
    """Read and cross-check a project's content/ folder.

    Every fault is added to `problems`, with paths that begin with `shown`. Returns None when
    content/scorecard.yml cannot be read, since nothing else means anything without it.
    """
    _report_strangers(content, shown, problems)
    source, scorecard = _scorecard(content, shown, problems)
    context = {"financial_year_starts": scorecard.financial_year_starts if scorecard else 4}
    sources: dict[tuple[str, str], tuple[YamlFile, Location]] = {}
    if source is not None:
        sources[("scorecard", "scorecard")] = (source, ())
    policy = _policy(content, shown, context, problems, sources)

    def read(name: str, kind: type[Item], what: str) -> _Read[Item]:
        files = [content / f"{name}.yml"]
        if name in FOLDERS:
            files = list(files_in(content / name, "*.yml"))
        found = _definitions(files, content, shown, kind, problems, context)
        for item, file, at in found.places:
            _note_place(what, item, file, at, sources, problems)
        return found

    priorities = read("priorities", Priority, "priority")
    outcomes = read("outcomes", Outcome, "outcome")
    actions = read("actions", Action, "action")
    indicators = read("indicators", Indicator, "indicator")
    known = None if indicators.ids is None else set(indicators.ids)
    commentary = tuple(read_commentary(content, shown, known, context, problems))
    pages = tuple(read_pages(content, shown, problems))
    if scorecard is None:
        return None
    framework = Framework(
        scorecard=scorecard,
        policy=policy,
        priorities=priorities.items,
        outcomes=outcomes.items,
        actions=actions.items,
        indicators=tuple(sorted(indicators.items, key=by_reference)),
        commentary=commentary,
        pages=pages,
        places={key: file_source.place(at) for key, (file_source, at) in sources.items()},
    )
    names = Names(priorities=priorities.ids, outcomes=outcomes.ids, indicators=indicators.ids)
    check_framework(framework, sources, names, problems)
    return framework


def by_reference(indicator: Indicator) -> tuple[Any, ...]:
    """Sort key: "2.10" comes after "2.9", and an indicator without a reference comes last."""
    pieces = re.findall(r"\d+|[^\d\s.]+", indicator.ref.casefold())
    natural = [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces]
    return (not indicator.ref, natural, indicator.id)


def _scorecard(
    content: Path, shown: str, problems: Problems
) -> tuple[YamlFile | None, ScorecardFile | None]:
    file, path = content / "scorecard.yml", f"{shown}/scorecard.yml"
    if not file.is_file():
        problems.error(
            Place(path),
            "",
            "there is no such file",
            "run the command in a project's folder, name it with --project, or begin one with"
            " `scorecard init`",
        )
        return None, None
    source = read_yaml(file, path, problems)
    if source is None:
        return None, None
    return source, checked(source, ScorecardFile, problems, context=_year(source))


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


def _definitions(
    files: Iterable[Path],
    content: Path,
    shown: str,
    kind: type[Item],
    problems: Problems,
    context: Context,
) -> _Read[Item]:
    """The definitions in files that each hold one, or a list of them."""
    items, places, ids, complete = [], [], set(), True
    for file in files:
        if not file.is_file():
            continue
        source = read_yaml(file, f"{shown}/{file.relative_to(content).as_posix()}", problems)
        if source is None:
            complete = False
            continue
        listed = isinstance(source.data, list)
        locations: list[Location] = [(i,) for i in range(len(source.data))] if listed else [()]
        for at in locations:
            written = source.data[at[0]] if at else source.data
            name = written.get("id") if isinstance(written, dict) else None
            if isinstance(name, str):
                ids.add(name)
                places.append((name, source, at))
            item = checked(source, kind, problems, at=at, context=context)
            if item is not None:
                items.append(item)
    return _Read(tuple(items), tuple(places), frozenset(ids) if complete else None)


def _note_place(
    kind: str,
    item: str,
    source: YamlFile,
    at: Location,
    sources: dict[tuple[str, str], tuple[YamlFile, Location]],
    problems: Problems,
) -> None:
    if (kind, item) in sources:
        first, first_at = sources[(kind, item)]
        problems.error(
            source.place((*at, "id")),
            "id",
            f"{item} is already the id of another {kind} ({first.place((*first_at, 'id'))})",
            "give one of the two another id",
        )
        return
    sources[(kind, item)] = (source, at)


def _report_strangers(content: Path, shown: str, problems: Problems) -> None:
    """A misnamed file would be left out without a word, so each one is named."""
    if not content.is_dir():
        return
    for file in sorted(content.iterdir()):
        if file.name.startswith(".") or file.name in IGNORED:
            continue
        known = (*FOLDERS,) if file.is_dir() else (*FILES, *LATER)
        if file.name in LATER:
            problems.warning(
                Place(f"{shown}/{file.name}", 1),
                "",
                "is not read by this version",
                "keep it for a later one, or move it away",
            )
        elif file.name not in known:
            problems.error(
                Place(f"{shown}/{file.name}", 0 if file.is_dir() else 1),
                "",
                "is not a file or folder that is known here",
                suggestion(file.name, known),
            )
    for folder, suffix in FOLDERS.items():
        for file in files_in(content / folder, "*"):
            if file.suffix != suffix:
                problems.error(
                    Place(f"{shown}/{file.relative_to(content).as_posix()}", 1),
                    "",
                    f"is not read, since files here end in {suffix}",
                    f"rename it to {file.stem}{suffix}, or move it away",
                )
