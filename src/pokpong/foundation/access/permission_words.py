"""Every permission in words a user understands; a test holds this table to the roles."""

from django.utils.functional import Promise

from pokpong.foundation.kernel.words import lazy as _

WORDS: dict[str, str | Promise] = {
    # --- one's own account
    "user.choose_language": _("Choose the language of my pages"),
    "user.set_contact": _("Choose whether a daily message tells me that something waits"),
    "user.change_password": _("Change my password"),
    "user.end_sessions": _("Sign myself out on all other devices"),
    "view.save": _("Keep views of tables"),
    "view.drop": _("Take kept views away"),
    # --- places and institutions
    "place.read": _("See places"),
    "place.propose": _("Propose a place that is missing"),
    "place.confirm": _("Confirm or refuse a proposed place"),
    "place.add": _("Add places"),
    "place.rename": _("Rename places"),
    "place.merge": _("Merge places"),
    "place.recode": _("Change codes of places"),
    "organisation.read": _("See organisations"),
    "organisation.add": _("Add organisations"),
    "organisation.amend": _("Correct organisations"),
    "service_offer.read": _("See the service directory"),
    "service_offer.add": _("Add services to the directory"),
    "service_offer.amend": _("Correct services in the directory"),
    "service_offer.verify": _("Confirm that a service of the directory still holds"),
    "service_offer.end": _("End services of the directory"),
    "official.read": _("See officials and their posts"),
    "official.add": _("Add officials"),
    "official.amend": _("Correct officials"),
    "official.leave": _("Note that an official has left a post"),
    "committee.read": _("See committees and their members"),
    "committee.add": _("Add committees"),
    "committee.amend": _("Correct committees"),
    "membership.begin": _("Add members to committees"),
    "membership.end": _("End memberships of committees"),
    # --- concerns
    "concern.raise": _("Raise a concern"),
    "concern.follow": _("Follow whether my own concerns are received, in hand or closed"),
    "concern.read": _("See the concerns of these places"),
    "concern.triage": _("Decide what happens with a concern"),
    "concern.close": _("Close a concern"),
    "concern.reopen": _("Open a closed concern again"),
    "concern.amend": _("Correct a concern"),
    "concern.join": _("Join two concerns about the same matter"),
    "concern.attach": _("Attach files to a concern"),
    "concern.recuse": _("Keep a person from ever seeing a concern"),
    "concern.compartment": _("Close a concern off, so that only those named see it"),
    "concern.unveil_typist": _("See who typed an anonymous concern, for a written reason"),
    # --- persons
    "person.read": _("See the persons of these places"),
    "person.tied": _("See the persons I work with"),
    "person.register": _("Register a person"),
    "person.amend": _("Correct what is kept about a person"),
    "person.add_contact": _("Add how a person can be reached safely"),
    "person.end_contact": _("End a contact that is not safe or not right any more"),
    "person.relate": _("Note how persons are related"),
    "person.assign": _("Say who works with a person"),
    "person.merge": _("Join two records of the same person"),
    "person.part": _("Part two persons who were joined by mistake"),
    "relation.end": _("End a relation between persons"),
    "consent.give": _("Note a person's consent"),
    "consent.withdraw": _("Note that a person took consent back"),
    "household.read": _("See the households of these places"),
    "household.register": _("Register a household"),
    "household.join": _("Note that a person joins a household"),
    "household.leave": _("Note that a person leaves a household"),
    "tie.end": _("End somebody's reason to see a person"),
    # --- work
    "task.read": _("See the tasks that wait for me"),
    "task.done": _("Mark a task as done"),
    "task.take_escalated": _("Take tasks that nobody did in time"),
    "conflict.settle": _("Choose between two versions of the same entry"),
    "glass.break": _("Open one record in an emergency, for a written reason and four hours"),
    "glass.review": _("Review emergency openings of records"),
    # --- users
    "user.read": _("See users and their roles"),
    "user.invite": _("Invite users"),
    "user.amend": _("Correct names of users"),
    "user.deactivate": _("End a user's work here"),
    "user.reactivate": _("Take a user back"),
    "user.change_post": _("Change a user's post"),
    "user.hand_over": _("Hand a user's open tasks over"),
    "grant.ask": _("Give or ask for roles"),
    "grant.end": _("End roles"),
    "grant.approve": _("Approve roles that see persons"),
    "grant.refuse": _("Refuse roles that were asked for"),
    "slip.print": _("Print slips that let users set a password"),
    # --- watching
    "event.read": _("See who did and read what, and when, without content"),
    "status.read": _("See whether the program runs well"),
}
NEVER: tuple[tuple[tuple[str, ...], str | Promise], ...] = (
    (("person.read", "person.tied"), _("Names, homes and contacts of any person who is helped")),
    (("person.read",), _("Persons you have no reason to work with")),
    (("concern.read",), _("Concerns that others raised")),
    (("household.read",), _("Households")),
    (("user.read",), _("Other users and their roles")),
    (("event.read",), _("Who did and read what")),
)
NEVER_FOR_ANYBODY: tuple[str | Promise, ...] = (
    _("Records that are closed off, unless you are named in them"),
    _("Records you were kept from, whatever role you hold"),
    _("Passwords and the codes of slips"),
    _("Who typed an anonymous concern, without a written reason"),
)


def words_of(permission: str) -> str | Promise:
    """The words, or the bare name for a permission that has none."""
    return WORDS.get(permission, permission)
