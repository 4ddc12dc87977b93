from pokpong.registers.programme.models.activity import Activity, ActivityBudget, Progress
from pokpong.registers.programme.models.calendar import Calendar, Period
from pokpong.registers.programme.models.donor import Donor, Funding
from pokpong.registers.programme.models.framework import Framework, Result
from pokpong.registers.programme.models.plan import Evaluation, Plan
from pokpong.registers.programme.models.population import Population
from pokpong.registers.programme.models.project import Project

__all__ = [
    "Activity",
    "ActivityBudget",
    "Calendar",
    "Donor",
    "Evaluation",
    "Framework",
    "Funding",
    "Period",
    "Plan",
    "Population",
    "Progress",
    "Project",
    "Result",
]
