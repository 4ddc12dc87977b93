"""Where the pages about officials stand, and the way to them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.screens import presenting


def address(row: Official) -> str:
    return reverse("institutions:official", args=[row.pk])


def crumbs(*more: Crumb) -> list[Crumb]:
    return presenting.crumbs(_("Officials"), "officials", *more)


def way(row: Official, title: str) -> list[Crumb]:
    return crumbs(Crumb(row.post, address(row)), Crumb(title))
