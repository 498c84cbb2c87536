"""Alternative tables of whole numbers that fit all that is published, and what they prove."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scorecard.disclosure.columns import Component

Table = Mapping[int, int]

_WHOLE = 1e-6


class Proofs:
    """The alternative tables found so far for one component, as movements from the true values."""

    def __init__(self, component: Component) -> None:
        self._component = component
        self._tables: dict[int, Table] = {}
        self._singles: dict[int, frozenset[int]] = {}
        self._of: list[list[int]] = [[] for _ in range(component.size)]
        self._next = 0
        self._excused: set[tuple[int, int]] = set()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order in which they were found."""
        return tuple(self._tables.values())

    def copy(self) -> Proofs:
        """The same tables, to be changed on their own."""
        twin = Proofs(self._component)
        twin._tables, twin._singles = dict(self._tables), dict(self._singles)
        twin._of = [list(numbers) for numbers in self._of]
        twin._next = self._next
        twin._excused = self._excused
        return twin

    def add(self, moved: Mapping[int, int], unknown: Sequence[bool]) -> bool:
        """Keep a table if it is one: whole movements of unknown columns that keep every row."""
        component = self._component
        table = completed(component, moved, unknown)
        if table is None:
            return False
        number = self._next
        self._next += 1
        self._put(number, table)
        return True

    def _put(self, number: int, table: Table) -> None:
        single = self._component.single
        self._tables[number] = table
        self._singles[number] = frozenset(c for c in table if single[c])
        for column in table:
            self._of[column].append(number)

    def take_out(self, columns: Iterable[int]) -> dict[int, Table]:
        """Remove and return every table that moves one of the columns."""
        numbers = sorted({number for column in columns for number in self._of[column]})
        taken = {number: self._tables.pop(number) for number in numbers}
        for number, table in taken.items():
            del self._singles[number]
            for column in table:
                self._of[column].remove(number)
        return taken

    def put_back(self, taken: Mapping[int, Table]) -> None:
        """Undo `take_out`."""
        for number, table in taken.items():
            self._put(number, table)

    def take_out_since(self, number: int) -> None:
        """Forget every table found from this number on."""
        for late in [n for n in self._tables if n >= number]:
            table = self._tables.pop(late)
            del self._singles[late]
            for column in table:
                self._of[column].remove(late)

    def moved_with(self, columns: Iterable[int]) -> set[int]:
        """Every column that some table moves together with one of these."""
        numbers = {number for column in columns for number in self._of[column]}
        return {other for number in numbers for other in self._tables[number]}

    def count(self, column: int) -> int:
        """How many tables move a column."""
        return len(self._of[column])

    def excuse(self, column: int, known: int) -> None:
        """Ask for no proof of a figure to somebody who knows another that it is a part of."""
        self._excused.add((column, known))

    @property
    def next_number(self) -> int:
        """The number that the next table will get."""
        return self._next

    def lacking(self, column: int, width: int, unknown: Sequence[bool]) -> list[int | None]:
        """What somebody may know so that a figure's range is narrower than `width`.

        None stands for knowing only what is published; then nothing else is looked at. A column
        stands for knowing that this hidden figure is 1. Whoever knows it knows every figure that is
        the same number, and nothing can be done about that.
        """
        number = self._component.number
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
            and (column, known) not in self._excused
            and unknown[known]
            and not any(self._range(one, known) >= width for one in watched)
        ]

    def _suspects(self, column: int, width: int) -> frozenset[int] | None:
        """Singles moved by the proof that moves fewest of them, or None if there is no proof."""
        low, high = 0, 0
        lowest = highest = None
        best: frozenset[int] | None = None
        for number in self._of[column]:
            moved = self._tables[number][column]
            singles = self._singles[number]
            if abs(moved) >= width and (best is None or len(singles) < len(best)):
                best = singles
            if moved < low:
                low, lowest = moved, number
            elif moved > high:
                high, highest = moved, number
        if best is not None or high - low < width:
            return best
        ends = [self._singles[end] for end in (lowest, highest) if end is not None]
        return frozenset().union(*ends)

    def _range(self, column: int, known: int) -> int:
        low, high = 0, 0
        for number in self._of[column]:
            if known in self._singles[number]:
                continue
            moved = self._tables[number][column]
            low, high = min(low, moved), max(high, moved)
        return high - low


def completed(
    component: Component, moved: Mapping[int, int], unknown: Sequence[bool]
) -> Table | None:
    """The movement with its slacks worked out, or None where it breaks a bound or a row."""
    table = {c: by for c, by in moved.items() if by and not component.slack[c]}
    for column, by in table.items():
        if not unknown[column] or not component.low[column] <= by <= component.high[column]:
            return None
    for place in sorted({place for column in table for place in component.rows_of[column]}):
        row = component.rows[place]
        total = 0
        slack = None
        for column, coefficient in row.terms:
            if component.slack[column]:
                slack = column
            else:
                total += coefficient * table.get(column, 0)
        if row.low <= total <= row.high:
            continue
        if slack is None or not unknown[slack]:
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
