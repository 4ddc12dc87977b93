"""Each word of the article of 22 March 2021 opens, from the search box, the right kind of page in both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from pokpong.demo.article_bodies import BODIES
from pokpong.demo.story import begin
from pokpong.doors.office import search, terms
from pokpong.doors.office.terms import REMARK, SEED, Term, usual_spellings
from pokpong.doors.office.tests.pages import browse_as, browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.lao.text import fold

SEARCH = "/search/"
PAGES = {
    "body": "institutions:organisation",
    "committee": "institutions:committee",
    "official": "institutions:official",
    "place": "places:place",
    "activity": "programme:activity",
    "word": "office:word",
}
# What each word names; all others are words with their meaning.
KINDS = {
    "Laos CTIP project (lit. project to reduce the risk of human trafficking)": "body",
    "committee": "committee",
    "counter-trafficking committee": "committee",
    "Child Protection and Assistance Committee (CPAC)": "committee",
    "provincial administration office": "body",
    "provincial Party committee-administration": "body",
    "Vientiane Capital": "place",
    "Savannakhet": "place",
    "Champasak": "place",
    "Salavan": "place",
    "Department of Social Welfare (DSW)": "body",
    "Ministry of Labour and Social Welfare (MoLSW)": "body",
    "USAID (U.S. Agency for International Development)": "body",
    "Winrock International": "body",
}
# What opens beside its meaning because the day is told: an activity of a plan, and who holds such a post.
WITH_THE_DAY = {"activity": "activity", "Vice Governor (province)": "official"}
ARTICLE = [term for term in terms.terms().values() if term.source == SEED]


def spellings(term: Term) -> list[str]:
    """What people type: the Lao, the English with and without its remark, and how the article writes it otherwise."""
    english = REMARK.sub("", term.english)
    first = english if term.english in KINDS or term.english in WITH_THE_DAY else term.english
    return list(dict.fromkeys([term.lao, first, english, *(text for text in term.also)]))


def links(browser: Client, text: str) -> list[str]:
    """The addresses of what was found in the box, in their order."""
    page = said(browser.post(SEARCH, {"text": text}))
    return re.findall(r'<li><div><a href="([^"]+)"', page[page.index("<main") :])


def found(user: User, text: str) -> list[str]:
    """The same without the page around it: hundreds of pages would take minutes."""
    request: Any = RequestFactory().post(SEARCH)
    request.user, request.resolver_match = user, None
    return [row.url for section in search.found_in_all(request, text) for row in section.rows]


def test_there_are_seventy_five_and_every_one_has_its_meaning() -> None:
    assert len(ARTICLE) == 75
    assert set(KINDS) | set(WITH_THE_DAY) <= {term.english for term in ARTICLE}
    assert [term.english for term in ARTICLE if set(term.meaning) != {"lo", "en"}] == []


@pytest.mark.django_db
def test_every_word_opens_the_right_kind_of_page() -> None:
    """One test for all: the demo's registers are furnished and its day is told once."""
    users = begin()
    wrong, pages = [], set()
    for term in ARTICLE:
        for kind in kinds_of(term):
            for text in spellings(term):
                opened = [url for url in found(users["secretary"], text) if resolve(url).view_name == PAGES[kind]]
                if kind == "word":
                    opened = [url for url in opened if url == reverse("office:word", args=[term.key])]
                pages |= set(opened[:1])
                if not opened:
                    wrong.append(f"{text}: no {kind}")
    assert not wrong, "\n".join(wrong)
    browser = browser_of(users["secretary"])
    assert {kind: browser.get(url).status_code for kind, url in one_of_each(pages).items()} == dict.fromkeys(PAGES, 200)
    for body in BODIES:
        first = next(url for url in links(browser, body.lo) if resolve(url).view_name == PAGES["body"])
        assert body.lo in said(browser.get(first))


def kinds_of(term: Term) -> list[str]:
    """What a word opens: the record it names, or its meaning; both where the day tells of one."""
    also = [WITH_THE_DAY[term.english]] if term.english in WITH_THE_DAY else []
    return [KINDS.get(term.english, "word"), *also]


def one_of_each(pages: set[str]) -> dict[str, str]:
    """One address of each kind that was opened."""
    kinds = {name: kind for kind, name in PAGES.items()}
    return {kinds[resolve(url).view_name]: url for url in sorted(pages)}


@pytest.mark.parametrize("term", ARTICLE, ids=lambda term: term.key)
def test_every_spelling_leads_to_its_word(term: Term) -> None:
    for text in (term.lao, term.english, REMARK.sub("", term.english), *term.also):
        assert term in terms.find(text), text


@pytest.mark.parametrize(
    ("typed", "usual"),
    [("ອົງພັດທະນາສາກົນ ອາເມລິກາ", "ອົງການພັດທະນາສາກົນ ອາເມລິກາ"), ("Laos CTIP", "ໂຄງການຫຼຸດຜ່ອນຄວາມສ່ຽງຈາກການຄ້າມະນຸດ")],
)
def test_what_is_written_otherwise_is_looked_for_under_its_usual_spelling(typed: str, usual: str) -> None:
    assert usual in usual_spellings(typed)
    assert usual_spellings("ຂຂຂ") == ["ຂຂຂ"]


def test_what_differs_only_in_letters_that_fold_is_one_word() -> None:
    assert fold("ການຊ່ວຍເຫລືອ") == fold("ການຊ່ວຍເຫຼືອ")
    assert terms.find("ເປັນປະຈໍາ") == terms.find("ເປັນປະຈຳ")
    assert terms.find("   ") == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_page_of_a_word(language: str) -> None:
    browser = browse_as("donor", language=language)
    victim = next(term for term in ARTICLE if term.english == "victim")
    page = said(browser.get(reverse("office:word", args=[victim.key])))
    assert victim.lao in page
    assert victim.meaning[language] in page
    assert browser.get(reverse("office:word", args=["0" * 16])).status_code == 404
    other = next(term for term in terms.terms().values() if not term.meaning)
    assert other.lao in said(browser.get(reverse("office:word", args=[other.key])))
