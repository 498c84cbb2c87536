"""What the frame around every page says, from the scorecard that is in it."""

from __future__ import annotations

from pathlib import Path

from scorecard.outputs.datapackage import LICENCES
from scorecard.outputs.pages import FOOTER, OUTSIDE_MENU, navigation
from scorecard.outputs.release_days import published
from scorecard.periods import label
from scorecard.publish.website import Link, SiteSettings
from scorecard.published import Scorecard
from scorecard.versions import LATEST


def settings_of(scorecard: Scorecard, docs: Path) -> SiteSettings:
    """What the frame around every page says of this release."""
    file = scorecard.framework.scorecard
    licence = LICENCES.get(file.licence, {"title": file.licence, "path": ""})
    release = scorecard.history.current
    return SiteSettings(
        title=file.title,
        partnership=file.partnership,
        release_label=label(scorecard.period),
        published=scorecard.as_at,
        published_text=published(scorecard),
        nav=navigation(scorecard, docs),
        illustrative=file.illustrative,
        licence=licence["title"],
        licence_url=licence["path"],
        contact_name=file.contact.name,
        contact_email=file.contact.email or "",
        description=" ".join(file.summary.split()),
        footer_links=tuple(Link(text, address) for text, address in FOOTER),
        release_address="releases/",
        outside_nav=OUTSIDE_MENU,
        site_url=_canonical(file.site_url, release),
        release=release,
    )


def _canonical(site_url: str | None, release: str) -> str | None:
    """Where a page of any release is looked for first: at the address of the latest."""
    if site_url is None or not release:
        return site_url
    return f"{site_url.rstrip('/')}/{LATEST}/"
