"""Nothing live, and no number below the threshold, on any page or file of a chair, programme manager or donor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from pokpong.areas.protection.models import Case, Concern
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.ui.parts import Link
from pokpong.insight.indicators.models import Closing, FrozenTable, PublishedTable
from pokpong.insight.indicators.tables import TABLES
from pokpong.insight.indicators.tables.definition import shape_of
from pokpong.insight.reports import views
from tests.guards.private.walking import visitor
from tests.worlds.crawl import Answers, Pool, differences, unpacked, visit
from tests.worlds.figures import MANY, READERS, AgainClosed, Figures
from tests.worlds.pinned import Pinned
from tests.worlds.story import Retold

pytestmark = pytest.mark.django_db
SHOWN = 12  # differences told of in full
FILES = ("", "&as=pdf", "&as=docx")
VICTIMS = ("protection_", "people_", "indicators_frozentable", "exchange_")


@contextmanager
def a_world(story: type[Figures], *, loud: bool) -> Iterator[tuple[Retold, Pinned]]:
    """One telling; all of it is forgotten afterwards."""
    pinned, folder = Pinned(), TemporaryDirectory()
    own_files = override_settings(POKPONG_FILES_DIR=Path(folder.name))
    with folder, own_files, transaction.atomic(), pinned.held():
        yield story(pinned, loud=loud).tell(), pinned
        transaction.set_rollback(True)


def in_both(story: type[Figures], role: str, spaces: tuple[str, ...] = ()) -> list[str]:
    """What differs for a role between the two worlds."""
    pool: Pool = {}
    seen: list[Answers] = []
    for loud in (True, False):
        with a_world(story, loud=loud) as (world, pinned):
            pool = pool or world.pool
            seen.append(visit(world.watchers[role], pinned, pool, (), spaces=spaces))
    return differences(seen[1], seen[0])


@pytest.mark.alternating
@pytest.mark.parametrize("role", READERS)
def test_until_the_next_closing_nothing_that_happens_changes_any_page(role: str) -> None:
    wrong = in_both(Figures, role)
    assert not wrong, f"{len(wrong)} answers differ:\n" + "\n".join(wrong[:SHOWN])


@pytest.mark.alternating
@pytest.mark.parametrize("role", READERS)
def test_a_closing_changes_published_figures_alone(role: str) -> None:
    """One concern more: its cells are not renewed. Nothing outside the overview differs."""
    wrong = in_both(AgainClosed, role, ("reports", "programme", "office"))
    assert [line for line in wrong if not line.startswith(("GET /overview/", "POST /overview/"))] == []


def test_a_live_count_on_the_overview_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: otherwise the two worlds could be alike in everything."""
    usual = views.ways
    monkeypatch.setattr(views, "ways", lambda looked: [*usual(looked), Link(str(Case.objects.count()), "/")])
    assert in_both(Figures, "chair", ("reports",))


def test_pages_of_figures_ask_no_table_about_people() -> None:
    """Not on the screen, not in the report, not in its files."""
    with a_world(Figures, loud=True) as (world, _pinned):
        for role in READERS:
            client = visitor(world.watchers[role])
            place = "?place=LA16/"
            urls = [reverse("reports:overview") + place, reverse("reports:meanings") + place]
            urls += [reverse("reports:figure", args=[code]) + place for code in TABLES]
            urls += [reverse("reports:situation") + place + file for file in FILES]
            for url in urls:
                client.get(url)  # fills the caches of the process
                with CaptureQueriesContext(connection) as asked:
                    client.get(url)
                wrong = [query["sql"][:200] for query in asked if any(name in query["sql"] for name in VICTIMS)]
                assert wrong == [], url


CELL = re.compile(r'<td class="pk-number">(.*?)</td>', re.S)
SIGN = re.compile(r'class="pk-map-place"><title>([^<]*)</title>')
IN_TEXT = re.compile(r": ([\d.]+|ບໍ່ເຜີຍແຜ່)")
MARKUP = re.compile(r"<[^>]*>|\u200b")
COUNTED = re.compile(r"[\d.]+")
WITH_FIGURES = ("chair", "national_chair", "programme_manager", "donor")


def read_off(story: type[Figures]) -> dict[str, list[str | None]]:
    """By reader and address: every number of a table, a map and the report in its three forms, None where hidden."""
    found: dict[str, list[str | None]] = {}
    with a_world(story, loud=True) as (world, _pinned):
        for role in WITH_FIGURES:
            client = visitor(world.watchers[role])
            for place in ("LA16/", "LA16/LA1601/"):
                pages = [reverse("reports:overview"), *(reverse("reports:figure", args=[code]) for code in TABLES)]
                urls = [f"{page}?place={place}" for page in pages]
                urls += [f"{reverse('reports:situation')}?place={place}{file}" for file in FILES if role != "donor"]
                for url in urls:
                    answer = client.get(url)
                    assert answer.status_code == 200, url
                    found[f"{role} {url}"] = numbers_in(unpacked(answer.content).decode("utf-8", "replace"), url)
    return found


def numbers_in(text: str, url: str) -> list[str | None]:
    if "situation" in url:
        titles = [str(table.title) for table in TABLES.values()]
        plain = MARKUP.sub("", text)
        told = [IN_TEXT.match(plain, plain.rindex(title) + len(title)) for title in titles if title in plain]
        said = [match[1] if match else "" for match in told]
    else:
        said = [MARKUP.sub(" ", cell).strip() for cell in CELL.findall(text)]
        said += [title.rpartition(": ")[2] for title in SIGN.findall(text)]
    counted = [COUNTED.match(each) for each in said]
    return [match[0] if match else None for match in counted]


def test_no_page_and_no_file_of_two_closings_tells_of_the_one_concern_between_them() -> None:
    """As somebody reads it who keeps every page and file of May and lays those of June beside them."""
    with override("lo"):
        may, june = read_off(Figures), read_off(AgainClosed)
    assert may == june
    numbers = {number for each in may.values() for number in each}
    assert {None, "0"} < numbers
    assert max(int(number.replace(".", "")) for number in numbers if number) > MANY
    assert [url for url, each in may.items() if not each and "services" not in url and "referrals" not in url] == []
    limits = {role: 10 if role == "donor" else 5 for role in WITH_FIGURES}
    small = [
        f"{url}: {number}"
        for url, each in june.items()
        for number in each
        if number and 0 < int(number.replace(".", "")) < (10 if "situation" in url else limits[url.split()[0]])
    ]
    assert small == []


def test_no_growth_that_was_published_is_small() -> None:
    """Of every cell of both circles, from each value shown to the next one, the first from nought."""
    with a_world(AgainClosed, loud=True):
        assert Concern.objects.count() > MANY
        assert PublishedTable.objects.count() == Closing.objects.count() * len(TABLES) * 2
        assert FrozenTable.objects.filter(code="concerns").exclude(counts={}).exists()
        for code in TABLES:
            for circle in ("inside", "outside"):
                assert list(small_growths(code, circle)) == []


def small_growths(code: str, circle: str) -> Iterator[str]:
    last: dict[tuple[str, str], int] = {}
    for row in PublishedTable.objects.filter(code=code, circle=circle).order_by("closing__month"):
        shape = shape_of([place for place in row.cells if parts(place)], TABLES[code].columns)
        for place, columns in row.cells.items():
            assert place in shape.rows
            for column, (number, _day) in columns.items():
                growth = abs(number - last.get((place, column), 0))
                if 0 < growth < row.threshold:
                    yield f"{code} {circle} {place} {column}: {growth}"
                last[place, column] = number
