"""The states of a place."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

PLACE = Moves(
    noun="place",
    start="proposed",
    words={
        "proposed": _("Not yet confirmed"),
        "confirmed": _("Confirmed"),
        "merged": _("Part of another place"),
        "refused": _("Refused"),
    },
    table={
        ("proposed", "confirmed"): ("place.confirm", "place.add"),
        ("proposed", "merged"): ("place.confirm", "place.merge"),
        ("proposed", "refused"): ("place.confirm",),
        ("confirmed", "merged"): ("place.merge",),
    },
)
TASK_WORDS = {"place.confirm": _("Decide about a proposed place")}
TONES = {"proposed": "warning", "confirmed": "success", "merged": "neutral", "refused": "closed"}
