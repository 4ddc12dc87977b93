"""The papers of a case: each is for whoever sees the page it belongs to; reading one in any form is noted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.papers import issue_paper
from pokpong.areas.protection.models import Case, Referral
from pokpong.areas.protection.queries import papers as queries
from pokpong.areas.protection.queries import referrals as referral_queries
from pokpong.areas.protection.queries.cases import acts_in
from pokpong.areas.protection.screens.of_case import address, asked, crumbs, found
from pokpong.areas.protection.screens.papers.closing import Ending, closure_letter, village_letter
from pokpong.areas.protection.screens.papers.forms import SummaryForm
from pokpong.areas.protection.screens.papers.information import Sheet, information_sheet
from pokpong.areas.protection.screens.papers.letter import Letter, referral_letter
from pokpong.areas.protection.screens.papers.section import KEY
from pokpong.areas.protection.screens.papers.summary import Summary, case_summary
from pokpong.areas.protection.screens.papers.telling import telling_for, variants
from pokpong.areas.protection.vocabulary.papers import CLOSURE, REFERRAL, VILLAGE
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.papers.paper import PaperLink, render_paper
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.sight import Parts, parts_seen

READS = ("case.tied", "case.read", "glass.break")


def opened(request: PageRequest, case: UUID) -> tuple[Case, Parts]:
    """The case, and which parts of its person the reader sees; both are noted as read. Raises NotThere."""
    row = found(request, case)
    parts = _parts(request, row.person)
    seen(request, "case", [row])
    seen(request, "person", [row.person] if parts else [])
    return row, parts


def _parts(request: PageRequest, person: Person) -> Parts:
    """Nothing of a person whom the reader of the case does not see."""
    visible = Person.objects.visible_to(request.user).filter(pk=person.pk).exists()
    return parts_seen(request.user, person) if visible else frozenset()


@page(READS)
@require_GET
def summary(request: PageRequest, case: UUID) -> HttpResponse:
    """First what shall stand on it, then the paper."""
    form = SummaryForm(request.GET if "include" in request.GET or "language" in request.GET else None)
    if not form.is_valid():
        row = found(request, case)
        seen(request, "case", [row])
        context = {"case": row, "form": form, "back": address(row, KEY), "breadcrumbs": crumbs(row, _("Case summary"))}
        return render(request, "protection/papers/summary.html", context)
    row, parts = opened(request, case)
    shown = Summary(
        row, parts, form.cleaned_data["include"], request.user.display_name, queries.office_of(request.user.pk)
    )
    screen = {"variants": variants(request), "back_url": reverse("papers:summary", args=[row.pk])}
    return render_paper(case_summary(shown, telling_for(request), **screen), request)


@page(READS)
@require_GET
def information(request: PageRequest, case: UUID) -> HttpResponse:
    """The sheet for the person."""
    row, parts = opened(request, case)
    sheet = Sheet(row, parts, request.user.display_name, queries.office_of(row.lead))
    screen = {"variants": variants(request), "back_url": address(row, KEY)}
    return render_paper(information_sheet(sheet, telling_for(request), **screen), request)


# --- referrals ---------------------------------------------------------------------------------------------


@page(READS)
@require_GET
def letter(request: PageRequest, referral: UUID) -> HttpResponse:
    """The letter as the sender's side sends it; of the person as much as is shared and the reader may see."""
    row = referral_queries.sent_referral(request.user, referral)
    parts = _parts(request, row.case.person) & frozenset(row.fields)
    seen(request, "referral", [row])
    issued = queries.issued(REFERRAL, row.pk)
    back = reverse("referrals:referral", args=[row.pk])
    may = issued is None and row.is_under_way and _may_issue(request, row.case)
    number = reverse("papers:number_letter", args=[row.pk]) if may else ""
    return _letter(request, row, parts, back, number)


@page("referral.tied")
@require_GET
def received_letter(request: PageRequest, referral: UUID) -> HttpResponse:
    """The letter as the organisation may read it, for as long as the sharing holds."""
    row = referral_queries.received_referral(request.user, referral)
    parts = referral_queries.shared_parts(row)
    if not parts:
        raise NotThere(str(referral))
    seen(request, "referral", [row])
    return _letter(request, row, parts, reverse("provider:referral", args=[row.pk]))


def _letter(request: PageRequest, row: Referral, parts: Parts, back: str, number: str = "") -> HttpResponse:
    seen(request, "person", [row.case.person] if parts else [])
    contacts = referral_queries.contacts_of(row) if "contacts" in parts else None
    issued = queries.issued(REFERRAL, row.pk)
    shown = Letter(row, parts, contacts, queries.office_on(issued, row.sent_by or row.made_by), issued)
    screen = {"variants": _with_number(request, number), "back_url": back}
    return render_paper(referral_letter(shown, telling_for(request), **screen), request)


@page("paper.issue")
@require_http_methods(["GET", "POST"])
def number_letter(request: PageRequest, referral: UUID) -> HttpResponse:
    row = referral_queries.sent_referral(request.user, referral)
    seen(request, "referral", [row])
    return _numbering(request, row.case, REFERRAL, row.pk, reverse("papers:letter", args=[row.pk]))


# --- the end of a case -------------------------------------------------------------------------------------


@page(READS)
@require_GET
def closure(request: PageRequest, case: UUID) -> HttpResponse:
    """The letter to the person; a draft until the closure is approved and the letter has its number."""
    ending = _ending(request, case, CLOSURE)
    number = reverse("papers:number_closure", args=[case]) if _may_number(request, ending) else ""
    screen = {"variants": _with_number(request, number), "back_url": address(ending.case, KEY)}
    return render_paper(closure_letter(ending, telling_for(request), **screen), request)


@page("paper.issue")
@require_http_methods(["GET", "POST"])
def number_closure(request: PageRequest, case: UUID) -> HttpResponse:
    row, _parts = opened(request, case)
    return _numbering(request, row, CLOSURE, row.pk, reverse("papers:closure", args=[row.pk]))


@page(READS)
@require_GET
def village(request: PageRequest, case: UUID, consent: UUID) -> HttpResponse:
    """The letter to the village authorities that this consent names; without one there is no letter."""
    ending = _ending(request, case, VILLAGE, consent)
    told = queries.told_under(ending.case, consent)
    if told is None or "consents" not in ending.parts:
        raise NotThere(str(consent))
    number = reverse("papers:number_village", args=[case, consent]) if _may_number(request, ending) else ""
    screen = {"variants": _with_number(request, number), "back_url": address(ending.case, KEY)}
    return render_paper(village_letter(ending, told, telling_for(request), **screen), request)


@page("paper.issue")
@require_http_methods(["GET", "POST"])
def number_village(request: PageRequest, case: UUID, consent: UUID) -> HttpResponse:
    row, _parts = opened(request, case)
    back = reverse("papers:village", args=[row.pk, consent])
    return _numbering(request, row, VILLAGE, row.pk, back, consent=consent)


def _ending(request: PageRequest, case: UUID, kind: str, consent: UUID | None = None) -> Ending:
    """Raises NotThere for a case at work."""
    row, parts = opened(request, case)
    ended = queries.closure_of(row)
    if ended is None:
        raise NotThere(str(case))
    issued = queries.issued(kind, ended.pk, consent)
    return Ending(row, ended, parts, queries.office_on(issued, row.lead), issued)


# --- numbers -----------------------------------------------------------------------------------------------


def _may_issue(request: PageRequest, case: Case) -> bool:
    return request.user.may("paper.issue") and acts_in(request.user, case)


def _may_number(request: PageRequest, ending: Ending) -> bool:
    return ending.issued is None and ending.case.state == "closed" and _may_issue(request, ending.case)


def _with_number(request: PageRequest, url: str) -> list[PaperLink]:
    """The other languages of the paper, and where it is given its number."""
    return [*variants(request), *([PaperLink(_("Give it a number"), url)] if url else [])]


def _numbering(request: PageRequest, case: Case, kind: str, about: UUID, paper_url: str, **more: Any) -> HttpResponse:
    """Asks once: a number is never used again."""
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = form.perform(
            issue_paper,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            kind=kind,
            about=about,
            **more,
        )
        if row is not None:
            messages.success(request, _("The letter has its number."))
            return redirect(paper_url)
    lead = _("The next number of your office is drawn and noted. It cannot be taken back.")
    return asked(request, case, form, _("Give the letter its number"), _("Draw the number"), lead=lead, back=paper_url)
