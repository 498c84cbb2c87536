"""The words that the scorecard uses, explained for somebody who meets them for the first time."""

from __future__ import annotations

from scorecard.published import Verdict

TERMS = {
    "Baseline": "The figure that progress is measured from.",
    "Break in series": "A point where the way of counting changed, so that figures before and after"
    " it do not compare.",
    "Comparator": "The same figure for another place, such as England, to hold ours against.",
    "Corrective action": "What is being done where a measure is behind its target.",
    "Denominator": "What a figure is out of. In 28 of 40 families, it is 40.",
    "Direction of travel": "Whether a figure is getting better or worse over time.",
    "Early help": "Support for a family as soon as a problem starts, at any age of a child.",
    "Exception": "A measure that a board should ask about, because it is behind or far beyond its"
    " target.",
    "Family hub": "A place where services for families work together, near home.",
    "Indicator": "A measure that the partnership has chosen to watch.",
    "Lead practitioner": "The person who holds the help for one family together.",
    "Likely range": "Where the true figure probably lies. It is the 95% interval: a range made this"
    " way holds the truth about 19 times in 20.",
    "Locality": "A part of the area, with its own teams.",
    "Numerator": "What is counted. In 28 of 40 families, it is 28.",
    "Percentage point": "The difference between two percentages: from 60% to 65% is 5 percentage"
    " points.",
    "Polarity": "Whether a high figure or a low one is good.",
    "Provisional": "A figure that may still change.",
    "Rate": "A count for each 1,000 or 10,000 people, so that places of different size compare.",
    "Release": "One publication of the whole scorecard, for one period.",
    "Reporting period": "The stretch of time that a figure is about, such as a quarter.",
    "Revision": "A figure that was changed after it was first published, with the reason.",
    "Statistical neighbours": "Places that are like ours in ways that matter to families.",
    "Suppression": "Not showing a figure, so that nobody can find out about a person.",
    "Target": "What the partnership aims for.",
    "Team around the family": "The people from different services who help one family together.",
    "Tolerance": "How far short of a target still counts as near it.",
}

STATUSES = {
    Verdict.MET: "The figure reaches its target.",
    Verdict.EXCEEDED: "It goes beyond a second line, where good practice is reported.",
    Verdict.NEAR: "It falls short, by no more than the definition of the measure allows.",
    Verdict.NOT_MET: "It misses its target.",
    Verdict.ON_COURSE: "The target is due later, and the figure keeps to the agreed path to it.",
    Verdict.BEHIND_COURSE: "The target is due later, and the figure has fallen behind that path.",
    Verdict.NOT_STARTED: "The thing to be done has not begun, and is not late.",
    Verdict.ON_TRACK: "The thing to be done is under way, and is not late.",
    Verdict.DONE: "The thing to be done is done.",
    Verdict.LATE: "The date has passed, and it is not done.",
    Verdict.BASELINE: "Later figures will be judged against this one.",
    Verdict.NOT_ASSESSED: "There is no verdict, and the page says why.",
    Verdict.HIDDEN: "The figure is not shown, to protect people, and nor is what follows from it.",
    Verdict.NONE: "There is no target.",
}
"""What each status means."""

CERTAINTIES = {
    "Clear": "Chance alone would hardly explain it, or the figure is an exact count. Drawn solid.",
    "Could be chance": "The likely range holds the target, so luck could have made the difference."
    " Drawn as an outline.",
    "Certainty not known": "Nobody can work out how far chance could move the figure. Drawn with"
    " dashes.",
}
"""What is meant by how sure a status is."""
