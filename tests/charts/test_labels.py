from hypothesis import given
from hypothesis import strategies as st

from scorecard.charts.labels import spread

labels = st.lists(
    st.tuples(
        st.floats(0, 260), st.sampled_from([16.0, 18.5, 32.0, 48.0]), st.sampled_from([1.0, 2, 4])
    ),
    min_size=1,
    max_size=5,
)


@given(labels)
def test_labels_at_line_ends_never_overlap_and_keep_their_order(
    wishes: list[tuple[float, float, float]],
) -> None:
    wanted, heights, weights = zip(*sorted(wishes), strict=True)
    placed = spread(wanted, heights, weights, 300)
    for first, second in zip(range(len(placed)), range(1, len(placed)), strict=False):
        apart = placed[second] - placed[first]
        assert apart >= (heights[first] + heights[second]) / 2 - 1e-6


def test_labels_with_room_stay_where_their_lines_end() -> None:
    assert spread([20, 100, 200], [16, 16, 16], [1, 1, 1], 300) == (20, 100, 200)


def test_the_measure_s_own_value_moves_less_than_a_comparator() -> None:
    comparator, own = spread([100, 102], [16, 16], [1, 4], 300)
    assert 100 - comparator > own - 102 > 0


def test_labels_at_the_foot_of_the_plot_stay_inside_it() -> None:
    assert max(spread([299, 300], [16, 16], [1, 1], 300)) <= 300 - 8
