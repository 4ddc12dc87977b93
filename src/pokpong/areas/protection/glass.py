"""How the number of a concern or a case leads to it when glass is broken."""

from django.urls import reverse

from pokpong.areas.protection.queries.cases import by_number as case_by_number
from pokpong.areas.protection.queries.concerns import by_number
from pokpong.foundation.access import glass_finders
from pokpong.foundation.kernel.words import lazy as _


def find(number: str) -> glass_finders.Found | None:
    """The concern with this number, without regard to who asks."""
    found = by_number(number)
    if found is None:
        return None
    return glass_finders.Found(found.pk, found.route_path, reverse("protection:concern", args=[found.pk]))


def find_case(number: str) -> glass_finders.Found | None:
    """The case with this number, without regard to who asks."""
    found = case_by_number(number)
    if found is None:
        return None
    return glass_finders.Found(found.pk, found.place_path, reverse("cases:case", args=[found.pk]))


glass_finders.register("concern", _("Concern"), find)
glass_finders.register("case", _("Case"), find_case)
