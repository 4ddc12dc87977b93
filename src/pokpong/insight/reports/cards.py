"""The card of the overview on the programme's start page; registered by the program's wiring."""

from django.utils.translation import gettext_lazy as _

from pokpong.registers.programme.hub import Card

OVERVIEW = Card(
    _("Overview"),
    _("Committees, plans, trainings and decisions; what was done for people, in figures that tell of nobody."),
    "chart",
    "reports:overview",
    ("overview.see",),
    5,
)
