"""Users and what they may see."""

from pokpong.foundation.access.models.glass import Compartment, CompartmentMember, Glass, Recusal
from pokpong.foundation.access.models.grants import Grant
from pokpong.foundation.access.models.slips import Slip
from pokpong.foundation.access.models.users import User
from pokpong.foundation.access.models.views import SavedView

__all__ = ["Compartment", "CompartmentMember", "Glass", "Grant", "Recusal", "SavedView", "Slip", "User"]
