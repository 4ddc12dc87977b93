"""The papers of a case that get a number."""

from pokpong.foundation.kernel.words import lazy as _

REFERRAL, CLOSURE, VILLAGE = "referral", "closure", "village"
KINDS = {
    REFERRAL: _("Referral letter"),
    CLOSURE: _("Closure letter"),
    VILLAGE: _("Letter to the village authority"),
}
