"""Each thing that the browser tests look for is seen when it is there, and only then."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Error

from tests.browser.fixtures import OpenPage, Serve

PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body {{ color: #111; background: #fff }}
@media (prefers-color-scheme: dark) {{ body {{ color: {dark}; background: #111 }} }}</style></head>
<body><main><h1>A page</h1><p id="words">Words</p>{body}</main></body>
</html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def write(folder: Path, body: str = "", *, dark: str = "#eee", name: str = "index.html") -> None:
    (folder / name).write_text(PAGE.format(body=body, dark=dark), encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_good_page_has_nothing_to_report(
    site: Path, serve: Serve, open_page: OpenPage, scheme: str, width: int
) -> None:
    seen = open_page(serve(site), scheme=scheme, width=width)
    assert seen.axe_violations() == []
    assert seen.console_errors == []
    assert seen.outside_requests == []
    assert seen.wider_than_the_window() == 0
    assert seen.answers == [("/", 200)]


def test_axe_finds_a_picture_without_words(site: Path, serve: Serve, open_page: OpenPage) -> None:
    write(site, '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')
    assert [line.split()[0] for line in open_page(serve(site)).axe_violations()] == ["image-alt"]


def test_axe_finds_poor_contrast_only_in_the_scheme_that_has_it(
    site: Path, serve: Serve, open_page: OpenPage
) -> None:
    write(site, dark="#222")
    address = serve(site)
    assert open_page(address, scheme="light").axe_violations() == []
    assert "color-contrast" in open_page(address, scheme="dark").axe_violations()[0]


def test_a_request_to_another_host_is_seen_and_stopped(
    site: Path, serve: Serve, open_page: OpenPage
) -> None:
    write(site, '<img alt="A badge" src="https://www.example.org/badge.png">')
    seen = open_page(serve(site))
    assert seen.outside_requests == ["https://www.example.org/badge.png"]
    assert "ERR_NAME_NOT_RESOLVED" in seen.console_errors[0]


@pytest.mark.parametrize(
    "address", ["https://www.example.org/", "http://192.0.2.1/", "http://[2001:db8::1]/"]
)
def test_another_window_of_the_same_reader_is_kept_on_this_machine_too(
    site: Path, serve: Serve, open_page: OpenPage, address: str
) -> None:
    other = open_page(serve(site)).page.context.new_page()
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        other.goto(address)
    other.close()


def test_each_visit_loads_everything_anew(site: Path, serve: Serve, open_page: OpenPage) -> None:
    style = site / "a.css"
    style.write_text("/* An old file, which a browser would keep. */" + 1000 * " ")
    os.utime(style, (0, 0))
    write(site, '<link rel="stylesheet" href="a.css">')
    address = serve(site)
    loaded = "performance.getEntriesByType('resource').map(one => one.transferSize > 1000)"
    assert open_page(address).page.evaluate(loaded) == [True]
    assert open_page(address).page.evaluate(loaded) == [True]


@pytest.mark.parametrize(
    ("script", "message"),
    [("console.error('it broke')", "it broke"), ("absent()", "absent is not defined")],
)
def test_an_error_of_a_script_is_seen(
    site: Path, serve: Serve, open_page: OpenPage, script: str, message: str
) -> None:
    write(site, f"<script>{script}</script>")
    assert message in open_page(serve(site)).console_errors[0]


def test_a_missing_file_is_an_error(site: Path, serve: Serve, open_page: OpenPage) -> None:
    write(site, '<img alt="A chart" src="/absent.svg">')
    seen = open_page(serve(site))
    assert "404" in seen.console_errors[0]
    assert ("/absent.svg", 404) in seen.answers


def test_a_page_that_scrolls_sideways_is_seen(
    site: Path, serve: Serve, open_page: OpenPage
) -> None:
    write(site, '<p style="width: 600px">Wide</p>')
    assert open_page(serve(site), width=320).wider_than_the_window() > 200


def test_scripts_run_only_where_they_are_allowed(
    site: Path, serve: Serve, open_page: OpenPage
) -> None:
    write(site, "<script>document.getElementById('words').textContent = 'Script'</script>")
    address = serve(site)
    assert open_page(address).page.text_content("#words") == "Script"
    assert open_page(address, javascript=False).page.text_content("#words") == "Words"


def test_the_server_gives_the_sites_own_page_for_what_is_not_there(
    site: Path, serve: Serve, open_page: OpenPage
) -> None:
    write(site, "<p>Not here</p>", name="404.html")
    seen = open_page(f"{serve(site)}absent/")
    assert seen.answers == [("/absent/", 404)]
    assert "Not here" in seen.page.content()


def test_the_server_sends_the_headers_it_is_given(site: Path, serve: Serve) -> None:
    policy = {"Content-Security-Policy": "default-src 'self'"}
    with urlopen(serve(site, policy)) as answer:
        assert answer.headers["Content-Security-Policy"] == "default-src 'self'"


def test_what_a_page_stored_is_forgotten_before_the_next_visit(
    site: Path, serve: Serve, open_page: OpenPage
) -> None:
    (site / "deeper").mkdir()
    write(site / "deeper")
    address = f"{serve(site)}deeper/"
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    store = "localStorage.a = sessionStorage.a = 1; document.cookie = 'a=1; max-age=600';"
    assert open_page(address).page.evaluate(f"() => {{ {store} return {kept}; }}") == [1, 1, "a=1"]
    assert open_page(address).page.evaluate(f"() => {kept}") == [0, 0, ""]
