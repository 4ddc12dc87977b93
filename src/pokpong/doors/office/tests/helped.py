"""A person with a case in which something of every kind has happened, through the actions; and where it stands."""

from __future__ import annotations

from pokpong.areas.protection.actions.cases import assess_risk
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests import factories_plan as plan
from pokpong.areas.protection.tests import factories_screening as screening
from pokpong.areas.protection.tests import factories_services as services
from pokpong.areas.protection.tests import referrals
from pokpong.areas.protection.tests.cases import a_case
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id

SUMMARY = "ບົດສະຫຼຸບ ຕົວຢ່າງ ຂອງກໍລະນີ"


def a_full_case(by: User) -> Case:
    """Led by `by`."""
    case = a_case(by, summary=SUMMARY)
    assess_risk(by=by, id=new_id(), case=case.pk, level="high", factors=("threats",), call_id=new_id())
    screening.finished(by, case)
    screening.requested(by, case, screening.a_body())
    plan.a_need(by, case)
    plan.a_goal(by, case)
    plan.an_action(by, case)
    plan.a_note(by, case)
    plan.a_conference(by, case)
    plan.a_follow_up(by, case, due=plan.in_days(5))
    plan.a_file(by, case)
    plan.an_exploitation(by, case)
    services.given(by, case)
    services.reserved(by, case, services.a_shelter().pk)
    services.a_return(by, case)
    referrals.sent(by, case, referrals.a_shelter())
    return case
