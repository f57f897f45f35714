"""Only named hosts are fetched from, and no answer is too long, too deep or too far away."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner

from api import cli
from api.outbound import fetching
from api.outbound.fetching import FetchFailed, fetch

PAGE = b"<html><body><article><p>\x93Yes,\x94 said Ana Ivers, the mayor.</p></article></body></html>"
# The path, the status, the headers and the body.
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=windows-1252"}, PAGE),
    "/gzip": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 25_000_000)),
    "/cut": (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-9]),
    "/plain": (200, {"Content-Encoding": "gzip"}, PAGE),
    "/long": (200, {}, b" " * 20_000_001),
    "/moved": (302, {"Location": "/page"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/away": (302, {"Location": "http://169.254.169.254/latest"}, b""),
    "/file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/none": (404, {}, b""),
}


class Handler(BaseHTTPRequestHandler):
    """Answers as the table says."""

    def do_GET(self) -> None:
        """Answer."""
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Be silent."""


@pytest.fixture
def host() -> Iterator[str]:
    """A server on this machine, as HOST:PORT."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/gzip", "/moved"])
def test_a_page_is_fetched(path: str, host: str) -> None:
    found = fetch(f"http://{host}{path}", [host])
    assert (found.media_type, found.content) == ("text/html", PAGE)
    assert found.url == f"http://{host}{'/page' if path == '/moved' else path}"


REFUSED = [
    ("/bomb", "when decoded"),
    ("/cut", "incomplete gzip data"),
    ("/plain", "not gzip data"),
    ("/long", "longer than 20,000,000 bytes"),
    ("/loop", "more than 5 redirects"),
    ("/away", "nothing is fetched from 169.254.169.254"),
    ("/file", "nothing is fetched from"),
    ("/none", "the server answered 404"),
]


@pytest.mark.parametrize(("path", "why"), REFUSED)
def test_what_is_refused(path: str, why: str, host: str) -> None:
    with pytest.raises(FetchFailed, match=why):
        fetch(f"http://{host}{path}", [host])


def test_a_private_address_takes_the_port(host: str) -> None:
    with pytest.raises(FetchFailed, match="no public address"):
        fetch(f"http://{host}/page", ["127.0.0.1"])
    with pytest.raises(FetchFailed, match="nothing is fetched from"):
        fetch(f"http://{host}/page", ["news.example"])


def test_a_slow_server_is_given_up(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIME_LIMIT", 0.0)
    with pytest.raises(FetchFailed):
        fetch(f"http://{host}/page", [host])


def test_urls_are_refused_by_default(host: str) -> None:
    result = CliRunner().invoke(cli.saidby, ["ingest", f"http://{host}/page"])
    assert result.exit_code == 2
    assert "--allow-fetch" in result.stderr
