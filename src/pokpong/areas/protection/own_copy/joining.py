"""Joins this area's table to the copy of a person."""

from pokpong.areas.protection.own_copy.of_case import CASE, QUESTIONS
from pokpong.areas.protection.own_copy.of_help import CONCERNS, HELP
from pokpong.areas.protection.own_copy.of_plan import PLAN
from pokpong.areas.protection.own_copy.rows import others, sees_all
from pokpong.registers.people import own_copy

own_copy.register(
    "protection",
    own_copy.Contribution((*CONCERNS, *CASE, *QUESTIONS, *PLAN, *HELP), sees_all, others),
)
