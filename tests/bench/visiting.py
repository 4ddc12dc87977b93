"""A browser without a picture: signs in, opens pages, sends forms; says how long the server took and how much came."""

from __future__ import annotations

import gzip
import http.client
import re
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie

TOKEN = "csrfmiddlewaretoken"
INPUT = re.compile(r"<input\b[^>]*>")
AREA = re.compile(r"<textarea\b([^>]*)>(.*?)</textarea>", re.DOTALL)
SELECT = re.compile(r"<select\b([^>]*)>(.*?)</select>", re.DOTALL)
OPTION = re.compile(r"<option\b([^>]*)>")
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>(.*?)</form>', re.DOTALL)
FOUND, SEE_OTHER = 302, 303
UNPRESSED = ("submit", "button", "file")
TICKED = ("checkbox", "radio")


class PageFailed(Exception):
    """The server answered with something else than a page or a way to one."""


@dataclass(frozen=True)
class Answer:
    """One answer. `seconds` from the first byte sent to the last one read; `sent` are the bytes as they travel."""

    status: int
    seconds: float
    body: str
    sent: int
    location: str = ""


@dataclass
class Visitor:
    """One person at one device. Raises PageFailed."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        """Sends a form as a browser does, with the token of the session."""
        typed = {TOKEN: self.cookies.get("csrftoken", ""), **fields}
        return self._ask("POST", path, urllib.parse.urlencode(typed, doseq=True))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "gzip",
            "Accept-Language": "lo",
            "Referer": f"http://{self.host}:{self.port}{path}",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection = self.connection or http.client.HTTPConnection(self.host, self.port, timeout=60)
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        raw = answer.read()
        seconds = time.perf_counter() - began
        self._keep(answer)
        if answer.status not in (200, FOUND, SEE_OTHER):
            raise PageFailed(f"{method} {path}: {answer.status}")
        packed = answer.getheader("Content-Encoding") == "gzip"
        # Where the server leaves packing to what stands before it, the bytes are those of a packed page all the same.
        sent = len(raw) if packed else len(gzip.compress(raw, 6))
        text = (gzip.decompress(raw) if packed else raw).decode("utf-8", "replace")
        return Answer(answer.status, seconds, text, sent, answer.getheader("Location") or "")

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value

    def sign_in(self, username: str, password: str) -> float:
        """From the press of the button to the page one comes to; in seconds."""
        self.cookies.clear()
        fields = fields_of(self.get("/account/login/").body, "password")
        answer = self.post("/account/login/", {**fields, "login": username, "password": password})
        if answer.status == 200 or "/account/login" in answer.location:
            raise PageFailed(f"{username} could not sign in")
        return answer.seconds + self.get(answer.location).seconds

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def fields_of(page: str, holding: str) -> dict[str, object]:
    """What the form with the field `holding` would send untouched. Raises PageFailed when no form has it."""
    form = next((form for form in FORM.findall(page) if f'name="{holding}"' in form), None)
    if form is None:
        raise PageFailed(f"no form asks for {holding}")
    found: dict[str, object] = {}
    for tag in INPUT.findall(form):
        kind, name = attribute(tag, "type") or "text", attribute(tag, "name")
        if name and kind not in UNPRESSED and (kind not in TICKED or " checked" in tag):
            found[name] = attribute(tag, "value") or ("on" if kind in TICKED else "")
    for head, text in AREA.findall(form):
        found[attribute(head, "name")] = unescape(text).removeprefix("\n")
    for head, options in SELECT.findall(form):
        chosen = [attribute(tag, "value") for tag in OPTION.findall(options) if " selected" in tag]
        found[attribute(head, "name")] = chosen[0] if chosen else ""
    return {name: value for name, value in found.items() if name}


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
