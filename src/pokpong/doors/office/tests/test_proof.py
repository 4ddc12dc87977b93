"""The page Proof: how far the history is closed, a check in the background, and what it found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pokpong.doors.office.proof import KINDS, finding_words
from pokpong.doors.office.tests.pages import browse_as, said
from pokpong.doors.office.watching import background
from pokpong.doors.office.watching.actions import PROOF, begin_verification, keep_progress, kept, note_restore
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Batch, Event, Verification
from pokpong.foundation.audit.tests.tampering import an_event, emptied, execute, raw, undone
from pokpong.foundation.audit.verifying import Finding, Result
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
PROOF_PAGE, CHECK = "/history/proof/", "/history/proof/check/"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> None:
    emptied()
    settings.POKPONG_CHECKPOINT_FILE = str(tmp_path / "checkpoint")


def check_by(browser: Any) -> None:
    browser.post(CHECK, {"call_id": str(new_id())})


@pytest.mark.parametrize("role", ["caseworker", "case_supervisor", "administrator", "donor"])
def test_only_the_auditor_proves(role: str) -> None:
    browser = browse_as(role)
    assert browser.get(PROOF_PAGE).status_code == 403
    assert browser.post(CHECK, {"call_id": str(new_id())}).status_code == 403
    assert not Verification.objects.exists()
    with pytest.raises(NotAllowed):
        begin_verification(by=make_user("another", role), id=new_id(), call_id=new_id())


def test_before_anything_was_closed_the_page_says_so() -> None:
    page = said(browse_as("auditor").get(PROOF_PAGE))
    assert "none yet" in page
    assert "Nobody has checked yet" in page


def test_the_clock_closes_and_a_check_finds_nothing() -> None:
    auditor = browse_as("auditor")
    for _line in range(3):
        an_event(clock.now() - timedelta(minutes=2))
    background.close_batches()
    assert Batch.objects.count() == 1
    check_by(auditor)
    row = Verification.objects.get()
    assert (row.state, row.batches, row.lines) == ("well", 1, 3)
    assert Event.objects.filter(subject=row.pk, name="audit.keep_result").exists()
    page = said(auditor.get(PROOF_PAGE))
    assert "The last check found nothing" in page
    assert "Batch 1" in page


def test_what_was_altered_is_named_on_the_page() -> None:
    auditor = browse_as("auditor")
    row = an_event(clock.now() - timedelta(minutes=2))
    background.close_batches()
    with undone():
        execute("UPDATE audit_event SET name = 'x' WHERE id = %s", raw(row.pk))
        check_by(auditor)
        page = said(auditor.get(PROOF_PAGE))
    assert "tampered with" in page
    assert f"Line {row.pk} was altered" in page


def test_a_second_check_waits_for_the_first_and_one_that_died_does_not_hold_it_up() -> None:
    auditor = make_user("auditor", "auditor")
    begin_verification(by=auditor, id=new_id(), call_id=new_id())
    with pytest.raises(Refused, match="verification_running"):
        begin_verification(by=auditor, id=new_id(), call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        assert begin_verification(by=auditor, id=new_id(), call_id=new_id()).state == "running"


def test_progress_is_kept_and_an_ended_check_is_left_alone(settings: Any) -> None:
    settings.POKPONG_AUDIT_BATCH_LINES = 1
    for _line in range(45):
        an_event(clock.now() - timedelta(minutes=2))
    background.close_batches()
    row = begin_verification(by=make_user("auditor", "auditor"), id=new_id(), call_id=new_id())
    assert row.total == 45
    background.check(row.pk)
    told = Event.objects.filter(subject=row.pk, name="audit.keep_progress").count()
    assert 1 <= told <= background.STEPS
    background.check(row.pk)
    with pytest.raises(NotThere):
        keep_progress(by=PROOF, verification=row.pk, batches=3, call_id=new_id())
    with pytest.raises(NotThere):
        kept(row, Result(), new_id())
    row.refresh_from_db()
    assert (row.state, row.batches) == ("well", 45)


def test_a_running_check_shows_how_far_it_is() -> None:
    auditor = browse_as("auditor")
    begin_verification(by=PROOF, id=new_id(), call_id=new_id())
    page = said(auditor.get(PROOF_PAGE))
    assert "The history is being checked" in page
    assert "Check now" not in page
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        assert "Did not finish" in said(auditor.get(PROOF_PAGE))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("what", ["batch", "line", "checkpoint"])
def test_every_finding_has_words(kind: str, what: str) -> None:
    assert str(KINDS[kind]) in finding_words(vars(Finding(kind, what, 3, "event", "abc", "second")))


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_page_speaks_both_languages(language: str) -> None:
    assert ("ຫຼັກຖານ" in said(browse_as("auditor", language=language).get(PROOF_PAGE))) == (language == "lo")


def test_a_restore_stands_on_the_page_and_in_the_list_of_checks(tmp_path: Path, settings: Any) -> None:
    settings.POKPONG_EPOCH_FILE = tmp_path / "epoch.json"
    auditor = browse_as("auditor")
    assert "Restored from a backup" not in said(auditor.get(PROOF_PAGE))
    mark = "2026-03-05T02:00:00+00:00"
    row = note_restore(by=PROOF, id=new_id(), backup="pokpong-20260305", mark=mark, call_id=new_id())
    kept(row, Result(batches=7), new_id())
    assert "Restored from a backup" in said(auditor.get(PROOF_PAGE))
    settings.POKPONG_EPOCH_FILE.write_text(f'{{"restored": "{mark}", "mark": "{mark}", "lost": 4}}')
    page = said(auditor.get(PROOF_PAGE))
    assert "closed batches that are gone: 4." in page
    assert "pokpong-20260305" not in page
    assert Event.objects.get(name="audit.note_restore").actor_kind == "program"


def test_nobody_notes_a_restore_but_the_program() -> None:
    with pytest.raises(NotAllowed):
        note_restore(by=make_user("keeper", "administrator"), id=new_id(), backup="x", mark="", call_id=new_id())
