"""Walks the pages as somebody would: from the start along every link, and through every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_plus, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from pokpong.foundation.access.models import User

BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"
ADDRESSES = {"href", "action", "formaction", "src", "hx-get", "hx-post", "data-url", "data-pk-url"}
EACH = 2  # pages of one view that one person looks at
# What ends the visit; the walk would go on as nobody.
NOT_WALKED = {"account_logout", "access:end_sessions"}


@dataclass
class Form:
    """A form that is sent by POST: its address and its fields as (name, kind, value, choices)."""

    url: str
    fields: list[tuple[str, str, str, list[str]]] = field(default_factory=list)


class Read(HTMLParser):
    """What a page says about itself: title, addresses, forms."""

    def __init__(self, page: str, url: str):
        super().__init__()
        self.url, self.title, self.addresses = url, "", list[str]()
        self.links, self.forms = list[str](), list[Form]()
        self._in_title, self._form, self._select = False, None, None
        self.feed(page)

    _form: Form | None
    _select: tuple[str, str, str, list[str]] | None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.addresses += [value for key, value in given.items() if key in ADDRESSES]
        if tag == "title":
            self._in_title = True
        elif tag == "a" and "href" in given:
            self.links.append(urljoin(self.url, given["href"]))
        elif tag == "form":
            self._form = Form(urljoin(self.url, given.get("action", "") or self.url))
            if given.get("method", "").lower() == "post":
                self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        if tag == "option" and self._select is not None:
            self._select[3].append(given.get("value", ""))
        elif given.get("name") and tag in {"input", "textarea", "select", "button"}:
            kind = given.get("type", "text") if tag == "input" else tag
            found = (given["name"], kind, given.get("value", ""), list[str]())
            self._select = found if tag == "select" else None
            self._form.fields.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


@dataclass
class Walk:
    """Everything one person comes to. `found` notes what must not be where it is, through `says`."""

    user: User
    starts: list[str]
    seen: Counter[str] = field(default_factory=Counter)
    forms: dict[str, Form] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.client = visitor(self.user)

    def pages(self) -> Iterator[tuple[str, HttpResponse, Read]]:
        """Address, answer, and what the page says, in the order in which they were come to."""
        waiting = list(self.starts)
        while waiting:
            url = waiting.pop(0)
            if not self.is_new(url):
                continue
            # Looking changes little (what was read is noted), but every look starts from the same world.
            answer = self.client.get(url)
            page = read(answer, url)
            yield url, answer, page
            for form in page.forms:
                self.forms.setdefault(view_name(form.url), form)
            waiting += page.links
            if "Location" in answer:
                waiting.append(urljoin(url, answer["Location"]))

    def is_new(self, url: str) -> bool:
        """Ours, not seen yet, and not the fourth page of its kind. The order of a table makes no new page."""
        parts = urlsplit(url)
        name = view_name(url)
        if parts.netloc not in {"", "testserver"} or not name or name in NOT_WALKED or parts.path in self.visited:
            return False
        self.visited.add(parts.path)
        self.seen[name] += 1
        return self.seen[name] <= EACH


def visitor(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


def read(answer: HttpResponse, url: str) -> Read:
    is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return Read(answer.content.decode() if is_page else "", url)


def view_name(url: str) -> str:
    """The name of the view behind an address, or an empty text."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def send(user: User, form: Form, typed: dict[str, str]) -> tuple[HttpResponse, Read]:
    """Fills the form, sends it, and takes back what it did. `typed` is what is written, by kind of field."""
    client = visitor(user)
    with transaction.atomic():
        answer = client.post(form.url, filled(form, typed))
        page = read(answer, form.url)
        transaction.set_rollback(True)
    return answer, page


def filled(form: Form, typed: dict[str, str]) -> dict[str, Any]:
    """Hidden fields as they are, the last choice of every list, words everywhere words can be typed."""
    data: dict[str, Any] = {}
    for name, kind, value, choices in form.fields:
        if kind in {"hidden", "radio", "checkbox", "button", "submit"}:
            data.setdefault(name, value or "on")
        elif kind == "select":
            data[name] = choices[-1] if choices else ""
        else:
            data[name] = typed.get(kind, typed["text"])
    return data


def plain(address: str) -> str:
    """An address as a person would read it."""
    return unquote_plus(address)
