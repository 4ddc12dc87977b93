"""What the door itself refuses."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.problems import ProblemKind

NOT_ALLOWED = ProblemKind("not_allowed", _("Your role does not allow this here. Ask your supervisor."))
ID_TAKEN = ProblemKind("id_taken", _("This was sent before with other content. Reload the page and try again."))
UNKNOWN_ACTION = ProblemKind("unknown_action", _("This program does not know the action “%(name)s”."))
WRONG_ARGUMENT = ProblemKind("wrong_argument", _("This value cannot be used: %(reason)s"))
UNKNOWN_FIELD = ProblemKind("unknown_field", _("There is no field “%(name)s” that can be changed."))
MOVE_NOT_ALLOWED = ProblemKind(
    "move_not_allowed", _("This is now “%(state)s”, so that step is not possible. Reload the page.")
)
ALREADY_SETTLED = ProblemKind("already_settled", _("Somebody has already chosen. Nothing was changed."))
UNKNOWN_CHOICE = ProblemKind("unknown_choice", _("Choose one of the two values."))
