"""Reading content/ into a framework: every file, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic

from scorecard.framework import Framework
from scorecard.framework.approvals import Approval
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.checks import Names, check_framework
from scorecard.framework.criteria import Criteria
from scorecard.framework.fields import Context, Item
from scorecard.framework.indicators import Indicator
from scorecard.framework.maturity import Maturity
from scorecard.framework.plan import Action, Outcome, Priority
from scorecard.framework.policy import Policy
from scorecard.framework.prose import IGNORED, files_in, read_commentary, read_pages
from scorecard.problems import Place, Problems, suggestion
from scorecard.yaml_source import Location, YamlFile, checked, files_below, read_yaml, salvaged

FILES = (
    "scorecard.yml",
    "disclosure.yml",
    "priorities.yml",
    "outcomes.yml",
    "actions.yml",
    "maturity.yml",
    "criteria.yml",
    "approvals.yml",
)
FOLDERS = {"indicators": ".yml", "pages": ".md", "commentary": ".md"}
NEEDED = ("financial_year_starts", "measure", "per", "parts", "flow", "frequency", "counts",
          "breakdowns", "comparators", "polarity", "baseline")  # fmt: skip
"""Fields that say how others, or rows of data, are to be read: without them nothing is known."""


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
    policy = _one(content, "disclosure.yml", shown, Policy, problems, context)
    maturity = _one(content, "maturity.yml", shown, Maturity, problems, context)
    criteria = _one(content, "criteria.yml", shown, Criteria, problems, context)
    for what, found in (("policy", policy), ("maturity", maturity), ("criteria", criteria)):
        if found is not None:
            sources[(what, what)] = (found[0], ())

    def read(name: str, kind: type[Item], what: str) -> _Read[Item]:
        files = [content / f"{name}.yml"]
        if name in FOLDERS:
            files = list(files_in(content / name, "*.yml"))
        found = _definitions(files, content, shown, kind, problems, context)
        if _misnamed(content, name):
            found = replace(found, ids=None)
        for item, file, at in found.places:
            _note_place(what, item, file, at, sources, problems)
        return found

    priorities = read("priorities", Priority, "priority")
    outcomes = read("outcomes", Outcome, "outcome")
    actions = read("actions", Action, "action")
    indicators = read("indicators", Indicator, "indicator")
    known = None if indicators.ids is None else set(indicators.ids)
    approvals = read("approvals", Approval, "approval")
    commentary = tuple(read_commentary(content, shown, known, context, problems))
    pages = tuple(read_pages(content, shown, problems))
    for page, file in pages:
        sources["page", page.path] = (file, ())
    if scorecard is None:
        return None
    sound = {indicator.id for indicator in indicators.items}
    framework = Framework(
        scorecard=scorecard,
        policy=(policy and policy[1]) or Policy(),
        maturity=maturity and maturity[1],
        criteria=criteria and criteria[1],
        priorities=priorities.items,
        outcomes=outcomes.items,
        actions=actions.items,
        indicators=tuple(sorted(indicators.items, key=by_reference)),
        commentary=commentary,
        approvals=approvals.items,
        pages=tuple(page for page, _ in pages),
        written=sources,
        faulty=None if indicators.ids is None else indicators.ids - sound,
    )
    names = Names(
        priorities=priorities.ids,
        outcomes=outcomes.ids,
        actions=actions.ids,
        indicators=indicators.ids,
    )
    check_framework(framework, sources, names, problems)
    return framework


def by_reference(indicator: Indicator) -> tuple[Any, ...]:
    """Sort key: "2.10" comes after "2.9", and an indicator without a reference comes last.

    Where references do not tell, the order of the files does: a sort leaves equals as they were.
    """
    pieces = re.findall(r"\d+|[^\d\s.]+", indicator.ref.casefold())
    natural = [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces]
    return (not indicator.ref, natural)


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
    context = _year(source)
    found = checked(source, ScorecardFile, problems, context=context)
    # A mistyped key here must not keep every other file from being checked in the same run.
    return source, found or salvaged(source, ScorecardFile, context=context, needed=NEEDED)


def _year(source: YamlFile) -> Context:
    starts = source.data.get("financial_year_starts") if isinstance(source.data, dict) else None
    return {"financial_year_starts": starts if isinstance(starts, int) and 1 <= starts <= 12 else 4}


def _one(
    content: Path, name: str, shown: str, kind: type[Item], problems: Problems, context: Context
) -> tuple[YamlFile, Item | None] | None:
    """A file that holds one definition; None where there is no such file or it does not parse."""
    if not (content / name).is_file():
        return None
    source = read_yaml(content / name, f"{shown}/{name}", problems)
    if source is None:
        return None
    return source, checked(source, kind, problems, context=context)


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
            # A mistyped key in one definition must not keep its data from being checked.
            item = item or salvaged(source, kind, at=at, context=context, needed=NEEDED)
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


def _misnamed(content: Path, name: str) -> bool:
    """Whether a file that should hold such definitions has probably been given another name."""
    if name in FOLDERS:
        return any(file.suffix != FOLDERS[name] for file in files_in(content / name, "*"))
    if (content / f"{name}.yml").is_file() or not content.is_dir():
        return False
    others = [file.name for file in content.iterdir() if file.name not in FILES]
    return bool(get_close_matches(f"{name}.yml", others, n=1))


def _report_strangers(content: Path, shown: str, problems: Problems) -> None:
    """A misnamed file would be left out without a word, so each one is named."""
    if not content.is_dir():
        return
    for file in sorted(content.iterdir()):
        if file.name.startswith(".") or file.name in IGNORED:
            continue
        known = (*FOLDERS,) if file.is_dir() else FILES
        if file.name not in known:
            problems.error(
                Place(f"{shown}/{file.name}", 0 if file.is_dir() else 1),
                "",
                "is not a file or folder that is known here",
                f"rename it to {file.stem}" if file.stem in FILES else suggestion(file.name, known),
            )
    for folder, suffix in FOLDERS.items():
        if not (content / folder).is_dir():
            continue
        for file in files_below(content / folder, f"{shown}/{folder}", problems):
            if file.name not in IGNORED and file.suffix != suffix:
                problems.error(
                    Place(f"{shown}/{file.relative_to(content).as_posix()}", 1),
                    "",
                    f"is not read, since files here end in {suffix}",
                    f"rename it to {file.stem.removesuffix(suffix)}{suffix}, or move it away",
                )
