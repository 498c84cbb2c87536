"""A release comes out at half past nine by British clocks, in winter and in summer."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.outputs.moment import release_moment


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2021, 2, 12), "09"),
        (date(2021, 3, 27), "09"),
        (date(2021, 3, 28), "08"),
        (date(2021, 8, 13), "08"),
        (date(2021, 10, 30), "08"),
        (date(2021, 10, 31), "09"),
        (date(2024, 3, 31), "08"),
    ],
)
def test_half_past_nine_is_an_hour_earlier_in_universal_time_while_it_is_summer_time(
    day: date, hour: str
) -> None:
    assert release_moment(day) == f"{day.isoformat()}T{hour}:30:00Z"
