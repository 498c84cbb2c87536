"""The days of releases by the calendar: of this one, and of those to come."""

from __future__ import annotations

from datetime import date

from scorecard.framework.areas import ReleaseDate
from scorecard.published import Scorecard
from scorecard.wording.figures import day_in_words


def published(scorecard: Scorecard) -> str:
    """When this release was published, in words; empty where the calendar does not say."""
    day = published_on(scorecard)
    return day_in_words(day) if day else ""


def published_on(scorecard: Scorecard) -> date | None:
    """The day on which this release was published: as the calendar or whoever builds it says."""
    release = next(
        (r for r in scorecard.framework.scorecard.releases if r.period == scorecard.period), None
    )
    if release is not None and scorecard.as_at in (release.published, release.due):
        return release.published
    # Where nobody says otherwise, a release is as at the end of its period.
    return scorecard.as_at if scorecard.as_at != scorecard.period.end else None


def next_release(scorecard: Scorecard) -> str:
    """When the next release is due, in words; empty when the calendar does not say."""
    return next_after(scorecard, scorecard.period.end)


def next_after(scorecard: Scorecard, end: date) -> str:
    """When the first release to come that covers a day after this one's is out, in words."""
    days = [
        day_of(r)
        for r in scorecard.framework.scorecard.releases
        if r.period.end > scorecard.period.end and r.period.end >= end
    ]
    return day_in_words(min(days)) if days else ""


def day_of(release: ReleaseDate) -> date:
    """The day on which a release came out, or else is due."""
    return release.published or release.due
