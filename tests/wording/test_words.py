"""What is said is plain, true and the same figure everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorecard import wording
from scorecard.outputs.rows import indicator_rows
from scorecard.published import Certainty, Judgement, Reason, Trend, Verdict
from scorecard.wording.sentences import (
    change_words,
    comparator_words,
    headline,
    parts_words,
    range_words,
    rounding_words,
    series_words,
    trend_title,
)
from scorecard.wording.verdicts import (
    REASONS,
    VERDICTS,
    fill_of,
    reason_words,
    shape_of,
    short_target_words,
    target_words,
    verdict_words,
)
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    NOT_HELD,
    RATE,
    SCORECARD,
    Figures,
    framework_of,
    period,
    result_of,
    results_of,
)

NOW, BEFORE, LAST_YEAR = "2020-21 Q3", "2020-21 Q2", "2019-20 Q3"
LOW = INDICATOR.replace("polarity: higher", "polarity: lower")
DONE = "id: on-time\ntitle: Psychologist in post\nmeasure: milestone\n"


@pytest.mark.parametrize(
    ("indicator", "figures", "said"),
    [
        (
            INDICATOR + "target: {at_least: 75}\n",
            {NOW: (700, 1000)},
            "In October to December 2020 it was 70.0%. It misses the target: at least 75%.",
        ),
        (
            INDICATOR + "target: {at_least: 75}\n",
            {NOW: (28, 40)},
            (
                "In October to December 2020 it was 70.0%. It misses the target: at least 75%. With"
                " numbers like these, that could be chance."
            ),
        ),
        (
            INDICATOR + "target: {at_least: 75}\n",
            {NOW: (13, 19)},
            (
                "In October to December 2020 it was 13 of 19 (68.4%). With numbers this small, the"
                " true figure could be anywhere from about 46.0% to 84.6%. There are too few cases"
                " to judge it fairly."
            ),
        ),
        (
            INDICATOR,
            {NOW: HIDDEN},
            (
                "The figure for October to December 2020 is not shown, to protect the people behind"
                " small numbers."
            ),
        ),
        (INDICATOR, {NOW: MISSING}, "There is no figure for October to December 2020."),
        (INDICATOR, {}, "There is no figure for this measure yet."),
        (
            INDICATOR,
            {"2016-03-31": (70, 100)},
            "On 31 March 2016 it was 70.0%. There is no target: the figure is for information.",
        ),
        (
            COUNT + "unit: families\ntarget: {at_least: 1}\n",
            {NOW: 1},
            (
                "In October to December 2020 there was 1 family. It meets the target: at least 1"
                " family."
            ),
        ),
        (
            COUNT + "unit: families\ntarget: {at_least: 400}\n",
            {NOW: 1412},
            (
                "In October to December 2020 there were 1,412 families. It meets the target: at"
                " least 400 families."
            ),
        ),
        (
            COUNT + "unit: meetings\ntarget: {per: year, at_least: 4}\n",
            {NOW: 3, BEFORE: 3, "2020-21 Q1": 3},
            (
                "In October to December 2020 there were 3 meetings. The target is not due yet: at"
                " least 4 meetings a year, all added up."
            ),
        ),
        (
            LOW + "target: {at_most: 15}\nexceeded: {below: 10}\n",
            {NOW: (50, 1000)},
            (
                "In October to December 2020 it was 5.0%. It reaches good practice, which is below"
                " 10%. The target is at most 15%."
            ),
        ),
        (
            INDICATOR + "target: {at_least: 60}\nexceeded: {at_least: 62}\n",
            {NOW: (63, 100)},
            (
                "In October to December 2020 it was 63.0%. It reaches good practice, which is at"
                " least 62%. The target is at least 60%. With numbers like these, that could be"
                " chance."
            ),
        ),
        (
            INDICATOR + "target: {milestone: {at_least: 80}, by: Apr 2021}\n",
            {NOW: (70, 100)},
            (
                "In October to December 2020 it was 70.0%. The target is not due yet: at least 80%"
                " by April 2021."
            ),
        ),
        (
            DONE + "target: {done_by: Sep 2018}\n",
            {"2018-06-30": "0.5"},
            "It is under way, and due by the end of September 2018.",
        ),
        (
            DONE + "target: {done_by: Sep 2018}\n",
            {"2018-12-31": 0},
            "It is late: it was due by the end of September 2018.",
        ),
        (
            COUNT.replace("count", "narrative"),
            {},
            "This is told in words, not in figures.",
        ),
    ],
)
def test_a_headline_says_the_figure_and_how_it_stands(
    tmp_path: Path, indicator: str, figures: Figures, said: str
) -> None:
    framework = framework_of(tmp_path, indicator)
    assert headline(results_of(framework, figures), framework) == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            {LAST_YEAR: (600, 1000), NOW: (650, 1000)},
            "That is up from 60.0% a year before.",
        ),
        (
            {BEFORE: (60, 100), NOW: (65, 100)},
            (
                "That is up from 60.0% in July to September 2020. It is within the ups and downs"
                " we expect, so we do not call it a change."
            ),
        ),
        ({BEFORE: (60, 100), NOW: (60, 100)}, "That is the same as in July to September 2020."),
        (
            {LAST_YEAR: (650, 1000), NOW: (9, 19)},
            "That is down from 65.0% a year before. There are too few cases to judge this fairly.",
        ),
        ({NOW: (60, 100)}, "There is no earlier figure to compare with."),
        (
            {BEFORE: HIDDEN, NOW: (60, 100)},
            "The earlier figure is not shown, so the two cannot be compared.",
        ),
    ],
)
def test_a_change_says_from_what_and_whether_it_is_news(
    tmp_path: Path, figures: Figures, said: str
) -> None:
    framework = framework_of(tmp_path)
    result = result_of(framework, figures)
    assert change_words(framework.indicators[0], result.change, result) == said


def test_where_the_series_sends_a_signal_two_figures_claim_nothing_of_it(tmp_path: Path) -> None:
    framework = framework_of(tmp_path)
    result = result_of(framework, {LAST_YEAR: (60, 100), NOW: (65, 100)})
    said = change_words(framework.indicators[0], result.change, result, Trend.UNUSUAL)
    assert said == (
        "That is up from 60.0% a year before. Those two figures alone could differ by chance."
    )


def test_a_short_target_leaves_out_how_near_is_near_and_what_follows(tmp_path: Path) -> None:
    several = (
        "target: {in_line_with: [england, neighbours], whichever: higher, tolerance: 2}\n"
        "comparators: [england, neighbours]\n"
    )
    own = INDICATOR.replace("comparators: [england, neighbours]\n", "") + several
    bracketed = SCORECARD.replace("name: England", "name: National (England)")
    framework = framework_of(tmp_path, own, scorecard=bracketed)
    said = short_target_words(framework.indicators[0], framework, period(NOW))
    assert said == "in line with National (England) and Neighbours, whichever is higher"
    steps = "target: {by_period: {2020-21: {at_least: 60}, 2021-22: {at_least: 70}}, floor: 50}\n"
    framework = framework_of(tmp_path, INDICATOR + steps)
    assert short_target_words(framework.indicators[0], framework, period(NOW)) == "at least 60%"


@pytest.mark.parametrize(
    ("target", "indicator", "words"),
    [
        ("{at_least: 80, tolerance: 2}", INDICATOR,
         "at least 80% (within 2 percentage points counts as near)"),
        ("{at_most: 20, tolerance: 1}", LOW,
         "at most 20% (within 1 percentage point counts as near)"),
        ("{at_least: 80, tolerance_percent: 5}", INDICATOR,
         "at least 80% (within 5% of it counts as near)"),
        ("{at_least: 90, floor: 85}", INDICATOR, "at least 90% (near as far as 85%)"),
        ("{between: [1500, 2000]}", COUNT, "from 1,500 to 2,000"),
        ("{above: [england, neighbours]}", INDICATOR, "above England and Neighbours"),
        ("{below: england}", INDICATOR, "below England"),
        ("{in_line_with: [england, neighbours], whichever: higher}", INDICATOR,
         "in line with England and Neighbours, whichever is higher"),
        ("{improve_on: previous}", LOW, "lower than the period before"),
        ("{set_baseline: 2017-18}", INDICATOR, "to be set from April 2017 to March 2018"),
        ("{reduce_by_percent: 33}\nbaseline: {period: 2010-11}", COUNT,
         "at least 33% fewer than in April 2010 to March 2011"),
        ("{reduce_by_percent: 33}\nbaseline: {period: 2010-11}", RATE,
         "at least 33% lower than in April 2010 to March 2011"),
        ("{by_period: {2020-21: {at_most: 15}, 2021-22: {at_most: 10}}}", LOW,
         "at most 15% (at most 10% from 2021-22)"),
        ("{by_period: {2018-19: {at_most: 15}}}", LOW, "none for this period"),
        ("{at_most: 31.4}", RATE, "at most 31.4 per 1,000"),
        ("{done_by: Sep 2018}", DONE, "done by September 2018"),
    ],
)  # fmt: skip
def test_a_target_in_words(tmp_path: Path, target: str, indicator: str, words: str) -> None:
    framework = framework_of(tmp_path, f"{indicator}target: {target}\n")
    assert target_words(framework.indicators[0], framework, period(NOW)) == words


@pytest.mark.parametrize(
    ("parts", "figure"),
    [((13, 80), "16.3%"), ((9, 400), "2.3%"), ((23, 80), "28.8%"), ((1, 3), "33.3%")],
)
def test_the_same_rounded_figure_stands_in_every_sentence_and_in_the_downloads(
    tmp_path: Path, parts: tuple[int, int], figure: str
) -> None:
    framework = framework_of(tmp_path)
    results = results_of(framework, {NOW: parts})
    indicator = framework.indicators[0]
    assert f"it was {figure}." in headline(results, framework)
    assert trend_title(results) == f"{figure} in October to December 2020"
    assert figure in series_words(indicator, results.series("district"), framework)
    [row] = indicator_rows(results, illustrative=False)
    assert f"{row['value']}%" == figure


def test_an_alternative_text_says_ends_gaps_and_target_and_no_hidden_number(
    tmp_path: Path,
) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{at_least: 80}}\n")
    results = results_of(framework, {"2020-21 Q1": (60, 100), BEFORE: HIDDEN, NOW: (70, 100)})
    assert series_words(framework.indicators[0], results.series("district"), framework) == (
        "Assessments on time: 60.0% in April to June 2020, 70.0% in October to December 2020. Not"
        " shown, to protect people: Jul to Sep 2020. Target: at least 80%."
    )


def test_a_series_that_is_all_hidden_says_no_more(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{at_least: 80}}\n")
    results = results_of(framework, {NOW: HIDDEN})
    said = series_words(framework.indicators[0], results.series("district"), framework)
    assert said == "Assessments on time. No figure can be shown."


def test_parts_and_range_and_comparators_in_words(tmp_path: Path) -> None:
    framework = framework_of(tmp_path)
    indicator = framework.indicators[0]
    result = result_of(framework, {NOW: (700, 1000), (NOW, "england"): "60"})
    assert parts_words(indicator, result) == "700 of 1,000"
    assert range_words(indicator, result) == "likely range 67.1 to 72.8%"
    assert comparator_words("neighbours", framework) == "Neighbours (mean of 10 members)"
    assert comparator_words("england", framework) == "England"


def test_a_tie_of_rounded_figures_is_said(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{NOT_HELD}target: {{at_least: 70}}\n")
    assert rounding_words(results_of(framework, {NOW: "70.1"})) == ""
    assert rounding_words(results_of(framework, {NOW: "70"})).startswith("Only rounded figures")


def test_every_verdict_has_words_and_a_shape_and_every_reason_a_sentence() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert all(words.shape and words.words for words in VERDICTS.values())
    assert set(REASONS) == set(Reason)
    assert all(text.endswith(".") and text[0].isupper() for text in REASONS.values())
    assert reason_words(None) == ""


def test_every_reason_is_given_by_some_code() -> None:
    package = Path(wording.__path__[0]).parent
    own = ("results.py", "verdicts.py")
    files = [file for file in package.rglob("*.py") if file.name not in own]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert [r.name for r in Reason if not re.search(rf"Reason\.{r.name}\b", code)] == []


@pytest.mark.parametrize(
    ("judgement", "look"),
    [
        (Judgement(Verdict.NONE), ("○", "tint")),
        (Judgement(Verdict.NOT_ASSESSED, reason=Reason.PREVIOUS_MISSING), ("◇", "")),
        (Judgement(Verdict.NOT_ASSESSED, reason=Reason.AWAITING_DATA), ("…", "dots")),
    ],
)
def test_what_has_no_verdict_is_told_apart_by_shape_and_by_filling(
    judgement: Judgement, look: tuple[str, str]
) -> None:
    assert (shape_of(judgement), fill_of(judgement)) == look


@pytest.mark.parametrize(
    ("certainty", "words", "fill"),
    [
        (Certainty.CLEAR, "Met", "fill"),
        (Certainty.COULD_BE_CHANCE, "Met, could be chance", ""),
        (Certainty.NOT_KNOWN, "Met, certainty not known", "pale"),
    ],
)
def test_how_sure_is_said_and_drawn_beside_the_verdict(
    certainty: Certainty, words: str, fill: str
) -> None:
    judgement = Judgement(Verdict.MET, certainty)
    assert (verdict_words(judgement), fill_of(judgement)) == (words, fill)


def test_a_chart_of_a_thing_to_be_done_says_how_far_it_is_and_not_by_how_much(
    tmp_path: Path,
) -> None:
    framework = framework_of(tmp_path, DONE + "target: {done_by: Sep 2018}\n")
    results = results_of(framework, {"2017-06-30": "0.5", "2018-06-30": 1})
    assert trend_title(results) == "Done on 30 June 2018"
