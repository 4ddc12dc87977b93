"""The copy itself: whole, without anybody else's name in any form, and never for who does not see everything."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pokpong.config.wiring  # noqa: F401  every area joins its table
from pokpong.areas.protection.models import Case, Concern
from pokpong.areas.protection.screens.papers.telling import Telling
from pokpong.areas.protection.telling import Told
from pokpong.areas.protection.tests import factories_plan as plan
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import a_concern
from pokpong.doors.office.own_copy.jsons import copy_json
from pokpong.doors.office.own_copy.paper import TOLD, Sheet, copy_paper
from pokpong.doors.office.tests.helped import a_full_case
from pokpong.doors.office.tests.pages import DISTRICT, browser_of
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.lao.names import tokens
from pokpong.foundation.papers.pdf import pdf_of
from pokpong.foundation.papers.tests.pdf_reading import PLAIN, assert_no_overflow, read, squashed
from pokpong.foundation.papers.words import Languages
from pokpong.registers.people.actions.own_copies import Them, ask_copy, prepare_copy
from pokpong.registers.people.actions.persons import amend_person, register_person
from pokpong.registers.people.models import Person, SubjectCopy
from pokpong.registers.people.own_copy import WHY
from pokpong.registers.people.queries import own_copies as queries
from pokpong.registers.people.tests import factories as people

pytestmark = pytest.mark.django_db
MOTHER, UNCLE, WITNESS = "ນາງ ແມ່ຈັນຫອມ ສີບຸນເຮືອງ", "ທ້າວ ລຸງພູແດງ ໄຊຍະສານ", "ນາງ ໃບຕອງຂຽວ ເຫັນກັບຕາ"
TELLER, FRIEND = "ອ້າຍພູຜາແດງ ເລົ່າຄວາມ", "ນາງ ໝູ່ຮັກແພງ ແສນສຸກ"
OTHERS = (MOTHER, UNCLE, WITNESS, TELLER, FRIEND)
WRITTEN = "ໄປຫາ {} ຢູ່ຕະຫຼາດ ແລ້ວກັບມາ"


def the_worker() -> User:
    return make_user("worker", "caseworker", DISTRICT, display_name="ນາງ ຜູ້ຊ່ວຍດີ ພະນັກງານ")


def the_supervisor() -> User:
    return make_user("head", "case_supervisor", DISTRICT, display_name="ທ່ານ ຫົວໜ້າໃຫຍ່ ກວດກາ")


def a_helped_person(worker: User) -> Case:
    """Everything is kept about them, and in everything that is typed freely somebody else is named."""
    case = a_full_case(worker)
    person = case.person_id
    people.relation_for(worker, person, other_name=MOTHER)
    people.relation_for(
        worker, person, kind="relative", other_name=UNCLE, suspected=True, suspected_why=WRITTEN.format(UNCLE)
    )
    told = Told(story=WRITTEN.format(UNCLE), names=MOTHER, reporter_name=TELLER, reporter_contact="030 555 3369")
    people.tied(case.person, because=a_concern(worker, told=told), user=worker.pk)
    friend = people.register(worker, FRIEND)
    home = people.household_for(worker).pk
    people.member_of(worker, home, person)
    people.member_of(worker, home, friend.pk)
    people.contact_for(worker, person, value="020 5550 2258", whose=MOTHER)
    people.contact_for(worker, person, kind="through", value=f"{FRIEND} 020 5550 1147")
    people.contact_for(worker, person, kind="address", value=f"ເຮືອນຂອງ {UNCLE}", safety="unsafe", how={"never": UNCLE})
    people.consent_for(worker, person, witness=WITNESS, note=WRITTEN.format(WITNESS))
    for name in OTHERS:
        plan.a_note(worker, case, text=WRITTEN.format(name))
    changes = {"home": {"path": DISTRICT, "text": f"ຂ້າງເຮືອນ {MOTHER}"}}
    amend_person(
        by=worker, person=person, changes=changes, base=Person.objects.get(pk=person).version, call_id=new_id()
    )
    return Case.objects.get(pk=case.pk)


def a_copy(worker: User, head: User, person: Person, *, released: bool = True) -> SubjectCopy:
    """Prepared; with `released` every text is given, as the most careless reader would."""
    copy = ask_copy(
        by=worker, id=new_id(), person=person.pk, them=Them("self", "known"), language="lo", call_id=new_id()
    )
    texts = [text.key for record in records_of(head, person) for text in record.texts]
    return prepare_copy(by=head, subject_copy=copy.pk, released=texts if released else [], call_id=new_id())


def records_of(head: User, person: Person, copy: SubjectCopy | None = None) -> list[Any]:
    return queries.records(queries.asked_for(head, person.pk), (copy.released or []) if copy else [])


def sheet_of(head: User, copy: SubjectCopy) -> Sheet:
    return Sheet(copy, records_of(head, copy.person, copy), head.display_name, None)


def named_in(text: str, names: Any = OTHERS) -> list[str]:
    """Names, and parts of names that no ordinary text holds, that stand in a text without its spaces."""
    plain = squashed(text)
    parts = {part for name in names for part in [name, *tokens(name)] if len(part) >= 4}
    return sorted(part for part in parts if squashed(part) in plain)


@pytest.fixture
def helped() -> tuple[User, User, Case]:
    worker, head = the_worker(), the_supervisor()
    return worker, head, a_helped_person(worker)


def test_everything_kept_is_on_it_and_nobody_else_is_named(helped: tuple[User, User, Case]) -> None:
    worker, head, case = helped
    copy = a_copy(worker, head, case.person)
    sheet = sheet_of(head, copy)
    kinds = {record.kind.noun for record in sheet.records}
    assert kinds >= {
        *(
            "concern",
            "person",
            "contact",
            "relation",
            "household_member",
            "consent",
            "tie",
            "case",
            "case_member",
            "need",
            "goal",
        ),
        *("risk_assessment", "exploitation", "screening", "identification", "planned_action", "follow_up", "note"),
        *("conference", "attachment", "service", "stay", "return", "referral", "look", "subject_copy"),
    }
    for languages in (Languages("lo"), Languages("lo", "en"), Languages("en")):
        drawn = read(pdf_of(copy_paper(sheet, Telling(languages))), margins=(0, 0, 0, 0))
        assert named_in(drawn) == []
        assert named_in(drawn, [worker.display_name]) == []  # staff are told by work and office
        assert squashed(case.person.name) in drawn
        assert squashed(case.number) in drawn
    for language in ("lo", "en"):
        as_json = json.dumps(copy_json(sheet, language), ensure_ascii=False)
        assert named_in(as_json) == []
        assert named_in(as_json, [worker.display_name]) == []
        assert case.person.name in as_json


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_typed_no_known_name_is_given(helped: tuple[User, User, Case], data: Any) -> None:
    """Any of the names, with and without titles and spaces, several times in any free text."""
    worker, head, case = helped
    name = data.draw(st.sampled_from([*OTHERS, worker.display_name]))
    spelt = data.draw(st.sampled_from([name, " ".join(tokens(name)), "".join(tokens(name)), name.replace(" ", "  ")]))
    before = data.draw(st.text(alphabet="ກຂ ມາໄປ\n", max_size=8))
    note = plan.a_note(worker, case, text=f"x{before}{spelt}{before}{spelt} y")
    records = records_of(head, case.person)
    texts = [text.words for record in records if record.row.pk == note.pk for text in record.texts]
    assert len(texts) == 1
    assert named_in(texts[0], [name]) == []


def test_what_nobody_has_read_is_left_out_and_says_so(helped: tuple[User, User, Case]) -> None:
    worker, head, case = helped
    copy = a_copy(worker, head, case.person, released=False)
    found = copy_json(sheet_of(head, copy), "en")
    texts = [text for kind in found["kinds"] for record in kind["records"] for text in record["texts"]]
    assert texts
    assert {text["given"] for text in texts} == {False}
    assert {text["words"] for text in texts} == {
        "A text is left out here: nobody has read yet whether it tells of others."
    }


def test_paper_and_file_say_the_same(helped: tuple[User, User, Case]) -> None:
    worker, head, case = helped
    sheet = sheet_of(head, a_copy(worker, head, case.person))
    drawn = read(pdf_of(copy_paper(sheet, Telling(Languages("en")))), margins=PLAIN)
    found = copy_json(sheet, "en")
    assert (found["format"], found["version"], found["language"]) == ("pokpong-own-copy", 1, "en")
    assert set(found) == {"format", "version", "language", "copy", "kinds", "why", "rights"}
    words = [
        part
        for kind in found["kinds"]
        for record in kind["records"]
        for value in [*record["fields"], *record["texts"]]
        for part in value["words"].splitlines()
    ]
    assert len(words) > 150
    assert [part for part in words if squashed(part) not in drawn] == []
    assert all(squashed(str(WHY[code])) in drawn for code in TOLD)


def test_the_shape_says_the_same_for_everybody(helped: tuple[User, User, Case]) -> None:
    """What is never given is listed alike whether there is any or not: nothing tells of a suspicion or a hold."""
    worker, head, case = helped
    nobody = a_person(worker, name="ນາງ ບໍ່ມີຫຍັງ ເລີຍ")
    both = [copy_json(sheet_of(head, a_copy(worker, head, one)), "lo") for one in (case.person, nobody)]
    never = [{kind["kind"]: kind["never"] for kind in found["kinds"]} for found in both]
    assert never[0] == never[1]


def test_of_a_concern_only_the_year_and_the_state(helped: tuple[User, User, Case]) -> None:
    worker, head, _case = helped
    concern = a_concern(worker, told=Told(story=WRITTEN.format(UNCLE), reporter_name=TELLER))
    person = register_person(
        by=worker, id=new_id(), record=people.record(), because_kind="concern", because=concern.pk, call_id=new_id()
    )
    found = copy_json(sheet_of(head, a_copy(worker, head, person)), "lo")
    text = json.dumps(found, ensure_ascii=False)
    (told,) = next(kind["records"] for kind in found["kinds"] if kind["kind"] == "concern")
    assert {value["field"] for value in told["fields"]} == {"raised_at", "state"}
    row = Concern.objects.get(pk=concern.pk)
    assert row.story not in text
    assert row.number not in text
    assert named_in(text, [TELLER]) == []


# --- pages -------------------------------------------------------------------------------------------------


def url(name: str, row: Any) -> str:
    return reverse(f"office:{name}", args=[row.pk])


def call_id(page: str) -> str:
    found = re.search(r'name="call_id" value="([^"]+)"', page)
    assert found
    return found[1]


def sent(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, {"call_id": call_id(client.get(address).text), **values}, follow=True)


def test_the_way_through_the_pages(helped: tuple[User, User, Case]) -> None:
    worker, head, case = helped
    alice, suna = browser_of(worker), browser_of(head)
    page = alice.get(reverse("people:person", args=[case.person_id])).text
    assert url("own_copies", case.person) in page
    answer = sent(alice, url("own_copies", case.person), asker="self", identity="known", language="en")
    copy = SubjectCopy.objects.get()
    assert "A supervisor reads it through" in answer.text
    assert "never sent" in answer.text
    assert "1 contact is not safe" in answer.text
    assert "No contact is known as safe at any time" in answer.text
    assert url("own_copy_prepare", copy) not in answer.text
    assert alice.get(url("own_copy_prepare", copy)).status_code == 403
    assert alice.get(url("own_copy_paper", copy)).status_code == 404
    reading = suna.get(url("own_copy_prepare", copy)).text
    assert named_in(reading.split("<main")[1]) == []
    assert " checked" not in reading
    keys = re.findall(r'name="released"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="released"', reading)
    first = next(filter(None, keys[0]))
    assert "Print it" in sent(suna, url("own_copy_prepare", copy), released=[first]).text
    assert SubjectCopy.objects.get().released == [first]
    before = Reading.objects.count()
    paper = suna.get(url("own_copy_paper", copy))
    assert "My own copy" in paper.text
    file = suna.get(url("own_copy_json", copy))
    assert file["Content-Disposition"] == f'attachment; filename="own-copy-{case.person.number.lower()}-1.json"'
    assert "no-store" in file["Cache-Control"]
    assert json.loads(file.content)["copy"]["made_by"] == head.display_name
    places = set(Reading.objects.order_by("-at").values_list("place", flat=True)[: Reading.objects.count() - before])
    assert {"office:own_copy_paper", "office:own_copy_json"} <= places
    assert not Reading.objects.filter(kind="concern", actor=head.pk).exists()
    wrong = alice.post(url("own_copy_hand_over", copy), {"call_id": str(new_id()), "asker": "self"})
    assert wrong.status_code == 200
    given = {"asker": "self", "identity": "known", "where": "taken", "asked_whether_safe": "on"}
    today = copy.asked_on
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    assert "handed over in person" in sent(alice, url("own_copy_hand_over", copy), **given, **day).text
    assert SubjectCopy.objects.get().state == "handed_over"
    assert Event.objects.filter(subject=copy.pk).count() == 3
    assert suna.get(url("own_copy_paper", copy)).status_code == 404


def test_dropping_and_asking_again(helped: tuple[User, User, Case]) -> None:
    worker, _head, case = helped
    alice = browser_of(worker)
    sent(alice, url("own_copies", case.person), asker="self", identity="known", language="lo")
    copy = SubjectCopy.objects.get()
    assert "Note that they ask" not in alice.get(url("own_copies", case.person)).text
    assert "ask again at any time" in sent(alice, url("own_copy_drop", copy), why="ບໍ່ຕ້ອງການແລ້ວ").text
    assert "ບໍ່ຕ້ອງການແລ້ວ" in alice.get(url("own_copy", copy)).text
    assert "Note that they ask" in alice.get(url("own_copies", case.person)).text


def test_out_of_sight_and_without_the_permission(helped: tuple[User, User, Case]) -> None:
    worker, head, case = helped
    copy = a_copy(worker, head, case.person)
    names = ("own_copy", "own_copy_prepare", "own_copy_paper", "own_copy_json", "own_copy_hand_over", "own_copy_drop")
    stranger = browser_of(make_user("far", "case_supervisor", "LA13/LA1301/"))
    assert [stranger.get(url(name, copy)).status_code for name in names] == [404] * len(names)
    chair = browser_of(make_user("chair", "chair", DISTRICT))
    assert [chair.get(url(name, copy)).status_code for name in names] == [403] * len(names)


def test_who_does_not_see_a_case_prints_nothing(helped: tuple[User, User, Case]) -> None:
    """A caseworker tied to the person, of whose second case they are not in the team."""
    worker, head, _case = helped
    other = make_user("other", "caseworker", DISTRICT)
    person = a_person(other)
    people.tied(person, user=worker.pk)
    a_case(other, person=person)
    copy = a_copy(worker, head, person)
    page = browser_of(worker).get(url("own_copy", copy)).text
    assert "You do not see everything" in page
    assert browser_of(worker).get(url("own_copy_paper", copy)).status_code == 404
    assert browser_of(head).get(url("own_copy_paper", copy)).status_code == 200


def test_a_broken_glass_shows_a_record_but_no_copy(helped: tuple[User, User, Case]) -> None:
    worker, head, _case = helped
    person = a_person(worker, name="ນາງ ບໍ່ມີກໍລະນີ ເລີຍ")
    copy = a_copy(worker, head, person)
    neighbour = make_user("neighbour", "caseworker", "LA16/LA1602/")
    break_glass(
        by=neighbour, id=new_id(), kind="person", number=person.number, reason="ຕ້ອງເບິ່ງດ່ວນ " * 5, call_id=new_id()
    )
    client = browser_of(neighbour)
    assert client.get(url("own_copy", copy)).status_code == 200
    for name in ("own_copy_paper", "own_copy_json"):
        assert client.get(url(name, copy)).status_code == 404


def test_the_paper_can_be_drawn_and_nothing_runs_over(helped: tuple[User, User, Case]) -> None:
    worker, head, case = helped
    copy = a_copy(worker, head, case.person)
    paper = copy_paper(sheet_of(head, copy), Telling(Languages("lo", "en")))
    pdf = pdf_of(paper)
    assert_no_overflow(pdf, margins=PLAIN)
    assert io.BytesIO(pdf).read(4) == b"%PDF"
