"""The browser of the journeys: the system's Chromium, in Lao, on a phone or a desk, its complaints heard."""

import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize

from tests.engines.binaries import chromium

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}

# A test must not call home, and nothing it shows may depend on having done so.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
]


class NoBrowser(Exception):
    """Chromium is not installed."""


def launch_options() -> dict[str, Any]:
    """For playwright's `chromium.launch`. Raises NoBrowser."""
    path = chromium()
    if path is None:
        raise NoBrowser("the journeys need Chromium. As root: apt install chromium")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to run as root
    return {"executable_path": path, "args": [*QUIET, *as_root]}


def context_options(size: ViewportSize, base_url: str) -> dict[str, Any]:
    phone = size["width"] < 600
    return {
        "base_url": base_url,
        "viewport": size,
        "locale": "lo-LA",
        "timezone_id": "Asia/Vientiane",
        "has_touch": phone,
        "is_mobile": phone,
        "device_scale_factor": 2 if phone else 1,
    }


@dataclass
class Watch:
    """Everything a browser window complained about, and every address it called outside its installation."""

    base_url: str
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error in a script: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 403 or 404 is also an "error" of the console; the journey itself judges those.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.base_url).netloc:
            self.complaints.append(f"called outside: {parts.scheme}://{parts.netloc}")


@dataclass
class Windows:
    """Opens windows that share nothing: each is another person at another device."""

    browser: Browser
    base_url: str
    contexts: list[BrowserContext] = field(default_factory=list)
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.base_url)

    def __call__(self, size: ViewportSize = DESK, **options: Any) -> Page:
        """A page in a fresh context; `options` are playwright's own for `new_context`."""
        context = self.browser.new_context(**{**context_options(size, self.base_url), **options})
        self.contexts.append(context)
        context.on("page", self.watch.over)
        return context.new_page()

    def close(self) -> None:
        for context in self.contexts:
            context.close()
