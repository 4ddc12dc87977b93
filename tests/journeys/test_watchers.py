"""The journeys' own watchers bite: axe-core under a strict policy, and the ear for what pages complain about."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.engines import accessibility
from tests.engines.browser import DESK, PHONE, Windows
from tests.journeys.eyes import Eyes

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
DIM = "@media (prefers-color-scheme: dark) { .dim { background: #000; color: #222 } }"
PAGE = """<!doctype html><html lang="lo">
<head><title>ທົດລອງ</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/dim.css"></head>
<body><main><h1>ທົດລອງ</h1>{}</main></body></html>"""
PAGES = {
    "/good": "<p>ສະບາຍດີ</p>",
    "/blind": "<img src='data:,'><input>",
    "/dim": "<p class='dim'>ສະບາຍດີ</p>",
    "/wide": "<img alt='' width='900' height='9' src='data:,'>",
    "/inline": "<script>document.title = 'x'</script>",
    "/outside": "<img alt='' src='http://example.invalid/x.png'>",
    "/broken": "<script src='/broken.js'></script>",
}
ASIDE = {"/dim.css": ("text/css", DIM), "/broken.js": ("text/javascript", "throw new Error('no')")}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, body = ASIDE.get(self.path, ("text/html; charset=utf-8", PAGE.format(PAGES.get(self.path, ""))))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *message: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Windows]:
    windows = Windows(browser, site)
    yield windows
    windows.close()


def visit(visitor: Windows, path: str) -> Page:
    page = visitor(PHONE)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page


def test_a_good_page_passes_in_silence(visitor: Windows) -> None:
    accessibility.check(visit(visitor, "/good"))
    assert visitor.watch.complaints == []


def test_axe_finds_what_a_blind_person_would_miss(visitor: Windows) -> None:
    page = visit(visitor, "/blind")
    with pytest.raises(AssertionError, match="image-alt") as refused:
        accessibility.check(page)
    assert "critical: label" in str(refused.value)
    assert "/blind" in str(refused.value)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/wide", "wider than the screen"),
        ("/blind", "light:   critical: image-alt"),
        ("/dim", "dark:   serious: color-contrast"),
    ],
)
def test_what_is_wrong_with_a_page_is_kept_once(visitor: Windows, path: str, wrong: str) -> None:
    eyes, page = Eyes(), visit(visitor, path)
    eyes.look(page)
    found = list(eyes.complaints)
    assert any(wrong in complaint for complaint in found), found
    eyes.look(page)
    assert eyes.complaints == found


def test_nothing_is_wrong_with_a_good_page(visitor: Windows) -> None:
    eyes = Eyes()
    eyes.look(visit(visitor, "/good"))
    assert (len(eyes.seen), eyes.complaints) == (1, [])


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/inline", "Content Security Policy"),
        ("/outside", "called outside: http://example.invalid"),
        ("/broken", "error in a script: no"),
    ],
)
def test_what_a_page_complains_about_is_heard(visitor: Windows, path: str, complaint: str) -> None:
    visit(visitor, path)
    assert any(complaint in heard for heard in visitor.watch.complaints), visitor.watch.complaints


def test_a_phone_and_a_desk_are_two_devices(visitor: Windows, site: str) -> None:
    phone, desk = visitor(PHONE), visitor(DESK)
    for page in (phone, desk):
        page.goto("/good")
    assert (phone.evaluate("innerWidth"), desk.evaluate("innerWidth")) == (360, 1280)
    assert phone.evaluate("navigator.language") == "lo-LA"
    phone.context.add_cookies([{"name": "who", "value": "phone", "url": site}])
    assert desk.context.cookies() == []


def test_the_vendored_files_are_the_ones_written_down() -> None:
    hashes = json.loads((accessibility.VENDOR / "hashes.json").read_text())
    for name, digest in hashes.items():
        assert hashlib.sha256((accessibility.VENDOR / name).read_bytes()).hexdigest() == digest


def test_another_axe_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "axe.min.js").write_text("axe = {}")
    (tmp_path / "hashes.json").write_text('{"axe.min.js": "of another file"}')
    monkeypatch.setattr(accessibility, "VENDOR", tmp_path)
    accessibility.axe_source.cache_clear()
    with pytest.raises(accessibility.VendoredFileChanged):
        accessibility.axe_source()
