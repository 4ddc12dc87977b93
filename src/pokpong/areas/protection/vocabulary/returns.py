"""The coded answers about a return home."""

from pokpong.foundation.kernel.words import lazy as _

KINDS = {
    "domestic": _("Within the country"),
    "from_abroad": _("From another country to Laos"),
    "to_abroad": _("From Laos to another country"),
}
COUNTRIES = {
    "LA": _("Laos"),
    "TH": _("Thailand"),
    "VN": _("Viet Nam"),
    "CN": _("China"),
    "KH": _("Cambodia"),
    "MM": _("Myanmar"),
    "MY": _("Malaysia"),
    "other": _("Another country"),
}
DESTINATIONS = {
    "family": _("To the family"),
    "relatives": _("To relatives or friends"),
    "own_home": _("To a home of their own"),
    "care": _("To a home for children or a school with lodging"),
    "other": _("Elsewhere"),
}
ASSESSMENTS = {
    "not_done": _("Not assessed yet"),
    "safe": _("The family is safe and ready"),
    "safe_with_help": _("Safe, if the family gets help"),
    "not_safe": _("Not safe"),
    "not_found": _("The family was not found"),
    "not_wanted": _("The person does not want the family asked"),
}
ESCORTS = {
    "none": _("The person travels alone"),
    "family": _("A relative"),
    "caseworker": _("A caseworker"),
    "organisation": _("Another organisation"),
    "police": _("The police or border guards"),
}
