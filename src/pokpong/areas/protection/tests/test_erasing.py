"""What of a case and a concern goes with an erased person, and what stays because it is about others, too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import pokpong.config.wiring  # noqa: F401  as in a server
from pokpong.areas.protection import erasing
from pokpong.areas.protection.actions.cases import open_case
from pokpong.areas.protection.actions.closing import approve_closure
from pokpong.areas.protection.actions.plan.follow_ups import miss_what_is_due
from pokpong.areas.protection.models import Attachment, Case, Concern, FollowUp, Note, Screening
from pokpong.areas.protection.tests import cases as make_case
from pokpong.areas.protection.tests import factories as make
from pokpong.areas.protection.tests import factories_plan as plan
from pokpong.areas.protection.tests import factories_screening as screening
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.models import Change
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.vault import files, keyring
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import Erasure, Person
from pokpong.registers.people.tests.erasing import approve, ask, key_folder
from pokpong.registers.people.tests.pages import client_of

pytestmark = pytest.mark.django_db
FACTS = ("number", "state", "sex", "age_band", "nationality", "place_path", "opened_on", "closed_on", "risk", "origin")


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.POKPONG_FILES_DIR = tmp_path / "files"
    return key_folder(settings, tmp_path)


def known_through(by: User, concern: Concern, name: str = "ນາງ ຮູ້ຈາກ ຂໍ້ກັງວົນ") -> Person:
    record = {"names": [{"text": name}], "district_path": make.DISTRICT}
    return register_person(
        by=by, id=new_id(), record=record, because_kind="concern", because=concern.pk, call_id=new_id()
    )


def closed(alice: User, suna: User, case: Case) -> Case:
    make_case.asked_to_close(alice, case)
    return approve_closure(by=suna, case=case.pk, call_id=new_id())


def gone(model: Any, row: Any, field: str) -> bool:
    keyring.forget()
    try:
        getattr(model.objects.get(pk=row.pk), field)
    except keyring.KeyGone:
        return True
    return False


def test_a_running_case_stands_in_the_way() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make_case.a_person(alice)
    erasure = ask(alice, person.pk)
    case = make_case.a_case(alice, person=person)
    with pytest.raises(Refused, match="erasure_case_runs"):
        approve(suna, erasure)
    other = make_case.a_person(alice)
    make_case.a_case(alice, person=other)
    with pytest.raises(Refused, match="erasure_case_runs"):
        ask(alice, other.pk)
    closed(alice, suna, case)
    assert approve(suna, erasure).state == "approved"


def test_cases_and_their_parts_go_and_their_open_facts_stand() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    case = make_case.a_case(alice)
    note, paper = plan.a_note(alice, case), plan.a_file(alice, case)
    asked = screening.finished(alice, case)
    file = SealedFile.objects.get(pk=paper.file)
    assert files.content_of(file)
    closed(alice, suna, case)
    before = Case.objects.values(*FACTS).get(pk=case.pk)
    counts = {model: model.objects.count() for model in (Case, Note, Attachment, Screening, FollowUp, Concern)}
    erasure = approve(suna, ask(alice, case.person_id))
    rows = ((Case, case, "summary"), (Note, note, "text"), (Attachment, paper, "name"), (Screening, asked, "answers"))
    for model, row, field in rows:
        if model is not Case:
            assert gone(model, row, field), model
        assert not model.objects.visible_to(suna).filter(pk=row.pk).exists()
    with pytest.raises(keyring.KeyGone):
        files.content_of(SealedFile.objects.get(pk=file.pk))
    assert Case.objects.values(*FACTS).get(pk=case.pk) == before
    assert {model: model.objects.count() for model in counts} == counts
    assert not Task.objects.filter(subject=case.pk, state__in=WAITING).exists()
    page = client_of(suna).get(reverse("people:erasure", args=[erasure.pk])).content.decode()
    assert case.number in page
    assert "Erased" in page


def test_follow_ups_of_an_erased_person_stop_and_the_clock_goes_on() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    case = make_case.a_case(alice)
    closed(alice, suna, case)
    assert FollowUp.objects.filter(case=case.pk, state="planned").exists()
    approve(suna, ask(alice, case.person_id))
    with clock.standing_at(clock.now() + timedelta(days=900)):
        assert miss_what_is_due() == 0
        tick()
    assert not Task.objects.filter(kind="follow_up.do", state__in=WAITING).exists()


def test_a_concern_about_this_person_alone_goes_in_a_call_of_its_own() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    concern = make.in_hand(alice, alice)
    person = known_through(alice, concern)
    assert erasing.concerns_alone([person.pk]) == [concern.pk]
    facts = Concern.objects.values("number", "state", "place_path", "sex", "forms").get(pk=concern.pk)
    erasure = approve(suna, ask(alice, person.pk))
    assert not gone(Concern, concern, "story"), "never in one call with a person"
    changed = Change.objects.count()
    tick()
    assert gone(Concern, concern, "story")
    assert Concern.objects.values("number", "state", "place_path", "sex", "forms").get(pk=concern.pk) == facts
    assert not Concern.objects.visible_to(suna).filter(pk=concern.pk).exists()
    assert Event.objects.filter(name="concern.erase", subject=concern.pk).count() == 1
    assert Change.objects.filter(row=concern.pk).exists()
    assert Change.objects.count() > changed
    assert Erasure.objects.get(pk=erasure.pk).apart == [], "nothing leads from the erasure to a village any more"
    assert not Task.objects.filter(subject=concern.pk, state__in=WAITING).exists()
    tick()
    assert Event.objects.filter(name="concern.erase").count() == 1
    for name in ("protection:inbox", "office:home", "office:tasks"):
        assert client_of(suna).get(reverse(name)).status_code == 200


def test_a_concern_about_others_stays() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    shared, crowd = make.in_hand(alice, alice), make.in_hand(alice, alice, facts=make.facts(people_count=3))
    person, sister = known_through(alice, shared), known_through(alice, shared, "ນາງ ນ້ອງສາວ ຕົວຢ່າງ")
    alone = known_through(alice, crowd, "ນາງ ຄົນດຽວ ຕົວຢ່າງ")
    assert erasing.concerns_alone([person.pk]) == []
    assert erasing.concerns_alone([alone.pk]) == []
    approve(suna, ask(alice, person.pk))
    tick()
    assert not gone(Concern, shared, "story")
    assert sister.name


def test_a_concern_whose_case_is_another_persons_stays() -> None:
    alice = make.caseworker()
    concern = make.in_hand(alice, alice)
    person, other = known_through(alice, concern), make_case.a_person(alice)
    open_case(by=alice, id=new_id(), person=other.pk, origin="concern", concern=concern.pk, call_id=new_id())
    assert erasing.concerns_alone([person.pk]) == []


def test_it_is_final_only_once_the_concern_is_gone_from_every_archive() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = known_through(alice, make.in_hand(alice, alice))
    erasure = approve(suna, ask(alice, person.pk))
    with clock.standing_at(clock.now() + timedelta(days=1)):
        tick()
    erasure.refresh_from_db()
    assert (erasure.state, erasure.epoch) == ("final", 1)
