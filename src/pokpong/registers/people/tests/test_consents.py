import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people.actions.consents import give_consent, withdraw_consent
from pokpong.registers.people.models import Consent, ConsentWithdrawal
from pokpong.registers.people.queries.consents import valid_consent
from pokpong.registers.people.rules import consent as rules
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.pages import call, client_of
from pokpong.registers.people.tests.traces import left_traces

TODAY = date(2026, 6, 15)


def asked(**more: Any) -> rules.Asked:
    values: dict[str, Any] = {
        "age": 30,
        "purpose": "referral",
        "recipients": ["x"],
        "fields": ["names"],
        "given_by": "self",
        "given_on": TODAY,
        "expires_on": TODAY + timedelta(days=100),
        "way": "written",
        "has_evidence": True,
    }
    return rules.Asked(**{**values, **more})


def codes(**more: Any) -> set[str]:
    return {problem.code for problem in rules.consent_problems(asked(**more), TODAY)}


GUARDED = {"given_by": "guardian", "guardian": "mother", "assent": "yes"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, set()),
        ({"given_by": "guardian", "guardian": "mother"}, {"consent_adult_decides"}),
        ({"given_by": "authority", "authority": "x"}, {"consent_adult_decides"}),
        ({"age": None}, {"consent_age_needed"}),
        ({"age": 17}, {"consent_child_alone", "consent_assent_needed"}),
        ({"age": 17, **GUARDED}, set()),
        ({"age": 8, **GUARDED, "assent": "cannot"}, set()),
        ({"age": 15, **GUARDED, "assent": "cannot"}, {"consent_child_can_answer"}),
        ({"age": 8, **GUARDED, "assent": "no"}, {"consent_assent_refused"}),
        ({"age": 8, **GUARDED, "assent": "not_asked"}, {"consent_assent_needed"}),
        ({"age": 8, **GUARDED, "guardian": ""}, {"consent_guardian_missing"}),
        ({"age": 8, **GUARDED, "guardian": "friend"}, {"consent_not_guardian"}),
        ({"age": 8, **GUARDED, "guardian_suspected": True}, {"consent_guardian_suspect"}),
        ({"age": 8, "given_by": "authority", "assent": "yes"}, {"consent_authority_missing"}),
        ({"age": 8, "given_by": "authority", "authority": "ຫ້ອງການ", "assent": "yes"}, set()),
        ({"recipients": [], "fields": []}, {"consent_no_recipients", "consent_no_fields"}),
        ({"purpose": "gossip"}, {"consent_purpose_unknown"}),
        ({"fields": ["shoe_size"]}, {"consent_no_fields"}),
        ({"given_on": TODAY + timedelta(days=1)}, {"consent_given_later"}),
        ({"expires_on": TODAY}, {"consent_expires_before"}),
        ({"expires_on": TODAY + timedelta(days=367)}, {"consent_too_long"}),
        ({"has_evidence": False}, {"consent_evidence_missing"}),
        ({"way": "spoken", "has_evidence": False}, {"consent_witness_missing"}),
        ({"way": "spoken", "has_evidence": False, "witness": "ນາງ"}, set()),
    ],
)  # fmt: skip
def test_who_may_consent_to_what(facts: Any, expected: Any) -> None:
    assert codes(**facts) == expected


@given(
    age=st.one_of(st.none(), st.integers(0, 120)),
    given_by=st.sampled_from(["self", "guardian", "authority", "nobody"]),
    guardian=st.sampled_from(["", "mother", "father", "guardian", "friend"]),
    suspected=st.booleans(),
    assent=st.sampled_from(["", "yes", "no", "cannot", "not_asked"]),
)
def test_no_child_consents_alone_and_no_suspect_for_it(
    age: Any, given_by: str, guardian: str, suspected: bool, assent: str
) -> None:
    found = codes(age=age, given_by=given_by, guardian=guardian, guardian_suspected=suspected, assent=assent)
    if found:
        return
    assert age is not None
    if age >= 18:
        assert given_by == "self"
    else:
        assert given_by in {"guardian", "authority"}
        assert not (given_by == "guardian" and suspected)
        assert assent == "yes" or (assent == "cannot" and age < 15)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "PNG")
    return out.getvalue()


@pytest.mark.django_db
def test_a_consent_is_given_and_answers_what_it_covers() -> None:
    alice = make.caseworker()
    person, call_id, wanted = make.register(alice), new_id(), new_id()
    consent = give_consent(by=alice, id=wanted, person=person.pk, agreed=make.agreed(), call_id=call_id)
    assert left_traces(call_id, "consent.give", person.pk, consent.pk)
    today = clock.today()
    assert valid_consent(person, "referral", make.SHELTER, ["names"], today) == consent
    assert valid_consent(person, "referral", make.SHELTER, ["names", "contacts"], today) == consent
    assert valid_consent(person, "referral", make.SHELTER, ["names", "home"], today) is None
    assert valid_consent(person, "justice", make.SHELTER, ["names"], today) is None
    assert valid_consent(person, "referral", new_id(), ["names"], today) is None
    assert valid_consent(person, "referral", make.SHELTER, ["names"], consent.expires_on) is None
    assert valid_consent(person, "referral", make.SHELTER, ["names"], today - timedelta(days=1)) is None


@pytest.mark.django_db
def test_what_was_agreed_is_sealed() -> None:
    alice = make.caseworker()
    consent = make.consent_for(alice, make.register(alice).pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_consent")
        raw = repr(cursor.fetchall())
    for words in ("referral", "ບ້ານພັກ", "ພະຍານ", str(make.SHELTER)):
        assert words not in raw
    assert Consent.objects.get(pk=consent.pk).witness == "ນາງ ພະຍານ ຕົວຢ່າງ"


@pytest.mark.django_db
def test_a_withdrawal_is_another_row_and_ends_it_at_once() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    consent, call_id = make.consent_for(alice, person.pk), new_id()
    row = withdraw_consent(by=alice, id=new_id(), consent=consent.pk, said_by="ຜູ້ກ່ຽວ", call_id=call_id)
    assert left_traces(call_id, "consent.withdraw", person.pk, row.pk)
    assert valid_consent(person, "referral", make.SHELTER, ["names"], clock.today()) is None
    assert Consent.objects.count() == 1
    with pytest.raises(Refused, match="consent_already_withdrawn"):
        withdraw_consent(by=alice, id=new_id(), consent=consent.pk, call_id=new_id())
    assert ConsentWithdrawal.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["people_consent", "people_consentwithdrawal"])
def test_the_data_base_refuses_to_change_or_drop_a_consent(table: str) -> None:
    alice = make.caseworker()
    consent = make.consent_for(alice, make.register(alice).pk)
    withdraw_consent(by=alice, id=new_id(), consent=consent.pk, call_id=new_id())
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET at = at"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_others_neither_give_nor_withdraw() -> None:
    alice, bob, carol = make.caseworker(), make.caseworker("bob"), make_user("carol", "secretary")
    person = make.register(alice)
    consent = make.consent_for(alice, person.pk)
    for stranger, expected in ((bob, NotThere), (carol, NotAllowed)):
        with pytest.raises(expected):
            make.consent_for(stranger, person.pk)
        with pytest.raises(expected):
            withdraw_consent(by=stranger, id=new_id(), consent=consent.pk, call_id=new_id())
    assert Consent.objects.count() == 1


@pytest.mark.django_db
def test_a_suspected_guardian_cannot_consent_but_the_authority_can() -> None:
    alice = make.caseworker()
    child = make.register(alice, birth_estimate={"age": 9, "precision": "year"})
    mother = make.relation_for(alice, child.pk, suspected=True, suspected_why="ຂາຍລູກ")
    words = {"given_by": "guardian", "guardian": mother.pk, "assent": "yes"}
    with pytest.raises(Refused, match="consent_guardian_suspect"):
        make.consent_for(alice, child.pk, **words)
    by_authority = {"given_by": "authority", "authority": "ຫ້ອງການແຮງງານ ຕົວຢ່າງ", "assent": "yes"}
    assert make.consent_for(alice, child.pk, **by_authority).authority == "ຫ້ອງການແຮງງານ ຕົວຢ່າງ"


@pytest.mark.django_db
def test_a_guardian_of_somebody_else_is_no_guardian() -> None:
    alice = make.caseworker()
    child = make.register(alice, birth_estimate={"age": 9, "precision": "year"})
    elsewhere = make.relation_for(alice, make.register(alice).pk)
    with pytest.raises(Refused, match="consent_guardian_missing"):
        make.consent_for(alice, child.pk, given_by="guardian", guardian=elsewhere.pk, assent="yes")


@pytest.mark.django_db
def test_a_stranded_picture_leaves_nothing_half_written(files_folder: Any) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    with pytest.raises(Refused, match="file_kind_refused"):
        give_consent(
            by=alice,
            id=new_id(),
            person=person.pk,
            agreed=make.agreed(way="written"),
            evidence_name="paper.jpg",
            evidence=b"MZ this is a program",
            call_id=new_id(),
        )
    assert not Consent.objects.exists()
    assert not SealedFile.objects.exists()


def typed(**more: Any) -> dict[str, Any]:
    today = clock.today()
    later = today + timedelta(days=30)
    days = {"given_on": today, "expires_on": later}
    boxes = {f"{name}_{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")}
    return {
        **call(),
        **boxes,
        "purpose": "referral",
        "other_recipient": "ບ້ານພັກ ຕົວຢ່າງ",
        "fields_shared": ["names", "contacts"],
        "given_by": "self",
        "language": "lao",
        "way": "written",
        **more,
    }


@pytest.mark.django_db
def test_the_page_keeps_the_signed_paper_sealed_and_shows_it_to_readers(files_folder: Any) -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    person, client = make.register(alice), client_of(alice)
    url = reverse("people:consent_give", args=[person.pk])
    assert "consent_evidence_missing" in client.post(url, typed()).content.decode()
    paper = SimpleUploadedFile("ສົມສີ.png", picture(), "image/png")
    given_ = client.post(url, typed(evidence=paper))
    consent = Consent.objects.get()
    assert given_.headers["Location"] == reverse("people:consent", args=[consent.pk])
    evidence = reverse("people:consent_evidence", args=[consent.pk])
    shown = client.get(evidence)
    assert shown.content[:3] == b"\xff\xd8\xff"
    assert shown.headers["Content-Disposition"] == 'inline; filename="consent.jpg"'
    assert Reading.objects.filter(actor=alice.id, kind="file").count() == 1
    for name in ("consent", "consent_evidence", "consent_paper", "consent_withdraw"):
        assert client_of(bob).get(reverse(f"people:{name}", args=[consent.pk])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "followed"),
    [
        ("/cases/referrals/1/send/", True),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_the_page_that_asked_for_a_consent_goes_on_and_no_other(wanted: str, followed: bool) -> None:
    alice = make.caseworker()
    person, client = make.register(alice), client_of(alice)
    url = f"{reverse('people:consent_give', args=[person.pk])}?{urlencode({'next': wanted})}"
    shown = client.get(url)
    assert shown.context["back_url"] == (wanted if followed else reverse("people:person", args=[person.pk]))
    refused = client.post(url, typed(way="spoken"))
    assert refused.context["back_url"] == shown.context["back_url"]
    sent = client.post(url, typed(way="spoken", witness="ນາງ ພະຍານ ຕົວຢ່າງ"))
    own = reverse("people:consent", args=[Consent.objects.get().pk])
    assert sent.headers["Location"] == (wanted if followed else own)


@pytest.mark.django_db
def test_the_page_withdraws() -> None:
    alice = make.caseworker()
    person, client = make.register(alice), client_of(alice)
    consent = make.consent_for(alice, person.pk)
    url = reverse("people:consent_withdraw", args=[consent.pk])
    assert client.post(url, {**call(), "said_by": "ຜູ້ກ່ຽວ"}).status_code == 302
    page = client.get(reverse("people:consent", args=[consent.pk])).content.decode()
    assert "Withdrawn" in page
    assert reverse("people:consent_withdraw", args=[consent.pk]) not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words", "absent"),
    [
        ("lo", ["ການຍິນຍອມຂອງຂ້ອຍ", "ສິດຂອງຂ້ອຍ", "ບ້ານພັກຊົ່ວຄາວ ຕົວຢ່າງ"], ["My rights"]),
        ("en", ["My consent", "My rights", "take this consent back", "complain", "mistakes corrected"], ["ສິດຂອງຂ້ອຍ"]),
        ("lo-en", ["ການຍິນຍອມຂອງຂ້ອຍ", "My consent", "ສິດຂອງຂ້ອຍ", "My rights"], []),
        ("klingon", ["ການຍິນຍອມຂອງຂ້ອຍ"], ["My rights"]),
    ],
)
def test_the_paper_for_the_person_in_their_language(language: str, words: list[str], absent: list[str]) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    consent = make.consent_for(alice, person.pk)
    url = reverse("people:consent_paper", args=[consent.pk])
    page = client_of(alice, "lo").get(f"{url}?language={language}").content.decode()
    main = page[page.index("<main") :]
    for text in [*words, person.name]:
        assert text in main
    for text in absent:
        assert text not in main
    assert Reading.objects.filter(actor=alice.id, place="people:consent_paper", kind="person").exists()
