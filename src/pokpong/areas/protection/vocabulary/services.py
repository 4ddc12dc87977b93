"""The coded answers about services, stays in a shelter and returns. Kinds of services are those of the directory."""

from pokpong.foundation.kernel.words import lazy as _

UNITS = {
    "sessions": _("sessions"),
    "hours": _("hours"),
    "days": _("days"),
    "nights": _("nights"),
    "months": _("months"),
    "items": _("pieces"),
    "persons": _("persons"),
    "trips": _("trips"),
}
CURRENCIES = {
    "LAK": _("Kip (LAK)"),
    "THB": _("Baht (THB)"),
    "USD": _("US dollar (USD)"),
    "EUR": _("Euro (EUR)"),
    "VND": _("Dong (VND)"),
    "CNY": _("Yuan (CNY)"),
}
OUTCOMES = {
    "helped": _("It helped"),
    "partly": _("It helped in part"),
    "no_help": _("It did not help"),
    "too_early": _("Too early to say"),
}
# Why a planned service was not given. None of them blames the person, and none ends the help.
MISSED = {
    "not_wanted": _("The person does not want it"),
    "not_reached": _("The person could not be reached"),
    "not_able": _("The provider could not give it"),
    "no_money": _("There was no money for it"),
    "not_safe": _("It was not safe"),
    "other": _("Another reason"),
}
