"""Which officials can be left out of a concern, and what those who are left out are called."""

from __future__ import annotations

from typing import Any

from pokpong.areas.protection.telling import LeftOut
from pokpong.foundation.access.queries import names_of
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.queries import posts_at
from pokpong.registers.places.queries import labels

MOST = 40


def official_choices(actor: Any, place_path: str) -> list[tuple[str, str]]:
    """The posts of the place and of those around it, nearest first; names only for who may read officials."""
    posts = posts_at(place_path, actor)[:MOST]
    places = labels({post.place_path for post in posts})
    words = ((post.official, (post.words, post.name, places[post.place_path])) for post in posts)
    return [(str(official), " · ".join(part for part in parts if part)) for official, parts in words]


def names_of_left_out(left_out: LeftOut) -> dict[str, str]:
    """Accounts by name, officials by name and post."""
    officials = Official.objects.filter(pk__in=left_out.officials)
    posts = {str(official.pk): f"{official.name}, {official.post}" for official in officials}
    return {**posts, **{str(user): name for user, name in names_of(left_out.users).items()}}
