"""What people ask the program for at work: each request about another case, name or village."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pokpong.areas.protection.models import Case
from pokpong.foundation.access.models import User
from pokpong.registers.places.models import Place
from tests.bench.visiting import Answer, fields_of

PAGE_AIM, FULL_AIM, SAVING_AIM = 60.0, 100.0, 90.0  # ms, p95
BACKEND = "pokpong.foundation.access.sign_in.PokpongBackend"
STORY = "ຄົນຕ່າງຖິ່ນມາຊວນເດັກຍິງສອງຄົນໄປເຮັດວຽກຢູ່ຕ່າງປະເທດ ໂດຍບໍ່ບອກວ່າວຽກຫຍັງ"
VILLAGE = 3
FAR = "LA01/"  # a province where none of those who ask has cases of their own


@dataclass(frozen=True)
class Page:
    """One thing that a user does. `ask` does it once more and answers what the server said."""

    name: str
    ask: Callable[[Asker], Answer]
    aim: float
    most: int = 1000  # times it is asked


@dataclass
class Asker:
    """Somebody at work, with what they look at: each request another case, name or village."""

    username: str
    visitor: Any
    cases: Iterator[Case]
    full: Iterator[Case]
    villages: Iterator[str]
    far: str

    def get(self, path: str) -> Answer:
        answer: Answer = self.visitor.get(path)
        return answer

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        answer: Answer = self.visitor.post(path, fields)
        return answer

    def search(self, text: str) -> Answer:
        return self.post(reverse("office:search"), {"text": text})


def home(who: Asker) -> Answer:
    return who.get(reverse("office:home"))


def caseload(who: Asker) -> Answer:
    return who.get(reverse("cases:list") + "?cases-situation=running&cases-risk=high")


def by_name(who: Asker) -> Answer:
    return who.search(next(who.cases).person.name)


def by_village(who: Asker) -> Answer:
    return who.search(next(who.villages))


def by_number(who: Asker) -> Answer:
    return who.search(next(who.cases).number)


def full_case(who: Asker) -> Answer:
    return who.get(reverse("cases:case", args=[next(who.full).pk]))


def saving(who: Asker) -> Answer:
    """Opens the page of corrections, which is not counted, and saves another summary."""
    address = reverse("cases:amend", args=[next(who.full).pk])
    fields = fields_of(who.get(address).body, "summary")
    return redirected(who.post(address, {**fields, "summary": f"{STORY} {time.time_ns()}"}))


def raising(who: Asker) -> Answer:
    """The last of three pages: all that was typed is kept, a number and a task are made.

    Far from where the others look: what one raises must not fill the lists of the next.
    """
    address = reverse("protection:raise")
    typed = {
        "step": "what",
        "story": f"{STORY} {time.time_ns()}",
        "place": who.far,
        "urgency": "soon",
        "channel": "in_person",
        "happened_unknown": "on",
    }
    who.post(address, typed)
    check = who.post(address, {**typed, "left_out-sent": "yes", "step": "who"})
    return redirected(who.post(address, {**fields_of(check.body, "call_id"), "step": "send"}))


def redirected(answer: Answer) -> Answer:
    """A form that came back saved nothing. Raises ValueError."""
    if answer.status == 200:
        raise ValueError("the form came back")
    return answer


PAGES = (
    Page("home", home, PAGE_AIM),
    Page("caseload, two filters", caseload, PAGE_AIM),
    Page("search by name", by_name, PAGE_AIM),
    Page("search by village", by_village, PAGE_AIM),
    Page("search by case number", by_number, PAGE_AIM),
    Page("full case, 30 services", full_case, FULL_AIM),
    Page("saving an edit", saving, SAVING_AIM),
    Page("raising a concern", raising, SAVING_AIM, most=20),
)
EMPTY = Page("page without records", lambda who: who.get(reverse("office:about")), PAGE_AIM)


def asker(username: str, visitor: Any, district: str) -> Asker:
    """The caseworker looks at cases of their own, a supervisor at others in their sight."""
    bench = User.objects.get(username="bench")
    rows = Case.objects.visible_to(User.objects.get(username=username)).select_related("person").order_by("pk")
    mine = rows if username == "bench" else rows.exclude(lead=bench.pk)
    long_ones = {"state": "open", "origin": "returned", "risk": "medium"}  # the stories of the kind "full"
    full = list(mine.filter(**long_ones)[:40]) or list(rows.filter(**long_ones)[:40])
    villages = Place.objects.filter(level=VILLAGE, path__startswith=district).order_by("path")
    return Asker(
        username,
        visitor,
        cycle(list(islice(mine.iterator(), 50))),
        cycle(full),
        cycle([place.name for place in villages[:20]]),
        str(Place.objects.filter(level=VILLAGE, path__startswith=FAR).order_by("path")[0].path),
    )


class Inside:
    """A visitor in this process, who counts queries of the request that matters: the last one."""

    def __init__(self, user: User):
        self.client = Client()
        self.client.force_login(user, backend=BACKEND)
        self.queries = 0

    def get(self, path: str) -> Answer:
        return self._counted(lambda: self.client.get(path))

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        return self._counted(lambda: self.client.post(path, fields))

    def _counted(self, ask: Callable[[], Any]) -> Answer:
        with CaptureQueriesContext(connection) as captured:
            answer = ask()
        self.queries = len(captured)
        return Answer(answer.status_code, 0, answer.content.decode(), 0, answer.headers.get("Location", ""))
