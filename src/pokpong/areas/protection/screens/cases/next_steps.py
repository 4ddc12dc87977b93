"""What comes next in a case, for this reader: the first button is the next sensible step, the others are possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.screens.of_case import Section, consent_url, reopening, taking_back
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.parts import Link


def next_steps(
    request: PageRequest, case: Case, sections: Iterable[Section], *, acts: bool, consent_missing: bool
) -> list[dict[str, Any]]:
    """Links with the kind of their button. `acts`: the reader may work on the case, and not only look at it."""
    if not acts:
        return []
    if case.state == "closing":
        first, more = [], _deciding(request, case)
    elif case.is_at_work:
        first, more = _due(request, case, sections, consent_missing), _possible(request, case)
    else:
        first, more = [], reopening(request, case)
    found = list({link.url: link for link in [*first, *more]}.values())
    # Where nothing is due, no button is the filled one: nobody is pushed towards a closure.
    leads = bool(first) or not case.is_at_work
    return [
        {"label": link.label, "url": link.url, "kind": "" if leads and not number else "secondary"}
        for number, link in enumerate(found)
    ]


def _due(request: PageRequest, case: Case, sections: Iterable[Section], consent_missing: bool) -> list[Link]:
    """What a case needs first, in this order: the risk, the person's consent, a screening."""
    contexts: Mapping[str, Mapping[str, Any]] = {section.key: section.context for section in sections}
    screening = contexts.get("screening", {})
    begin_url = "" if screening.get("rows") else str(screening.get("begin_url", ""))
    wanted = (
        (case.is_review_due or case.risk == "unassessed", "case.assess_risk", _risk(case)),
        (consent_missing, "consent.give", Link(_("Write down a consent"), consent_url(case))),
        (bool(begin_url), "screening.begin", Link(_("Begin a screening"), begin_url)),
    )
    return [link for due, permission, link in wanted if due and request.user.may(permission)]


def _risk(case: Case) -> Link:
    return Link(_("Assess the risk"), reverse("cases:risk", args=[case.pk]))


def _possible(request: PageRequest, case: Case) -> list[Link]:
    closing = Link(_("Ask for the closure"), reverse("cases:ask_closure", args=[case.pk]))
    wanted = (("case.assess_risk", _risk(case)), ("case.ask_closure", closing))
    return [link for permission, link in wanted if request.user.may(permission)]


def _deciding(request: PageRequest, case: Case) -> list[Link]:
    """Approving and sending back for the second person; taking back for who asked or leads."""
    if own := taking_back(request, case):
        return own
    if not request.user.may("case.approve_closure", case.place_path):
        return []
    wanted = (
        ("cases:approve_closure", _("Approve the closure")),
        ("cases:send_back", _("Send the closure back")),
    )
    return [Link(words, reverse(name, args=[case.pk])) for name, words in wanted]
