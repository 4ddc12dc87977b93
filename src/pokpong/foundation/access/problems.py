"""What can be wrong with users, grants, slips, kept views and broken glass."""

from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.kernel.words import lazy as _

# --- users -------------------------------------------------------------------------------------------------
NAME_TAKEN = ProblemKind("user_name_taken", _("Another user already has this user name. Choose another one."))
NAME_UNFIT = ProblemKind(
    "user_name_unfit", _("A user name has 3 to 40 letters, figures, dots or hyphens, and no space.")
)
NAME_MISSING = ProblemKind("display_name_missing", _("Write the name that others see."))
LANGUAGE_UNKNOWN = ProblemKind("language_unknown", _("This language is not installed. Choose one of the list."))
CONTACT_UNFIT = ProblemKind("contact_unfit", _("Write an e-mail address, like name@example.org."))
TELEPHONE_UNFIT = ProblemKind("telephone_unfit", _("Write a telephone number of 8 to 15 figures."))
WAY_UNKNOWN = ProblemKind("contact_way_unknown", _("Choose e-mail, text message or none."))
NOT_YOURSELF = ProblemKind("not_yourself", _("Nobody does this for themselves. Ask another person to do it."))
HAS_LEFT = ProblemKind("user_has_left", _("This user does not work here any more."))
LAST_ADMINISTRATOR = ProblemKind(
    "last_administrator", _("This is the last administrator. Invite another one before this one goes.")
)
LAST_SUPERVISOR = ProblemKind(
    "last_supervisor",
    _("This is the last case supervisor of the whole country. Another one must be granted before this one goes."),
)
HANDOVER_MISSING = ProblemKind(
    "handover_missing", _("%(count)s open tasks wait for this user by name. Choose who takes them over.")
)
HANDOVER_UNFIT = ProblemKind(
    "handover_unfit", _("This person may not do all of the tasks that are handed over. Choose another one.")
)
REASON_MISSING = ProblemKind("reason_missing", _("Write the reason in a few words."))
ORGANISATION_UNKNOWN = ProblemKind("organisation_unknown", _("No organisation has this name. Check the spelling."))
OFFICIAL_UNKNOWN = ProblemKind("official_unknown", _("No official has this name. Check the spelling."))
SEVERAL_HAVE_THIS_NAME = ProblemKind("several_have_this_name", _("Several have this name. Choose one of them."))
ALREADY_SET_UP = ProblemKind("already_set_up", _("This installation has users already. Sign in instead."))
SAME_PERSON_TWICE = ProblemKind(
    "same_person_twice", _("The administrator and the case supervisor must be two persons with two user names.")
)
# --- grants ------------------------------------------------------------------------------------------------
ROLE_UNKNOWN = ProblemKind("role_unknown", _("This program does not know this role."))
LEVEL_UNFIT = ProblemKind(
    "role_level_unfit", _("The role “%(role)s” is not given at this level. Choose a larger or a smaller place.")
)
ROLES_APART = ProblemKind("roles_apart", _("“%(role)s” and “%(other)s” are never held by the same person."))
GRANT_TWICE = ProblemKind("grant_twice", _("This user already has this role in this place."))
PLACE_MISSING = ProblemKind("grant_place_missing", _("Choose a place, or tick “The whole country”."))
NO_ROLE = ProblemKind("no_role", _("Choose at least one role."))
ENDS_TOO_EARLY = ProblemKind("grant_ends_too_early", _("The last day must not lie before the first."))
ENDS_IN_THE_PAST = ProblemKind("grant_ends_in_the_past", _("The last day must be today or later."))
OWN_REQUEST = ProblemKind("own_request", _("Who asked for this role does not approve it. Another supervisor must."))
# --- slips -------------------------------------------------------------------------------------------------
SLIP_NOT_YOUR_PLACE = ProblemKind(
    "slip_not_your_place",
    _("You print slips only for users whose roles all lie in your places. Ask the supervisor above you."),
)
SLIP_UNKNOWN = ProblemKind("slip_unknown", _("This code is not right. Compare it with the slip, figure by figure."))
SLIP_USED = ProblemKind("slip_used", _("This slip was used already. Sign in, or ask your supervisor for a new slip."))
SLIP_REPLACED = ProblemKind("slip_replaced", _("A newer slip was printed for you. Use the newest one."))
SLIP_EXPIRED = ProblemKind("slip_expired", _("This slip is too old. Ask your supervisor for a new one."))
SLIP_TOO_MANY = ProblemKind(
    "slip_too_many_tries", _("Too many wrong codes came from here. Wait %(minutes)s minutes and try again.")
)
SLIP_SHOWN_ONCE = ProblemKind(
    "slip_shown_once", _("This slip was printed before, and its code is shown only once. Print a new slip.")
)
PASSWORDS_DIFFER = ProblemKind("passwords_differ", _("The two passwords differ. Type the same one twice."))
PASSWORD_WRONG = ProblemKind("password_wrong", _("This is not your present password."))
# --- second factors ----------------------------------------------------------------------------------------
APP_THERE = ProblemKind("app_there", _("You use an app already. Take it away before you set up another one."))
CODE_WRONG = ProblemKind(
    "second_code_wrong", _("This code is not right, or was used before. Wait for the next one and type its figures.")
)
CODE_TOO_MANY = ProblemKind("second_code_too_many", _("Too many wrong codes. Wait %(minutes)s minutes and try again."))
KEY_WRONG = ProblemKind("passkey_wrong", _("This passkey was not accepted. Try once more."))
KEY_NAME_MISSING = ProblemKind("passkey_name_missing", _("Give the passkey a name of at most 60 letters."))
LAST_FACTOR = ProblemKind(
    "last_factor", _("Your role needs a second factor. Set up another one before you take this one away.")
)
NO_FACTOR = ProblemKind("no_factor", _("There is no second factor here."))
NOT_IN_PERSON = ProblemKind(
    "not_in_person", _("Do this only when the person stands before you and you know who it is.")
)
FACTOR_NOT_YOUR_PLACE = ProblemKind(
    "factor_not_your_place",
    _("You do this only for users whose roles all lie in your places. Ask the supervisor above you."),
)
SECRET_WRONG = ProblemKind("unlock_wrong", _("This is neither your password nor a code of your app."))
# --- identities at a provider ---------------------------------------------------------------------------------
IDENTITY_MISSING = ProblemKind("identity_missing", _("Type the identifier, as the service writes it."))
IDENTITY_UNCHECKED = ProblemKind(
    "identity_unchecked", _("Compare the identifier with what the service says of this user, and then tick the box.")
)
IDENTITY_THERE = ProblemKind(
    "identity_there", _("An identifier is recorded for this user already. Remove it before you record another one.")
)
IDENTITY_TAKEN = ProblemKind("identity_taken", _("This identifier is recorded for another user. Compare it again."))
IDENTITY_NONE = ProblemKind("identity_none", _("No identifier is recorded for this user."))
IDENTITY_DIFFERS = ProblemKind(
    "identity_differs", _("The service knows you under another identifier than the one recorded here.")
)
# --- kept views --------------------------------------------------------------------------------------------
VIEW_NAME_MISSING = ProblemKind("view_name_missing", _("Give the view a name."))
VIEW_TOO_LONG = ProblemKind("view_too_long", _("This view has too many filters to be kept."))
TOO_MANY_VIEWS = ProblemKind("too_many_views", _("You keep %(most)s views of this table. Take one away first."))
# --- broken glass ------------------------------------------------------------------------------------------
REASON_TOO_SHORT = ProblemKind(
    "reason_too_short", _("Write why you must see this record now, in at least %(least)s letters.")
)
RECORD_UNKNOWN = ProblemKind("record_unknown", _("No record has this number. Check it, figure by figure."))
KIND_UNKNOWN = ProblemKind("kind_unknown", _("Choose what kind of record it is."))
ALREADY_REVIEWED = ProblemKind("already_reviewed", _("Somebody has reviewed this already. Nothing was changed."))
VERDICT_UNKNOWN = ProblemKind("verdict_unknown", _("Choose whether it was needed."))
OWN_GLASS = ProblemKind("own_glass", _("Nobody reviews their own opening. Another supervisor must."))
