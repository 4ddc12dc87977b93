"""One box for everything: persons, cases, organisations, committees, officials, places, words, a concern or referral
by its number; each only as far as the reader may see it.

What is typed may be a name: it is sent in the body of the request, so that it stands in no address and no log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.models import Concern, Referral
from pokpong.areas.protection.queries.cases import by_visible_number
from pokpong.areas.protection.screens.cases.finding import by_name
from pokpong.areas.protection.screens.cases.words import risk_tag
from pokpong.areas.protection.screens.of_case import address
from pokpong.areas.protection.screens.presenters import state_word
from pokpong.areas.protection.states.referrals import REFERRAL, TONES
from pokpong.doors.office import terms
from pokpong.doors.office.found import MOST, Row, Section, more
from pokpong.doors.office.search_of_work import OF_WORK
from pokpong.doors.office.terms import usual_spellings
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.institutions.picker import official_choices, organisation_choices
from pokpong.registers.institutions.queries import find_committees, find_officials, find_organisations
from pokpong.registers.institutions.vocabularies import COMMITTEE_KINDS, SERVICE_KINDS
from pokpong.registers.people.queries import finding
from pokpong.registers.places.finding import find as find_places
from pokpong.registers.places.picker import choices as place_choices
from pokpong.registers.places.queries import labels

_people: WeakKeyDictionary[HttpRequest, finding.Found] = WeakKeyDictionary()


class SearchForm(PokpongForm):
    text = Text(
        label=gettext_lazy("Name, place or number"),
        help_text=gettext_lazy("Any spelling, in Lao or Latin letters. You only find what you may see."),
        limit=120,
    )


@require_http_methods(["GET", "POST"])
@page(only_reads=True)
def search(request: PageRequest) -> HttpResponse:
    """The box, and below it what was found in each register."""
    form = SearchForm(request.POST or None)
    sections: list[Section] = []
    asked = request.method == "POST" and form.is_valid()
    if asked:
        sections = found_in_all(request, form.cleaned_data["text"])
    found_any = any(section.rows or section.note for section in sections)
    return render(
        request, "office/search.html", {"form": form, "sections": sections, "nothing": asked and not found_any}
    )


def found_in_all(request: PageRequest, text: str) -> list[Section]:
    """What has this number; what is called so only where nothing has it, since no name is a number."""
    numbered = [found for find in NUMBERED for found in find(request, text)]
    return numbered or [found for find in NAMED for found in find(request, text)] + registers(request, text)


def registers(request: PageRequest, text: str) -> list[Section]:
    """Offices, committees, officials, places and words: also under the usual spelling of a word written otherwise."""
    found = [section for find in PUBLIC for section in find(request, text)]
    for usual in usual_spellings(text)[1:]:
        found += [section for find in PUBLIC for section in find(request, usual)]
    shown: dict[str, Section] = {}
    for section in found:
        kept = shown.setdefault(str(section.title), Section(section.title, section.icon, [], section.note))
        kept.rows.extend(row for row in section.rows if row not in kept.rows)
    return list(shown.values())


def people(request: PageRequest, text: str) -> finding.Found:
    """Persons with such a name, in the reader's sight: looked for once, for the persons and for their cases."""
    if request not in _people:
        _people[request] = finding.find(request.user, text)
    return _people[request]


def concerns(request: PageRequest, text: str) -> Iterable[Section]:
    """By the whole number only: stories are sealed and are not searched."""
    if not request.user.may("concern.read"):
        return
    rows = list(Concern.objects.visible_to(request.user).filter(number=text.strip().upper())[:1])
    seen(request, "concern", rows)
    if rows:
        yield Section(
            _("Concerns raised"),
            "concern",
            [
                Row(row.number, reverse("protection:concern", args=[row.pk]), status=state_word(row.state))
                for row in rows
            ],
        )


def case_by_number(request: PageRequest, text: str) -> Iterable[Section]:
    """The case with exactly this number."""
    exact = by_visible_number(request.user, text) if _sees_cases(request) else None
    if exact is not None:
        seen(request, "case", [exact])
        yield Section(_("Cases"), "folder", [Row(exact.number, address(exact), status=risk_tag(exact.risk))])


def cases(request: PageRequest, text: str) -> Iterable[Section]:
    """The cases of persons with such a name."""
    if not _sees_cases(request):
        return
    found = by_name(request, text, people(request, text))
    rows = [Row(hit.number, hit.url, f"{hit.name} · {hit.place}", hit.state) for hit in found.hits[:MOST]]
    note = _("There are more. Write more of the name.") if len(found.hits) > MOST else ""
    yield Section(_("Cases"), "folder", rows, note)


def _sees_cases(request: PageRequest) -> bool:
    return request.user.may("case.tied") or request.user.may("case.read")


def referrals(request: PageRequest, text: str) -> Iterable[Section]:
    """By the whole number, which both sides say on the telephone: the organisation's own, or of a case in sight."""
    number = text.strip().upper()
    received = list(Referral.objects.received_by(request.user).filter(number=number))
    sent = list(Referral.objects.of_seen_cases(request.user).filter(number=number))
    found = {row.pk: (row, "provider:referral") for row in received} | {
        row.pk: (row, "referrals:referral") for row in sent
    }
    seen(request, "referral", [row for row, _url_name in found.values()])
    rows = [
        Row(
            row.number,
            reverse(url_name, args=[row.pk]),
            SERVICE_KINDS.words(row.kind),
            StatusWord(REFERRAL.words[row.state], TONES[row.state]),
        )
        for row, url_name in found.values()
    ]
    if rows:
        yield Section(_("Referrals"), "people", rows)


def persons(request: PageRequest, text: str) -> Iterable[Section]:
    """Whom the reader is tied to or supervises; more than can be opened is said, never cut silently."""
    if not (request.user.may("person.tied") or request.user.may("person.read")):
        return
    found = people(request, text)
    shown = [hit.person for hit in found.hits[:MOST]]
    seen(request, "person", shown)
    note = ""
    if found.too_many or len(found.hits) > MOST:
        note = _("There are more. Search among your people, where sex, age and district narrow the list.")
    yield Section(
        _("Persons"),
        "person",
        [Row(person.name, reverse("people:person", args=[person.pk])) for person in shown],
        note,
    )


def places(request: PageRequest, text: str) -> Iterable[Section]:
    found = find_places(text, limit=MOST + 1)
    rows = [Row(choice.label, place_url(choice.value), choice.detail) for choice in place_choices(found[:MOST])]
    yield Section(_("Places"), "place", rows, more(found))


def place_url(path: str) -> str:
    """The page of a place; of the country, whose path is empty, the list of its provinces."""
    return reverse("places:place", args=[path]) if path else reverse("places:browse")


def organisations(request: PageRequest, text: str) -> Iterable[Section]:
    found = list(find_organisations(request.user, text, MOST + 1))
    rows = [
        Row(choice.label, reverse("institutions:organisation", args=[choice.value]), choice.detail)
        for choice in organisation_choices(found[:MOST])
    ]
    yield Section(_("Organisations"), "office", rows, more(found))


def officials(request: PageRequest, text: str) -> Iterable[Section]:
    """Officials are people: who was shown is noted."""
    if not request.user.may("official.read"):
        return
    found = list(find_officials(request.user, text, MOST + 1))
    seen(request, "official", found[:MOST])
    rows = [
        Row(choice.label, reverse("institutions:official", args=[choice.value]), choice.detail)
        for choice in official_choices(found[:MOST])
    ]
    yield Section(_("Officials"), "committee", rows, more(found))


def committees(request: PageRequest, text: str) -> Iterable[Section]:
    if not request.user.may("committee.read"):
        return
    found = find_committees(request.user, text, MOST + 1)
    where = labels([row.place_path for row in found])
    rows = [
        Row(
            row.name,
            reverse("institutions:committee", args=[row.pk]),
            f"{COMMITTEE_KINDS.words(row.kind)} · {where[row.place_path]}",
        )
        for row in found[:MOST]
    ]
    yield Section(_("Committees"), "committee", rows, more(found))


def words(request: PageRequest, text: str) -> Iterable[Section]:
    """Words of the programme with what they mean: for everybody."""
    found = terms.find(text, MOST + 1)
    rows = [Row(term.lao, reverse("office:word", args=[term.key]), term.english) for term in found[:MOST]]
    yield Section(_("Words and what they mean"), "book", rows, more(found))


Source = Callable[[PageRequest, str], Iterable[Section]]
NUMBERED: tuple[Source, ...] = (concerns, case_by_number, referrals)
NAMED: tuple[Source, ...] = (cases, persons)
PUBLIC: tuple[Source, ...] = (organisations, committees, officials, places, *OF_WORK, words)
