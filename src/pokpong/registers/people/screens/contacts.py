"""Adding and ending contacts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.people.actions.contacts import add_contact, end_contact
from pokpong.registers.people.models import Contact
from pokpong.registers.people.screens.common import form_page, opened, person_url
from pokpong.registers.people.screens.forms.around import ContactForm, WhyForm


@require_http_methods(["GET", "POST"])
@page("person.add_contact")
def add(request: PageRequest, person: UUID) -> HttpResponse:
    row, _parts = opened(request, person, "contacts")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        contact = form.perform(
            add_contact,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            person=row.pk,
            kind=typed["kind"],
            value=typed["value"],
            safety=typed["safety"],
            how=form.how(),
            whose=typed["whose"],
        )
        if contact is not None:
            messages.success(request, _("The contact was added."))
            return redirect(person_url(row.pk))
    lead = _("Before anybody calls, everybody reads what stands here.")
    return form_page(request, form, title=_("Add a contact"), person=row, send=_("Add the contact"), lead=lead)


@require_http_methods(["GET", "POST"])
@page("person.end_contact")
def end(request: PageRequest, contact: UUID) -> HttpResponse:
    found = Contact.objects.visible_to(request.user).filter(pk=contact).first()
    if found is None:
        raise NotThere(str(contact))
    row, _parts = opened(request, found.person_id, "contacts")
    form = WhyForm(request.POST or None, label=_("Why is it no longer used?"))
    if request.method == "POST" and form.is_valid():
        ended = form.perform(end_contact, by=request.user, contact=found.pk, why=form.cleaned_data["why"])
        if ended is not None:
            messages.success(request, _("The contact is no longer used. It stays in the record."))
            return redirect(person_url(row.pk))
    seen(request, "contact", [found])
    title = _("End a contact")
    return form_page(request, form, title=title, person=row, send=_("Do not use it any more"), lead=found.value)
