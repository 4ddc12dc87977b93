"""Actions and nouns in words, for the history: "concern.triage" is "Concern: next step decided".

A test holds both tables to every registered action and every noun that leaves an event.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from pokpong.doors.office import case_words

NOUNS = {
    **case_words.NOUNS,
    "committee": gettext_lazy("Committee"),
    "compartment": gettext_lazy("Closed circle"),
    "compartment_member": gettext_lazy("Member of a closed circle"),
    "concern": gettext_lazy("Concern"),
    "conflict": gettext_lazy("Two edits of one field"),
    "consent": gettext_lazy("Consent"),
    "consent_withdrawal": gettext_lazy("Withdrawal of a consent"),
    "contact": gettext_lazy("Contact"),
    "daily_summary": gettext_lazy("Daily summary"),
    "file": gettext_lazy("File"),
    "export": gettext_lazy("Cases taken out as a file"),
    "glass": gettext_lazy("Record opened in an emergency"),
    "grant": gettext_lazy("Role"),
    "household": gettext_lazy("Household"),
    "household_member": gettext_lazy("Member of a household"),
    "import": gettext_lazy("File brought in"),
    "installation": gettext_lazy("Installation"),
    "mapping": gettext_lazy("Meaning of the columns of a file"),
    "membership": gettext_lazy("Membership"),
    "official": gettext_lazy("Official"),
    "organisation": gettext_lazy("Organisation"),
    "paper_serial": gettext_lazy("Number of a paper"),
    "person": gettext_lazy("Person"),
    "place": gettext_lazy("Place"),
    "place_level": gettext_lazy("Level of places"),
    "recusal": gettext_lazy("Exclusion from a record"),
    "relation": gettext_lazy("Relation between persons"),
    "saved_view": gettext_lazy("Kept view"),
    "service_offer": gettext_lazy("Service on offer"),
    "slip": gettext_lazy("Sign-in slip"),
    "task": gettext_lazy("Task"),
    "tie": gettext_lazy("Tie to a person"),
    "user": gettext_lazy("User"),
}
ACTIONS = {
    **case_words.ACTIONS,
    "committee.add": gettext_lazy("Added a committee"),
    "committee.amend": gettext_lazy("Changed a committee"),
    "concern.amend": gettext_lazy("Changed a concern"),
    "concern.attach": gettext_lazy("Attached a file to a concern"),
    "concern.close": gettext_lazy("Closed a concern"),
    "concern.compartment": gettext_lazy("Drew a closed circle around a concern"),
    "concern.join": gettext_lazy("Joined a concern to another"),
    "concern.raise": gettext_lazy("Raised a concern"),
    "concern.recuse": gettext_lazy("Excluded somebody from a concern"),
    "concern.reopen": gettext_lazy("Opened a concern again"),
    "concern.triage": gettext_lazy("Decided what happens with a concern"),
    "concern.unveil_typist": gettext_lazy("Asked who typed an anonymous concern"),
    "conflict.settle": gettext_lazy("Chose between two edits"),
    "consent.give": gettext_lazy("Noted a consent"),
    "consent.withdraw": gettext_lazy("Withdrew a consent"),
    "export.cases": gettext_lazy("Took cases out as a file"),
    "glass.break": gettext_lazy("Opened a record in an emergency"),
    "glass.review": gettext_lazy("Reviewed a record opened in an emergency"),
    "grant.approve": gettext_lazy("Approved a role"),
    "grant.ask": gettext_lazy("Asked for a role"),
    "grant.end": gettext_lazy("Ended a role"),
    "grant.refuse": gettext_lazy("Refused a role"),
    "household.join": gettext_lazy("Added a person to a household"),
    "household.leave": gettext_lazy("Took a person out of a household"),
    "household.register": gettext_lazy("Registered a household"),
    "import.answer": gettext_lazy("Answered what a row of a file asked"),
    "import.drop": gettext_lazy("Put a file aside"),
    "import.forget": gettext_lazy("Deleted a file that was brought in"),
    "import.keep_progress": gettext_lazy("Went through a file"),
    "import.keep_result": gettext_lazy("Noted what became of a file"),
    "import.map": gettext_lazy("Said what the columns of a file mean"),
    "import.match_case": gettext_lazy("Found a row of a file to be a case that is there"),
    "import.open_case": gettext_lazy("Opened a case from a row of a file"),
    "import.start": gettext_lazy("Began to bring a file in"),
    "import.upload": gettext_lazy("Handed a file in"),
    "installation.begin": gettext_lazy("Set up the installation"),
    "mapping.drop": gettext_lazy("Took a kept mapping away"),
    "mapping.save": gettext_lazy("Kept what the columns of a file mean"),
    "membership.begin": gettext_lazy("Began a membership"),
    "membership.end": gettext_lazy("Ended a membership"),
    "official.add": gettext_lazy("Added an official"),
    "official.amend": gettext_lazy("Changed an official"),
    "official.leave": gettext_lazy("Ended the post of an official"),
    "organisation.add": gettext_lazy("Added an organisation"),
    "organisation.amend": gettext_lazy("Changed an organisation"),
    "person.add_contact": gettext_lazy("Added a contact"),
    "person.amend": gettext_lazy("Changed a person’s record"),
    "person.assign": gettext_lazy("Entrusted a person to a colleague"),
    "person.end_contact": gettext_lazy("Ended a contact"),
    "person.merge": gettext_lazy("Joined two records of one person"),
    "person.part": gettext_lazy("Took two joined records apart"),
    "person.register": gettext_lazy("Registered a person"),
    "person.relate": gettext_lazy("Noted a relation between persons"),
    "place.add": gettext_lazy("Added a place"),
    "place.confirm": gettext_lazy("Confirmed a place"),
    "place.merge": gettext_lazy("Merged a place into another"),
    "place.propose": gettext_lazy("Typed a missing village"),
    "place.recode": gettext_lazy("Gave a place another code"),
    "place.rename": gettext_lazy("Renamed a place"),
    "places.import": gettext_lazy("Loaded the places of the country"),
    "relation.end": gettext_lazy("Ended a relation between persons"),
    "service_offer.add": gettext_lazy("Added a service"),
    "service_offer.amend": gettext_lazy("Changed a service"),
    "service_offer.end": gettext_lazy("Ended a service"),
    "service_offer.verify": gettext_lazy("Verified a service"),
    "set_up.first_users": gettext_lazy("Made the first users"),
    "sign_in.done": gettext_lazy("Signed in"),
    "sign_in.failed": gettext_lazy("Tried to sign in, in vain"),
    "slip.print": gettext_lazy("Printed a sign-in slip"),
    "slip.use": gettext_lazy("Set a password with a slip"),
    "summary.send": gettext_lazy("Told somebody that something waits"),
    "task.age": gettext_lazy("A task grew late, went up or lapsed"),
    "task.ask": gettext_lazy("Asked for something to be done"),
    "task.cancel": gettext_lazy("Took a task back"),
    "task.done": gettext_lazy("Finished a task"),
    "tie.begin": gettext_lazy("Tied somebody to a person"),
    "tie.end": gettext_lazy("Ended a tie to a person"),
    "user.amend": gettext_lazy("Changed a user"),
    "user.change_password": gettext_lazy("Changed the own password"),
    "user.change_post": gettext_lazy("Gave a user another post"),
    "user.choose_language": gettext_lazy("Chose the own language"),
    "user.deactivate": gettext_lazy("Closed a sign-in"),
    "user.end_sessions": gettext_lazy("Signed out everywhere"),
    "user.hand_over": gettext_lazy("Handed tasks over"),
    "user.invite": gettext_lazy("Invited somebody"),
    "user.reactivate": gettext_lazy("Opened a sign-in again"),
    "user.set_contact": gettext_lazy("Chose how to be told"),
    "view.drop": gettext_lazy("Took a kept view away"),
    "view.save": gettext_lazy("Kept a view"),
}


def nouns() -> dict[str, str]:
    """Every noun with its words in the reader's language."""
    return {noun: str(words) for noun, words in NOUNS.items()}


def noun_words(noun: str) -> str:
    """The words of a noun; one of a newer version keeps its name."""
    return str(NOUNS.get(noun, noun))


def words_of(action: str) -> str:
    """The words of an action; one of a newer version keeps its name."""
    return str(ACTIONS.get(action, action))
