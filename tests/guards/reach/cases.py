"""Six cases in Pakse, so that every action on a case and its parts meets a record in the state it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions import cases, closing, identification, plan, referrals, screening, services
from pokpong.areas.protection.actions.screening.asking import Asking
from pokpong.areas.protection.models import IdentificationAnswer
from pokpong.areas.protection.rules.identification import Letter
from pokpong.areas.protection.rules.returns import Way
from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.persons import register_person
from tests.guards.reach.records import REASON, World

# The open one; one further on; one where an answer came; one with nothing in it; one to be closed; a closed one.
CASES = ("case", "later_case", "answered_case", "bare_case", "closing_case", "closed_case")
ON_A_CASE = ("caseworker", "case_supervisor")  # the roles whose tied stands are in the teams
SHARED = ("names", "facts")
WAY = Way(kind="domestic", district_path=PAKSE)
PDF = b"%PDF-1.4 x"


def asking() -> Asking:
    return Asking("act-means-purpose", "2015.1", "adult", "office", "not_needed", True, clock.today())


def letter(answer: str) -> Letter:
    return Letter(answer, "17/ຕຄມ", clock.today(), REASON)


class Case:
    """One case of the world, worked on by the demo's caseworker. Every row gets an id and a name in the world."""

    def __init__(self, world: World, name: str):
        self.world, self.name, self.by = world, name, world.demo["caseworker"]
        world.ids[name] = new_id()

    def do(self, act: Callable[..., Any], by: str = "caseworker", **arguments: Any) -> Any:
        return act(by=self.world.demo[by], call_id=new_id(), **arguments)

    def on(self, act: Callable[..., Any], **arguments: Any) -> Any:
        return self.do(act, case=self.world.ids[self.name], **arguments)

    def new(self, name: str, act: Callable[..., Any], **arguments: Any) -> UUID:
        """A new part of the case, called `name` in the world."""
        self.world.ids[name] = new_id()
        self.on(act, id=self.world.ids[name], **arguments)
        return self.world.ids[name]


def add_cases(world: World) -> None:
    for stand in world.stands:
        if stand.role in ON_A_CASE:
            work_at(stand.user, "welfare")
    kept = {name: opened(world, name) for name in CASES}
    add_plan(kept["case"])
    add_meetings(kept["case"])
    add_screenings(kept["case"])
    add_identifications(kept)
    add_services(kept)
    add_returns(kept)
    add_referrals(kept["case"])
    close(kept["closing_case"], world.member("caseworker"))
    close(kept["closed_case"], world.demo["caseworker"])
    kept["closed_case"].on(closing.approve_closure, by="supervisor")
    world.texts["case_number"] = str(kept["case"].on(cases.amend_case, changes={"origin": "other"}, base=1).number)


def work_at(user: User, organisation: str) -> None:
    """The office whose papers they issue; their roles stay those of a place."""
    user.organisation = known("organisation", organisation)
    with writing.opened("tests"):
        user.save(update_fields=["organisation"])


def opened(world: World, name: str) -> Case:
    """A grown-up with consents to a referral and to an identification, a case, and the tied stands in its team."""
    made, person = Case(world, name), new_id()
    world.ids[f"person_of_{name}"] = person
    record = {
        "names": [{"text": f"ນາງ {name} ສົມມຸດ"}],
        "sex": "female",
        "district_path": PAKSE,
        "birth_estimate": {"age": 30, "precision": "year", "as_of": str(clock.today())},
    }
    made.do(register_person, id=person, record=record, because_kind="person", why=REASON)
    for purpose, organisation in (("referral", "shelter"), ("identification", "police"), ("family", "authority")):
        world.ids[f"{purpose}_consent_of_{name}"] = agree(made, person, purpose, organisation)
    made.do(cases.open_case, id=world.ids[name], person=person, origin="walk_in")
    for stand in world.stands:
        if stand.position == "tied" and stand.role in ON_A_CASE:
            made.on(cases.add_member, user=stand.user.pk)
    return made


def agree(made: Case, person: UUID, purpose: str, organisation: str) -> UUID:
    today, row_id = clock.today(), new_id()
    agreed = Agreed(
        purpose=purpose,
        recipients={str(known("organisation", organisation)): "ອົງການ ສົມມຸດ"},
        fields=list(SHARED),
        given_by="self",
        given_on=today,
        expires_on=today + timedelta(days=90),
        language="lao",
        way="spoken",
        witness="ນາງ ພະຍານ ສົມມຸດ",
    )
    made.do(give_consent, id=row_id, person=person, agreed=agreed)
    return row_id


def add_plan(case: Case) -> None:
    case.new("need", plan.add_need, domain="health")
    case.do(plan.settle_need, need=case.new("need_met", plan.add_need, domain="food"), outcome="met", reason=REASON)
    case.new("goal", plan.set_goal, text=REASON, domain="job")
    reached = case.new("goal_reached", plan.set_goal, text=REASON, domain="health")
    case.do(plan.settle_goal, goal=reached, outcome="reached", reason=REASON)
    for name in ("planned_action", "action_done"):
        case.new(name, plan.add_planned_action, text=REASON, owner=case.by.pk, due=soon())
    case.do(plan.do_planned_action, planned_action=case.world.ids["action_done"], result=REASON)
    record = {"forms": ["ForcedLabour"], "route": [{"kind": "home", "place_path": PAKSE}]}
    case.new("exploitation", plan.record_exploitation, record=record)


def add_meetings(case: Case) -> None:
    case.new("note", plan.write_note, kind="talk", text=REASON)
    for name in ("attachment", "attachment_withdrawn"):
        case.new(name, plan.add_attachment, kind="letter", file_name="x.pdf", content=PDF)
    case.do(plan.withdraw_attachment, attachment=case.world.ids["attachment_withdrawn"], reason=REASON)
    guests = [{"words": "ນາງ ຄູ ສົມມຸດ", "fields": []}]
    case.new("conference", plan.plan_conference, planned_on=clock.today(), purpose=REASON, invited=guests)
    case.new("follow_up", plan.plan_follow_up, kind="visit", due=soon(9))


def add_screenings(case: Case) -> None:
    for name in ("screening", "screening_finished"):
        row_id = case.new(name, screening.begin_screening, asking=asking())
        answers = {"act_recruited": "present", "means_deceived": "present", "purpose_labour": "present"}
        case.do(screening.answer_screening, screening=row_id, answers=answers, seen={})
    case.do(screening.finish_screening, screening=case.world.ids["screening_finished"])


def add_identifications(kept: dict[str, Case]) -> None:
    """Presumed, asked, and declined."""
    police = known("organisation", "police")
    names = {"case": "identification", "later_case": "identification_asked", "answered_case": "identification_declined"}
    for owner, name in names.items():
        row_id = kept[owner].new(name, identification.presume_identification, why=REASON)
        if owner != "case":
            kept[owner].do(
                identification.request_identification, identification=row_id, body=police, fields=SHARED, message=REASON
            )
    declined = kept["answered_case"].world.ids["identification_declined"]
    kept["answered_case"].do(
        identification.answer_identification,
        by="investigator",
        identification=declined,
        letter=letter("declined"),
        file_name="x.pdf",
        file=PDF,
    )
    answer = IdentificationAnswer.objects.get(identification=declined)
    kept["case"].world.ids["answer"] = answer.pk


def add_services(kept: dict[str, Case]) -> None:
    case, offer = kept["case"], known("service", "shelter", "shelter")
    case.new("service", services.plan_service, kind="medical", planned_on=soon())
    case.new("service_delivered", services.record_service, kind="medical", delivered_on=clock.today())
    case.new("stay", services.admit_to_shelter, offer=offer, starts_on=clock.today())
    kept["later_case"].new("stay_reserved", services.reserve_bed, offer=offer, starts_on=clock.today())


def add_returns(kept: dict[str, Case]) -> None:
    """Planned, agreed, and on the way."""
    kept["case"].new("return_home", services.plan_return, way=WAY)
    for owner, name in (("later_case", "return_agreed"), ("answered_case", "return_under_way")):
        row_id = kept[owner].new(name, services.plan_return, way=WAY)
        kept[owner].do(services.agree_to_return, return_home=row_id, agreement=REASON)
    kept["answered_case"].do(services.set_out, return_home=kept["case"].world.ids["return_under_way"])


def add_referrals(case: Case) -> None:
    """A draft, and one on each step; one under an exception that nobody else has confirmed."""
    steps = ("referral_draft", "referral_sent", "referral", "referral_accepted", "referral_started")
    acts = (None, None, referrals.receive_referral, referrals.accept_referral, referrals.start_referral)
    for number, name in enumerate(steps):
        row_id = drafted(case, name, SHARED)
        if number:
            case.do(referrals.send_referral, referral=row_id)
        for act in acts[2 : number + 1]:
            case.do(act, by="provider", referral=row_id)  # type: ignore[arg-type]  # the first two are no acts
    case.world.ids["referral_link"] = new_id()
    case.do(
        referrals.make_link,
        id=case.world.ids["referral_link"],
        referral=case.world.ids["referral"],
        fields=SHARED,
        recipient=REASON,
        code="0" * 64,
        pin="0" * 64,
    )
    row_id = drafted(case, "referral_exception", ("names", "home"))
    case.do(referrals.send_referral, referral=row_id, exception="danger_to_life", why=REASON)


def drafted(case: Case, name: str, fields: tuple[str, ...]) -> UUID:
    return case.new(
        name,
        referrals.draft_referral,
        organisation=known("organisation", "shelter"),
        kind="shelter",
        urgency="soon",
        fields=fields,
        message=REASON,
    )


def close(case: Case, by: User) -> None:
    closing.ask_closure(
        by=by,
        id=new_id(),
        case=case.world.ids[case.name],
        reasons=("own_wish",),
        told="agrees",
        summary=REASON,
        follow_ups_go_on=True,
        call_id=new_id(),
    )


def soon(days: int = 5) -> date:
    return clock.today() + timedelta(days=days)
