"""What the help page says: one topic for each thing people do, shown to who may do it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office import (
    help_topics_of_case,
    help_topics_of_figures,
    help_topics_of_partnership,
    help_topics_of_plans,
    help_topics_of_programme,
    help_topics_of_training,
)
from pokpong.doors.office.help_topic import Topic

TOPICS = (
    Topic(
        "concern.raise",
        _("Raise a concern"),
        (
            _("Write what you saw or heard, where, and how urgent it is. You need not be sure, and you need no proof."),
            _(
                "Say who must not see it, for example when it is about somebody in the village administration. It "
                "then goes to another level."
            ),
            _(
                "You may stay anonymous. You then get a code on the page; with it you can look up whether it was "
                "received, is in hand or is closed."
            ),
            _("Never ask or search on your own. It can put the person in danger."),
        ),
        "protection:raise",
    ),
    Topic(
        "concern.follow",
        _("Follow what you raised"),
        (
            _("“My concerns” shows whether a concern was received, is in hand or is closed."),
            _("It does not show what was done: that belongs to the person concerned."),
        ),
        "protection:mine",
    ),
    Topic(
        "concern.triage",
        _("Decide what happens with a concern"),
        (
            _("Concerns of your places stand in the list, the most urgent first. The bell shows what waits for you."),
            _(
                "Read the story, look at likely doubles, then decide: no action with a reason, at risk, screening, "
                "or immediate danger."
            ),
            _("What nobody decides in time goes to the supervisor."),
            _("Help never waits for the police or for a formal identification."),
        ),
        "protection:inbox",
    ),
    Topic(
        "person.register",
        _("Register a person"),
        (
            _("Search first: names are found in any spelling. Only then register somebody new."),
            _("You see the persons you work with. A home village or a name is never a reason to look somebody up."),
            _(
                "Ask for consent in the person’s language and note it. The person gets a paper that says who holds "
                "what, and why."
            ),
        ),
        "people:mine",
    ),
    Topic(
        "subject_copy.ask",
        _("When a person asks what is kept about them"),
        (
            _("“Their own copy” on the page of the person: note who asks, and how you know that it is really them."),
            _("A supervisor reads the texts that may name others, and ticks those that may be given."),
            _("Print it or take it as a file, and hand it over in person. It is never sent."),
        ),
        "people:mine",
    ),
    *help_topics_of_case.TOPICS,
    *help_topics_of_training.TOPICS,
    *help_topics_of_figures.TOPICS,
    *help_topics_of_plans.TOPICS,
    *help_topics_of_partnership.TOPICS,
    *help_topics_of_programme.TOPICS,
    Topic(
        "conflict.settle",
        _("When two people changed the same thing"),
        (
            _("Both values are kept, and one person chooses. The other value stays in the history."),
            _("What the two changed in different fields is put together by itself."),
        ),
        "office:conflicts",
    ),
    Topic(
        "task.read",
        _("Tasks and the bell"),
        (
            _("The bell at the top shows how many tasks wait for you; red means that something is overdue."),
            _("Most tasks end by themselves when the work is done."),
            _(
                "In your account you can ask to be told once a day, by e-mail or message, that something waits. The "
                "message says nothing else."
            ),
        ),
        "office:tasks",
    ),
    Topic(
        "grant.approve",
        _("Approve a role"),
        (
            _("A role that sees victims is asked for by the administrator and approved by you, for your places only."),
            _(
                "Ask yourself whether the person needs it for the work, and whether somebody could be in danger "
                "because of it."
            ),
            _("You cannot approve a role for yourself."),
        ),
        "access:waiting",
    ),
    Topic(
        "slip.print",
        _("Print a sign-in slip"),
        (
            _("A new colleague, or somebody who forgot the password, gets a slip from you, on paper and in person."),
            _("A slip works once and ends after some days. A lost one is replaced by printing a new one."),
            _("Nobody else learns the code, not even the administrator."),
        ),
        "access:users",
    ),
    Topic(
        "glass.break",
        _("Open a record in an emergency"),
        (
            _(
                "When somebody is in danger and the record is closed to you, you can open it for some hours with a "
                "written reason."
            ),
            _("The supervisor of the place hears of it at once and reviews it."),
        ),
        "access:glass",
    ),
    Topic(
        "user.invite",
        _("Invite somebody"),
        (
            _("Enter the name, the user name and the roles wanted. No e-mail address is needed."),
            _("Roles that see victims wait for the supervisor of the place; the others hold at once."),
            _("The supervisor prints the slip with which the new colleague sets a password."),
        ),
        "access:invite",
    ),
    Topic(
        "user.deactivate",
        _("When somebody leaves or changes post"),
        (
            _("Close the sign-in and hand the open tasks to a colleague. What the person did stays in the history."),
            _("For another post, end the old roles and ask for the new ones on the page of the user."),
        ),
        "access:users",
    ),
    Topic(
        "user.link_identity",
        _("Signing in by the government's sign-in service"),
        (
            _(
                "Where this installation uses such a service, its button stands on the sign-in page. The password "
                "goes on working, and nobody gets an account by it."
            ),
            _(
                "Record the identifier on the page of the user. It opens nothing until the user, signed in with the "
                "password, has confirmed it under “My account”."
            ),
            _("Remove it when it was wrong or somebody else uses it: the user is then signed out everywhere."),
        ),
        "access:users",
    ),
    Topic(
        "official.ask_merge",
        _("When two officials are the same person"),
        (
            _("“The same as another official” on the page of one of them: choose the other spelling and say why."),
            _("A second person compares both and confirms it. It can be taken apart again."),
            _("“Hand the post over” ends one, begins the next and passes the seats on that you tick, on one page."),
        ),
        "institutions:officials",
    ),
    Topic(
        "word.correct",
        _("Correct the words of pages and reports"),
        (
            _("“Words of the program” in the account menu finds every word in Lao or English, in any spelling."),
            _(
                "Write the better text and why. What stands in %(…)s, braces or < > is filled in by the program: "
                "keep it as it is."
            ),
            _("Everybody sees it at once. The history keeps every text, and any of them can be brought back."),
        ),
        "wording:words",
    ),
    Topic(
        "place.propose",
        _("A village is missing"),
        (
            _("Type its name and choose the district. It can be used at once; a supervisor confirms it later."),
            _("The program asks back when a village of the district has nearly the same name."),
        ),
        "places:propose",
    ),
    Topic(
        "place.confirm",
        _("Confirm a new village"),
        (
            _(
                "Check whether it exists already under another spelling. Confirm it, or put it together with the one "
                "it is."
            ),
        ),
        "places:waiting",
    ),
    Topic(
        "event.read",
        _("Check who did what"),
        (
            _("The history shows who did and read what, and when. It never shows what a record says."),
            _("Lines cannot be changed or removed, by nobody."),
        ),
        "office:history",
    ),
    Topic(
        "audit.verify",
        _("Prove that the history is whole"),
        (
            _("“Proof” shows how far the history is closed, and checks all of it when you press the button."),
            _("A check names the first line or batch that was altered, removed, added or moved."),
            _("Who saw a record, without a name, you find by the number that the history shows."),
        ),
        "office:proof",
    ),
    Topic(
        "reading.review",
        _("Look at unusual reading"),
        (
            _("Every Monday the program lists reading that stands out in the week before, and a task waits for you."),
            _("Ask the reader and their colleagues, then write what you found. Nobody looks at their own reading."),
        ),
        "office:unusual",
    ),
    Topic(
        "reading.read",
        _("See who saw a person"),
        (
            _("The page of a person leads to “Who saw this person”: every look and every deed, with user and time."),
            _("Ask when somebody looked who does not work with the person."),
        ),
        "people:mine",
    ),
    Topic(
        "status.read",
        _("See whether everything runs"),
        (
            _("The status page shows web pages, background work and clock, the data base, the disk and the key."),
            _("What dies is started again by itself. If something stays red, ask whoever keeps the server."),
            _("It also says when the last backup was made, and when one was last restored to try it."),
        ),
        "office:status",
    ),
    Topic(
        "",
        _("Sign-in, language, password"),
        (
            _("Sign out when you leave a shared computer or telephone."),
            _("The language is switched at the top of each page; dark or light in the account menu."),
            _("A forgotten password is set again with a slip from your supervisor."),
            _("“What I may do, and why” lists every permission you hold, and who gave it."),
        ),
        "access:may",
    ),
)


def topics_for(permissions: Collection[str]) -> list[Topic]:
    """The topics of who holds these permissions, in the order of the table."""
    return [topic for topic in TOPICS if not topic.permission or topic.permission in permissions]
