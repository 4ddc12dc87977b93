"""The permissions around projects, frameworks, calendars and population, as text: parts of the table in `roles.py`."""

# Who reads what the programme wants to reach, by place.
PROGRAMME_SIGHT = (
    "project.read",
    "donor.read",
    "calendar.read",
    "population.read",
    "plan.read",
)
# Who keeps it.
PROGRAMME_WORK = (
    *PROGRAMME_SIGHT,
    "project.add",
    "project.amend",
    "project.change_state",
    "donor.add",
    "donor.amend",
    "funding.add",
    "funding.amend",
    "funding.withdraw",
    "framework.add",
    "framework.amend",
    "framework.agree",
    "framework.revise",
    "result.add",
    "result.amend",
    "result.place",
    "result.retire",
    "result.resume",
    "calendar.add",
    "calendar.amend",
    "period.make",
    "population.record",
    "population.amend",
    "population.withdraw",
)
# A donor: only the projects that the organisation of the grant pays for.
DONOR_SIGHT = (
    "overview.funded",
    "project.tied",
    "plan.tied",
    "calendar.read",
)
