"""The list of users, and inviting one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.access import queries
from pokpong.foundation.access.actions.users import invite_user
from pokpong.foundation.access.directories import SHELF, place_words
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.access.screens import words
from pokpong.foundation.access.screens.forms import InviteForm
from pokpong.foundation.access.states import GRANT, USER
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.table_rows import Filter
from pokpong.foundation.ui.tables import Column, Table


def named(rows: Any, text: str) -> Any:
    return rows.filter(Q(display_name__icontains=text) | Q(username__icontains=text))


def in_role(rows: Any, role: str) -> Any:
    return rows.filter(pk__in=queries.holders(role).values("pk"))


def in_place(rows: Any, text: str) -> Any:
    """Users with a role in the place that fits `text` best; none when no place has such a name."""
    found = SHELF.places.find(text, 1)
    return rows.filter(pk__in=queries.holders("", found[0].value).values("pk")) if found else rows.none()


class UsersTable(Table[User]):
    """Users with their open roles, read with one query for a page."""

    name = "users"
    caption = gettext_lazy("Users")
    order = "name"
    empty_title = gettext_lazy("No user fits")
    empty_text = gettext_lazy("Take a filter away, or invite somebody.")
    filters = (
        Filter("text", gettext_lazy("Name contains"), apply=named),
        Filter("role", gettext_lazy("Role"), tuple((code, role.words) for code, role in ROLES.items()), apply=in_role),
        Filter("place", gettext_lazy("Place"), apply=in_place),
        Filter("state", gettext_lazy("State"), tuple(USER.words.items())),
    )

    @property
    def columns(self) -> tuple[Column[User], ...]:
        return (
            Column("name", gettext_lazy("Name"), lambda user: user.display_name, sort="display_name"),
            Column("username", gettext_lazy("User name"), lambda user: user.username, sort="username"),
            Column("roles", gettext_lazy("Roles"), self.roles),
            Column("state", gettext_lazy("State"), words.user_state, sort="state"),
        )

    @cached_property
    def grants(self) -> dict[UUID, list[Grant]]:
        return queries.grants_of(user.pk for user in self.page_rows)

    @cached_property
    def places(self) -> dict[str, str]:
        return place_words(grant.place_path for held in self.grants.values() for grant in held)

    def roles(self, user: User) -> list[str]:
        return [self.role(grant) for grant in self.grants.get(user.pk, [])]

    def role(self, grant: Grant) -> str:
        said = words.role_in_place(grant, self.places)
        return f"{said} ({GRANT.words['asked']})" if grant.state == "asked" else said


@page("user.read")
def list_users(request: PageRequest) -> HttpResponse:
    """Everybody who works here or did, by name, role, place and state."""
    views = UserViews(request.user.id, UsersTable.name, request.path)
    table = UsersTable(
        User.objects.visible_to(request.user),
        request.GET,
        path=request.path,
        saved_views=views,
        row_url=lambda user: reverse("access:user", args=[user.pk]),
    )
    seen(request, "user", table.page_rows)
    context = {"table": table, "breadcrumbs": words.crumbs_to_list(), "may_invite": request.user.may("user.invite")}
    return render(request, "access/users.html", context)


@page("user.invite")
def invite(request: PageRequest) -> HttpResponse:
    """A new user: who, where, with which roles."""
    form = InviteForm(request.POST or None, initial={"language": "lo"})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        user = form.perform(
            invite_user,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            username=typed["username"],
            display_name=typed["display_name"],
            language=typed["language"],
            organisation=typed["organisation"],
            official=typed["official"],
            posts=form.posts(),
        )
        if user is not None:
            messages.success(request, _("The user was invited. A case supervisor of the place prints the slip."))
            return redirect("access:user", user=user.pk)
    context = {"form": form, "breadcrumbs": words.crumbs(Crumb(_("Invite a user")))}
    return render(request, "access/invite.html", context)
