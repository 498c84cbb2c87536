"""Alternative tables of whole numbers that fit all that is published, and what they prove."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scorecard.disclosure.columns import Component

Table = Mapping[int, int]

_WHOLE = 1e-6


class Shelf:
    """Every table ever found for one component, whether it is in use now or not.

    Finding a table takes a linear programme; looking whether an earlier one fits again does not.
    """

    def __init__(self, component: Component) -> None:
        self.tables: list[Table] = []
        self.singles: list[frozenset[int]] = []
        self.moving: list[list[int]] = [[] for _ in range(component.size)]
        self._single = component.single
        self._number: dict[frozenset[tuple[int, int]], int] = {}

    def number(self, table: Table) -> int:
        """The number of a table, a new one where it is new."""
        content = frozenset(table.items())
        if content not in self._number:
            number = self._number[content] = len(self.tables)
            self.tables.append(table)
            self.singles.append(frozenset(c for c in table if self._single[c]))
            for column in table:
                self.moving[column].append(number)
        return self._number[content]


class Proofs:
    """The tables in use to prove one component safe, as movements from the true values."""

    def __init__(self, component: Component, shelf: Shelf | None = None) -> None:
        self._component = component
        self._shelf = shelf or Shelf(component)
        self._in_use: dict[int, None] = {}  # in the order in which they came into use
        self._of: list[list[int]] = [[] for _ in range(component.size)]
        self._excused: set[tuple[int, int]] = set()
        self._lacking: dict[int, tuple[int | None, ...]] = {}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table in use."""
        return tuple(self._shelf.tables[number] for number in self._in_use)

    @property
    def in_use(self) -> frozenset[int]:
        """The numbers of the tables in use."""
        return frozenset(self._in_use)

    def copy(self) -> Proofs:
        """The same tables, to be changed on their own."""
        twin = Proofs(self._component, self._shelf)
        twin._in_use = dict(self._in_use)
        twin._of = [list(numbers) for numbers in self._of]
        twin._excused = self._excused
        twin._lacking = dict(self._lacking)
        return twin

    def add(self, moved: Mapping[int, int], unknown: Sequence[bool]) -> bool:
        """Use a table if it is one: whole movements of unknown columns that keep every row."""
        table = completed(self._component, moved, unknown)
        if table is None:
            return False
        self.use([self._shelf.number(table)])
        return True

    def use(self, numbers: Iterable[int]) -> None:
        """Put tables that fit into use."""
        for number in numbers:
            if number not in self._in_use:
                self._in_use[number] = None
                for column in self._shelf.tables[number]:
                    self._of[column].append(number)
                self._ask_anew(number)

    def drop(self, numbers: Iterable[int]) -> None:
        """Use these tables no longer."""
        for number in numbers:
            del self._in_use[number]
            for column in self._shelf.tables[number]:
                self._of[column].remove(number)
            self._ask_anew(number)

    def _ask_anew(self, number: int) -> None:
        """Forget what is lacking to the figures that a table moves."""
        for column in self._shelf.tables[number]:
            for figure in self._component.watched_by[column]:
                self._lacking.pop(figure, None)

    def moving(self, columns: Iterable[int]) -> list[int]:
        """The numbers of the tables in use that move one of the columns."""
        return sorted({number for column in columns for number in self._of[column]})

    def moved_by(self, numbers: Iterable[int]) -> set[int]:
        """Every column that one of the tables moves."""
        return {column for number in numbers for column in self._shelf.tables[number]}

    def recall(self, column: int, unknown: Sequence[bool], closed: Sequence[int]) -> bool:
        """Put earlier tables that fit again into use where they prove a column's range by now.

        They move unknown columns alone, and none of those that are closed. Says whether any came.
        """
        width = self._component.width[column]
        shelf = self._shelf
        for one in self._component.watch[column]:
            ends: dict[bool, tuple[int, int]] = {}
            for number in reversed(shelf.moving[one]):
                table = shelf.tables[number]
                moved = table[one]
                if abs(moved) <= abs(ends.get(moved > 0, (0, 0))[0]):
                    continue
                if any(c in table for c in closed) or not all(unknown[c] for c in table):
                    continue
                ends[moved > 0] = (moved, number)
                if abs(moved) >= width:
                    ends = {True: (moved, number)}
                    break
            if sum(abs(moved) for moved, _ in ends.values()) >= width:
                new = [number for _, number in ends.values() if number not in self._in_use]
                self.use(new)
                return bool(new)
        return False

    def count(self, column: int) -> int:
        """How many tables in use move a column."""
        return len(self._of[column])

    def excuse(self, column: int, known: int) -> None:
        """Ask for no proof of a figure to somebody who knows another that it is a part of."""
        self._excused.add((column, known))

    def lacking(self, column: int) -> list[int | None]:
        """What somebody may know so that a figure's range is narrower than it must be.

        None stands for knowing only what is published; then nothing else is looked at. A column
        stands for knowing that this hidden figure is 1. Whoever knows it knows every figure that is
        the same number, and nothing can be done about that.
        """
        if column not in self._lacking:
            self._lacking[column] = tuple(self._found_lacking(column))
        excused = self._excused
        return [
            known
            for known in self._lacking[column]
            if known is None or (column, known) not in excused
        ]

    def _found_lacking(self, column: int) -> list[int | None]:
        number, width = self._component.number, self._component.width[column]
        watched = self._component.watch[column]
        best: frozenset[int] | None = None
        for one in watched:
            suspects = self._suspects(one, width)
            if suspects is not None and (best is None or len(suspects) < len(best)):
                best = suspects
        if best is None:
            return [None]
        return [
            known
            for known in sorted(best)
            if number[known] != number[column]
            and not any(self._range(one, known) >= width for one in watched)
        ]

    def _suspects(self, column: int, width: int) -> frozenset[int] | None:
        """Singles moved by the proof that moves fewest of them, or None if there is no proof."""
        low, high = 0, 0
        lowest = highest = None
        best: frozenset[int] | None = None
        for number in self._of[column]:
            moved = self._shelf.tables[number][column]
            singles = self._shelf.singles[number]
            if abs(moved) >= width and (best is None or len(singles) < len(best)):
                if not singles:
                    return singles  # nobody's knowledge weakens it, so no other is better
                best = singles
            if moved < low:
                low, lowest = moved, number
            elif moved > high:
                high, highest = moved, number
        if best is not None or high - low < width:
            return best
        ends = [self._shelf.singles[end] for end in (lowest, highest) if end is not None]
        return frozenset().union(*ends)

    def _range(self, column: int, known: int) -> int:
        low, high = 0, 0
        for number in self._of[column]:
            if known in self._shelf.singles[number]:
                continue
            moved = self._shelf.tables[number][column]
            low, high = min(low, moved), max(high, moved)
        return high - low


def completed(
    component: Component, moved: Mapping[int, int], unknown: Sequence[bool]
) -> Table | None:
    """The movement with its slacks worked out, or None where it breaks a bound or a row."""
    table: dict[int, int] = {}
    totals: dict[int, int] = {}
    for column, by in moved.items():
        if not by or component.slack[column]:
            continue
        if not unknown[column] or not component.low[column] <= by <= component.high[column]:
            return None
        table[column] = by
        for place, coefficient in component.terms_of[column]:
            totals[place] = totals.get(place, 0) + coefficient * by
    for place in sorted(totals):
        row, total, slack = component.rows[place], totals[place], component.slack_of[place]
        if row.low <= total <= row.high:
            continue
        if slack < 0 or not unknown[slack]:
            return None
        table[slack] = int(row.low - total) if total < row.low else int(row.high - total)
    return table


def whole_table(
    movement: dict[int, float], share: float, component: Component
) -> dict[int, int] | None:
    """A share of the movement in whole numbers, or None where it is not whole."""
    table = {}
    for column, by in movement.items():
        if component.slack[column]:
            continue
        nearest = round(by * share)
        if abs(by * share - nearest) > _WHOLE:
            return None
        table[column] = nearest
    return table
