"""Build hook: the default mkdocs.yml travels inside the package, as the theme does.

Hatch's `sources` moves folders only, and its `force-include` would also copy the file into
site-packages in an editable install, where it would go stale.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DefaultConfiguration(BuildHookInterface):
    """Puts mkdocs.yml into the wheel, and nothing into an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to what a real wheel holds."""
        if version != "editable":
            build_data["force_include"]["mkdocs.yml"] = "scorecard/mkdocs.yml"
