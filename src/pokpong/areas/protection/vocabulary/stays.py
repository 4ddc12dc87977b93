"""The coded answers about a stay in a shelter."""

from pokpong.foundation.kernel.words import lazy as _

SHELTER = "shelter"  # the kind of service in the directory whose capacity is its beds
LEFT_FOR = {
    "family": _("To the family"),
    "own_home": _("To a home of their own"),
    "other_shelter": _("To another shelter"),
    "hospital": _("To a hospital"),
    "other_country": _("To another country"),
    "not_known": _("Left without saying where to"),
    "other": _("Elsewhere"),
}
