"""Who handles a concern and who is kept from it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries import concerns as queries
from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.telling import LeftOut
from pokpong.foundation.access.models import Recusal
from pokpong.foundation.actions import door
from pokpong.foundation.kernel.problems import Problem
from pokpong.registers.institutions.models.official import spellings


def routed(place_path: str, left_out: LeftOut) -> tuple[str, list[Problem]]:
    """The path that handles a concern from this place, and why it cannot go there."""
    left = queries.left_by_level(place_path, {*left_out.users, *spellings(left_out.officials)})
    path = rules.route(place_path, left_out.levels, left)
    return path, [rules.NOBODY_LEFT("levels")] if rules.nobody_left(path, left) else []


def keep_out(concern: Concern, left_out: LeftOut) -> None:
    """Recuses the accounts and the officials: an official who gets an account later is kept out as well."""
    officials = spellings(left_out.officials)
    wanted: Iterable[UUID] = {*left_out.users, *officials, *queries.accounts_of(officials)}
    known = set(Recusal.objects.filter(kind=concern.noun, row=concern.pk).values_list("user", flat=True))
    for user in sorted(set(wanted) - known):
        door.add(Recusal(user=user, kind=concern.noun, row=concern.pk))
