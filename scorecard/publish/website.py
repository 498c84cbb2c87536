"""From generated Markdown to a website: the only place that knows MkDocs."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scorecard
from scorecard.publish.fragments import put_in

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_FRAGMENTS = "scorecard.publish.fragments"
# Search in other languages, which the theme copies whatever language a site has.
_UNUSED = "assets/javascripts/lunr"


class WebsiteError(Exception):
    """The website cannot be built, or has a fault that a reader would meet."""


@dataclass(frozen=True)
class Link:
    """A link in the footer: what it says, and its address from the top of the site (`method/`)."""

    text: str
    address: str


@dataclass(frozen=True)
class SiteSettings:
    """What the frame around every page says.

    `nav` is MkDocs' nested list ([{"Home": "index.md"}, {"Priorities": [...]}]); a page that it
    leaves out must match one of the `outside_nav` patterns (as in .gitignore).
    """

    title: str
    partnership: str
    release_label: str
    published: date
    published_text: str
    nav: Sequence[Mapping[str, Any] | str]
    illustrative: bool = False
    licence: str = ""
    licence_url: str = ""
    contact_name: str = ""
    contact_email: str = ""
    description: str = ""
    footer_links: tuple[Link, ...] = ()
    release_address: str = ""
    outside_nav: tuple[str, ...] = ()
    site_url: str | None = None
    release: str = ""
    """The version that the site is, at an address beside others; empty for a preview."""


def build_website(
    docs: Path,
    site: Path,
    *,
    mkdocs_config: Path | None,
    fragments: Path,
    theme: Path,
    settings: SiteSettings,
) -> None:
    """Build the Markdown in `docs` into `site`, which is emptied first.

    `theme` may be missing, or hold only the files that differ from the package's theme. The same
    pages give the same bytes. Raises `WebsiteError`, with every fault, for anything that MkDocs
    warns of: a broken link, a page that is missing or in no menu, a missing fragment.
    """
    folders = theme_folders(theme)
    environment = {
        "SOURCE_DATE_EPOCH": str(_epoch(settings.published)),
        "NO_MKDOCS_2_WARNING": "1",
    }
    with _environment(environment), _collected_warnings() as warnings:
        _run_mkdocs(
            mkdocs_config or package_theme().parent / "mkdocs.yml",
            {
                "docs_dir": str(docs.resolve()),
                "site_dir": str(site.resolve()),
                "site_name": escape(settings.title),  # the theme prints it as it stands
                "site_url": settings.site_url,
                "site_description": settings.description or None,
                "nav": list(settings.nav),
                "not_in_nav": "\n".join(settings.outside_nav) or None,
            },
            [folder / "overrides" for folder in folders],
            fragments.resolve(),
            settings,
            warnings,
        )
    if warnings:
        raise WebsiteError("\n".join(dict.fromkeys(warnings)))
    _finish(site, fragments)
    for folder in reversed(folders):
        if (folder / "assets").is_dir():
            shutil.copytree(folder / "assets", site / "assets", dirs_exist_ok=True)
    _strip(site)


def package_theme() -> Path:
    """The theme that ships with the package: beside the code in a wheel, above it in a checkout."""
    package = Path(scorecard.__file__).parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"


def theme_folders(theme: Path) -> tuple[Path, ...]:
    """The folders in which a theme file is looked for: the project's own first."""
    found = [folder.resolve() for folder in (theme, package_theme()) if folder.is_dir()]
    return tuple(dict.fromkeys(found))


def _run_mkdocs(
    config_file: Path,
    options: Mapping[str, Any],
    overrides: Sequence[Path],
    fragments: Path,
    settings: SiteSettings,
    warnings: list[str],
) -> None:
    # MkDocs takes a third of a second to import, which `scorecard --help` should not wait for.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        config = load_config(str(config_file), **options)
        _fill_in(config, overrides, fragments, settings)
        build(config)
    except (MkDocsException, OSError) as fault:
        raise WebsiteError("\n".join(dict.fromkeys(warnings)) or str(fault)) from fault
    except Exception as fault:
        # MkDocs has logged which page failed, and then lets the page's own exception through.
        if not warnings:
            raise
        raise WebsiteError("\n".join(dict.fromkeys(warnings))) from fault


def _fill_in(
    config: MkDocsConfig, overrides: Sequence[Path], fragments: Path, settings: SiteSettings
) -> None:
    own = [str(folder) for folder in overrides if folder.is_dir()]
    given = config.theme.custom_dir
    first = own[:-1] if len(own) > 1 else []
    middle = [str(Path(given).resolve())] if given else []
    config.theme.dirs = list(dict.fromkeys([*first, *middle, *own, *config.theme.dirs]))
    if _FRAGMENTS not in config.markdown_extensions:
        config.markdown_extensions.append(_FRAGMENTS)
    own_options = {"folder": str(fragments), "later": True}
    config.mdx_configs.setdefault(_FRAGMENTS, {}).update(own_options)
    config.extra["scorecard"] = settings
    if settings.release:
        # The theme's selector reads versions.json beside the version; mike itself is not needed.
        config.extra["version"] = {"provider": "mike"}


def _epoch(published: date) -> int:
    return int(datetime(published.year, published.month, published.day, tzinfo=UTC).timestamp())


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while: MkDocs reads these two nowhere else."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Collector(logging.Handler):
    """Keeps what is logged instead of printing it."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Collect MkDocs' warnings and errors, which it only logs."""
    messages: list[str] = []
    logger = logging.getLogger("mkdocs")
    collector = _Collector(messages)
    before = logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = before[0]
        logger.setLevel(before[1])


def _finish(site: Path, fragments: Path) -> None:
    """Put the fragments into finished pages, which spares the search plugin to parse them."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        finished = put_in(text, fragments)
        if finished != text:
            page.write_text(finished, encoding="utf-8")


def _strip(site: Path) -> None:
    """Take out what an English site never loads: source maps and search in other scripts."""
    for source_map in [*site.glob("assets/**/*.js.map"), *site.glob("assets/**/*.css.map")]:
        source_map.unlink()
    shutil.rmtree(site / _UNUSED, ignore_errors=True)
