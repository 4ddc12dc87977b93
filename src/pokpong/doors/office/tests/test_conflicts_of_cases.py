"""Choosing between two edits of a case or a part of it: every field and value is worded, on a page that opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from pokpong.areas.protection.actions.plan import amend_need
from pokpong.areas.protection.models import (
    Conference,
    Exploitation,
    FollowUp,
    Goal,
    Need,
    PlannedAction,
    Referral,
    ReturnHome,
    Service,
    Stay,
)
from pokpong.areas.protection.tests import factories_plan as plan
from pokpong.areas.protection.tests.cases import a_case
from pokpong.doors.office import conflict_words
from pokpong.doors.office.conflict_words_of_case import FIELDS
from pokpong.doors.office.conflicts import as_kept
from pokpong.doors.office.tests.helped import a_full_case
from pokpong.doors.office.tests.pages import DISTRICT, PROVINCE, browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
PARTS = {
    model.noun: model
    for model in (
        Need,
        Goal,
        PlannedAction,
        Exploitation,
        Conference,
        FollowUp,
        Referral,
        Service,
        Stay,
        ReturnHome,
    )
}
# As they are kept they say nothing to a reader.
CODES = {"domain", "kind", "destination", "escort", "assessment", "owner", "origin", "organisation", "need_id"}


def the_worker() -> User:
    return make_user("worker", "caseworker", DISTRICT)


def test_every_part_that_can_be_edited_is_here() -> None:
    assert {*PARTS, "case"} == set(FIELDS)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_value_of_every_part_is_worded_and_its_page_opens(language: str) -> None:
    worker = the_worker()
    case = a_full_case(worker)
    browser = browser_of(worker)
    rows: list[Any] = [case, *(model.objects.filter(case=case.pk).first() for model in PARTS.values())]
    with translation.override(language):
        for row in rows:
            kind = conflict_words.KINDS[row.noun]
            assert browser.get(kind.url(row)).status_code == 200, row.noun
            assert kind.title(row) in (case.number, getattr(row, "number", ""))
            for field in kind.fields:
                shown = kind.shown(field, as_kept(row, field))
                assert shown is not None, (row.noun, field)
                if field in CODES and getattr(row, field):
                    assert str(shown) != str(getattr(row, field)), (row.noun, field)


def test_ids_of_rows_that_are_gone_are_said_to_be_gone() -> None:
    with translation.override("en"):
        assert conflict_words.KINDS["goal"].shown("need_id", str(new_id())) == "no longer there"
        assert conflict_words.KINDS["planned_action"].shown("goal_id", str(new_id())) == "no longer there"
        assert conflict_words.KINDS["planned_action"].shown("owner", str(new_id())) == "Somebody who left"
        assert conflict_words.KINDS["goal"].shown("need_id", None) == ""


def test_two_edits_of_one_need_wait_for_a_choice() -> None:
    worker, boss = the_worker(), make_user("boss", "case_supervisor", PROVINCE)
    need = plan.a_need(worker, a_case(worker))
    for user, domain in ((worker, "legal"), (boss, "job")):
        amend_need(by=user, need=need.pk, base=need.version, changes={"domain": domain}, call_id=new_id())
    conflict = Conflict.objects.get()
    page = said(browser_of(boss).get(reverse("office:conflict", args=[conflict.pk])))
    assert "What does the person need?" in page
    assert "Legal help" in page
    assert "Skills and work" in page
    assert need.case.number in page
    stranger = make_user("stranger", "caseworker", "LA13/LA1301/")
    assert browser_of(stranger).get(reverse("office:conflict", args=[conflict.pk])).status_code == 404
