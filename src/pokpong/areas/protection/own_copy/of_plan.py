"""A person's plan, follow-ups, notes and files, field by field."""

from __future__ import annotations

from pokpong.areas.protection import models
from pokpong.areas.protection.own_copy.rows import FACTS_OF_THE_DAY, of_case
from pokpong.areas.protection.states import plan as plan_states
from pokpong.areas.protection.vocabulary import plan as plan_words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.own_copy import Kind, given, inner, nothing, read, withheld

PLAN = (
    Kind(
        "need",
        _("What I need"),
        of_case(models.Need, "noted_on"),
        (
            given("domain", _("Need"), plan_words.DOMAINS),
            given("urgency", _("How urgent?"), plan_words.URGENCIES),
            given("state", _("State"), plan_states.NEED.words),
            given("noted_on", _("Since")),
            given("settled_on", _("Until")),
            read("note", _("Note")),
            *withheld("staff", "noted_by"),
            *inner("case"),
        ),
    ),
    Kind(
        "goal",
        _("The goals we agreed on"),
        of_case(models.Goal, "set_on"),
        (
            given("domain", _("Need"), plan_words.DOMAINS),
            given("state", _("State"), plan_states.GOAL.words),
            given("set_on", _("Since")),
            given("target_on", _("Until")),
            given("settled_on", _("Ended on")),
            read("text", _("Goal")),
            *withheld("staff", "set_by"),
            *inner("case need"),
        ),
    ),
    Kind(
        "planned_action",
        _("Actions of the plan"),
        of_case(models.PlannedAction, "due"),
        (
            given("state", _("State"), plan_states.PLANNED_ACTION.words),
            given("due", _("Until")),
            given("ended_on", _("Ended on")),
            read("text", _("Action of the plan")),
            read("result", _("Outcome")),
            *withheld("staff", "owner planned_by"),
            *inner("case goal conference"),
        ),
    ),
    Kind(
        "follow_up",
        _("How I was when I was asked later"),
        of_case(models.FollowUp, "due"),
        (
            given("kind", _("How it was asked"), plan_words.FOLLOW_UP_KINDS),
            given("state", _("State"), plan_states.FOLLOW_UP.words),
            given("due", _("Planned for")),
            given("done_on", _("On which day?")),
            given("how", _("How was the person asked?"), plan_words.FOLLOW_UP_KINDS),
            given("reached", _("Reached")),
            *(given(name, words, plan_words.ANSWERS) for name, words in plan_words.WELL_BEING.items()),
            read("finding", _("How the person is")),
            *withheld("staff", "planned_by done_by"),
            *inner(f"case origin {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "conference",
        _("Case conferences"),
        of_case(models.Conference, "planned_on"),
        (
            given("state", _("State"), plan_states.CONFERENCE.words),
            given("planned_on", _("Planned for")),
            given("held_on", _("On which day?")),
            read("purpose", _("Reason")),
            read("minutes", _("Minutes of the conference")),
            *withheld("others", "invited present time where"),
            *withheld("staff", "called_by"),
            *inner("case"),
        ),
    ),
    Kind(
        "note",
        _("Notes of conversations with me"),
        of_case(models.Note, "on"),
        (
            given("kind", _("Kind"), plan_words.NOTE_KINDS),
            given("on", _("On which day?")),
            read("text", _("Note")),
            *withheld("staff", "written_by"),
            *inner("case written_at corrects"),
        ),
    ),
    Kind(
        "attachment",
        _("Pictures and papers"),
        of_case(models.Attachment, "added_on"),
        (
            given("kind", _("Kind"), plan_words.ATTACHMENT_KINDS),
            given("added_on", _("Added on")),
            given("state", _("State"), plan_states.ATTACHMENT.words),
            *withheld("shown_here", "name file"),
            *withheld("staff", "added_by"),
            *inner("case media_type size"),
        ),
    ),
    Kind(
        "imported_row",
        _("What was taken over from another system"),
        nothing,
        (*withheld("shown_here", "said"), *inner("case origin key person content at by")),
    ),
)
