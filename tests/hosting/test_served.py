"""Both quarters as hosts serve them: headers, lost readers, old and latest in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scorecard.outputs.hosting import LONG, POLICY, SECURITY, SHORT
from tests.browser.fixtures import OpenPage
from tests.hosting.checkout import HOSTING, Checkout
from tests.hosting.serving import NGINX, asked, by_headers_file, by_nginx, nginx_settings

OLD, NEW = "2025-26-q1", "2025-26-q2"
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@pytest.mark.parametrize(
    ("address", "caching"),
    [
        ("", SHORT),
        ("versions.json", SHORT),
        ("feed.xml", SHORT),
        ("sitemap.xml", SHORT),
        ("latest/", SHORT),
        ("latest/downloads/scorecard.csv", SHORT),
        (f"ledgers/{NEW}.json", SHORT),
        (f"{OLD}/", LONG),
        (f"{NEW}/downloads/scorecard.csv", LONG),
    ],
)
def test_an_address_is_kept_as_long_as_it_may_be(host: str, address: str, caching: str) -> None:
    status, headers = asked(host + address)
    assert status == 200
    assert headers["Cache-Control"] == caching
    for name, value in SECURITY.items():
        assert headers[name] == value


def test_an_address_that_is_not_there_gets_the_page_for_lost_readers(
    host: str, open_page: OpenPage
) -> None:
    address = f"{host}{NEW}/indicators/absent/"
    status, headers = asked(address)
    assert status == 404
    assert headers["Content-Security-Policy"] == POLICY
    seen = open_page(address)
    assert seen.page.locator("h1").inner_text() == "Page not found"
    assert seen.axe_violations() == []
    seen.page.get_by_role("link", name="See the latest release").click()
    assert seen.page.url == f"{host}latest/"
    assert [e for e in seen.console_errors if "404" not in e] == []


@pytest.mark.parametrize("page", ["", "indicators/assessments-on-time/"])
@pytest.mark.parametrize("version", [OLD, NEW, "latest"])
def test_a_page_works_under_the_policy(
    host: str, open_page: OpenPage, version: str, page: str
) -> None:
    seen = open_page(f"{host}{version}/{page}")
    assert seen.console_errors == []
    assert seen.outside_requests == []
    assert [answer for answer in seen.answers if answer[1] >= 400] == []


def test_search_and_the_list_of_releases_work_under_the_policy(
    host: str, open_page: OpenPage
) -> None:
    seen = open_page(f"{host}{OLD}/")
    seen.page.locator(".md-version__current").wait_for()
    assert seen.page.locator("[data-md-component=outdated]").is_visible()
    seen.page.keyboard.press("/")
    seen.page.locator(".md-search__input").press_sequentially("assessments")
    seen.page.locator(".md-search-result__link").first.wait_for()
    assert seen.console_errors == []


def test_a_page_asks_for_no_sitemap_where_there_is_none(
    released: Checkout, open_page: OpenPage, tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    shutil.copytree(released.releases, folder)
    (folder / "sitemap.xml").unlink()
    with by_headers_file(folder) as address:
        seen = open_page(f"{address}latest/")
        assert seen.console_errors == []


def test_the_first_page_leads_to_the_latest_without_javascript(
    host: str, open_page: OpenPage
) -> None:
    seen = open_page(host, javascript=False)
    seen.page.wait_for_url(f"{host}latest/")
    assert seen.console_errors == []


def test_the_policy_stops_what_is_not_the_site_s_own(host: str, open_page: OpenPage) -> None:
    seen = open_page(f"{host}latest/")
    seen.page.evaluate(
        "() => { const s = document.createElement('script');"
        " s.src = 'https://www.example.org/x.js'; document.head.append(s); }"
    )
    seen.page.wait_for_timeout(200)
    assert "Content Security Policy" in seen.console_errors[0]


# nginx alone


@pytest.fixture
def nginx(released: Checkout, tmp_path: Path) -> Any:
    if NGINX is None:
        pytest.skip("nginx is not installed; `make nginx` says how")
    root = {"/srv/scorecard/releases": str(released.releases)}
    with by_nginx(tmp_path / "nginx", "nginx.conf", root) as address:
        yield address


@needs_nginx
@pytest.mark.parametrize("name", ["nginx.conf", "preview/nginx.conf"])
def test_nginx_finds_no_fault_in_its_settings(tmp_path: Path, name: str) -> None:
    main, _ = nginx_settings(tmp_path, name, {})
    assert NGINX
    command = [NGINX, "-t", "-c", str(main), "-e", str(tmp_path / "error.log")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "warn" not in ran.stderr
    main.write_text(main.read_text().replace("http {", "http { nonsense on;"))
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_nginx_gives_files_their_kinds_and_packs_them(nginx: str) -> None:
    kinds = {
        "latest/downloads/scorecard.csv": "text/csv; charset=utf-8",
        "latest/downloads/scorecard.json": "application/json; charset=utf-8",
        "feed.xml": "application/atom+xml",
        "sitemap.xml": "text/xml; charset=utf-8",
        "latest/": "text/html; charset=utf-8",
    }
    for address, kind in kinds.items():
        _, headers = asked(nginx + address, {"Accept-Encoding": "gzip"})
        assert headers["Content-Type"] == kind, address
    _, headers = asked(f"{nginx}latest/downloads/scorecard.csv", {"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"


def test_nginx_keeps_the_files_of_other_hosts_and_hidden_ones_to_itself(nginx: str) -> None:
    for address in ("_headers", ".git/config", "latest/.hidden"):
        assert asked(nginx + address)[0] == 404


def test_nginx_does_not_let_an_absent_page_be_kept(nginx: str) -> None:
    assert "Cache-Control" not in asked(f"{nginx}2025-26-q3/")[1]


@needs_nginx
def test_a_preview_opens_with_its_password_only(released: Checkout, tmp_path: Path) -> None:
    preview = released.folder / "site"
    people = tmp_path / "people"
    people.write_text("reader:{PLAIN}open sesame\n")
    changes = {"/srv/scorecard/preview": str(preview), "/etc/nginx/scorecard-preview": str(people)}
    with by_nginx(tmp_path / "nginx", "preview/nginx.conf", changes) as address:
        for page in ("", "downloads/scorecard.csv", "absent/"):
            status, headers = asked(address + page)
            assert status == 401
            assert headers["Cache-Control"] == "private, no-store"
        key = b64encode(b"reader:open sesame").decode()
        status, headers = asked(address, {"Authorization": f"Basic {key}"})
        assert status == 200
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Content-Security-Policy"] == POLICY


# Hosts that are not here


def settings(name: str) -> Any:
    return json.loads((HOSTING / name).read_text("utf-8"))


def azure_headers(path: str) -> Mapping[str, str]:
    """What Azure sends: the first route that matches, over what goes with every answer."""
    found = settings("staticwebapp.config.json")
    for route in found["routes"]:
        start, star, endings = route["route"].partition("*")
        ends = endings.strip(".{}").split(",") if endings else [""]
        if (star and path.startswith(start) and path.endswith(tuple(ends))) or (
            not star and path == start
        ):
            return {**found["globalHeaders"], **route.get("headers", {})}
    return dict(found["globalHeaders"])


def test_azure_sends_the_tested_policy_and_keeps_nothing_that_changes() -> None:
    for path, caching in {
        "/": SHORT,
        "/versions.json": SHORT,
        "/latest/assets/scorecard.css": SHORT,
        "/releases/": SHORT,
        f"/{OLD}/": SHORT,
        f"/{OLD}/downloads/scorecard.csv": LONG,
    }.items():
        headers = azure_headers(path)
        assert headers["Cache-Control"] == caching, path
        assert headers.items() >= SECURITY.items()
    assert settings("staticwebapp.config.json")["responseOverrides"]["404"] == {
        "rewrite": "/404.html"
    }


def test_azure_shows_a_preview_to_those_who_were_invited_only() -> None:
    preview = settings("preview/staticwebapp.config.json")
    roles = {route["route"]: route["allowedRoles"] for route in preview["routes"]}
    assert roles["/*"] == ["previewer"]
    assert set(roles) == {"/*", "/.auth/*"}
    assert preview["globalHeaders"]["Cache-Control"] == "private, no-store"
    assert preview["globalHeaders"].items() >= SECURITY.items()


@pytest.mark.parametrize("name", ["nginx.conf", "preview/nginx.conf"])
def test_nginx_sends_the_tested_policy(name: str) -> None:
    text = (HOSTING / name).read_text("utf-8")
    assert f'add_header Content-Security-Policy "{POLICY}" always;' in text


def test_netlify_serves_the_folder_of_the_pipeline_as_it_is() -> None:
    build = tomllib.loads((HOSTING / "netlify.toml").read_text("utf-8"))["build"]
    assert build == {"publish": "kept/releases", "processing": {"skip_processing": True}}


def test_a_bucket_holds_what_the_folder_holds_in_an_order_without_dead_links(
    released: Checkout, tmp_path: Path
) -> None:
    bucket = Bucket(tmp_path / "bucket", released)
    (bucket.folder / "2024-25-q4").mkdir(parents=True)
    (bucket.folder / "2024-25-q4/data.csv").write_text("gone")
    bucket.send(released.releases)
    assert contents(bucket.folder) == contents(released.releases)
    sent = bucket.sent()
    first = next(i for i, (name, _) in enumerate(sent) if name.startswith("latest/"))
    assert {name.partition("/")[0] for name, _ in sent[:first]} == {OLD, NEW}
    assert {caching for _, caching in sent[:first]} == {LONG}
    assert {caching for _, caching in sent[first:]} == {SHORT}
    assert "/" not in sent[-1][0]


def test_a_bucket_follows_a_withdrawal_though_the_files_of_the_latest_are_older_then(
    released: Checkout, tmp_path: Path
) -> None:
    bucket = Bucket(tmp_path / "bucket", released)
    folder = tmp_path / "releases"
    shutil.copytree(released.releases, folder)
    page = folder / "latest/index.html"
    bucket.send(folder)
    page.write_bytes(page.read_bytes().swapcase())  # another page of the same size
    os.utime(page, (0, 0))
    shutil.rmtree(folder / NEW)
    (folder / NEW).mkdir()
    (folder / NEW / "index.html").write_text("Withdrawn")
    bucket.send(folder)
    assert contents(bucket.folder) == contents(folder)
    assert bucket.sent()[-1][1] == SHORT
    assert dict(bucket.sent())[f"{NEW}/index.html"] == SHORT


class Bucket:
    """A bucket that is a folder, behind a stand-in for the program that fills the real one."""

    def __init__(self, folder: Path, runner: Checkout) -> None:
        self.folder, self.runner = folder, runner
        self.log = folder.with_name("sent.log")
        program = folder.with_name("bin") / "aws"
        program.parent.mkdir(parents=True)
        body = (Path(__file__).parent / "bucket.py").read_text("utf-8")
        program.write_text(f"#!{sys.executable}\n{body}")
        program.chmod(0o755)
        self.variables = {
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "BUCKET": str(folder),
            "SENT": str(self.log),
        }

    def send(self, folder: Path) -> None:
        """Run the script of examples/hosting."""
        script = f"sh {HOSTING / 's3-sync.sh'} {folder} s3://scorecard"
        self.runner.must(script, self.variables)

    def sent(self) -> list[tuple[str, str]]:
        """Each file that was sent, in order, with how long it may be kept."""
        lines = self.log.read_text("utf-8").splitlines()
        return [(name, caching) for name, _, caching in (line.partition("\t") for line in lines)]


def test_a_folder_that_holds_no_releases_is_not_sent(released: Checkout, tmp_path: Path) -> None:
    ran = released.run(f"sh {HOSTING / 's3-sync.sh'} {tmp_path} s3://scorecard")
    assert ran.status == 1
    assert "nothing was sent" in ran.said


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
