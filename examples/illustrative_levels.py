"""The levels, trends and seasons that the made-up figures of illustrative_data.py follow."""

from dataclasses import dataclass

QUARTERS = ["2017-18 Q4", *(f"{y}-{y - 1999} Q{q}" for y in (2018, 2019) for q in (1, 2, 3, 4))]
QUARTERS += [f"2020-21 Q{q}" for q in (1, 2, 3)]
TERMS = ["AY 2016-17 spring", "AY 2016-17 summer"]
TERMS += [
    f"AY {y}-{y - 1999} {term}"
    for y in (2017, 2018, 2019)
    for term in ("autumn", "spring", "summer")
] + ["AY 2020-21 autumn"]
LOCALITIES = {
    "keighley-and-shipley": 0.28,
    "bradford-east": 0.27,
    "bradford-south": 0.20,
    "bradford-west": 0.25,
}
AGES = {"age-0-to-4": 0.25, "age-5-to-10": 0.37, "age-11-to-15": 0.31, "age-16-to-17": 0.07}
CHILDREN = {"age-0-to-4": 38200, "age-5-to-10": 49600, "age-11-to-15": 39700, "age-16-to-17": 14300}
TOGETHER = {"": 1.0}  # families are not split by age
CHANCE_BY_PLACE = {
    "keighley-and-shipley": 0.97,
    "bradford-east": 1.06,
    "bradford-south": 0.94,
    "bradford-west": 1.01,
}
CHANCE_BY_AGE = {
    "age-0-to-4": 0.94,
    "age-5-to-10": 1.0,
    "age-11-to-15": 1.08,
    "age-16-to-17": 0.92,
    "": 1.0,
}


@dataclass(frozen=True)
class Cases:
    """How many there are in a usual quarter, and how much spring 2020 and summers took away."""

    usual: float
    by_age: bool = False
    growth: float = 0.0
    lockdown: float = 0.7
    summer: float = 0.92


CASES = {
    "early-help-referrals": Cases(815, by_age=True, growth=0.10),
    "social-care-referrals": Cases(640, by_age=True, lockdown=0.86),
    "closed-after-assessment": Cases(405, by_age=True, lockdown=0.9),
    "closed-after-support": Cases(205, by_age=True, lockdown=0.88),
    "contacts": Cases(1480, growth=0.12, lockdown=0.68, summer=0.86),
    "triage": Cases(1060, growth=0.10),
    "allocations": Cases(610, growth=0.08),
    "assessments-begun": Cases(560, growth=0.08),
    "assessments": Cases(520, growth=0.08),
    "sign-offs": Cases(505, growth=0.08),
    "first-meetings": Cases(430, growth=0.06, lockdown=0.62),
    "star-pairs": Cases(150, growth=0.2, lockdown=0.55),
    "programme-parents": Cases(84, lockdown=0.0, summer=0.8),
    "plans-audited": Cases(27, lockdown=0.6),
    "plans-open": Cases(880, growth=0.12, lockdown=0.94, summer=1.0),
    "practitioners": Cases(655, growth=0.10, lockdown=1.0, summer=1.0),
}


@dataclass(frozen=True)
class Share:
    """Of some cases, the part from `start` to `end` over the twelve quarters."""

    file: str
    of: str
    start: float
    end: float
    lockdown: float = 0.0
    size_only: bool = False  # a count: the cases that it is part of are not printed


SHARES = {
    "parents-more-confident": Share("outcome", "star-pairs", 0.63, 0.72),
    "parenting-programme-gains": Share("outcome", "programme-parents", 0.66, 0.70),
    "early-help-re-referrals": Share("outcome", "early-help-referrals", 0.245, 0.178),
    "reallocated-after-closure": Share(
        "outcome", "allocations", 0.062, 0.052, -0.01, size_only=True
    ),
    "reallocated-after-opening": Share(
        "outcome", "allocations", 0.084, 0.094, 0.01, size_only=True
    ),
    "social-care-after-early-help": Share("outcome", "social-care-referrals", 0.19, 0.215),
    "step-down-after-assessment": Share("outcome", "closed-after-assessment", 0.27, 0.415, -0.04),
    "step-down-after-support": Share("outcome", "closed-after-support", 0.50, 0.565, -0.05),
    "social-care-re-referrals": Share("outcome", "social-care-referrals", 0.242, 0.178, 0.01),
    "contacts-in-one-day": Share("process", "contacts", 0.84, 0.945, -0.02),
    "triage-in-four-days": Share("process", "triage", 0.80, 0.88, -0.05),
    "allocations-in-six-days": Share("process", "allocations", 0.74, 0.83, -0.03),
    "assessments-in-time": Share("process", "assessments", 0.74, 0.66, -0.12),
    "sign-off-in-five-days": Share("process", "sign-offs", 0.80, 0.91),
    "practitioners-trained": Share("quality", "practitioners", 0.41, 0.725, -0.03),
    "partners-leading": Share("quality", "plans-open", 0.19, 0.325),
    "childs-voice-in-plans": Share("quality", "plans-audited", 0.60, 0.76),
}
# Indicator: the cases, days at the start and at the end, days added by spring 2020.
DAYS = {
    "days-triage-to-allocation": ("allocations", 6.8, 4.6, 1.0),
    "days-allocation-to-assessment": ("assessments-begun", 7.9, 6.6, 2.2),
    "days-to-complete-assessment": ("assessments", 17.2, 18.6, 3.1),
    "days-assessment-to-family-meeting": ("first-meetings", 9.4, 14.0, 3.0),
}
# Indicator: planned a quarter in each of the four years, part achieved at the start and the end.
PLANS = {
    "families-first-attachments": ((150, 160, 170, 180), 0.92, 1.06),
    "families-first-results": ((90, 100, 120, 140), 0.86, 0.94),
}
PROVISIONAL = {"children-in-need", "children-in-care", "families-first-results"}
