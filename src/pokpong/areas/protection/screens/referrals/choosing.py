"""Choosing who is asked, and writing the draft."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.referrals import amend_referral, draft_referral
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries import referrals as queries
from pokpong.areas.protection.rules.referrals import SHAREABLE
from pokpong.areas.protection.screens.of_case import asked, at_rest, crumbs, found
from pokpong.areas.protection.screens.referrals.forms import AddForm, ChangeForm, typed_before
from pokpong.areas.protection.screens.referrals.section import KEY
from pokpong.areas.protection.screens.referrals.sending import address
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.registers.institutions.models import ServiceOffer
from pokpong.registers.institutions.vocabularies import FOR_WHOM, SERVICE_KINDS, SPOKEN
from pokpong.registers.people.models import Consent
from pokpong.registers.people.queries.consents import holding
from pokpong.registers.people.screens.words import part_words

USUAL = ("names", "facts", "contacts")


def services_table(case: Case) -> type[Table[ServiceOffer]]:
    """Services for people of the case's district; each leads to a draft."""

    class Services(Table[ServiceOffer]):
        name = "offers"
        caption = gettext_lazy("Services for people of this district")
        columns = (
            Column("kind", gettext_lazy("Service"), lambda row: Link(_title(row), _add_url(case, row)), sort="kind"),
            Column(
                "organisation",
                gettext_lazy("Organisation"),
                lambda row: row.organisation.name,
                sort="organisation__sort_key",
            ),
            Column("for_whom", gettext_lazy("For whom?"), lambda row: FOR_WHOM.all_words(row.for_whom_codes)),
            Column("languages", gettext_lazy("Languages"), lambda row: SPOKEN.all_words(row.languages)),
            Column("phone", gettext_lazy("Telephone number"), lambda row: row.phone or row.organisation.phone),
        )
        filters = (Filter("kind", gettext_lazy("Kind of service"), SERVICE_KINDS.choices()),)
        order = "kind"
        empty_title = gettext_lazy("No service fits")
        empty_text = gettext_lazy("The directory knows nobody who offers this to people of the district of the case.")

    return Services


def _title(row: ServiceOffer) -> str:
    return row.name or SERVICE_KINDS.words(row.kind)


def _add_url(case: Case, row: ServiceOffer) -> str:
    return f"{reverse('referrals:add', args=[case.pk])}?offer={row.pk}"


@page("referral.draft")
@require_GET
def choose(request: PageRequest, case: UUID) -> HttpResponse:
    """Who could help: the directory, narrowed to the district where the person is helped."""
    row = found(request, case)
    if (answer := at_rest(request, row, _("Refer to a service"), KEY)) is not None:
        return answer
    seen(request, "case", [row])
    table = services_table(row)(queries.services_for(request.user, row), request.GET, path=request.path)
    context = {"case": row, "table": table, "breadcrumbs": crumbs(row, _("Refer to a service"))}
    return render(request, "protection/referrals/choose.html", context)


@page("referral.draft")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, case: UUID) -> HttpResponse:
    """The draft for one service, `?offer=`; what the consent covers is ticked already."""
    row = found(request, case)
    offer = _offer(request, row)
    if offer is None:
        return redirect("referrals:choose", case=row.pk)
    consents = _consents(row, offer.organisation_id)
    agreed = [part for part in (consents[0].fields if consents else USUAL) if part in SHAREABLE]
    form = AddForm(request.POST or None, initial={"urgency": "soon", "shared": agreed})
    if form.is_valid():
        kept = form.perform(
            draft_referral,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            case=row.pk,
            organisation=offer.organisation_id,
            kind=offer.kind,
            **form.told(),
        )
        if kept is not None:
            return redirect("referrals:send", referral=kept.pk)
    title = _("Refer to a service")
    lead = f"{_title(offer)} · {offer.organisation.name}"
    return asked(request, row, form, title, _("Keep and check"), part=KEY, lead=_lead(lead, consents))


def _lead(lead: str, consents: list[Consent]) -> str:
    """Who is asked, and what the person agreed to show them."""
    if not consents:
        return _("%(who)s. No consent to a referral names this organisation yet.") % {"who": lead}
    said = _("%(who)s. The person agreed to share with it: %(what)s.")
    return said % {"who": lead, "what": ", ".join(part_words(consents[0].fields))}


def _offer(request: PageRequest, case: Case) -> ServiceOffer | None:
    """The service asked for, when it is for here; None without one, or for one that is not."""
    try:
        wanted = UUID(request.GET.get("offer", ""))
    except ValueError:
        return None
    offer: ServiceOffer | None = queries.services_for(request.user, case).filter(pk=wanted).first()
    return offer


def _consents(case: Case, organisation: UUID) -> list[Consent]:
    """Those to a referral that hold today and name the organisation, the widest first."""
    return sorted(
        (consent for consent in holding(case.person, clock.today()) if queries.allows(consent, organisation)),
        key=lambda consent: -len(consent.fields),
    )


@page("referral.amend")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, referral: UUID) -> HttpResponse:
    """Changes a draft."""
    row = queries.sent_referral(request.user, referral)
    seen(request, "referral", [row])
    form = ChangeForm(request.POST or None, initial=typed_before(row))
    if form.is_valid():
        kept = form.perform(
            amend_referral,
            by=request.user,
            referral=row.pk,
            changes=form.changed(row),
            base=form.cleaned_data["base"],
        )
        if kept is not None:
            return redirect(address(row))
    return asked(
        request, row.case, form, _("Change the draft"), _("Keep the changes"), part=KEY, lead=row.organisation.name
    )
