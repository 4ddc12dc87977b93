"""The permissions about meetings, decisions, visits and documents in words."""

from django.utils.functional import Promise

from pokpong.foundation.kernel.words import lazy as _

WORDS: dict[str, str | Promise] = {
    "meeting.read": _("See the meetings of committees"),
    "meeting.plan": _("Plan meetings of committees"),
    "meeting.amend": _("Correct meetings to come"),
    "meeting.set_agenda": _("Write the agenda of meetings"),
    "meeting.invite": _("Invite to meetings"),
    "meeting.add_guest": _("Invite guests to meetings"),
    "meeting.remove_guest": _("Take guests of meetings off the list"),
    "meeting.hold": _("Note that a meeting was held, and who came"),
    "meeting.mark_attendance": _("Correct who came to a meeting"),
    "meeting.write_minutes": _("Write the minutes of meetings"),
    "meeting.cancel": _("Cancel meetings"),
    "decision.read": _("See decisions of committees and delegations"),
    "decision.take": _("Write decisions down"),
    "decision.amend": _("Correct decisions"),
    "decision.do": _("Note that a decision is done"),
    "decision.drop": _("Drop decisions"),
    "decision.reopen": _("Take decisions up again"),
    "decision.review": _("Note what a later meeting said about a decision"),
    "visit.read": _("See visits of delegations"),
    "visit.plan": _("Plan visits of delegations"),
    "visit.amend": _("Correct visits"),
    "visit.make": _("Note that a visit was made, and what was found"),
    "visit.report": _("Note that a visit is reported"),
    "visit.cancel": _("Cancel visits"),
    "visit.add_party": _("Say who comes on a visit, and who was met"),
    "visit.remove_party": _("Take somebody off the list of a visit"),
    "stop.add": _("Add stops to visits"),
    "stop.amend": _("Correct stops of a visit"),
    "stop.remove": _("Take stops off visits"),
    "document.read": _("Read signed documents"),
    "document.draft": _("Draft documents from a meeting or visit"),
    "document.amend": _("Edit drafts of documents"),
    "document.clear_word": _("Confirm that words of a text are no name"),
    "document.sign": _("Sign documents"),
}
