"""Everything one user can reach: every link from every page, and every address with every record there is."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PUBLIC, SIGNED_IN
from tests.guards.private.walking import BACKEND, NOT_WALKED, Read
from tests.guards.reach.addresses import Address, addresses
from tests.worlds.pinned import Pinned

LATER = 600  # minutes after the beginning: the visit comes after the whole story
FORBIDDEN = 403  # no permission at all: a POST meets the same check before anything is read
FOLLOWED = 6  # links to one view that are followed; every record of the pool is asked for besides
PRODUCTS = 8  # addresses with two records that are tried
# A token against forged forms is drawn anew for every page; it is no answer to anybody's question.
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
# Office files are packed, and stamped with the time of the machine, which nobody holds.
PACKED = b"PK\x03\x04"
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
DRAWN = ("Set-Cookie",)
CLOCKED = ("Expires", "Date")  # by the clock of the machine, which nobody holds
# What addresses call a record, where it is not called by its noun.
CALLED = {
    "view": "saved_view",
    "kept": "saved_view",
    "member": "household_member",
    "hold": "legal_hold",
    "into": "concern",
    "return_home": "return",
    "answer": "identification_answer",
    "party": "visit_party",
    "trainer": "training_trainer",
    "capacity:session": "training_session",
    "call": "training",
    "task_id": "task",
    "conflict_id": "conflict",
    "institutions:service": "service_offer",
}


@dataclass(frozen=True)
class Answer:
    """What came back, without what is drawn anew for every answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    body: bytes


Answers = dict[str, Answer]
Pool = Mapping[str, list[str]]
Spaces = tuple[str, ...]


def visit(user: User, pinned: Pinned, pool: Pool, words: Iterable[str], *, spaces: Spaces = ()) -> Answers:
    """Every answer this user gets, by method and address; each visit to a page starts from the same state.

    With `spaces` only in these spaces of addresses, for a quick look.
    """
    visitor = Client(raise_request_exception=False)
    visitor.force_login(user, backend=BACKEND)
    found: Answers = {}
    starts = _every_address(user, pool, spaces)
    searches = [] if spaces else _searches(user, words)
    waiting, followed = deque(["/", *starts, *searches]), Counter[str]()
    while waiting:
        url = waiting.popleft()
        if f"GET {url}" in found:
            continue
        found[f"GET {url}"] = answer = _ask(visitor, "get", url, pinned)
        for link in _links(answer, url):
            view = _view_of(link)
            if f"GET {link}" not in found and followed[view] < FOLLOWED and _is_in(view, spaces):
                followed[view] += 1
                waiting.append(link)
    for url in [url for url in starts if found[f"GET {url}"].status != FORBIDDEN]:
        found[f"POST {url}"] = _ask(visitor, "post", url, pinned)
    return found


def _is_in(view: str, spaces: Spaces) -> bool:
    return not spaces or view.split(":")[0] in spaces


def _view_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return url


def _searches(user: User, words: Iterable[str]) -> list[str]:
    """Words asked for wherever words are answered: pages of search, and the lists behind pickers."""
    paths = [
        reverse(address.name)
        for address in addresses()
        if not address.parameters and any(name in address.name for name in ("search", "find")) and _may(user, address)
    ]
    return [f"{path}?{urlencode({'q': word})}" for path in paths for word in words]


def _every_address(user: User, pool: Pool, spaces: Spaces) -> list[str]:
    """Every address with every record its parameters may name; one record where the role opens none of them."""
    return [
        url
        for address in addresses()
        if address.name not in NOT_WALKED and _is_in(address.name, spaces)
        for url in islice(_urls(address, pool), PRODUCTS if _may(user, address) else 1)
    ]


def _may(user: User, address: Address) -> bool:
    open_to_all = {PUBLIC, SIGNED_IN} & set(address.permission)
    return bool(open_to_all) or any(user.may(name) for name in address.permission)


def _urls(address: Address, pool: Pool) -> Iterator[str]:
    """Raises KeyError for a parameter that nothing answers to."""
    values = [pool[_kind(address, name)] for name in address.parameters]
    for chosen in product(*values):
        yield reverse(address.name, kwargs=dict(zip(address.parameters, chosen, strict=True)))


def _kind(address: Address, parameter: str) -> str:
    """The key of the pool for one parameter: of this space of addresses, else for all of them."""
    space = address.name.split(":")[0]
    return CALLED.get(f"{space}:{parameter}", CALLED.get(parameter, parameter))


def _ask(visitor: Client, method: str, url: str, pinned: Pinned) -> Answer:
    """The answer; whatever the visit left behind (readings, a saved draft) is taken back."""
    with transaction.atomic(), pinned.during(f"{method} {url}", LATER):
        response: Any = getattr(visitor, method)(url)
        answer = _kept(response)
        transaction.set_rollback(True)
    return answer


def _kept(response: HttpResponse) -> Answer:
    body = b"".join(response) if response.streaming else response.content
    clocked = (*CLOCKED, "Content-Length") if body.startswith(PACKED) else CLOCKED
    told = {name: "" if name in clocked else value for name, value in response.headers.items() if name not in DRAWN}
    return Answer(
        response.status_code,
        tuple(sorted(told.items())),
        tuple(sorted(response.cookies)),
        TOKEN.sub(rb"\1-", unpacked(body)),
    )


def unpacked(body: bytes) -> bytes:
    """The parts of an office file one after the other, without when it was made; anything else as it is."""
    if not body.startswith(PACKED):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(name.encode() + STAMP.sub(rb"\1-", packed.read(name)) for name in packed.namelist())


def _links(answer: Answer, url: str) -> list[str]:
    """Own addresses on a page, in their order."""
    if not dict(answer.headers).get("Content-Type", "").startswith("text/html"):
        return []
    page = Read(answer.body.decode(), url)
    parts = [urlsplit(address) for address in [*page.links, *page.addresses]]
    own = [part for part in parts if not part.netloc and part.path.startswith("/") and not part.scheme]
    return [f"{part.path}?{part.query}" if part.query else part.path for part in own if _is_walked(part.path)]


def _is_walked(path: str) -> bool:
    return not path.startswith("/static/") and path not in {reverse(name) for name in NOT_WALKED}


def differences(one: Answers, other: Answers) -> list[str]:
    """What differs between two visits, in words and lines."""
    found = [f"{url}: reached in one world only" for url in sorted(one.keys() ^ other.keys())]
    for url in sorted(one.keys() & other.keys()):
        if one[url] != other[url]:
            found.append(f"{url}: {_told(one[url], other[url])}")
    return found


def _told(one: Answer, other: Answer) -> str:
    if (one.status, one.headers, one.cookies) != (other.status, other.headers, other.cookies):
        heads = [(a.status, *a.headers, *a.cookies) for a in (one, other)]
        return f"{set(heads[0]) ^ set(heads[1])}\n" + _lines(one, other)
    return _lines(one, other)


def _lines(one: Answer, other: Answer) -> str:
    before, after = (answer.body.decode("utf-8", "replace").splitlines() for answer in (one, other))
    return "\n".join(line[:300] for line in islice(difflib.unified_diff(before, after, lineterm="", n=0), 12))
