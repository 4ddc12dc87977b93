"""What is given to one person of the demo: services, stays, the way home, referrals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from pokpong.areas.protection.actions import plan, referrals, services
from pokpong.areas.protection.models import PlannedAction, Referral
from pokpong.areas.protection.rules.returns import Way
from pokpong.areas.protection.rules.services import Provided
from pokpong.demo.cases import words
from pokpong.demo.cases.acting import FIELDS, Acting
from pokpong.demo.identity import known
from pokpong.foundation.kernel import clock


class Care(Acting):
    """Services, stays, returns and referrals."""

    # --- services --------------------------------------------------------------------------------------------
    def serve(self, kind: str, quantity: int, unit: str, cost: int = 0, currency: str = "LAK") -> None:
        told = Provided(
            quantity=Decimal(quantity),
            unit=unit,
            cost=Decimal(cost) if cost else None,
            currency=currency if cost else "",
            outcome="helped",
            note=words.SERVED,
        )
        row_id = self.known("service", kind, clock.today())
        self.on_the_case(services.record_service, id=row_id, kind=kind, delivered_on=clock.today(), what=told)

    def plan_service(self, kind: str, on: date) -> None:
        self.on_the_case(services.plan_service, id=self.known("planned", kind), kind=kind, planned_on=on)

    def finish(self) -> None:
        """What is still planned before a closure."""
        for step in PlannedAction.objects.filter(case=self.who.case, state="planned"):
            self.work(plan.do_planned_action, planned_action=step.pk, result=words.DONE)
        self.work(services.cancel_service, service=self.known("planned", "job_placement"), reason=words.OWN_WORK)

    def admit(self) -> None:
        offer = known("service", self.who.shelter[0], "shelter")
        self.on_the_case(
            services.admit_to_shelter, id=self.known("stay"), offer=offer, starts_on=clock.today(), note=words.STAY
        )

    def leave(self) -> None:
        self.work(services.end_stay, stay=self.known("stay"), left_for="family", left_on=clock.today())

    def way_home(self) -> None:
        way = Way(
            kind="from_abroad",
            country="TH",
            district_path=self.who.district,
            assessment="safe_with_help",
            escort="organisation",
            note=words.HOME,
        )
        self.on_the_case(services.plan_return, id=self.known("return"), way=way)
        self.work(services.agree_to_return, return_home=self.known("return"), agreement=words.AGREED)

    def set_out(self) -> None:
        self.work(services.set_out, return_home=self.known("return"), left_on=clock.today())

    def arrive(self) -> None:
        self.work(services.receive_return, return_home=self.known("return"), received_on=clock.today())

    # --- referrals -------------------------------------------------------------------------------------------
    def refer(self, kind: str = "shelter", to: tuple[str, str] | None = None, **exception: str) -> None:
        """To the shelter of the province, under a consent of its own or a recorded exception."""
        organisation, _provider = to or self.who.shelter
        row_id = self.known("referral", kind)
        if not exception:
            self.agree("referral", organisation)
        self.on_the_case(
            referrals.draft_referral,
            id=row_id,
            organisation=known("organisation", organisation),
            kind=kind,
            urgency="soon",
            fields=FIELDS,
            message=words.MESSAGES[kind],
            reason=words.REASON,
        )
        self.work(referrals.send_referral, referral=row_id, **exception)

    def at_the_provider(self, act: Callable[..., Referral], kind: str = "shelter", by: str = "", **said: Any) -> None:
        self.call(act, by or self.who.shelter[1], referral=self.known("referral", kind), **said)

    def accept(self, kind: str = "shelter", by: str = "") -> None:
        self.at_the_provider(referrals.receive_referral, kind, by)
        self.at_the_provider(referrals.accept_referral, kind, by, words=words.FREE_BED)

    def start(self, kind: str = "shelter", by: str = "") -> None:
        self.at_the_provider(referrals.start_referral, kind, by)

    def complete(self, kind: str = "shelter", by: str = "") -> None:
        self.at_the_provider(referrals.complete_referral, kind, by, outcome="helped", words=words.FEEDBACK)

    def decline(self, kind: str = "shelter", by: str = "") -> None:
        self.at_the_provider(referrals.decline_referral, kind, by, reason="no_capacity", words=words.FULL)

    def confirm(self, kind: str = "shelter") -> None:
        self.call(referrals.confirm_exception, self.who.supervisor, referral=self.known("referral", kind))
