"""How the number of a concern leads to it when glass is broken."""

from django.urls import reverse

from pokpong.areas.protection.queries.concerns import by_number
from pokpong.foundation.access import glass_finders
from pokpong.foundation.kernel.words import lazy as _


def find(number: str) -> glass_finders.Found | None:
    """The concern with this number, without regard to who asks."""
    found = by_number(number)
    if found is None:
        return None
    return glass_finders.Found(found.pk, found.route_path, reverse("protection:concern", args=[found.pk]))


glass_finders.register("concern", _("Concern"), find)
