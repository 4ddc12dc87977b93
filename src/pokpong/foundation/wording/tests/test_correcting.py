"""Correcting words: at once, for everybody, with a history, and never so that a page breaks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.foundation.kernel.rows import AppendOnly
from pokpong.foundation.wording import overlay, queries
from pokpong.foundation.wording.actions import undo_correction
from pokpong.foundation.wording.entries import entries
from pokpong.foundation.wording.models import Correction
from pokpong.foundation.wording.tests.words import (
    ENGLISH,
    KEY,
    TEXT,
    corrected,
    counted_in_lao,
    in_lao,
    reader,
    with_plural,
)

pytestmark = pytest.mark.django_db


def codes(refused: Any) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def undone(by: Any, **more: Any) -> Correction:
    values: dict[str, Any] = {"reason": "ຄຳເກົ່າດີກວ່າ", **more}
    return undo_correction(by=by, id=new_id(), key=KEY, call_id=new_id(), **values)


def test_a_correction_holds_at_once_and_leaves_its_traces(django_capture_on_commit_callbacks: Any) -> None:
    before = in_lao(ENGLISH)
    with django_capture_on_commit_callbacks(execute=True):
        row = corrected(reader())
    assert in_lao(ENGLISH) == TEXT != before
    assert (row.english, row.shipped, row.forms) == (ENGLISH, [before], [TEXT])
    assert Event.objects.filter(name="word.correct", subject=row.pk).exists()
    assert Receipt.objects.filter(action="word.correct").exists()
    assert Change.objects.filter(kind="correction", row=row.pk).exists()


def test_another_process_takes_it_over_with_its_next_page(settings: Any) -> None:
    corrected(reader())
    settings.POKPONG_WORDS_SECONDS = 0
    answer = Client().get("/account/login/", HTTP_COOKIE="pokpong_language=lo")
    assert answer.status_code == 200
    assert in_lao(ENGLISH) == TEXT


def test_it_looks_only_every_few_seconds(settings: Any, django_assert_num_queries: Any) -> None:
    settings.POKPONG_WORDS_SECONDS = 60
    overlay.refresh(now=True)
    with django_assert_num_queries(0):
        overlay.refresh()
    settings.POKPONG_WORDS_SECONDS = 0
    with django_assert_num_queries(1):
        overlay.refresh()
    settings.POKPONG_WORDS_SECONDS = -1
    with django_assert_num_queries(0):
        overlay.refresh()


def test_a_data_base_that_is_away_leaves_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    corrected(reader())
    overlay.refresh(now=True)

    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(queries, "state", away)
    overlay.refresh(now=True)
    assert in_lao(ENGLISH) == TEXT


def test_catalogues_that_are_read_anew_get_the_corrections_again(monkeypatch: pytest.MonkeyPatch) -> None:
    corrected(reader())
    overlay.refresh(now=True)
    known: Any = trans_real
    monkeypatch.delitem(known._translations, "lo")
    assert in_lao(ENGLISH) != TEXT
    overlay.refresh(now=True)
    assert in_lao(ENGLISH) == TEXT


def test_forms_for_numbers_and_other_words_go_on() -> None:
    entry = with_plural()
    text = f"{entry.forms[0]} ທົດສອບ"
    corrected(reader(), text, entry.key)
    overlay.refresh(now=True)
    assert counted_in_lao(entry, 1) == counted_in_lao(entry, 7) == text
    other = next(one for one in entries("lo").values() if one.key not in (KEY, entry.key) and not one.plural)
    assert in_lao(other.english) == other.forms[0]
    with translation.override("en"):
        assert translation.gettext(ENGLISH) == ENGLISH


def test_back_to_what_ships_and_to_an_earlier_text() -> None:
    by = reader()
    first = corrected(by)
    second = corrected(by, f"{TEXT} ໒", base=first.pk)
    back = undone(by, to=first.pk, base=second.pk)
    overlay.refresh(now=True)
    assert in_lao(ENGLISH) == TEXT
    shipped = undone(by, base=back.pk)
    overlay.refresh(now=True)
    assert [in_lao(ENGLISH)] == shipped.shipped
    assert [row.pk for row in queries.history(KEY)] == [shipped.pk, back.pk, second.pk, first.pk]
    assert Event.objects.filter(name="word.undo").count() == 2
    with pytest.raises(Refused) as refused:
        undone(by, base=shipped.pk)
    assert codes(refused) == {"word_nothing_to_undo"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"forms": [""]}, "word_text_missing"),
        ({"forms": []}, "word_forms_wrong"),
        ({"reason": " "}, "word_reason_missing"),
        ({"key": "0" * 32}, "word_no_entry"),
        ({"base": new_id()}, "word_changed_meanwhile"),
        ({"forms": ["ຄຳສັບ %(x)s"]}, "word_placeholder_unknown"),
    ],
)
def test_bad_input_writes_nothing(more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        corrected(reader(), **more)
    assert code in codes(refused)
    assert not Correction.objects.exists()


def test_the_text_that_is_shown_already_is_no_correction() -> None:
    with pytest.raises(Refused) as refused:
        corrected(reader(), queries.word(KEY).forms[0])  # type: ignore[union-attr]  # it is in the catalogue
    assert codes(refused) == {"word_same_text"}


def test_two_readers_do_not_write_over_each_other() -> None:
    by = reader()
    corrected(by)
    with pytest.raises(Refused) as refused:
        corrected(by, "ຄຳສັບຂອງໂປຣແກຣມ")
    assert codes(refused) == {"word_changed_meanwhile"}


@pytest.mark.parametrize("role", ["caseworker", "secretary", "donor", "auditor"])
def test_other_roles_may_not(role: str) -> None:
    with pytest.raises(NotAllowed):
        corrected(make_user("other", role, ""))


def test_a_correction_stays_as_it_was_made() -> None:
    row = corrected(reader())
    row.reason = "ອື່ນ"
    with pytest.raises((AppendOnly, Exception)) as refused:
        row.save()
    assert refused.type.__name__ in ("AppendOnly", "WrittenOutsideAction")
