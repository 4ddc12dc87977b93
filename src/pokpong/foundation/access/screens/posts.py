"""Roles of one user: asking for more, changing the post, taking somebody back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pokpong.foundation.access import queries
from pokpong.foundation.access.actions.grants import ask_grant
from pokpong.foundation.access.actions.users import change_post as change_post_action
from pokpong.foundation.access.actions.users import reactivate_user
from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.screens.forms import AskForm, PostForm, RolesForm
from pokpong.foundation.access.screens.one_user import user_form, user_or_404


@page("grant.ask")
def ask(request: PageRequest, user: UUID) -> HttpResponse:
    """One more role, beside those there are."""
    found = user_or_404(request, user)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        [post] = form.posts()
        done = form.perform(
            ask_grant, by=request.user, user=found.pk, role=post.role, place_path=post.place_path, ends=post.ends
        )
        if done is not None:
            messages.success(request, _("Done. A role that sees persons waits for a case supervisor."))
            return redirect("access:user", user=found.pk)
    return user_form(request, found, form, _("Give or ask for a role"), _("Give or ask"))


@page("user.change_post")
def change_post(request: PageRequest, user: UUID) -> HttpResponse:
    """The roles of the new post; all others end, and the history stays."""
    found = user_or_404(request, user)
    form = PostForm(request.POST or None, initial=present_post(found))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            change_post_action,
            by=request.user,
            user=found.pk,
            posts=form.posts(),
            organisation=typed["organisation"],
            official=typed["official"],
        )
        if done is not None:
            messages.success(request, _("The post was changed. Roles that see persons wait for a case supervisor."))
            return redirect("access:user", user=found.pk)
    return user_form(request, found, form, _("Change of post"), _("Change the post"))


def present_post(user: User) -> dict[str, object]:
    """What the form starts with: the roles of today in the place of the first of them."""
    grants = list(queries.open_grants(user.pk).order_by("place_path", "role"))
    path = grants[0].place_path if grants else ""
    return {
        "organisation": user.organisation,
        "official": user.official,
        "whole_country": bool(grants) and not path,
        "place": path,
        "roles": [grant.role for grant in grants if grant.place_path == path],
    }


@page("user.reactivate")
def reactivate(request: PageRequest, user: UUID) -> HttpResponse:
    """Somebody comes back: roles are asked anew, a slip sets a new password."""
    found = user_or_404(request, user)
    form = RolesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.perform(reactivate_user, by=request.user, user=found.pk, posts=form.posts())
        if done is not None:
            messages.success(request, _("The user is invited again. A case supervisor of the place prints the slip."))
            return redirect("access:user", user=found.pk)
    return user_form(request, found, form, _("Take this user back"), _("Invite again"))
