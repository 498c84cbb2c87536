"""Read back what a build wrote, from any built site: the reader beside the writer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scorecard.outputs.addresses import DOWNLOADS

WHOLE = "scorecard.json"


class SiteError(ValueError):
    """A folder that does not hold the downloads of a scorecard; says what is missing."""


def read_site(site: Path) -> dict[str, Any]:
    """The parsed downloads/scorecard.json of a built site (or of the folder it is built from).

    Raises `SiteError` when it is missing or is not JSON.
    """
    path = site / DOWNLOADS / WHOLE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SiteError(
            f"{path} is missing; name the folder of a built site, such as site/"
        ) from error
    except (OSError, ValueError) as error:
        raise SiteError(f"{path} cannot be read as JSON; build the site again") from error
    if not isinstance(found, dict):
        raise SiteError(f"{path} is not the file that a build writes; build the site again")
    return found
