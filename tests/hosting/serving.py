"""A folder of releases on loopback: by a host that reads `_headers`, and by a real nginx."""

from __future__ import annotations

import functools
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tests.browser.browsing import Server, StaticFiles
from tests.hosting.checkout import HOSTING

Rules = Sequence[tuple[str, Mapping[str, str]]]
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


def read_rules(text: str) -> Rules:
    """The rules of a `_headers` file, as hosts that know it read them."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


class HeadersHost(StaticFiles):
    """Sends what the rules say; a header that two rules give is sent with both values."""

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        self.rules = rules
        super().__init__(*args, extra={}, **kwargs)

    def end_headers(self) -> None:
        """Add the headers of every rule that matches."""
        address = urlsplit(self.path).path
        sent: dict[str, list[str]] = {}
        for pattern, fields in self.rules:
            if fnmatchcase(address, pattern):
                for name, value in fields.items():
                    sent.setdefault(name, []).append(value)
        for name, values in sent.items():
            self.send_header(name, ", ".join(values))
        super().end_headers()


@contextmanager
def by_headers_file(folder: Path) -> Iterator[str]:
    """Serve a folder with its own `_headers`; gives the address, with `/`."""
    rules = read_rules((folder / "_headers").read_text(encoding="utf-8"))
    answer = functools.partial(HeadersHost, directory=str(folder), rules=rules)
    with Server(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def nginx_settings(work: Path, site: str, changes: Mapping[str, str]) -> tuple[Path, int]:
    """A whole set of settings around one of examples/hosting, with a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (HOSTING / site).read_text(encoding="utf-8")
    listens = "listen 8080;" if "listen 8080;" in text else "listen 80;"
    for old, new in {listens: f"listen 127.0.0.1:{port};", **changes}.items():
        assert old in text, old
        text = text.replace(old, new)
    work.mkdir(parents=True, exist_ok=True)
    (work / "site.conf").write_text(text, encoding="utf-8")
    mime = next(p for p in ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types")
                if Path(p).is_file())  # fmt: skip
    shutil.copyfile(mime, work / "mime.types")
    kept = "\n".join(
        f"{kind}_temp_path {work / kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = work / "nginx.conf"
    user = "user root;\n" if os.getuid() == 0 else ""  # its workers must read the test's folder
    main.write_text(
        f"{user}daemon off;\npid {work / 'pid'};\nerror_log {work / 'error.log'};\nevents {{}}\n"
        f"http {{\naccess_log off;\n{kept}\ninclude {work / 'site.conf'};\n}}\n",
        encoding="utf-8",
    )
    return main, port


@contextmanager
def by_nginx(work: Path, site: str, changes: Mapping[str, str]) -> Iterator[str]:
    """Serve with nginx and settings of examples/hosting; gives the address, with `/`."""
    assert NGINX
    main, port = nginx_settings(work, site, changes)
    with subprocess.Popen([NGINX, "-c", str(main), "-e", str(work / "error.log")]) as process:
        address = f"http://127.0.0.1:{port}/"
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "nginx ended at once"
        try:
            urlopen(address, timeout=2).close()
        except HTTPError as answer:  # an answer is all that is waited for
            answer.close()
            return
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx never answered")


def asked(address: str, headers: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str]]:
    """The status and the headers of an answer."""
    try:
        with urlopen(Request(address, headers=dict(headers or {})), timeout=10) as answer:
            return answer.status, dict(answer.headers)
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers)
