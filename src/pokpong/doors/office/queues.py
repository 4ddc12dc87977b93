"""What others sent to the reader's organisation: referrals to help, requests to identify. Nothing about a person."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Identification, Referral
from pokpong.areas.protection.screens.identification.words import state_word as identification_word
from pokpong.areas.protection.screens.presenters import urgency_word
from pokpong.areas.protection.states.identification import WITH_BODY
from pokpong.areas.protection.states.referrals import REFERRAL, TONES, UNANSWERED, UNDER_WAY
from pokpong.doors.office.panels import Panel
from pokpong.foundation.access.models import User
from pokpong.foundation.ui.parts import StatusWord, Task
from pokpong.foundation.ui.templatetags.ui import lao_date, status_tag
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS

SHOWN = 8


def referrals(user: User) -> Panel:
    """Those that wait for an answer first, by the day it is due; then those that are being helped."""
    rows = Referral.objects.received_by(user).filter(state__in=UNDER_WAY)
    waiting = list(rows.filter(state__in=UNANSWERED).order_by("answer_by", "pk")[:SHOWN])
    helped = rows.exclude(state__in=UNANSWERED).order_by("serve_by", "pk")[: SHOWN - len(waiting)]
    return Panel(
        _("Referrals to your organisation"),
        "people",
        reverse("provider:queue"),
        _("All referrals"),
        _("No referral waits"),
        _("When somebody is referred to your organisation, it stands here and the bell shows it."),
        [referral_line(row) for row in [*waiting, *helped]],
        rows.count(),
    )


def referral_line(row: Referral) -> Task:
    urgency = status_tag(urgency_word(row.urgency))
    if row.is_unanswered:
        due = _("answer by %(day)s") % {"day": lao_date(row.answer_by)}
    else:
        due = _("begin to help by %(day)s") % {"day": lao_date(row.serve_by)} if row.state == "accepted" else ""
    label = f"{row.number} · {SERVICE_KINDS.words(row.kind)}"
    state = StatusWord(REFERRAL.words[row.state], TONES[row.state])
    late = status_tag(_("Overdue"), "danger") if row.is_late else ""
    return Task(label, state, reverse("provider:referral", args=[row.pk]), format_html("{} {} {}", urgency, late, due))


def requests(user: User) -> Panel:
    """Requests that wait for the body's answer, the oldest first."""
    rows = Identification.objects.asked_of(user).filter(state__in=WITH_BODY)
    shown = rows.order_by(F("requested_on").asc(nulls_last=True), "pk")[:SHOWN]
    return Panel(
        _("Requests to identify"),
        "document",
        reverse("body:queue"),
        _("All requests"),
        _("No request waits"),
        _("When a person agrees that your body is asked, the request stands here."),
        [request_line(row) for row in shown],
        rows.count(),
    )


def request_line(row: Identification) -> Task:
    label = _("Asked on %(day)s") % {"day": lao_date(row.requested_on)}
    return Task(label, identification_word(row.state), reverse("body:request", args=[row.pk]))
