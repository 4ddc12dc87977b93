"""One call of every action about plans and their activities."""

from __future__ import annotations

from pokpong.registers.programme.tests.plan_factories import BEGINS, LAST
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON
from tests.guards.reach.sampling import Sample, new, of

NAMES = {"lo": "ຊື່ທົດສອບ"}
DAYS = {"starts": BEGINS, "ends": LAST}

SAMPLES: dict[str, Sample] = {
    "plan.draft": new("here", code="SWEEP-9", names=NAMES, place=HERE, committee="@district_committee", **DAYS),
    "plan.amend": of("here", plan="@plan", base=1, changes={"names": NAMES}),
    "plan.propose": of("here", plan="@plan"),
    "plan.agree": of("here", plan="@plan_proposed"),
    "plan.send_back": of("here", plan="@plan_proposed", reason=REASON),
    "plan.start": of("here", plan="@plan_agreed"),
    "plan.revise": new("here", plan="@plan_running", reason=REASON),
    "plan.close": of("here", plan="@plan_running", achieved=REASON, learnt=REASON),
    "activity.add": new("here", plan="@plan", code="9.9", names=NAMES, place=HERE, budget={"USD": "1.50"}, **DAYS),
    "activity.amend": of("here", activity="@activity", base=1, changes={"names": NAMES}),
    "activity.drop": of("here", activity="@activity", reason=REASON),
    "progress.record": new("here", activity="@activity_running", state="partly", day=BEGINS, reason=REASON),
}
