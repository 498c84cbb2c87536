"""content/approvals.yml: which role approved each release for publication, and when."""

from __future__ import annotations

import datetime as dt

from scorecard.framework.fields import Definition, PeriodField


class Approval(Definition):
    """One release approved: by a role, never a named person, on a day."""

    period: PeriodField
    role: str
    date: dt.date
    note: str = ""
