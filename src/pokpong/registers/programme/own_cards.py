"""The cards of this register on the programme's start page."""

from django.utils.translation import gettext_lazy as _

from pokpong.registers.programme.hub import Card, register

register(
    Card(
        _("Plans"),
        _("What a committee or an organisation wants to do in a year, how it goes on, and what it costs."),
        "calendar",
        "programme:plans",
        ("plan.read", "plan.tied"),
        10,
    )
)
register(
    Card(
        _("Projects"),
        _("Projects with their donors, their money and their results frameworks."),
        "folder",
        "programme:projects",
        ("project.read", "project.tied"),
        60,
    )
)
register(Card(_("Donors"), _("Who pays for which project."), "office", "programme:donors", ("donor.read",), 70))
register(
    Card(
        _("Calendars"),
        _("The years that are reported by, with their quarters and months."),
        "clock",
        "programme:calendars",
        ("calendar.read",),
        80,
    )
)
register(
    Card(
        _("Population"),
        _("How many people live where, by sex, age and year, with the source."),
        "people",
        "programme:population",
        ("population.read",),
        90,
    )
)
