import pokpong.registers.programme.states  # noqa: F401  the moves that actions make
from pokpong.registers.programme.actions.calendars import add_calendar, amend_calendar, make_periods
from pokpong.registers.programme.actions.donors import (
    add_donor,
    add_funding,
    amend_donor,
    amend_funding,
    withdraw_funding,
)
from pokpong.registers.programme.actions.frameworks import (
    add_framework,
    agree_framework,
    amend_framework,
    revise_framework,
)
from pokpong.registers.programme.actions.population import (
    amend_population,
    record_population,
    withdraw_population,
)
from pokpong.registers.programme.actions.projects import add_project, amend_project, change_project_state
from pokpong.registers.programme.actions.results import (
    add_result,
    amend_result,
    place_result,
    resume_result,
    retire_result,
)

__all__ = [
    "add_calendar",
    "add_donor",
    "add_framework",
    "add_funding",
    "add_project",
    "add_result",
    "agree_framework",
    "amend_calendar",
    "amend_donor",
    "amend_framework",
    "amend_funding",
    "amend_population",
    "amend_project",
    "amend_result",
    "change_project_state",
    "make_periods",
    "place_result",
    "record_population",
    "resume_result",
    "retire_result",
    "revise_framework",
    "withdraw_funding",
    "withdraw_population",
]
