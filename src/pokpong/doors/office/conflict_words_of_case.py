"""What two people may have changed at once in a case and its parts, in words: fields, values, pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Conference, Goal, Need
from pokpong.areas.protection.screens.cases import history as case_history
from pokpong.areas.protection.screens.plan.guest_words import guests_of
from pokpong.areas.protection.screens.plan.timeline import names_of_places, place_words
from pokpong.areas.protection.screens.services import past
from pokpong.areas.protection.vocabulary import exploitation, plan, referrals
from pokpong.foundation.access.queries import names_of
from pokpong.registers.people.screens.words import part_words

FIELDS: dict[str, Mapping[str, Any]] = {
    "case": {name: case_history.FIELD_WORDS[name] for name in ("summary", "origin", "place_path", "opened_on")},
    "need": {
        "domain": gettext_lazy("What does the person need?"),
        "urgency": gettext_lazy("How urgent is it?"),
        "note": gettext_lazy("In the person's own words"),
    },
    "goal": {
        "text": gettext_lazy("What shall be reached?"),
        "domain": gettext_lazy("What is it about?"),
        "target_on": gettext_lazy("Until when?"),
        "need_id": gettext_lazy("For which need?"),
    },
    "planned_action": {
        "text": gettext_lazy("What is to be done?"),
        "owner": gettext_lazy("Who does it?"),
        "due": gettext_lazy("Until when?"),
        "goal_id": gettext_lazy("For which goal?"),
    },
    "exploitation": {
        "forms": gettext_lazy("Forms of exploitation"),
        "industries": gettext_lazy("Kind of work"),
        "sex_forms": gettext_lazy("Forms of sexual exploitation"),
        "control_methods": gettext_lazy("How the person was controlled"),
        "recruitment": gettext_lazy("How the person was recruited"),
        "recruitment_apps": gettext_lazy("Websites and apps of the recruitment"),
        "exploitation_apps": gettext_lazy("Websites and apps of the exploitation"),
        "countries": gettext_lazy("Countries"),
        "relationship": gettext_lazy("Who recruited the person?"),
        "started_on": gettext_lazy("When did it begin?"),
        "ended_on": gettext_lazy("When did it end?"),
        "route": gettext_lazy("The way"),
        "note": gettext_lazy("What else must those who help know?"),
    },
    "conference": {
        "planned_on": gettext_lazy("On which day?"),
        "time": gettext_lazy("At what time?"),
        "where": gettext_lazy("Where?"),
        "purpose": gettext_lazy("What is to be decided?"),
        "invited": gettext_lazy("Who is invited"),
    },
    "follow_up": {
        "due": gettext_lazy("On which day?"),
        "kind": gettext_lazy("How shall the person be reached?"),
    },
    "referral": {
        "urgency": gettext_lazy("How urgent is it?"),
        "fields": gettext_lazy("What may the organisation see of the person?"),
        "message": gettext_lazy("What the organisation is told"),
        "reason": gettext_lazy("Why the person is referred"),
        "share_reason": gettext_lazy("The organisation may also read why"),
        "answer_by": gettext_lazy("Answer by"),
        "serve_by": gettext_lazy("Help by"),
    },
    "service": {name: words for name, words in past.FIELD_WORDS["service"].items() if name != "missed"},
    "stay": {name: past.FIELD_WORDS["stay"][name] for name in ("until_on", "note")},
    "return": {
        name: words for name, words in past.FIELD_WORDS["return"].items() if name not in ("agreed_on", "agreement")
    },
}


def domain(code: str) -> str:
    return str(plan.DOMAINS.get(code, code))


def colleague(user: str) -> str:
    return names_of([UUID(user)]).get(UUID(user), _("Somebody who left"))


def need(row_id: str) -> str:
    """The need a goal is for; only whoever sees the goal sees this."""
    row = Need.objects.filter(pk=row_id).first()
    return domain(row.domain) if row else _("no longer there")


def goal(row_id: str) -> str:
    row = Goal.objects.filter(pk=row_id).first()
    return str(row.text) if row else _("no longer there")


def listed(name: str) -> Callable[[Any], object]:
    return lambda codes: exploitation.words_of(exploitation.LISTS[name], codes)


def way(steps: list[dict[str, Any]]) -> list[str]:
    names = names_of_places(steps)
    return [f"{exploitation.STEP_KINDS.get(step['kind'], '')}: {place_words(step, names)}" for step in steps]


def guests(invited: list[dict[str, Any]]) -> list[str]:
    return [guest["name"] for guest in guests_of(Conference(invited=invited))]


def coded(words: Mapping[str, object]) -> Callable[[Any], object]:
    return lambda code: str(words.get(code, code))


SHOWN: dict[tuple[str, str], Callable[[Any], object]] = {
    ("need", "domain"): domain,
    ("need", "urgency"): coded(plan.URGENCIES),
    ("goal", "domain"): domain,
    ("goal", "need_id"): need,
    ("planned_action", "owner"): colleague,
    ("planned_action", "goal_id"): goal,
    **{("exploitation", name): listed(name) for name in exploitation.LISTS},
    ("exploitation", "relationship"): lambda code: exploitation.word(exploitation.RELATIONSHIPS, code),
    ("exploitation", "route"): way,
    ("conference", "invited"): guests,
    ("follow_up", "kind"): coded(plan.FOLLOW_UP_KINDS),
    ("referral", "urgency"): coded(referrals.URGENCIES),
    ("referral", "fields"): part_words,
    ("service", "need"): need,
}
PAGES = {
    "case": "cases:case",
    "need": "plan:need",
    "goal": "plan:goal",
    "planned_action": "plan:action",
    "conference": "plan:conference",
    "follow_up": "plan:follow_up",
    "referral": "referrals:referral",
    "service": "services:service",
    "stay": "services:stay",
    "return": "services:return",
    "exploitation": "plan:exploitation",
}


def shown_of(kind: str) -> Callable[[str, Any], object]:
    """How the values of a noun are worded."""

    def shown(field: str, value: Any) -> object:
        if value in (None, "", []):
            return ""
        if kind == "case":
            return case_history.old_words(field, value)
        if (show := SHOWN.get((kind, field))) is not None:
            return show(value)
        return past.shown(kind, field, value) if kind in past.FIELD_WORDS else value

    return shown


def title_of(kind: str) -> Callable[[Any], str]:
    """The number of the case, or of the referral: never a name."""
    return lambda row: str(row.number if kind in ("case", "referral") else row.case.number)
