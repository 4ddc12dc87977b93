"""Invented stories of cases, told through the actions: what a generator in bulk must write row for row.

Everything in a story is counted from its first day, so that the same story may begin on any day, for any person, in
any district, led by anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pokpong.config.wiring  # noqa: F401  registers the actions
from pokpong.areas.protection.actions.cases import assess_risk
from pokpong.areas.protection.actions.closing import approve_closure
from pokpong.areas.protection.actions.identification import presume_identification
from pokpong.areas.protection.actions.plan import do_follow_up, do_planned_action, hold_conference, settle_need
from pokpong.areas.protection.actions.screening import decide_screening
from pokpong.areas.protection.actions.services import (
    begin_stay,
    deliver_service,
    end_stay,
    plan_service,
    record_service,
    reserve_bed,
)
from pokpong.areas.protection.models import Case, FollowUp
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.tests import factories_plan, factories_screening, referrals
from pokpong.areas.protection.tests.cases import a_case, a_person, asked_to_close
from pokpong.areas.protection.tests.factories_services import a_way, agreed
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.people.rules.ages import CHILD_BANDS

NOTE = "ໄດ້ໂອ້ລົມກັບຜູ້ກ່ຽວ ກ່ຽວກັບແຜນການຊ່ວຍເຫຼືອ ແລະ ສິ່ງທີ່ຕ້ອງການ. "
MORNING = time(2, 30, tzinfo=UTC)  # half past nine in Laos
FULL = 30
USUAL = 4
SERVICES = ("psychosocial", "medical", "legal_aid", "food_clothing", "vocational_training", "transport")
LAST_DAY = 75  # of the longest story


@dataclass(frozen=True)
class Outline:
    """What differs from one case to the next. `district` is a path; `day` the one on which the case is opened."""

    kind: str
    lead: UUID
    supervisor: UUID
    name: str
    district: str
    day: date


@dataclass(frozen=True)
class Kind:
    """A sort of story."""

    sex: str
    age: int
    origin: str
    risk: str
    services: int = USUAL
    closed: bool = False
    more: Callable[[Telling], None] | None = None


@dataclass
class Telling:
    """A story while it is told."""

    outline: Outline
    lead: User
    supervisor: User
    office: Organisation
    shelter: ServiceOffer
    case: Case | None = None

    @contextmanager
    def on(self, day: int) -> Iterator[None]:
        """So many days after the case was opened, in the morning."""
        with clock.standing_at(datetime.combine(self.outline.day + timedelta(days=day), MORNING)):
            yield

    @property
    def opened(self) -> Case:
        """The case, which is opened at the beginning of every story."""
        if self.case is None:
            raise LookupError("the case is not opened yet")
        return self.case


def screened(telling: Telling) -> None:
    """Asked, finished, decided, presumed a victim."""
    with telling.on(2):
        young = telling.opened.age_band in CHILD_BANDS
        row = factories_screening.finished(telling.lead, telling.opened, set_code="child" if young else "adult")
        decide_screening(by=telling.lead, screening=row.pk, decision="likely", why=NOTE, call_id=new_id())
        presume_identification(by=telling.lead, id=new_id(), case=telling.opened.pk, why=NOTE, call_id=new_id())


def referred(telling: Telling) -> None:
    """A consent and a referral on its way to a shelter."""
    with telling.on(2):
        referrals.sent(telling.lead, telling.opened, telling.shelter.organisation)


def sheltered(telling: Telling) -> None:
    """A bed reserved, taken and left; then a return that the person agreed to."""
    case, lead = telling.opened, telling.lead
    with telling.on(2):
        stay = reserve_bed(by=lead, id=new_id(), case=case.pk, offer=telling.shelter.pk, call_id=new_id())
    with telling.on(3):
        begin_stay(by=lead, stay=stay.pk, call_id=new_id())
    with telling.on(20):
        end_stay(by=lead, stay=stay.pk, left_for="family", call_id=new_id())
        agreed(lead, case, a_way(district_path=telling.outline.district))


def met(telling: Telling) -> None:
    """What was exploited, and a conference about the help."""
    case, lead = telling.opened, telling.lead
    with telling.on(3):
        step = {
            "kind": "exploited",
            "country": "TH",
            "text": NOTE,
            "starts": factories_plan.in_days(-400).isoformat(),
            "ends": factories_plan.in_days(-100).isoformat(),
        }
        factories_plan.an_exploitation(lead, case, route=[step])
        conference = factories_plan.a_conference(lead, case)
    with telling.on(5):
        hold_conference(by=lead, conference=conference.pk, minutes=NOTE * 2, call_id=new_id())


KINDS: dict[str, Kind] = {
    "woman": Kind("female", 24, "walk_in", "medium", closed=True),
    "man": Kind("male", 31, "police", "low", closed=True),
    "girl": Kind("female", 15, "referred", "high", closed=True, more=screened),
    "boy": Kind("male", 13, "hotline", "medium", closed=True, more=met),
    "present": Kind("female", 28, "returned", "high", more=screened),
    "referred": Kind("female", 19, "walk_in", "critical", more=referred),
    "sheltered": Kind("female", 22, "police", "high", more=sheltered),
    "full": Kind("female", 36, "returned", "medium", services=FULL, more=met),
}


def tell(outline: Outline, office: Organisation, shelter: ServiceOffer) -> Case:
    """Lives the story through the actions. `lead` and `supervisor` must hold their roles in the district."""
    kind = KINDS[outline.kind]
    lead, supervisor = User.objects.get(pk=outline.lead), User.objects.get(pk=outline.supervisor)
    telling = Telling(outline, lead, supervisor, office, shelter)
    _opened(telling, kind)
    _planned(telling)
    if kind.more is not None:
        kind.more(telling)
    _served(telling, kind.services)
    _followed_up(telling)
    if kind.closed:
        _closed(telling)
    return telling.opened


def _opened(telling: Telling, kind: Kind) -> None:
    outline, lead = telling.outline, telling.lead
    with telling.on(0):
        born = {"age": kind.age, "precision": "year", "as_of": factories_plan.in_days(-30).isoformat()}
        person = a_person(lead, name=outline.name, district=outline.district, sex=kind.sex, birth_estimate=born)
        telling.case = a_case(lead, person=person, origin=kind.origin, summary=NOTE * 3)
    with telling.on(1):
        row = telling.opened.pk
        assess_risk(by=lead, id=new_id(), case=row, level=kind.risk, factors=("debt",), note=NOTE, call_id=new_id())


def _planned(telling: Telling) -> None:
    """A need that is met, a goal, an action that is done, a note."""
    case, lead = telling.opened, telling.lead
    with telling.on(1):
        need = factories_plan.a_need(lead, case, urgency="soon", note=NOTE)
        factories_plan.a_need(lead, case, domain="job", urgency="later")
        factories_plan.a_goal(lead, case)
        action = factories_plan.an_action(lead, case)
        factories_plan.a_note(lead, case, text=NOTE * 4)
    with telling.on(2):
        do_planned_action(by=lead, planned_action=action.pk, result=NOTE, call_id=new_id())
        settle_need(by=lead, need=need.pk, outcome="met", call_id=new_id())


def _served(telling: Telling, number: int) -> None:
    """All but one recorded when they were given; one planned first."""
    case, lead = telling.opened, telling.lead
    with telling.on(2):
        planned = plan_service(
            by=lead, id=new_id(), case=case.pk, kind="legal_aid", planned_on=clock.today(), call_id=new_id()
        )
    with telling.on(3):
        deliver_service(by=lead, service=planned.pk, what=Provided(outcome="helped"), call_id=new_id())
    for turn in range(1, number):
        with telling.on(3 + turn):
            what = Provided(
                organisation=telling.office.pk,
                quantity=Decimal(1 + turn % 5),
                unit="sessions",
                cost=Decimal(50_000 * (1 + turn % 7)),
                currency="LAK" if turn % 4 else "THB",
                outcome="partly" if turn % 3 else "helped",
                note=NOTE if turn % 2 else "",
            )
            kind = SERVICES[turn % len(SERVICES)]
            record_service(by=lead, id=new_id(), case=case.pk, kind=kind, what=what, call_id=new_id())


def _followed_up(telling: Telling) -> None:
    """The first two of the programme's pattern; the next one waits."""
    for day in (7, 30):
        with telling.on(day):
            row = FollowUp.objects.filter(case=telling.opened.pk, state="planned").order_by("due").first()
            if row is not None:
                answers = {"safe": "yes", "healthy": "no", "housed": "yes"}
                call = {"how": "call", "reached": True, "answers": answers, "finding": NOTE}
                do_follow_up(by=telling.lead, follow_up=row.pk, call_id=new_id(), **call)  # type: ignore[arg-type]  # kwargs


def _closed(telling: Telling) -> None:
    with telling.on(LAST_DAY - 5):
        asked_to_close(telling.lead, telling.opened, follow_ups_go_on=False)
    with telling.on(LAST_DAY):
        approve_closure(by=telling.supervisor, case=telling.opened.pk, call_id=new_id())
