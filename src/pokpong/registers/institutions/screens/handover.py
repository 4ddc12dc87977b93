"""A post handed over on one page: who leaves, who begins, which seats in committees pass on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions.actions.handover import hand_over_post
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import open_seats
from pokpong.registers.institutions.screens.official_pages import address, way
from pokpong.registers.institutions.screens.people_forms import HandoverForm
from pokpong.registers.institutions.vocabularies import COMMITTEE_ROLES


@require_http_methods(["GET", "POST"])
@page("official.hand_over")
def hand_over(request: PageRequest, official: UUID) -> HttpResponse:
    """The last day of one, the first of the next, and the seats that go with the post."""
    serving = Official.objects.visible_to(request.user).filter(state="serving", merged_into=None)
    row = found(serving.select_related("organisation"), official)
    require(request, "official.hand_over", row.place_path)
    seen(request, "official", [row])
    form = HandoverForm(
        request.POST if request.method == "POST" else None,
        initial={"on": clock.today(), "starts": clock.today() + timedelta(days=1)},
        seats=_seats(request, row),
    )
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        successor = form.perform(
            hand_over_post,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            official=row.pk,
            seats=[UUID(seat) for seat in typed["seats"]],
            **{name: typed[name] for name in ("on", "name", "latin_name", "phone", "starts", "reason")},
        )
        if successor is not None:
            return done(request, _("The post was handed over. Its history is kept."), address(successor))
    title = _("Hand the post over")
    lead = _("%(post)s, held by %(name)s. What is not ticked below ends with the last day.") % {
        "post": row.post,
        "name": row.name,
    }
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=way(row, title))


def _seats(request: PageRequest, row: Official) -> list[tuple[str, str]]:
    """The seats that whoever hands over may give to somebody."""
    return [
        (str(seat.pk), f"{seat.committee.name} · {COMMITTEE_ROLES.words(seat.role)}")
        for seat in open_seats(row)
        if request.user.may("membership.begin", seat.committee.place_path)
    ]
