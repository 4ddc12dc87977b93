"""An administrator records under which identifier the provider of identities knows a user, or removes it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.access import identities, problems
from pokpong.foundation.access.actions.identities import link_identity, unlink_identity
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens.forms import PressForm
from pokpong.foundation.access.screens.one_user import user_form, user_or_404
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.fields import Text


class IdentityForm(ActionForm):
    """What the provider calls somebody, and that it was compared."""

    subject = Text(
        label=gettext_lazy("Identifier of this user at the sign-in service"),
        help_text=gettext_lazy(
            "The service calls it “sub” or subject. Take it from the service itself, letter by letter; capital and "
            "small letters differ. It is kept as a digest that nobody can read back."
        ),
        limit=identities.LONGEST,
    )
    compared = forms.BooleanField(
        label=gettext_lazy("I have compared the identifier with what the service says of this user"),
        help_text=gettext_lazy(
            "It opens nothing yet: the user signs in with the password once more and confirms it under “My account”."
        ),
        required=False,
    )


@page("user.link_identity")
def link(request: PageRequest, user: UUID) -> HttpResponse:
    """Only where settings name a provider. Raises NotThere."""
    found, provider = user_or_404(request, user), identities.provider()
    if provider is None:
        raise NotThere("identity")
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["compared"]:
            form.add_problems([problems.IDENTITY_UNCHECKED("compared")])
        elif form.perform(
            link_identity,
            by=request.user,
            user=found.pk,
            identity=identities.digest(provider, form.cleaned_data["subject"].strip()),
        ):
            messages.success(request, _("The identifier is recorded. It waits until the user confirms it."))
            return redirect("access:user", user=found.pk)
    return user_form(request, found, form, _("Record the identifier at the sign-in service"), _("Record it"))


@page("user.unlink_identity")
def unlink(request: PageRequest, user: UUID) -> HttpResponse:
    """Asks first, on a page of its own; also after a provider was taken out of the settings."""
    found = user_or_404(request, user)
    form = PressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.perform(unlink_identity, by=request.user, user=found.pk):
        messages.success(request, _("The identifier is removed. This user signs in with the password."))
        return redirect("access:user", user=found.pk)
    return user_form(
        request, found, form, _("Remove the identifier at the sign-in service?"), _("Yes, remove it"), danger=True
    )
