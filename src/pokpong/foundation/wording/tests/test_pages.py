"""Pages of words, the catalogue as a file, and what a new version leaves of a correction."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.wording import entries as catalogue_entries
from pokpong.foundation.wording import queries
from pokpong.foundation.wording.entries import entries, key_of
from pokpong.foundation.wording.export import catalogue
from pokpong.foundation.wording.models import Correction
from pokpong.foundation.wording.tests.words import ENGLISH, KEY, TEXT, corrected, reader, with_plural
from pokpong.foundation.wording.usage import places_of

pytestmark = pytest.mark.django_db
LIST, PAGE = "/words/", f"/words/{KEY}/"


def browser_of(user: User) -> Client:
    client = Client()
    client.cookies["pokpong_language"] = "en"
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    return client


def text_of(client: Client, url: str, **data: str) -> str:
    answer = client.get(url, data)
    assert answer.status_code == 200, url
    return answer.content.decode()


def send(client: Client, url: str, **data: str) -> str:
    hidden = dict(re.findall(r'name="(call_id|base)" value="([^"]*)"', text_of(client, url)))
    answer = client.post(url, {**hidden, **data})
    return str(answer.headers.get("location") or answer.content.decode())


@pytest.mark.parametrize("typed", ["words of the PROGRAM", "ຄຳສັບຂອງໂປຣແກຣມ", "ຄໍາສັບ ຂອງໂປແກມ"])
def test_a_word_is_found_in_english_and_lao_in_any_spelling(typed: str) -> None:
    shipped = entries("lo")[KEY].forms[0]
    text = typed if typed.isascii() else shipped
    assert PAGE in text_of(browser_of(reader()), LIST, **{"words-text": text})


def test_a_correction_is_found_by_its_own_words_and_by_its_state() -> None:
    by = reader()
    corrected(by)
    browser = browser_of(by)
    for wanted in ({"words-text": TEXT}, {"words-state": "corrected"}):
        assert PAGE in text_of(browser, LIST, **wanted)
    assert PAGE not in text_of(browser, LIST, **{"words-state": "shipped_changed"})
    assert "No word fits" in text_of(browser, LIST, **{"words-text": "ຂຂຂຂຂຂຂ"})


def test_the_page_says_where_a_word_stands_and_what_must_stay() -> None:
    browser = browser_of(reader())
    assert "foundation/wording/screens/tables.py" in places_of(entries("lo")[KEY])
    assert "tables.\u200bpy" in text_of(browser, PAGE)
    entry = with_plural()
    text = text_of(browser, f"/words/{entry.key}/")
    assert "Keep these as they are" in text
    assert browser.get(f"/words/{'0' * 32}/").status_code == 404


def test_correcting_and_taking_back_on_the_pages() -> None:
    by = reader()
    browser = browser_of(by)
    assert "data-pk-error-summary" in send(browser, PAGE, form_0="", reason="x")
    assert send(browser, PAGE, form_0=TEXT, reason="ຖືກກວ່າ") == PAGE
    page = text_of(browser, PAGE)
    assert TEXT in page
    assert by.display_name in page
    first = Correction.objects.get()
    assert send(browser, PAGE, form_0=f"{TEXT} ໒", reason="ອີກ") == PAGE
    earlier = reverse("wording:undo_to", args=[KEY, first.pk])
    assert earlier in text_of(browser, PAGE)
    assert send(browser, earlier, reason="ກັບຄືນ") == PAGE
    assert send(browser, reverse("wording:undo", args=[KEY]), reason="ກັບຄືນ") == PAGE
    assert queries.word(KEY).is_corrected is False  # type: ignore[union-attr]  # it is in the catalogue
    assert browser.get(reverse("wording:undo_to", args=[KEY, new_id()])).status_code == 404


@pytest.mark.parametrize("url", [LIST, PAGE, "/words/stale/", "/words/export/"])
def test_nobody_else_comes_here(url: str) -> None:
    assert browser_of(reader("caseworker")).get(url).status_code == 403


def test_the_catalogue_goes_out_whole_and_comes_in_again() -> None:
    by = reader()
    corrected(by)
    answer = browser_of(by).get("/words/export/")
    assert ".po" in answer["Content-Disposition"]
    read = read_po(BytesIO(answer.content), locale="lo", abort_invalid=True)
    found = {(str(m.context or ""), m.id[0] if isinstance(m.id, tuple) else m.id): m.string for m in read if m.id}
    assert len(found) == len(entries("lo"))
    for entry in entries("lo").values():
        wanted = TEXT if entry.key == KEY else entry.forms[0]
        text = found[entry.context, entry.english]
        assert (text[0] if isinstance(text, tuple) else text) == wanted
    with clock.standing_at(datetime(2026, 3, 22, 2, tzinfo=UTC)):
        dated = read_po(BytesIO(catalogue()), locale="lo")
    assert {dated.creation_date, dated.revision_date} == {datetime(2026, 3, 22, 2, tzinfo=UTC)}
    only = read_po(BytesIO(catalogue(only_corrected=True)), locale="lo")
    assert [message.id for message in only if message.id] == [ENGLISH]


def test_after_a_new_version_corrections_stay_and_those_without_english_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by = reader()
    corrected(by)
    browser = browser_of(by)
    assert "Every correction has its English" in text_of(browser, "/words/stale/")
    now = dict(entries("lo"))
    old = now.pop(KEY)
    new = replace(old, english="Words of this program", key=key_of("Words of this program"))
    changed = {**now, new.key: new}
    monkeypatch.setattr(queries, "entries", lambda language: changed)
    page = text_of(browser, "/words/stale/")
    assert TEXT in page
    assert f"/words/{new.key}/" in page
    assert "1 correction to look at" in text_of(browser, LIST)
    obsolete = catalogue().decode()
    assert f'#~ msgstr "{TEXT}"' in obsolete
    other = {**changed, KEY: replace(old, forms=("ຄຳໃໝ່",))}
    monkeypatch.setattr(queries, "entries", lambda language: other)
    assert queries.stale() == []
    assert queries.word(KEY).shipped_changed  # type: ignore[union-attr]  # it was just put there
    assert queries.word(KEY).forms == (TEXT,)  # type: ignore[union-attr]  # as above
    assert PAGE in text_of(browser, LIST, **{"words-state": "shipped_changed"})
    assert catalogue_entries.entries("lo")[KEY] == old
