"""The permissions around plans and their activities, as text: parts of the table in `roles.py`."""

from pokpong.foundation.access.programme_work import PROGRAMME_SIGHT, PROGRAMME_WORK

# Who drafts plans, lays them before the committee and tells how they go on.
PLAN_WORK = (
    "plan.draft",
    "plan.amend",
    "activity.add",
    "activity.amend",
    "activity.drop",
    "plan.propose",
    "plan.start",
    "plan.revise",
    "plan.close",
    "progress.record",
)
# What is neither an action nor the sight of a kind of record; in English, for the documents.
OVERVIEW = {
    "overview.see": "the overview of one's places: committees, plans, trainings, decisions; frozen, suppressed figures",
    "overview.funded": "frozen figures of the places of one's projects, suppressed as what leaves the government is",
}
SECRETARY_WORK = (*PROGRAMME_SIGHT, *PLAN_WORK, "overview.see")
MANAGER_WORK = (*PROGRAMME_WORK, *PLAN_WORK, "overview.see")
# The committee decides; who drafts does not.
CHAIR_WORK = (
    *PROGRAMME_SIGHT,
    "overview.see",
    "plan.agree",
    "plan.send_back",
)
