"""Invented persons, cases and concerns in every relation to one reader, and who may be shown them at the very most."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from hypothesis import strategies as st

from pokpong.areas.protection.models import Case, CaseMember, Concern, Need, Referral
from pokpong.foundation.access.models import Compartment, CompartmentMember, Glass, Recusal, User
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Consent, Contact, Person, Tie

DISTRICT, NEIGHBOUR, FAR = "LA16/LA1601/", "LA16/LA1602/", "LA01/LA0101/"
POSTS = (
    ("caseworker", DISTRICT),
    ("case_supervisor", DISTRICT),
    ("case_supervisor", "LA16/"),
    ("case_supervisor", ""),
    ("service_provider", DISTRICT),
    ("investigator", DISTRICT),
    ("village_member", DISTRICT),
    ("auditor", ""),
)
posts = st.lists(st.sampled_from(POSTS), max_size=2, unique=True)


@dataclass(frozen=True)
class Sight:
    """How one reader stands to one person, their case and a concern of the same district."""

    district: str
    circle: str  # none, named (the reader is in it), other
    tie: str  # none, user, organisation, ended, run_out
    team: str  # none, member, left
    glass: str  # none, person, case, concern, over
    referral: str  # none or a state
    recused: bool
    reported: bool


sights = st.builds(
    Sight,
    district=st.sampled_from([DISTRICT, NEIGHBOUR, FAR]),
    circle=st.sampled_from(["none", "none", "named", "other"]),
    tie=st.sampled_from(["none", "none", "user", "organisation", "ended", "run_out"]),
    team=st.sampled_from(["none", "none", "member", "left"]),
    glass=st.sampled_from(["none", "none", "person", "case", "concern", "over"]),
    referral=st.sampled_from(["none", "none", "drafted", "sent", "withdrawn", "run_out"]),
    recused=st.booleans(),
    reported=st.booleans(),
)


@dataclass(frozen=True)
class Shown:
    """The rows made for one sight."""

    sight: Sight
    person: UUID
    case: UUID
    concern: UUID


@contextmanager
def an_example() -> Iterator[None]:
    """The rows of one example are taken back at its end."""
    with transaction.atomic(), writing.opened("tests"):
        yield
        transaction.set_rollback(True)


def reader(held: list[tuple[str, str]], shelter: UUID) -> User:
    user = make_user(f"reader-{uuid4().hex[:8]}")
    for role, path in held:
        give(user, role, path, shelter)
    return User.objects.get(pk=user.pk)


def a_shelter() -> Organisation:
    row: Organisation = _added(Organisation(kind="shelter", names={"lo": "ບ້ານພັກ"}, place_path=DISTRICT))
    return row


def made(sight: Sight, user: User, shelter: UUID) -> Shown:
    """Everything that is true of this sight, written past the actions."""
    circle = _circle(sight, user)
    names = [{"text": "ນາງ ຕົວຢ່າງ", "kind": "official"}]
    person = _added(Person(names=names, district_path=sight.district, compartment=circle))
    _added(Contact(person=person, key_id=person.key_id, safety="safe", kind="phone", value="020", how={}))
    case = _added(_case(person, sight, circle))
    _added(Need(case=case, key_id=case.key_id, domain="health", urgency="soon", noted_by=uuid4()))
    concern = _added(_concern(sight, user, circle))
    _tie(sight, person, user, shelter)
    if sight.team != "none":
        ends = clock.now() if sight.team == "left" else None
        _added(CaseMember(case=case, user=user.pk, role="member", ends=ends))
    if sight.referral != "none":
        _added(_referral(sight, case, shelter))
    rows = {"person": person.pk, "case": case.pk, "concern": concern.pk}
    _glass(sight, rows, user)
    if sight.recused:
        for kind, row in rows.items():
            _added(Recusal(user=user.pk, kind=kind, row=row))
    return Shown(sight, person.pk, case.pk, concern.pk)


def _added(row: Any) -> Any:
    row.save(force_insert=True)
    return row


def _circle(sight: Sight, user: User) -> UUID | None:
    if sight.circle == "none":
        return None
    circle = _added(Compartment(reason="x", opened_by=uuid4()))
    inside = user.pk if sight.circle == "named" else uuid4()
    _added(CompartmentMember(compartment=circle, user=inside))
    _added(CompartmentMember(compartment=circle, user=user.pk, ends=clock.now()))
    found: UUID = circle.pk
    return found


def _case(person: Person, sight: Sight, circle: UUID | None) -> Case:
    today = clock.today()
    return Case(
        key_id=person.key_id,
        number=uuid4().hex[:24],
        person=person,
        place_path=sight.district,
        origin="walk_in",
        opened_by=uuid4(),
        lead=uuid4(),
        risk_review_on=today,
        compartment=circle,
    )


def _concern(sight: Sight, user: User, circle: UUID | None) -> Concern:
    return Concern(
        number=uuid4().hex[:24],
        channel="in_person",
        urgency="soon",
        place_path=f"{DISTRICT}v1/",
        route_path=sight.district,
        raised_by=user.pk if sight.reported else uuid4(),
        story="x",
        compartment=circle,
    )


def _consent(person_id: UUID, key_id: UUID) -> Consent:
    """One that has run out."""
    today = clock.today()
    consent: Consent = _added(
        Consent(
            person_id=person_id,
            key_id=key_id,
            given_on=today - timedelta(days=9),
            expires_on=today,
            asked_by=uuid4(),
            purpose="referral",
            recipients=[],
            fields=["names"],
            given_by="self",
            language="lao",
            way="spoken",
        )
    )
    return consent


def _tie(sight: Sight, person: Person, user: User, shelter: UUID) -> None:
    if sight.tie == "none":
        return
    of_user = sight.tie in ("user", "ended")
    _added(
        Tie(
            key_id=person.key_id,
            person=person,
            user=user.pk if of_user else None,
            organisation=None if of_user else shelter,
            because_kind="person",
            because_ref=uuid4().hex,
            because=new_id(),
            consent=_consent(person.pk, person.key_id) if sight.tie == "run_out" else None,
            ends=clock.now() if sight.tie == "ended" else None,
        )
    )


def _referral(sight: Sight, case: Case, shelter: UUID) -> Referral:
    run_out = sight.referral == "run_out"
    today = clock.today()
    return Referral(
        key_id=case.key_id,
        number=uuid4().hex[:12],
        case=case,
        organisation_id=shelter,
        kind="shelter",
        urgency="soon",
        state="sent" if run_out else sight.referral,
        answer_by=today,
        serve_by=today,
        made_by=uuid4(),
        consent=_consent(case.person_id, case.key_id) if run_out else None,
    )


def _glass(sight: Sight, rows: dict[str, UUID], user: User) -> None:
    over = sight.glass == "over"
    for kind in rows if over else rows.keys() & {sight.glass}:
        ends = clock.now() + timedelta(hours=-1 if over else 1)
        _added(Glass(user=user.pk, kind=kind, row=rows[kind], reason="x", ends=ends, place_path=""))
