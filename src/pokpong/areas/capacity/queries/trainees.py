"""Reading trainees: who may be the same person, and a person's whole record of training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Q

from pokpong.areas.capacity.models import Certificate, Coaching, Enrolment, Trainee, Training
from pokpong.areas.capacity.models.trainee import EDGE, TraineeQuerySet, sounds_of
from pokpong.areas.capacity.rules.trainees import ALIKE, roots
from pokpong.foundation.lao.names import Ear, tokens
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models.official import spellings

MOST_ALIKE = 8
MOST_HEARD = 400
MOST_ROWS = 5000
MOST_OF_A_SOUND = 40
MOST_PAIRS = 50


@dataclass(frozen=True)
class Likeness:
    """A trainee whose name sounds like the one asked for; 1.0: the same."""

    trainee: Trainee
    closeness: float


def trainees_of(actor: Any) -> TraineeQuerySet:
    return Trainee.objects.visible_to(actor).select_related("organisation", "official")


def find_trainees(actor: Any, text: str, limit: int = 20) -> list[Trainee]:
    """Trainees whose name resembles `text`. The page that shows them notes the reading."""
    wanted = fold(text)
    rows = (
        trainees_of(actor).exclude(state="merged").filter(search__contains=wanted) if wanted else Trainee.objects.none()
    )
    return list(rows.order_by("sort_key", "pk")[:limit])


def alike(actor: Any, name: str, latin_name: str = "", *, besides: Iterable[UUID] = ()) -> list[Likeness]:
    """Trainees in sight whose name sounds like this one in either script, the closest first; joined ones left out."""
    sounds = sounds_of(name, latin_name)
    if not sounds:
        return []
    near = Q()
    for sound in sounds:
        near |= Q(sounds__contains=f"{EDGE}{sound}{EDGE}")
    rows = trainees_of(actor).exclude(state="merged").exclude(pk__in=list(besides)).filter(near)
    ears = [Ear(tokens(text)) for text in (name, latin_name) if text]
    heard = [Likeness(row, max(_closest(ear, row) for ear in ears)) for row in rows.order_by("pk")[:MOST_HEARD]]
    close = [likeness for likeness in heard if likeness.closeness >= ALIKE]
    return sorted(close, key=lambda one: (-one.closeness, one.trainee.sort_key))[:MOST_ALIKE]


def _closest(ear: Ear, row: Trainee) -> float:
    return max(ear.similarity(tokens(text)) for text in (row.name, row.latin_name) if text)


def top_of(row: Trainee) -> Trainee:
    """The record that goes on, for one that was joined to another."""
    seen = {row.pk}
    while row.merged_into is not None and row.merged_into_id not in seen:
        row = row.merged_into
        seen.add(row.pk)
    return row


def of_official(official: UUID) -> Trainee | None:
    """The trainee who is this official, under any spelling of the official; whoever asks."""
    rows = Trainee.objects.filter(official__in=spellings([official])).exclude(state="merged")
    found: Trainee | None = rows.order_by("pk").first()
    return found


def of_officials(officials: Iterable[UUID]) -> dict[UUID, Trainee]:
    """As `of_official` for several; who was never enrolled is left out. Three queries, whatever their number."""
    wanted = set(officials)
    same = spellings(wanted)
    tops = tops_of(same)
    rows = Trainee.objects.filter(official__in=same).exclude(state="merged").order_by("-pk")
    found = {tops[row.official_id]: row for row in rows if row.official_id is not None}
    return {official: found[tops[official]] for official in wanted if tops[official] in found}


def same_person() -> dict[UUID, UUID]:
    """For every trainee the key of the person: the same for records that were joined, and for those who are one
    official under two spellings. Four queries, whatever their number; it names nobody."""
    keys = list(Trainee.objects.values_list("pk", flat=True))
    pairs = list(Trainee.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    linked = list(Trainee.objects.exclude(official=None).values_list("pk", "official"))
    joined = tops_of({official for _pk, official in linked})
    first: dict[UUID, UUID] = {}
    for pk, official in linked:
        pairs.append((pk, first.setdefault(joined[official], pk)))
    return roots(keys, pairs)


def tops_of(officials: set[UUID]) -> dict[UUID, UUID]:
    """For each official the row of the spelling that goes on."""
    into = dict(Trainee.official.field.related_model.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    return roots(officials, into.items())


def circle(row: Trainee, into: Trainee) -> bool:
    """Whether `into` is already joined to `row`, over however many steps."""
    return top_of(into).pk == row.pk


def records_of(row: Trainee) -> list[UUID]:
    """Every record of the same person."""
    persons = same_person()
    return [pk for pk, person in persons.items() if person == persons[row.pk]]


def enrolments_of_person(actor: Any, row: Trainee) -> list[Enrolment]:
    """What this person was enrolled in, under every record, as far as this actor sees it; the newest first."""
    rows = Enrolment.objects.visible_to(actor).filter(trainee__in=records_of(row))
    whole = rows.select_related("training__curriculum", "organisation")
    return list(whole.prefetch_related("scores", "training__trainers__official").order_by("-training__starts", "pk"))


def coaching_of_person(actor: Any, row: Trainee) -> list[Coaching]:
    rows = Coaching.objects.visible_to(actor).filter(trainee__in=records_of(row))
    return list(rows.select_related("coach", "trainee").order_by("-day", "pk"))


def certificates_of_person(actor: Any, row: Trainee) -> list[Certificate]:
    rows = Certificate.objects.visible_to(actor).filter(enrolment__trainee__in=records_of(row))
    return list(rows.select_related("enrolment__training__curriculum").order_by("-issued_on", "pk"))


def trained_by(actor: Any, official: UUID) -> list[Training]:
    """The trainings that an official taught, under any spelling, the newest first."""
    rows = Training.objects.visible_to(actor).filter(
        trainers__official__in=spellings([official]), trainers__state="named"
    )
    return list(rows.select_related("curriculum").distinct().order_by("-starts", "pk"))


def likely_doubles(actor: Any) -> list[tuple[Trainee, Trainee]]:
    """Pairs in sight whose names share a sound and are close, and who are not one person already; the closest first."""
    rows = list(trainees_of(actor).filter(state="known").order_by("pk")[:MOST_ROWS])
    persons = same_person()
    by_sound: dict[str, list[Trainee]] = defaultdict(list)
    for row in rows:
        for sound in filter(None, row.sounds.split(EDGE)):
            by_sound[sound].append(row)
    found: dict[tuple[UUID, UUID], tuple[float, Trainee, Trainee]] = {}
    for group in by_sound.values():
        for first, second in combinations(group[:MOST_OF_A_SOUND], 2):
            if persons[first.pk] != persons[second.pk] and (first.pk, second.pk) not in found:
                ears = [Ear(tokens(text)) for text in (first.name, first.latin_name) if text]
                found[first.pk, second.pk] = (max(_closest(ear, second) for ear in ears), first, second)
    close = sorted((one for one in found.values() if one[0] >= ALIKE), key=lambda one: -one[0])
    return [(first, second) for _closeness, first, second in close[:MOST_PAIRS]]
