"""The states of a verification and of unusual reading."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

VERIFICATION = Moves(
    noun="verification",
    start="running",
    words={"running": _("Being checked"), "well": _("Nothing found"), "broken": _("Something was found")},
    table={("running", "well"): ("audit.keep_result",), ("running", "broken"): ("audit.keep_result",)},
)
UNUSUAL_READING = Moves(
    noun="unusual_reading",
    start="open",
    words={"open": _("Not looked at yet"), "looked_at": _("Looked at")},
    table={("open", "looked_at"): ("reading.review",)},
)
