from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts.axes import MOST_TICKS, Unit, named_periods, tick_label, value_axis
from scorecard.charts.style import text_width

figures = st.lists(
    st.decimals(-10_000_000, 10_000_000, places=1, allow_nan=False), min_size=1, max_size=40
)


@given(figures)
def test_the_axis_spans_every_figure_with_two_to_six_ticks(known: list[Decimal]) -> None:
    axis = value_axis(known)
    assert axis.low <= min(known)
    assert max(known) <= axis.high
    assert 2 <= len(axis.ticks) <= MOST_TICKS


@given(figures)
def test_an_axis_that_does_not_hold_zero_says_so(known: list[Decimal]) -> None:
    axis = value_axis(known)
    assert axis.cut is not (axis.low <= 0 <= axis.high)


@given(figures)
def test_no_two_ticks_have_the_same_label(known: list[Decimal]) -> None:
    axis = value_axis(known)
    labels = [tick_label(tick, axis.ticks, Unit("£", "")) for tick in axis.ticks]
    assert len(set(labels)) == len(labels)


def test_counts_get_no_fractions_on_their_axis() -> None:
    assert value_axis([Decimal(1), Decimal(2)]).ticks == tuple(map(Decimal, range(3)))


def test_an_axis_of_percentages_ends_at_a_hundred() -> None:
    assert value_axis([Decimal(40), Decimal("99.9")]).high == 100


def test_bars_always_start_from_zero() -> None:
    assert value_axis([Decimal(95), Decimal(97)], from_zero=True).low == 0


def test_an_axis_is_cut_only_when_the_data_lie_far_from_zero() -> None:
    assert not value_axis([Decimal("17.9"), Decimal(25)]).cut
    assert value_axis([Decimal("93.1"), Decimal("97.4")]).cut


def test_no_figure_at_all_gives_an_axis_without_ticks() -> None:
    assert value_axis([None, None]).ticks == ()


def test_millions_thousands_and_negatives_read_as_people_write_them() -> None:
    millions = (Decimal(0), Decimal(500_000), Decimal(1_000_000))
    assert [tick_label(t, millions, Unit("£")) for t in millions] == ["£0", "£0.5m", "£1.0m"]
    thousands = (Decimal(-5000), Decimal(0), Decimal(10_000))
    assert [tick_label(t, thousands, Unit()) for t in thousands] == ["−5,000", "0", "10,000"]


@given(
    st.lists(st.sampled_from(["Q1", "2018-19 Q1", "Apr 2018"]), min_size=1, max_size=60),
    st.data(),
)
def test_names_of_periods_never_touch_and_the_last_is_always_there(
    labels: list[str], data: st.DataObject
) -> None:
    major = data.draw(st.lists(st.booleans(), min_size=len(labels), max_size=len(labels)))
    step = 300 / max(len(labels) - 1, 1)
    chosen = named_periods(labels, major, step, 13)
    assert chosen[-1] == len(labels) - 1
    for before, after in pairwise(chosen):
        halves = (text_width(labels[before], 13) + text_width(labels[after], 13)) / 2
        assert (after - before) * step >= halves


def test_the_first_quarter_of_each_year_is_named_first_when_room_is_short() -> None:
    labels = [f"201{year}-1{year + 1} Q{quarter}" for year in (5, 6, 7) for quarter in range(1, 5)]
    major = [label.endswith("Q1") for label in labels]
    assert named_periods(labels, major, 50, 13) == (0, 4, 8, 11)
