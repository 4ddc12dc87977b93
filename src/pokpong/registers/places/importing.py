"""The country's places from the files in `data/`: what is missing is added, what people changed since is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from pokpong.foundation.actions.actor import Program
from pokpong.foundation.audit import log
from pokpong.foundation.kernel import writing
from pokpong.registers.places import data
from pokpong.registers.places.models import Level, Place, PlaceCode

# Ids follow from codes, so that a place has the same id in every installation.
PLACES = UUID("6a1c4b0e-5f0f-5b1c-9d58-2f4a7f1f9c11")
IMPORTER = Program("places.import")
BATCH = 400  # rows of one INSERT: SQLite takes 32,766 values
SOURCES = {
    "p-code": "OCHA COD-AB Laos 2019-11-12",
    "iso-3166-2": "ISO 3166-2",
    "baan": "open-ews/baan 2025",
    "lao-address": "npm @lailao10x/lao-address 0.0.3",
}


def import_places() -> dict[str, int]:
    """Adds what is missing; counts of rows added: levels, places of each level (`level_0` …), codes.

    Called again it adds nothing. Names, states and mergers that people entered are never touched.
    """
    with transaction.atomic(), writing.opened("places.import"):
        counts = {"levels": _add_levels()}
        for number, read in enumerate((_country, _provinces, _districts, _villages)):
            counts[f"level_{number}"] = _add_places(number, read)
        counts["codes"] = _add_codes()
        if any(counts.values()):
            _note(counts)
    return counts


def _add_levels() -> int:
    known = set(Level.objects.values_list("number", flat=True))
    missing = [_level(row) for row in data.rows("levels") if int(row["number"]) not in known]
    return len(Level.objects.bulk_create(missing))


def _level(row: dict[str, str]) -> Level:
    return Level(
        id=uuid5(PLACES, f"level {row['number']}"),
        number=int(row["number"]),
        names={"lo": row["name_lo"], "en": row["name_en"]},
        labels={"lo": row["label_lo"], "en": row["label_en"]},
        before=[word for word in row["before"].split(";") if word],
        after=[word for word in row["after"].split(";") if word],
    )


def _add_places(level: int, read: Callable[[dict[str, Place]], Iterator[Place]]) -> int:
    above = {place.code: place for place in Place.objects.filter(level__lt=level)}
    known = set(Place.objects.filter(level=level).values_list("code", flat=True))
    missing = [place for place in read(above) if place.code not in known]
    for place in missing:
        place.derive()
    return len(Place.objects.bulk_create(missing, batch_size=BATCH))


def _place(level: int, code: str, path: str, parent: Place | None, **values: Any) -> Place:
    return Place(id=uuid5(PLACES, code), code=code, path=path, level=level, parent=parent, state="confirmed", **values)


def _country(_: dict[str, Place]) -> Iterator[Place]:
    for row in data.rows("country"):
        names = {"lo": row["name_lo"], "en": row["name_en"]}
        yield _place(0, row["code"], "", None, names=names, names_itself=True)


def _provinces(above: dict[str, Place]) -> Iterator[Place]:
    (country,) = above.values()
    for row in data.rows("provinces"):
        code, names = row["pcode"], {"lo": row["name_lo"], "en": row["name_en"]}
        variants = other_spellings(names, row["name_en_geoboundaries"], row["name_en_npm"])
        # The capital is a prefecture: "ນະຄອນຫຼວງ" stands in its name where others have "ແຂວງ".
        capital = code == "LA01"
        yield _place(1, code, f"{code}/", country, names=names, variants=variants, names_itself=capital)


def _districts(above: dict[str, Place]) -> Iterator[Place]:
    for row in data.rows("districts"):
        parent, code = above[row["adm1_pcode"]], row["pcode"]
        names = {"lo": row["name_lo"], "en": row["name_en_geoboundaries"]}
        variants = other_spellings(
            names,
            *(row[column] for column in ("name_lo_cod", "name_lo_npm", "name_lo_baan", "name_en_npm", "name_en_baan")),
            row["roman_moh"].capitalize(),
        )
        path = f"{parent.path}{code}/"
        yield _place(2, code, path, parent, names=names, variants=variants, doubts=_district_doubts(row))


def _district_doubts(row: dict[str, str]) -> list[dict[str, str]]:
    doubts = []
    if row["code_verified"] == "CONFLICT":
        doubts.append({"code": "code_conflict", "note": row["code_baan"]})
    if row["lo_agreement"] in {"1/2", "1/3"}:
        others = other_spellings({"lo": row["name_lo"]}, *(row[f"name_lo_{s}"] for s in ("cod", "npm", "baan")))
        doubts.append({"code": "name_disputed", "note": ", ".join(others)})
    return doubts


def _villages(above: dict[str, Place]) -> Iterator[Place]:
    for row in data.rows("villages"):
        district = row["district_pcode"] or unknown_district(row["npm_vid"])
        parent = above.get(district) or above[district[:4]]
        code = f"{district}-{row['npm_vid']}"
        path = f"{parent.path}{code}/" if parent.code == district else f"{parent.path}{district}/{code}/"
        names = {"lo": row["name_lo"], "en": row["name_en_npm"] or row["roman_moh"]}
        yield _place(
            3,
            code,
            path,
            parent,
            names=names,
            variants=other_spellings(names, row["roman_moh"]),
            romanised=not row["name_en_npm"],
            doubts=list(_village_doubts(row)),
        )


def unknown_district(village: str) -> str:
    """The part that stands where a village's district is not known: `LA0900` for village 908001 of province 9.

    It names no district. The province is the one that the source counts the village to.
    """
    return f"LA{int(village[:-5]):02d}00" if len(village) > 5 else "LA0000"


def _village_doubts(row: dict[str, str]) -> Iterator[dict[str, str]]:
    for note in filter(None, row["note"].split("; ")):
        code = {"non-Lao characters": "foreign_characters", "duplicate name in district": "name_shared"}.get(note)
        yield {"code": code, "note": ""} if code else {"code": "district_unknown", "note": note.rpartition(" ")[2]}


def other_spellings(names: dict[str, str], *found: str) -> list[str]:
    """The spellings among `found` that are none of `names`, each once."""
    return [name for name in dict.fromkeys(found) if name and name not in names.values()]


def _add_codes() -> int:
    places = dict(Place.objects.values_list("code", "pk"))
    known = set(PlaceCode.objects.values_list("place", "scheme", "code"))
    missing = [
        PlaceCode(place_id=places[place], scheme=scheme, code=code, source=SOURCES[scheme])
        for place, scheme, code in _codes()
        if (places[place], scheme, code) not in known
    ]
    return len(PlaceCode.objects.bulk_create(missing, batch_size=BATCH))


def _codes() -> Iterator[tuple[str, str, str]]:
    for row in data.rows("provinces"):
        yield row["pcode"], "p-code", row["pcode"]
        yield row["pcode"], "iso-3166-2", row["iso_3166_2"]
    for row in data.rows("districts"):
        yield row["pcode"], "p-code", row["pcode"]
        if row["code_baan"] != row["pcode"]:
            yield row["pcode"], "baan", row["code_baan"]
    for row in data.rows("villages"):
        district = row["district_pcode"] or unknown_district(row["npm_vid"])
        yield f"{district}-{row['npm_vid']}", "lao-address", row["npm_vid"]


def _note(counts: dict[str, int]) -> None:
    country = Place.objects.get(path="")
    log.event(
        "places.import", subject=country, call="", actor=IMPORTER.id, actor_kind=IMPORTER.actor_kind, detail=counts
    )
