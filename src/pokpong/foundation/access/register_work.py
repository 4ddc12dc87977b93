"""The permissions of those who keep the registers, as text: parts of the table in `roles.py`."""

# Who keeps the officials.
OFFICIALS_WORK = (
    "official.read",
    "official.add",
    "official.amend",
    "official.leave",
    "official.hand_over",
    "official.ask_merge",
    "official.merge",
    "official.refuse_merge",
    "official.part",
)
# Who corrects the words of the program.
WORDS_WORK = ("word.correct", "word.undo")
# Who keeps the committees and their members.
COMMITTEE_WORK = (
    "committee.add",
    "committee.amend",
    "membership.begin",
    "membership.end",
)
# Who keeps the service directory.
OFFERS_WORK = (
    "service_offer.add",
    "service_offer.amend",
    "service_offer.verify",
    "service_offer.end",
)
# Who keeps the places.
PLACES_WORK = (
    "place.propose",
    "place.confirm",
    "place.add",
    "place.rename",
    "place.merge",
    "place.recode",
)
# Who keeps the users.
USERS_WORK = (
    "user.read",
    "user.invite",
    "user.amend",
    "user.deactivate",
    "user.reactivate",
    "user.change_post",
    "user.hand_over",
    "user.link_identity",
    "user.unlink_identity",
    "grant.ask",
    "grant.end",
)
# What an administrator keeps.
KEEPING_WORK = (
    *USERS_WORK,
    *PLACES_WORK,
    *WORDS_WORK,
    "organisation.add",
    "organisation.amend",
    "conflict.settle",
    "status.read",
)
