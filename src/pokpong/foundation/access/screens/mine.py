"""One's own account: language, contact, password, sessions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pokpong.foundation.access import factors, identities, sessions
from pokpong.foundation.access.actions.own import choose_language, set_contact
from pokpong.foundation.access.actions.own import end_sessions as end_sessions_action
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens import words
from pokpong.foundation.access.screens.forms import ContactForm, LanguageForm, PressForm
from pokpong.foundation.access.screens.identity_sign_in import waits
from pokpong.foundation.ui import confirmation
from pokpong.foundation.ui.language import prefer_language, remember_language
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.ui.shell import Crumb


def own_crumbs(*later: Crumb) -> list[Crumb]:
    return [Crumb(_("Start page"), "/"), Crumb(_("My account"), reverse("access:mine")), *later]


@page()
def mine(request: PageRequest) -> HttpResponse:
    """What is kept about me, and what I can change."""
    user = request.user
    rows = [
        SummaryRow(_("Name"), user.display_name),
        SummaryRow(_("User name"), user.username),
        SummaryRow(_("Organisation"), words.organisation_name(user.organisation)),
        SummaryRow(_("Roles"), [words.role_name(role) for role in user.roles]),
        SummaryRow(_("Language"), words.language_name(user.language), reverse("access:language")),
        SummaryRow(_("Daily message"), [words.WAYS[user.notify_by], user.notify_address], reverse("access:contact")),
        SummaryRow(_("Password"), _("Set. Nobody can read it."), reverse("account_change_password")),
        SummaryRow(_("Second factor"), factor_words(user), reverse("access:second_factor")),
    ]
    context = {
        "rows": rows,
        "form": PressForm(),
        "identity_waits": identities.provider() is not None and waits(user),
        "devices": sessions.sessions_of(user, request),
        "breadcrumbs": [*own_crumbs()[:-1], Crumb(_("My account"))],
    }
    return render(request, "access/mine.html", context)


def factor_words(user: User) -> str:
    return _("Set up already") if factors.has_factor(user.pk) else _("None yet")


@page("user.choose_language")
def language(request: PageRequest) -> HttpResponse:
    """The language of my pages and messages, on every device."""
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language"]
        if form.perform(choose_language, by=request.user, language=chosen) is not None:
            prefer_language(request, chosen)
            answer = redirect("access:mine")
            remember_language(answer, chosen, secure=request.is_secure())
            return answer
    return own_form(request, form, _("Language"), _("Choose"))


@page("user.set_contact")
def contact(request: PageRequest) -> HttpResponse:
    """Whether and where I hear each day that something waits."""
    user = request.user
    form = ContactForm(
        request.POST or None, initial={"notify_by": user.notify_by, "notify_address": user.notify_address}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        way, address = typed["notify_by"], typed["notify_address"]
        if form.perform(set_contact, by=user, notify_by=way, notify_address=address) is not None:
            messages.success(request, _("Your choice was kept."))
            return redirect("access:mine")
    return own_form(request, form, _("Daily message"), _("Keep my choice"))


@require_POST
@page("user.end_sessions")
def end_sessions(request: PageRequest) -> HttpResponse:
    """Signs me out on every other device."""
    if not confirmation.is_confirmed(request):
        return confirmation.ask(
            request,
            title=_("Sign out on all other devices?"),
            text=_("Whoever uses your account elsewhere must sign in again. You stay signed in here."),
            yes=_("Yes, sign out everywhere else"),
            back_url=reverse("access:mine"),
        )
    form = PressForm(request.POST)
    if form.perform(end_sessions_action, by=request.user) is not None:
        update_session_auth_hash(request, User.objects.get(pk=request.user.pk))
        sessions.note(request)
        messages.success(request, _("All other devices are signed out."))
    return redirect("access:mine")


def own_form(request: PageRequest, form: object, title: str, yes: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "yes": yes,
        "back_url": reverse("access:mine"),
        "breadcrumbs": own_crumbs(Crumb(title)),
    }
    return render(request, "access/user_form.html", context)
