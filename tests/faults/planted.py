"""Every fault that must stop a build: how it is planted, where it is named, and its mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.project import DAYS_HEADER, DAYS_ROWS, HEADER, write_workbook

Plant = Callable[[Path], None]


@dataclass(frozen=True)
class Fault:
    """One planted fault: how its line begins, and words of what is wrong and of the mend."""

    name: str
    plant: Plant
    begins: str
    words: tuple[str, ...]


def line(path: str, old: str, new: str) -> Plant:
    """Put one text in place of another that stands exactly once in a file."""

    def plant(project: Path) -> None:
        file = project / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old, text.count(old))
        file.write_bytes(text.replace(old, new).encode())

    return plant


def row(path: str, text: str) -> Plant:
    """Add a line at the end of a file."""

    def plant(project: Path) -> None:
        with (project / path).open("a", encoding="utf-8") as file:
            file.write(text + "\n")

    return plant


def new(path: str, content: str | bytes) -> Plant:
    """Write a file of its own."""

    def plant(project: Path) -> None:
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    return plant


def renamed(old: str, new_name: str) -> Plant:
    """Give a file another name."""

    def plant(project: Path) -> None:
        (project / old).rename(project / new_name)

    return plant


def workbook(cell: tuple[int, int], value: object) -> Plant:
    """Put a value into the workbook, at a row and column counted from 0."""

    def plant(project: Path) -> None:
        rows = [list(r) for r in (DAYS_HEADER, *DAYS_ROWS)]
        rows[cell[0]][cell[1]] = value
        write_workbook(project, [tuple(r) for r in rows])

    return plant


def latin(path: str, old: str, new_text: str) -> Plant:
    """Put a text in place of another, and save the file in another encoding than UTF-8."""

    def plant(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        (project / path).write_bytes(text.replace(old, new_text, 1).encode("latin-1"))

    return plant


ON_TIME_YML = "content/indicators/on-time.yml"
HELPED_YML = "content/indicators/helped.yml"
WAITING_YML = "content/indicators/waiting.yml"
ON_TIME, HELPED = "data/on-time.csv", "data/helped.csv"
WAITING, ENGLAND = "data/waiting.csv", "data/england.csv"
NOTE = "content/commentary/2020-21-q3/on-time.md"

# The ten that another tool publishes without a word.
TEN = (
    Fault("a range in place of a number", line(HELPED, "346", "<5"),
          f"{HELPED}:3: numerator: ", ("a range, not a number", "the build hides it")),
    Fault("a misnamed definition", renamed(HELPED_YML, "content/indicators/helped.yaml"),
          "content/indicators/helped.yaml:1: ", ("end in .yml", "rename it to helped.yml")),
    Fault("a misnamed file of content", renamed("content/outcomes.yml", "content/outcome.yml"),
          "content/outcome.yml:1: ", ("not a file or folder", "did you mean outcomes.yml?")),
    Fault("a misnamed file of data", renamed(HELPED, "data/helped.cvs"),
          "data/helped.cvs: ", ("neither a .csv nor an .xlsx", "did you mean helped.csv?")),
    Fault("misnamed commentary", renamed(NOTE, "content/commentary/2020-21-q3/on-tiem.md"),
          "content/commentary/2020-21-q3/on-tiem.md:1: ",
          ("there is no indicator on-tiem", "did you mean on-time?")),
    Fault("a mistyped key", line(ON_TIME_YML, "polarity: higher", "polartiy: higher"),
          f"{ON_TIME_YML}:4: polartiy: ", ("not a field that is known", "did you mean polarity?")),
    Fault("an invalid status word", line(WAITING, "572,,,,", ",,,verified,"),
          f"{WAITING}:3: status: ", ("is not known", "use one of: ")),
    Fault("a mistyped status word", line(WAITING, "572,,,,", ",,,supressed,"),
          f"{WAITING}:3: status: ", ("'supressed' is not known", "did you mean c?")),
    Fault("a status word with a known meaning", line(WAITING, "572,,,,", ",,,suppressed,"),
          f"{WAITING}:3: status: ", ("'suppressed' is not known", "did you mean c?")),
    Fault("a file with only a header", new("data/late.csv", HEADER + "\n"),
          "data/late.csv:1: ", ("a header and no rows", "add its rows, or remove it")),
    Fault("a numerator of 9999 in a percentage",
          line(ON_TIME, "2020-21 Q3,east,,,424,", "2020-21 Q3,east,,,9999,"),
          f"{ON_TIME}:24: numerator: ", ("above the denominator", "measure: ratio")),
    Fault("a value of 9999 in a percentage", line(ENGLAND, "74.8", "9999"),
          f"{ENGLAND}:9: value: ", ("is above 100", "correct it")),
    Fault("two rows that disagree", row(HELPED, "helped,2020-21 Q3,east,,,347,,,,"),
          f"{HELPED}:12: ", (f"disagrees with the one at {HELPED}:3", "keep the row")),
    Fault("a missing column of figures",
          new("data/more.csv", "indicator,period,denominator\nhelped,2018-19,2651\n"),
          "data/more.csv:1: numerator: ", ("the column is missing", "add a column numerator")),
    Fault("a missing column of keys", new("data/more.csv", "indicator,numerator\nhelped,2651\n"),
          "data/more.csv:1: period: ", ("the column is missing", "add a column period")),
    Fault("data that are not UTF-8", latin(HELPED, "687,,,,", "687,,,,café"),
          f"{HELPED}:2: ", ("not UTF-8", "save it again as UTF-8")),
    Fault("a definition that is not UTF-8",
          latin(ON_TIME_YML, "Assessments on time", "Café assessments"),
          f"{ON_TIME_YML}:2: ", ("not UTF-8", "save it again as UTF-8")),
    Fault("commentary that is not UTF-8", latin(NOTE, "More assessments", "Café assessments"),
          f"{NOTE}:7: ", ("not UTF-8", "save it again as UTF-8")),
    Fault("YAML that does not parse", line(ON_TIME_YML, "priorities: [pathway]",
                                           "priorities: [pathway"),
          f"{ON_TIME_YML}:7: ", ("does not parse", "check the indentation")),
    Fault("front matter that does not parse", line(NOTE, "owner: Quality", "owner: Team: Quality"),
          f"{NOTE}:3: ", ("does not parse", "check the indentation, the colons")),
)  # fmt: skip

# What contract.md names under Problems beside those.
CONTRACT = (
    Fault("an unknown key in the scorecard", line("content/scorecard.yml",
                                                  "illustrative: true", "illustrativ: true"),
          "content/scorecard.yml:4: illustrativ: ",
          ("not a field that is known", "did you mean illustrative?")),
    Fault("an unknown key of the policy",
          line("content/disclosure.yml", "threshold", "treshold"),
          "content/disclosure.yml:1: treshold: ", ("not a field", "did you mean threshold?")),
    Fault("an unknown key inside a target", line(ON_TIME_YML, "at_least", "at_lest"),
          f"{ON_TIME_YML}:9: target.at_lest: ", ("not a field", "did you mean at_least?")),
    Fault("an unknown column", line(ENGLAND, ",note", ",notes"),
          f"{ENGLAND}:1: notes: ", ("is not known here", "did you mean note?")),
    Fault("an unknown indicator in data", row(WAITING, "wating,Jan 2020,,,,577,,,,"),
          f"{WAITING}:10: indicator: ", ("no indicator 'wating'", "did you mean waiting?")),
    Fault("an unknown indicator in the policy",
          row("content/disclosure.yml", "relations:\n  - same:\n"
              "      - {indicator: on-time, part: denominator}\n"
              "      - {indicator: on-tme, part: denominator}"),
          "content/disclosure.yml:6: relations.0.same.1.indicator: ",
          ("there is no indicator on-tme", "did you mean on-time?")),
    Fault("an unknown area", line(HELPED, "2020-21 Q3,east", "2020-21 Q3,eest"),
          f"{HELPED}:3: area: ", ("no area 'eest'", "did you mean ")),
    Fault("an unknown category", line(HELPED, "age,older", "age,oldr"),
          f"{HELPED}:6: category: ", ("no category 'oldr'", "did you mean older?")),
    Fault("an unknown priority", line(ON_TIME_YML, "[pathway]", "[pathwya]"),
          f"{ON_TIME_YML}:6: priorities.0: ", ("no priority pathwya", "did you mean pathway?")),
    Fault("a row given twice", row(HELPED, "helped,2020-21 Q3,east,,,346,,,,"),
          f"{HELPED}:12: ", (f"says the same again as the one at {HELPED}:3", "remove one")),
    Fault("an id given twice", new("content/indicators/again.yml",
                                   "id: helped\ntitle: Again\nmeasure: count\n"),
          f"{HELPED_YML}:1: id: ", ("already the id of another indicator", "another id")),
    Fault("a negative count", line(WAITING, ",572,", ",-572,"),
          f"{WAITING}:3: numerator: ", ("below zero", "a number of families cannot be", "correct")),
    Fault("a fractional count", line(WAITING, ",572,", ",572.5,"),
          f"{WAITING}:3: numerator: ", ("not a whole number of families", "the count itself")),
    Fault("a percentage without its denominator",
          line(ON_TIME, "2020-21 Q3,east,,,424,550,", "2020-21 Q3,east,,,424,,"),
          f"{ON_TIME}:24: denominator: ", ("needs its denominator", "give the denominator")),
    Fault("a value that its parts contradict",
          line(ON_TIME, "2020-21 Q3,east,,,424,550,,", "2020-21 Q3,east,,,424,550,99.9,"),
          f"{ON_TIME}:24: value: ", ("does not agree", "leave `value` empty")),
    Fault("areas that do not add up", line(HELPED, "east,,,346", "east,,,345"),
          f"{HELPED}:2: numerator: ",
          ("not the sum of its areas", f"{HELPED}:3", f"{HELPED}:4", "correct the row")),
    Fault("categories that do not add up", line(HELPED, "younger,254", "younger,255"),
          f"{HELPED}:2: numerator: ",
          ("not the sum of its categories of age", f"{HELPED}:5", f"{HELPED}:6", "correct")),
    Fault("quarters that do not add up to their year", line(HELPED, "2019-20,,,,2651",
                                                            "2019-20,,,,2652"),
          f"{HELPED}:7: numerator: ", ("not the sum of its quarters", f"{HELPED}:11", "correct")),
    Fault("a count far outside its history", line(WAITING, ",578,", ",5780,"),
          f"{WAITING}:9: numerator: ", ("far outside the rest of its series", "say in `note`")),
    Fault("a value far outside its history", line(ENGLAND, "74.8", "7.48"),
          f"{ENGLAND}:9: value: ", ("far outside the rest of its series", "say in `note`")),
    Fault("a period that could mean two things", line(WAITING, "Dec 2020", "2011-12"),
          f"{WAITING}:9: period: ", ("could be December 2011 or a financial year",
                                     "write Dec 2011, or FY 2011-12")),
    Fault("a baseline of a percentage without its parts",
          row(ON_TIME_YML, "baseline: {period: 2017-18, value: 9999}"),
          f"{ON_TIME_YML}:10: baseline: ", ("needs its numerator and denominator",
                                            "as a row in data/ and leave out the value here")),
    Fault("a baseline that is not a whole number of families",
          row(WAITING_YML, "baseline: {period: 2019-20, value: 571.5}"),
          f"{WAITING_YML}:8: baseline: ", ("not a whole number of families", "the count itself")),
    Fault("a baseline that disagrees with its row",
          row(HELPED_YML, "baseline: {period: 2019-20, value: 2652}"),
          f"{HELPED_YML}:8: baseline: ", (f"row for 2019-20 ({HELPED}:7)", "correct one of")),
    Fault("an empty file", new("data/none.csv", ""),
          "data/none.csv: ", ("the file is empty", "write its rows, or remove it")),
    Fault("a range in a workbook", workbook((1, 3), "<5"),
          "data/book.xlsx!Sheet1!D2: numerator: ", ("a range, not a number", "the build hides")),
    Fault("an unknown indicator in a workbook", workbook((2, 0), "dayz"),
          "data/book.xlsx!Sheet1!A3: indicator: ", ("no indicator 'dayz'", "did you mean days?")),
    Fault("an unknown column in a workbook", workbook((0, 4), "denomnator"),
          "data/book.xlsx!Sheet1!E1: denomnator: ", ("not known here", "mean denominator?")),
    Fault("a workbook that is none", new("data/other.xlsx", b"not a workbook"),
          "data/other.xlsx: ", ("cannot be opened as a workbook", "save it again as .xlsx")),
)  # fmt: skip
FAULTS = (*TEN, *CONTRACT)
