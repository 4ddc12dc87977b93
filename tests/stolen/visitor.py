"""Somebody with a browser, as far as a server can tell: signs in, follows links, fills in forms."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

# What differs between pages of one kind: identifiers, codes of places and roles, how a table is sorted and cut.
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)LA[0-9][^/]*|(?<=/help/)\w+|\?.*")
OF_ONE_SHAPE = 3
NOT_FOLLOWED = ("/static/", "/account/logout/")
TOKEN = "csrfmiddlewaretoken"


class WentWrong(AssertionError):
    """A page answered with an error of the server, or refused what should have worked."""


class Reader(HTMLParser):
    """The links of a page, and the fields that its last form with a token carries."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(found.get("href", ""))
        elif tag == "input" and found.get("type") == "hidden" and "name" in found:
            self.hidden[found["name"]] = found.get("value", "")


@dataclass
class Visitor:
    """One browser with its own cookies. `seen` are the addresses of pages that opened, `text` all they said."""

    base: str
    seen: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def sign_in(self, username: str, password: str) -> None:
        """Raises WentWrong."""
        self.fill_in("/account/login/", login=username, password=password)
        if "/account/login/" in self.open("/")[0]:
            raise WentWrong(f"{username} could not sign in")

    def open(self, path: str, typed: dict[str, str] | None = None) -> tuple[str, Reader]:
        """Where it ended, and the page. An empty page when it is not this visitor's. Raises WentWrong."""
        body = urlencode(typed).encode() if typed is not None else None
        request = urllib.request.Request(self.base + path, body, {"Referer": self.base + path})
        reader = Reader()
        try:
            with self.opener.open(request, timeout=60) as answer:
                page = answer.read().decode(errors="replace")
                reader.feed(page)
                self.text += page
                return str(answer.url), reader
        except urllib.error.HTTPError as refused:
            if refused.code >= 500 or (typed is not None and refused.code == 403):
                raise WentWrong(f"{path} answered {refused.code}") from refused
            return path, reader

    def fill_in(self, path: str, **typed: str) -> str:
        """Sends the form of a page with what is typed into it; where that led. Raises WentWrong."""
        _, reader = self.open(path)
        if TOKEN not in reader.hidden:
            raise WentWrong(f"{path} has no form")
        return self.open(path, {**reader.hidden, **typed})[0]

    def walk(self, start: str = "/", most: int = 40) -> None:
        """Opens the pages that links lead to, nearest first. Raises WentWrong."""
        waiting, shapes = [start], Counter[str]()
        while waiting and len(self.seen) < most:
            path = waiting.pop(0)
            shape = VARIABLE.sub("*", path)
            if path in self.seen or shapes[shape] >= OF_ONE_SHAPE:
                continue
            shapes[shape] += 1
            _, reader = self.open(path)
            self.seen.append(path)
            waiting += [link for link in map(within, reader.links) if link]


def within(link: str) -> str:
    """The path of a link that stays on this server and is a page; else an empty text."""
    parts = urlsplit(link)
    if parts.netloc or parts.scheme or not parts.path.startswith("/") or parts.path.startswith(NOT_FOLLOWED):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
