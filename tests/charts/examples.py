"""Charts that look like the real ones, and the odd ones that real data bring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from scorecard.charts.axes import Unit
from scorecard.charts.breakdown import Bar, Breakdown, Whole
from scorecard.charts.cumulative import Cumulative, Stage
from scorecard.charts.lines import Point, State
from scorecard.charts.radar import Radar, Ring, Spoke
from scorecard.charts.sparkline import Sparkline
from scorecard.charts.status import Filling, Statuses, StatusRow, Verdict
from scorecard.charts.timeline import Milestone, MilestoneState, Shape, Timeline
from scorecard.charts.trend import Break, Comparator, Goal, Target, Trend
from scorecard.charts.xmr import Level, Xmr

QUARTERS = [
    f"{year}-{year - 1999} Q{quarter}" for year in (2018, 2019, 2020) for quarter in range(1, 5)
]
PER_CENT = Unit(after="%")


def values(*figures: Any) -> tuple[Decimal | None, ...]:
    return tuple(None if figure is None else Decimal(str(figure)) for figure in figures)


def points(
    figures: str, names: list[str] | None = None, unit: str = "%", reach: str = ""
) -> tuple[Point, ...]:
    """Points from words: "c" is hidden, "x" missing; `reach` is half of each interval."""
    drawn = []
    for name, word in zip(names or QUARTERS, figures.split(), strict=False):
        major = name.endswith(("Q1", "-18", "-19"))
        if word in ("c", "x"):
            state = State.HIDDEN if word == "c" else State.MISSING
            drawn.append(Point(name, state=state, major=major))
            continue
        value = Decimal(word)
        lower, upper = (value - Decimal(reach), value + Decimal(reach)) if reach else (None, None)
        drawn.append(Point(name, value, f"{word}{unit}", lower=lower, upper=upper, major=major))
    return tuple(drawn)


RE_REFERRALS = Trend(
    points("24.1 23.8 24.6 22.9 23.3 22.7 22.4 c 20.4 19.2 18.4 17.9", reach="2.9"),
    PER_CENT,
    Target("Target 20%", values(*[25] * 8, *[20] * 4)),
    (
        Comparator("England", values(*[22.4] * 11, 22.6)),
        Comparator("Statistical neighbours (mean of 10)", values(*[23.4] * 11, 22.7)),
    ),
)
ALL_HIDDEN = Trend(points("c c c c c c"), PER_CENT)
SINGLE = Trend(points("71.4", reach="6"), PER_CENT, Target("Target 70%", values(70)))
EQUAL = Trend(points("100 100 100 100"), PER_CENT, Target("Target 100%", values(*[100] * 4)))
MONEY = Trend(
    points("1200000 980000 1350000 1234567", ["2017-18", "2018-19", "2019-20", "2020-21"], unit=""),
    Unit("£"),
)
GAP = Trend(
    points("-14.2 -9.5 c -3.1 1.2", ["2016-17", "2017-18", "2018-19", "2019-20", "2020-21"]),
    Unit(after=" points"),
    Target("Target: no gap", values(0, 0, 0, 0, 0)),
)
BROKEN = Trend(
    points("94.1 95.3 93.8 96.0 x x 97.2 96.5 98.1 97.7 98.0 97.4", reach="1.2"),
    PER_CENT,
    Target("Target 95 to 98%", values(*[95] * 12), values(*[98] * 12)),
    (Comparator("England 2019", values(*[93] * 8, *[None] * 4)),),
    (Break(6, "New recording system"),),
)
LOCALITIES = Breakdown(
    (
        Bar("North and Valley", Decimal("14.6"), "14.6%", lower=Decimal(11), upper=Decimal(19)),
        Bar("East", Decimal("19.8"), "19.8%", lower=Decimal(16), upper=Decimal(24)),
        Bar("South", state=State.HIDDEN),
        Bar("West", state=State.HIDDEN),
        Bar("Children with special educational needs or disabilities", Decimal(0), "0%"),
        Bar("Not known", state=State.MISSING),
    ),
    Whole(Decimal("17.9"), "District 17.9%"),
)
PRIORITIES = Statuses(
    (
        Verdict("met clearly", "met"),
        Verdict("met, could be chance", "met", Filling.OUTLINE),
        Verdict("near target", "near", Filling.OUTLINE),
        Verdict("not met clearly", "miss"),
        Verdict("not met, how sure not known", "miss", Filling.PALE),
        Verdict("for information", "none"),
        Verdict("not shown, to protect people", "grey", Filling.HATCHED),
    ),
    (
        StatusRow("1 Promote early help", (3, 0, 0, 1, 0, 3, 0)),
        StatusRow("2 Build the early help pathway", (4, 2, 3, 2, 1, 0, 2)),
        StatusRow("3 Nothing yet", (0, 0, 0, 0, 0, 0, 0)),
    ),
)
SIGNALS = Xmr(
    points("18 20 22 19 21 18 20 22 19 26 c 27", unit=" days"),
    Level(Decimal("20.1"), "Mean 20.1"),
    Level(Decimal("14.2"), "Lower limit 14.2"),
    Level(Decimal("25.9"), "Upper limit 25.9"),
    Unit(after=" days"),
    (9, 11),
)
TOWARDS = Trend(
    points("33.2 31.5 c", ["2015-16", "2016-17", "2017-18"], unit=" per 10,000", reach="1.4"),
    goal=Goal(
        3.1,
        values(25),  # type: ignore[arg-type]
        "Due Apr 2018: 25 per 10,000",
        ((0, Decimal("33.2")), (3.1, Decimal(25))),
    ),
)
DUE = Trend(
    points("18.8", ["Nov 2015"]), PER_CENT, goal=Goal(5, (Decimal(24),), "Due Apr 2016: 24%")
)
PAST = Trend(
    points("400 460 541 530", ["2014", "2015", "2016", "2017"], unit=""),
    goal=Goal(1.5, (Decimal(500), Decimal(550)), "Due Mar 2016: 500 to 550"),
)
LEVELS = tuple(
    Ring(number, name)
    for number, name in enumerate(("Basic", "Early progress", "Substantial progress", "Mature"), 1)
)
AREAS = (
    "Service delivery",
    "Integrated service delivery",
    "Workforce development",
    "Integrated performance management",
    "Quality assurance",
    "Communication and engagement",
    "Governance",
)
MATURITY = Radar(
    LEVELS,
    tuple(
        Spoke(name, now, before)
        for name, now, before in zip(
            AREAS, (2, 1, 3, 4, None, 2, 3), (1, 1, 2, 3, 2, None, 4), strict=True
        )
    ),
    "Now",
    "The time before",
)
FULL_CIRCLE = Radar(LEVELS, tuple(Spoke(name, 1 + n % 4) for n, name in enumerate(AREAS)), "2020")
CROWDED = Radar(
    tuple(Ring(n, f"Level {n}") for n in range(1, 11)),
    tuple(Spoke(f"An area whose name is rather long {n}", n % 10 + 1) for n in range(12)),
    "Now",
)
DONE = MilestoneState("Done", "met", Shape.DOT)
LATE = MilestoneState("Late", "miss", Shape.SQUARE)
NEITHER = MilestoneState("Not assessed", "none", Shape.RING)
UNSHOWN = MilestoneState("Not shown", "none", Shape.HATCHED)
MILESTONES = Timeline(
    (
        Milestone("A psychologist is in post", date(2018, 7, 1), "1 Jul 2018", DONE),
        Milestone("The business plan is agreed by every partner on the board", date(2018, 9, 30),
                  "Sep 2018", LATE),
        Milestone("Children in need, for every 10,000", date(2019, 4, 30), "Apr 2019", NEITHER),
        Milestone("Families whose progress lasted", date(2020, 6, 30), "Apr to Jun 2020", UNSHOWN),
    ),
    date(2019, 2, 12),
    "This release, 12 February 2019",
)  # fmt: skip
ONE_DATE = Timeline(
    (Milestone("Building works are finished", date(2018, 9, 30), "Sep 2018", NEITHER),),
    date(2018, 9, 30),
    "This release, 30 September 2018",
)
SO_FAR = Cumulative(
    (
        Stage("2018-19 Q1", Decimal(31), "31"),
        Stage("2018-19 Q2", Decimal(66), "66"),
        Stage("2018-19 Q3", gap=State.HIDDEN),
        Stage("2018-19 Q4"),
    ),
    values(30, 60, 90, 120),
    "Target 120",
)
NEW_YEAR = ("Jan 2019", "Feb 2019", "Mar 2019")
BY_MONTH = Cumulative(
    tuple(
        Stage(f"{month} 2018", Decimal(n * 1117), f"£{n * 1117:,}") if n < 8 else Stage(month)
        for n, month in enumerate(
            ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec 2018", *NEW_YEAR)
        )
    ),
    values(*[12000] * 12),
    "At most £12,000",
    Unit("£"),
)
LARGE: dict[str, Any] = {
    "towards": TOWARDS,
    "due": DUE,
    "past": PAST,
    "maturity": MATURITY,
    "full-circle": FULL_CIRCLE,
    "crowded": CROWDED,
    "milestones": MILESTONES,
    "one-date": ONE_DATE,
    "so-far": SO_FAR,
    "by-month": BY_MONTH,
    "re-referrals": RE_REFERRALS,
    "all-hidden": ALL_HIDDEN,
    "single": SINGLE,
    "equal": EQUAL,
    "money": MONEY,
    "gap": GAP,
    "broken": BROKEN,
    "localities": LOCALITIES,
    "priorities": PRIORITIES,
    "signals": SIGNALS,
}
SMALL: dict[str, Any] = {
    "falling": Sparkline(values(24, 23.5, None, 22)),
    "none-shown": Sparkline(values(None, None)),
    "flat": Sparkline(values(5, 5, 5, 5)),
}
