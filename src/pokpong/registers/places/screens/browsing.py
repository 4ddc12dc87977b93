"""Going down from the country to a village, searching, and the addresses that pickers ask."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.lao.text import canon
from pokpong.registers.places.finding import find
from pokpong.registers.places.models import Place
from pokpong.registers.places.picker import PlacesOf, choices
from pokpong.registers.places.queries import by_path, label, levels, present, waiting
from pokpong.registers.places.rules import IN_USE
from pokpong.registers.places.screens import presenting
from pokpong.registers.places.screens.tables import PlacesBelow, address

SUGGESTIONS = 12
FOUND = 40


def visible_place(path: str) -> Place:
    """Raises NotThere."""
    place = by_path(path)
    if place is None:
        raise NotThere(path)
    return place


@require_GET
@page("place.read")
def place_page(request: PageRequest, path: str = "") -> HttpResponse:
    """One place: what lies in it, what is known of it, what may be done."""
    place = visible_place(path)
    below = Place.objects.visible_to(request.user).in_use().filter(parent=place)
    counted = below.annotate(number_below=Count("children", filter=Q(children__state__in=IN_USE)))
    keeps = request.user.may("place.confirm", place.path)
    context = {
        "place": place,
        "label": label(path),
        "level": levels()[place.level],
        "breadcrumbs": presenting.crumbs(place),
        "facts": presenting.facts(place),
        "codes": presenting.listed_codes(place),
        "doubts": presenting.doubts(place),
        "timeline": presenting.timeline(place, with_people=keeps),
        "things": presenting.things_to_do(place, request.user),
        "successor": _successor(place),
        "is_lowest": place.level == max(levels()),
        "may_propose": place.level == max(levels()) - 1 and request.user.may("place.propose"),
        "may_add": request.user.may("place.add", place.path),
        "waiting": waiting(request.user).filter(path__startswith=path).count() if keeps else 0,
        "table": PlacesBelow(counted, request.GET, path=request.path),
    }
    return render(request, "places/place.html", context)


def _successor(place: Place) -> tuple[str, str] | None:
    """Label and address of what a merged place became part of."""
    if place.state != "merged":
        return None
    now = present(place.path)
    return label(now), address(visible_place(now))


@require_GET
@page("place.read")
def search(request: PageRequest) -> HttpResponse:
    """Places by a part of their name."""
    words = canon(request.GET.get("q", "")[:200]).strip()
    found = find(words, limit=FOUND) if words else []
    results = [(choice, address(place)) for choice, place in zip(choices(found), found, strict=True)]
    may_propose = request.user.may("place.propose")
    return render(request, "places/search.html", {"words": words, "results": results, "may_propose": may_propose})


@require_GET
@page("place.read")
def find_json(request: PageRequest, level: int | None = None, under: str = "") -> JsonResponse:
    """Suggestions for the place picker: `{"results": [{"value": path, "label", "detail"}]}`."""
    found = PlacesOf(level, under).find(request.GET.get("q", "")[:200], SUGGESTIONS)
    return JsonResponse({"results": [choice.as_json() for choice in found]})
