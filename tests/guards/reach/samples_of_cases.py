"""One call of every action on a case and its parts, about the records that `cases.py` adds to the world."""

from __future__ import annotations

from decimal import Decimal

from pokpong.areas.protection.rules.services import Provided
from pokpong.foundation.kernel import clock
from tests.guards.reach.cases import PDF, SHARED, WAY, asking, letter, soon
from tests.guards.reach.records import REASON
from tests.guards.reach.sampling import Sample, new, of

CASE = {
    "case.open": new("person", person="@person", origin="walk_in"),
    "case.amend": of("case", case="@case", changes={"origin": "police"}, base=9),
    "case.assess_risk": new("case", case="@case", level="high", factors=("debt",), note=REASON),
    "case.add_member": Sample(
        "led", lambda world, stand: {"case": world.ids["case"], "user": world.demo["supervisor"].pk}
    ),
    "case.end_member": Sample(
        "case",
        lambda world, stand: {"case": world.ids["case"], "user": world.member("caseworker").pk, "reason": REASON},
    ),
    "case.hand_over": Sample(
        "led",
        lambda world, stand: {"case": world.ids["case"], "user": world.demo["supervisor"].pk, "reason": REASON},
    ),
    "case.recuse": Sample(
        "case",
        lambda world, stand: {"case": world.ids["case"], "users": (world.demo["neighbour"].pk,), "reason": REASON},
    ),
    "case.compartment": Sample(
        "case",
        lambda world, stand: {
            "case": world.ids["case"],
            "members": (stand.user.pk, world.demo["caseworker"].pk),
            "reason": REASON,
        },
    ),
    "case.ask_closure": new(
        "case", case="@bare_case", reasons=("own_wish",), told="agrees", summary=REASON, follow_ups_go_on=True
    ),
    "case.take_back_closure": of("asked", case="@closing_case", reason=REASON),
    "case.send_back": of("case", case="@closing_case", reason=REASON),
    "case.approve_closure": of("case", case="@closing_case"),
    "case.reopen": of("case", case="@closed_case", reason=REASON),
}
PLAN = {
    "need.add": new("case", case="@case", domain="legal"),
    "need.amend": of("case", need="@need", changes={"urgency": "now"}, base=9),
    "need.settle": of("case", need="@need", outcome="met", reason=REASON),
    "need.reopen": of("case", need="@need_met", reason=REASON),
    "goal.set": new("case", case="@case", text=REASON, domain="family"),
    "goal.amend": of("case", goal="@goal", changes={"domain": "money"}, base=9),
    "goal.settle": of("case", goal="@goal", outcome="reached", reason=REASON),
    "goal.reopen": of("case", goal="@goal_reached", reason=REASON),
    "planned_action.add": Sample(
        "case",
        lambda world, stand: {
            **new("case", case="@case", text=REASON).arguments(world, stand),
            "owner": world.ids["user"],
            "due": soon(),
        },
    ),
    "planned_action.amend": of("case", planned_action="@planned_action", changes={"text": REASON * 2}, base=9),
    "planned_action.do": of("case", planned_action="@planned_action", result=REASON),
    "planned_action.drop": of("case", planned_action="@planned_action", reason=REASON),
    "planned_action.reopen": of("case", planned_action="@action_done", reason=REASON),
    "exploitation.record": new("case", case="@bare_case", record={"forms": ["ForcedLabour"]}),
    "exploitation.amend": of("case", exploitation="@exploitation", changes={"note": REASON}, base=9),
    "note.write": new("case", case="@case", kind="call", text=REASON),
    "attachment.add": new("case", case="@case", kind="letter", file_name="x.pdf", content=PDF),
    "attachment.withdraw": of("case", attachment="@attachment", reason=REASON),
    "attachment.restore": of("case", attachment="@attachment_withdrawn", reason=REASON),
    "conference.plan": Sample(
        "case",
        lambda world, stand: {
            **new("case", case="@case", purpose=REASON).arguments(world, stand),
            "planned_on": clock.today(),
            "invited": [{"words": "ນາງ ຄູ ສົມມຸດ", "fields": []}],
        },
    ),
    "conference.amend": of("case", conference="@conference", changes={"where": "ຫ້ອງປະຊຸມ"}, base=9),
    "conference.hold": of("case", conference="@conference", minutes=REASON),
    "conference.cancel": of("case", conference="@conference", reason=REASON),
    "follow_up.plan": Sample(
        "case",
        lambda world, stand: {
            **new("case", case="@case", kind="call").arguments(world, stand),
            "due": soon(11),
        },
    ),
    "follow_up.schedule": Sample(
        "case", lambda world, stand: {"case": world.ids["case"], "days": [soon(12), soon(40)], "kind": "visit"}
    ),
    "follow_up.move": Sample(
        "case",
        lambda world, stand: {"follow_up": world.ids["follow_up"], "due": soon(13), "kind": "call", "base": 9},
    ),
    "follow_up.do": of("case", follow_up="@follow_up", how="call", reached=False, finding=REASON),
    "follow_up.cancel": of("case", follow_up="@follow_up", reason=REASON),
}
SCREENING = {
    "screening.begin": Sample(
        "case",
        lambda world, stand: {**new("case", case="@bare_case").arguments(world, stand), "asking": asking()},
    ),
    "screening.answer": of("case", screening="@screening", answers={"means_debt": "present"}, seen={}),
    "screening.finish": of("case", screening="@screening"),
    "screening.drop": of("case", screening="@screening", why=REASON),
    "screening.decide": of("case", screening="@screening_finished", decision="unclear", why=REASON),
    "identification.presume": new("case", case="@bare_case", why=REASON),
    "identification.request": of(
        "case", identification="@identification", body="@police", fields=SHARED, message=REASON
    ),
    "identification.record": Sample(
        "case",
        lambda world, stand: {
            "identification": world.ids["identification_asked"],
            "body": world.ids["police"],
            "letter": letter("formal"),
            "file_name": "x.pdf",
            "file": PDF,
        },
    ),
    "identification.appeal": of("case", identification="@identification_declined", why=REASON),
    "identification.take_back": of("case", identification="@identification_asked", why=REASON),
    "identification.set_aside": of("case", identification="@identification", why=REASON),
    "identification.answer": Sample(
        "request",
        lambda world, stand: {
            "identification": world.ids["identification_asked"],
            "letter": letter("formal"),
            "file_name": "x.pdf",
            "file": PDF,
        },
    ),
}
SERVICES = {
    "service.plan": new("case", case="@case", kind="legal_aid"),
    "service.record": Sample(
        "case",
        lambda world, stand: {
            **new("case", case="@case", kind="transport").arguments(world, stand),
            "delivered_on": clock.today(),
        },
    ),
    "service.amend": of("case", service="@service", changes={"note": REASON}, base=9),
    "service.deliver": Sample(
        "case", lambda world, stand: {"service": world.ids["service"], "delivered_on": clock.today()}
    ),
    "service.extend": of("case", service="@service_delivered", what=Provided(quantity=Decimal(1), unit="sessions")),
    "service.miss": of("case", service="@service", missed="not_wanted", reason=REASON),
    "service.cancel": of("case", service="@service", reason=REASON),
    "service.take_back": of("case", service="@service_delivered", reason=REASON),
    "stay.reserve": Sample(
        "case",
        lambda world, stand: {
            **new("case", case="@bare_case", offer="@beds").arguments(world, stand),
            "starts_on": clock.today(),
        },
    ),
    "stay.admit": Sample(
        "case",
        lambda world, stand: {
            **new("case", case="@bare_case", offer="@beds").arguments(world, stand),
            "starts_on": clock.today(),
        },
    ),
    "stay.begin": of("case", stay="@stay_reserved"),
    "stay.amend": of("case", stay="@stay", changes={"note": REASON}, base=9),
    "stay.change_bed": of("case", stay="@stay", bed=11),
    "stay.end": of("case", stay="@stay", left_for="family"),
    "stay.cancel": of("case", stay="@stay_reserved", reason=REASON),
    "return.plan": new("case", case="@bare_case", way=WAY),
    "return.amend": of("case", return_home="@return_home", changes={"note": REASON}, base=9),
    "return.agree": of("case", return_home="@return_home", agreement=REASON),
    "return.set_out": of("case", return_home="@return_agreed"),
    "return.receive": of("case", return_home="@return_under_way"),
    "return.cancel": of("case", return_home="@return_home", reason=REASON),
}
REFERRALS = {
    "referral.draft": new(
        "case",
        case="@bare_case",
        organisation="@shelter",
        kind="shelter",
        urgency="soon",
        fields=SHARED,
        message=REASON,
    ),
    "referral.amend": of("case", referral="@referral_draft", changes={"message": REASON * 2}, base=9),
    "referral.send": of("case", referral="@referral_draft"),
    "referral.withdraw": of("case", referral="@referral", why=REASON),
    "referral.confirm_exception": of("case", referral="@referral_exception"),
    "referral.refuse_exception": of("case", referral="@referral_exception", why=REASON),
    "referral.note": new("referral", referral="@referral", text=REASON),
    "referral.receive": of("referral", referral="@referral_sent"),
    "referral.accept": of("referral", referral="@referral"),
    "referral.decline": of("referral", referral="@referral", reason="no_capacity"),
    "referral.start": of("referral", referral="@referral_accepted"),
    "referral.complete": of("referral", referral="@referral_started", outcome="helped", words=REASON),
    "referral.fail": of("referral", referral="@referral_started", reason="did_not_come"),
    "referral_link.make": new(
        "case", referral="@referral", fields=SHARED, recipient=REASON, code="c" * 64, pin="p" * 64
    ),
    "referral_link.revoke": of("case", link="@referral_link"),
}
SAMPLES: dict[str, Sample] = CASE | PLAN | SCREENING | SERVICES | REFERRALS
