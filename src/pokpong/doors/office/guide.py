"""Help for one's own roles, and for every other role to look at."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pokpong.doors.office.help_topics import topics_for
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.roles import ROLES


@require_GET
@page()
def guide(request: PageRequest) -> HttpResponse:
    """What the reader does here, in the order of the work."""
    held = {name for grant in request.user.grants for name in grant.permissions}
    mine = [ROLES[role] for role in request.user.roles if role in ROLES]
    context = {"roles": mine, "topics": topics_for(held), "others": ROLES.values(), "own": True}
    return render(request, "office/help.html", context)


@require_GET
@page()
def guide_for_role(request: PageRequest, code: str) -> HttpResponse:
    """What one role does here. 404 for a role that does not exist."""
    if code not in ROLES:
        raise Http404
    role = ROLES[code]
    context = {"roles": [role], "topics": topics_for(role.permissions), "others": ROLES.values(), "own": False}
    return render(request, "office/help.html", context)
