"""The page of one user: roles, history, and what can be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.access import factors, identities, queries, rules
from pokpong.foundation.access.actions.hand_over import hand_over_tasks
from pokpong.foundation.access.actions.users import AMENDED, amend_user, deactivate_user
from pokpong.foundation.access.directories import place_words
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.screens import words
from pokpong.foundation.access.screens.forms import AmendUserForm, HandOverForm, LeaveForm
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.tables import Column, Table


def user_or_404(request: PageRequest, user: UUID) -> User:
    """Raises NotThere."""
    found: User | None = User.objects.visible_to(request.user).filter(pk=user).first()
    if found is None:
        raise NotThere(str(user))
    return found


class GrantsTable(Table[Grant]):
    """The roles of one user, also past ones."""

    name = "grants"
    caption = gettext_lazy("Roles")
    empty_title = gettext_lazy("No role yet")
    empty_text = gettext_lazy("Without a role this user sees nothing but their own account.")

    def __init__(self, grants: list[Grant], *, ends_url: Any, **kwargs: Any):
        super().__init__(grants, **kwargs)
        self.ends_url = ends_url
        self.places = place_words(grant.place_path for grant in grants)
        self.people = words.names_for(grants)

    def person(self, user: UUID | None) -> str:
        return self.people.get(user, _("The program")) if user else ""

    @property
    def columns(self) -> tuple[Column[Grant], ...]:
        return (
            Column("role", _("Role"), lambda grant: words.role_name(grant.role)),
            Column("place", _("Place"), lambda grant: self.places[grant.place_path]),
            Column("state", _("State"), words.grant_state),
            Column("starts", _("From"), lambda grant: grant.starts),
            Column("ends", _("Last day"), lambda grant: words.until(grant.ends)),
            Column("asked", _("Asked by"), lambda grant: self.person(grant.asked_by)),
            Column("given", _("Decided by"), lambda grant: self.person(grant.granted_by)),
            Column("end", _("Change"), self.ends_url),
        )


def grants_table(request: PageRequest, user: User) -> GrantsTable:
    def end_link(grant: Grant) -> Link | str:
        open_now = grant.state in queries.OPEN and grant.user != request.user.id
        if not open_now or not request.user.may("grant.end", grant.place_path):
            return ""
        return Link(_("End this role"), words.end_url(grant))

    return GrantsTable(list(queries.history_of(user.pk)), ends_url=end_link, params=request.GET, path=request.path)


def may_print(request: PageRequest, user: User) -> bool:
    """Whether the reader can print a slip for `user`."""
    paths = request.user.paths("slip.print")
    places = [grant.place_path for grant in queries.open_grants(user.pk)]
    left = user.state == "left"
    return bool(paths) and not rules.may_print(
        by=request.user.id, user=user.pk, left=left, supervised=paths, grants=places
    )


@page("user.read")
def show(request: PageRequest, user: UUID) -> HttpResponse:
    """Who this is, what they may do and why, and what happened."""
    found = user_or_404(request, user)
    seen(request, "user", [found])
    grants = grants_table(request, found)
    slips = [(slip, words.slip_state(slip)) for slip in queries.slips_of(found.pk)[:5]]
    return render(
        request,
        "access/user.html",
        {
            "person": found,
            "about": words.about_user(found),
            "table": grants,
            "slips": slips,
            "story": words.story_of(found, list(queries.history_of(found.pk))),
            "may_hold_tasks": may_hold_tasks(found),
            "may": may_with(request, found),
            "breadcrumbs": words.crumbs(Crumb(found.display_name)),
        },
    )


def may_with(request: PageRequest, user: User) -> dict[str, bool]:
    """Which buttons the page shows; the actions decide anew."""
    other, here = user.pk != request.user.id, user.state != "left"
    reader = request.user
    return {
        "amend": reader.may("user.amend"),
        "ask": other and here and reader.may("grant.ask"),
        "change_post": other and here and reader.may("user.change_post"),
        "deactivate": other and here and reader.may("user.deactivate"),
        "reactivate": other and not here and reader.may("user.reactivate"),
        "hand_over": other and here and reader.may("user.hand_over"),
        "slip": here and may_print(request, user),
        "reset": other and here and reader.may("second_factor.reset") and factors.has_factor(user.pk),
        "slip_elsewhere": here and not reader.may("slip.print"),
        **may_with_identity(request, user),
    }


def may_with_identity(request: PageRequest, user: User) -> dict[str, bool]:
    """Which of the two the page of a user offers; the actions decide anew."""
    other, here = user.pk != request.user.id, user.state != "left"
    free = user.identity is None and identities.provider() is not None
    return {
        "link_identity": other and here and free and request.user.may("user.link_identity"),
        "unlink_identity": other and user.identity is not None and request.user.may("user.unlink_identity"),
    }


@page("user.amend")
def amend(request: PageRequest, user: UUID) -> HttpResponse:
    """Corrections of name, user name, organisation, official."""
    found = user_or_404(request, user)
    initial = {"base": found.version, **{name: getattr(found, name) for name in AMENDED}}
    form = AmendUserForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = form.perform(
            amend_user,
            by=request.user,
            user=found.pk,
            changes=form.changes(*AMENDED),
            base=form.cleaned_data["base"],
        )
        if done is not None:
            messages.success(request, _("The correction was kept."))
            return redirect("access:user", user=found.pk)
    return user_form(request, found, form, _("Correct what was typed"), _("Keep the correction"))


def may_hold_tasks(user: User) -> bool:
    """Whether somebody must be named for the tasks of this user.

    By the role where it sees victims: how many tasks wait there, or whether any does, would tell of their cases.
    """
    roles = [grant.role for grant in queries.open_grants(user.pk)]
    sees_victims = any(ROLES[role].sees_victims for role in roles if role in ROLES)
    return sees_victims or bool(queries.tasks_of(user.pk).exists())


def takers(request: PageRequest, user: User) -> QuerySet[User]:
    """Active users who could take over tasks."""
    rows = User.objects.visible_to(request.user).filter(state="active").exclude(pk=user.pk)
    return rows.order_by("display_name")


@page("user.deactivate")
def deactivate(request: PageRequest, user: UUID) -> HttpResponse:
    """The end of somebody's work here, with a taker for the tasks that name them."""
    found = user_or_404(request, user)
    needed = may_hold_tasks(found)
    form = LeaveForm(request.POST or None, takers=takers(request, found), needed=needed)
    if request.method == "POST" and form.is_valid():
        taker = form.cleaned_data.get("hand_over_to")
        done = form.perform(
            deactivate_user,
            by=request.user,
            user=found.pk,
            reason=form.cleaned_data["reason"],
            hand_over_to=taker.pk if taker else None,
        )
        if done is not None:
            messages.success(request, _("This user can no longer sign in. Roles and sessions have ended."))
            return redirect("access:user", user=found.pk)
    title, yes = _("End this user's work here"), _("End it")
    return user_form(request, found, form, title, yes, danger=True, hands_over=needed)


@page("user.hand_over")
def hand_over(request: PageRequest, user: UUID) -> HttpResponse:
    """Open tasks go to somebody else while the user stays."""
    found = user_or_404(request, user)
    form = HandOverForm(request.POST or None, takers=takers(request, found))
    if request.method == "POST" and form.is_valid():
        taker = form.cleaned_data["hand_over_to"]
        done = form.perform(hand_over_tasks, by=request.user, user=found.pk, to=taker.pk)
        if done is not None:
            messages.success(request, _("The open tasks were handed over."))
            return redirect("access:user", user=found.pk)
    return user_form(request, found, form, _("Hand over the open tasks"), _("Hand over"), hands_over=True)


def user_form(
    request: PageRequest,
    user: User,
    form: Any,
    title: str,
    yes: str,
    *,
    danger: bool = False,
    hands_over: bool = False,
) -> HttpResponse:
    """A page with one form about one user."""
    crumb = Crumb(user.display_name, words.user_url(user))
    context = {
        "person": user,
        "form": form,
        "title": title,
        "yes": yes,
        "danger": danger,
        "hands_over": hands_over,
        "back_url": words.user_url(user),
        "breadcrumbs": words.crumbs(crumb, Crumb(title)),
    }
    return render(request, "access/user_form.html", context)
