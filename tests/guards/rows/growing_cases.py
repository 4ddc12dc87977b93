"""More cases of everybody, and more of every part for the case of the world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions import cases, closing, identification, plan, referrals, screening, services
from pokpong.areas.protection.actions.papers import issue_paper
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.actions.services import amend_service_offer
from pokpong.registers.institutions.models import ServiceOffer
from pokpong.registers.people.tests import factories as people
from tests.guards.reach.cases import PDF, SHARED, WAY, agree, asking, drafted, letter, soon
from tests.guards.reach.cases import Case as Kept
from tests.guards.reach.records import REASON, World

SAMENAME = "ນາງ ສົມສີ ຕົວຢ່າງ"  # everybody registered here: one search finds them all
BEDS = 400


def cases_of(world: World, count: int) -> None:
    """A whole new case, one that is to be closed; and more of everything in the one that the pages show."""
    beds(world)
    name = f"grown_case_{count}"
    person = people.register(world.demo["caseworker"], SAMENAME).pk
    kept = Kept(world, name)
    kept.do(cases.open_case, id=world.ids[name], person=person, origin="walk_in")
    for purpose, organisation in (("referral", "shelter"), ("identification", "police")):
        agree(kept, person, purpose, organisation)
    kept.new(f"exploitation_{count}", plan.record_exploitation, record={"forms": ["ForcedLabour"]})
    identified(kept, count)
    for each in (kept, again(world)):
        planned(each, count)
        met(each, count)
        screened(each, count)
        served(each, count)
        sheltered(each, count)
        brought_home(each, count)
    referred(kept, count)
    referred(again(world), count)
    conflicting(world, kept)
    closed(world, count)


def again(world: World) -> Kept:
    """The case of the world, as it stands."""
    kept = Kept.__new__(Kept)
    kept.world, kept.name, kept.by = world, "case", world.demo["caseworker"]
    return kept


def beds(world: World) -> None:
    """Enough of them for everybody."""
    offer = ServiceOffer.objects.get(pk=world.ids["beds"])
    if offer.capacity != BEDS:
        changes = {"capacity": BEDS}
        amend_service_offer(
            by=world.demo["manager"], service_offer=offer.pk, base=offer.version, changes=changes, call_id=new_id()
        )


def identified(kept: Kept, count: int) -> None:
    row_id = kept.new(f"identification_{count}", identification.presume_identification, why=REASON)
    kept.do(identification.request_identification, identification=row_id, body=kept.world.ids["police"], fields=SHARED)
    kept.do(
        identification.answer_identification,
        by="investigator",
        identification=row_id,
        letter=letter("formal"),
        file_name="x.pdf",
        file=PDF,
    )


def planned(kept: Kept, count: int) -> None:
    tag = f"{kept.name}_{count}"
    kept.on(cases.assess_risk, id=new_id(), level=("high", "medium")[count % 2], note=REASON)
    kept.new(f"need_{tag}", plan.add_need, domain="health", note=REASON)
    goal = kept.new(f"goal_{tag}", plan.set_goal, text=REASON, domain="job")
    kept.new(f"step_{tag}", plan.add_planned_action, text=REASON, owner=kept.by.pk, due=soon(), goal=goal)
    kept.new(f"note_{tag}", plan.write_note, kind="talk", text=REASON)
    kept.new(f"file_{tag}", plan.add_attachment, kind="letter", file_name="x.pdf", content=PDF)


def met(kept: Kept, count: int) -> None:
    tag = f"{kept.name}_{count}"
    guests = [{"words": "ນາງ ຄູ ສົມມຸດ", "fields": []}]
    kept.new(f"talk_{tag}", plan.plan_conference, planned_on=soon(count), purpose=REASON, invited=guests)
    kept.new(f"visit_{tag}", plan.plan_follow_up, kind="call", due=clock.today() + timedelta(days=100 + count))


def screened(kept: Kept, count: int) -> None:
    row_id = kept.new(f"screening_{kept.name}_{count}", screening.begin_screening, asking=asking())
    kept.do(screening.answer_screening, screening=row_id, answers={"act_recruited": "present"}, seen={})
    kept.do(screening.finish_screening, screening=row_id)


def served(kept: Kept, count: int) -> None:
    tag = f"{kept.name}_{count}"
    kept.new(f"service_{tag}", services.record_service, kind="medical", delivered_on=clock.today())
    kept.new(f"planned_service_{tag}", services.plan_service, kind="legal_aid", planned_on=soon())


def sheltered(kept: Kept, count: int) -> None:
    if kept.name == "case":  # one stay at a time
        return
    offer = kept.world.ids["beds"]
    row_id = kept.new(f"stay_{kept.name}", services.admit_to_shelter, offer=offer, starts_on=clock.today())
    if count % 2:
        kept.do(services.end_stay, stay=row_id, left_for="family")


def brought_home(kept: Kept, count: int) -> None:
    if kept.name == "case":  # one return at a time
        return
    row_id = kept.new(f"return_{kept.name}", services.plan_return, way=WAY)
    kept.do(services.cancel_return, return_home=row_id, reason=REASON)


def referred(kept: Kept, count: int) -> None:
    row_id = drafted(kept, f"referral_{kept.name}_{count}", SHARED)
    kept.do(referrals.send_referral, referral=row_id)
    kept.do(referrals.receive_referral, by="provider", referral=row_id)
    kept.do(issue_paper, id=new_id(), kind="referral", about=row_id)
    noted = kept.world.ids["referral"]
    for number, each in enumerate((row_id, noted)):
        digest = f"{count}{number}{kept.name}".encode().hex()[-64:]
        handed: dict[str, Any] = {"fields": SHARED, "recipient": REASON, "code": digest, "pin": digest}
        kept.do(referrals.make_link, id=new_id(), referral=each, **handed)
        kept.do(referrals.add_referral_note, by="provider", id=new_id(), referral=each, text=REASON, shared=True)
    kept.do(referrals.decline_referral, by="provider", referral=row_id, reason="no_capacity")


def conflicting(world: World, kept: Kept) -> None:
    """Two edits that did not know of each other."""
    row_id: UUID = world.ids[kept.name]
    for who, origin in (("caseworker", "police"), ("supervisor", "hotline")):
        by: User = world.demo[who]
        cases.amend_case(by=by, case=row_id, changes={"origin": origin}, base=1, call_id=new_id())


def closed(world: World, count: int) -> None:
    """A case that somebody must not see, and that waits for its closure."""
    kept = Kept(world, f"closed_case_{count}")
    row_id, person = world.ids[kept.name], people.register(world.demo["caseworker"], SAMENAME).pk
    kept.do(cases.open_case, id=row_id, person=person, origin="walk_in")
    kept.on(cases.recuse_from_case, by="supervisor", users=(world.demo["neighbour"].pk,), reason=REASON)
    closing.ask_closure(
        by=world.demo["caseworker"],
        id=new_id(),
        case=row_id,
        reasons=("own_wish",),
        told="agrees",
        summary=REASON,
        follow_ups_go_on=True,
        call_id=new_id(),
    )
