"""A hundred thousand cases, written in bulk: as rows they are what the actions leave (`test_generator` proves it)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db import connection

from pokpong.areas.protection.models import FollowUp, Service
from pokpong.areas.protection.tests.factories_services import an_office, the_keeper
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import cut
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.tests.factories import a_service as an_offer
from pokpong.registers.institutions.tests.factories import an_organisation
from pokpong.registers.people.models import NameIndex
from pokpong.registers.places.models import Place
from tests.bench.copying import INDEX_COLUMNS, Mould, keys_of_name
from tests.bench.loading import Loader, without_indexes
from tests.bench.pieces import Numbers
from tests.bench.stories import KINDS, LAST_DAY, Outline, tell
from tests.bench.tracing import traced

# Of fifty cases: most are closed, some run, two have thirty services. Ten services and follow-ups a case on average.
MIX = [*["woman", "man", "girl", "boy"] * 10, *["woman"] * 2, "present", "present", "referred", "referred", "sheltered"]
MIX = [*MIX, "sheltered", "full", "full"]
OWN = 60  # cases that the bench's caseworker leads, however large the programme is
AT_ONCE = 500  # cases a transaction
FIRST_YEAR = 2021


def words(text: str) -> list[str]:
    return text.split()


GIVEN = words("ສົມ ບຸນ ຄຳ ແກ້ວ ວັນ ພອນ ສຸກ ໄຊ ທອງ ມະນີ ດາວ ຈັນ ອ່ອນ ນ້ອຍ ແສງ ລັດ ເພັດ ວິໄລ ສີ ພູ")
ENDING = words("ນະ ພອນ ຈັນ ລາ ສີ ວົງ ມາ ດີ ໄລ ຄຳ ສັກ ນີ ວັນ ໄຊ ຍາ ທິບ ສະຫວັດ ເພັດ ດາ ລີ")
FAMILY = words("ວົງ ແກ້ວ ສີ ພົມ ຈັນ ອິນ ທຳ ໄຊ ສຸວັນ ພັນ ບຸບຜາ ຫຼວງ ມະຫາ ນັນ ໂພທິ ລັດຕະ ຄູນ ວິໄລ ສາ ເທບ")
NAMED = words("ສາ ມະນີ ວົງ ພັກດີ ທະວົງ ຈະເລີນ ຄຳ ລາດ ປັນຍາ ໄຊ ສັກ ວິຈິດ ພອນ ສົມບັດ ທອງ ສີ ນະພາ ວົງສາ ບຸນ ລາ")
FAMILIES = [first + second for first, second in zip(FAMILY, NAMED, strict=True)]


@dataclass
class Programme:
    """Who works where, and where the stories happen. `home` is the district of the bench's caseworker."""

    home: str
    bench: User
    national: User
    leads: dict[str, User]
    supervisors: dict[str, User]
    office: Organisation
    shelter: ServiceOffer
    moulds: dict[str, Mould] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    cases: int = 0


def programme(home: str = "LA16/LA1601/") -> Programme:
    """A caseworker in every district, a supervisor in every province, one for the whole country."""
    # Their roles hold from before the first case.
    with clock.standing_at(datetime(FIRST_YEAR - 1, 12, 1, tzinfo=UTC)):
        return _programme(home)


def _programme(home: str) -> Programme:
    districts = list(Place.objects.filter(level=2).order_by("path").values_list("path", flat=True))
    bench = make_user("bench", "caseworker", home)
    leads = {path: make_user(f"lead-{number}", "caseworker", path) for number, path in enumerate(districts)}
    provinces = sorted({cut(path, 1) for path in districts})
    supervisors = {path: make_user(f"supervisor-{path}", "case_supervisor", path) for path in provinces}
    return Programme(
        home, bench, make_user("national", "case_supervisor"), leads, supervisors, an_office(), everywhere()
    )


@cache
def running_kinds() -> frozenset[str]:
    return frozenset(name for name, kind in KINDS.items() if not kind.closed)


def everywhere() -> ServiceOffer:
    """A shelter for people of the whole country, which counts no beds."""
    boss = the_keeper()
    owner = an_organisation(boss, "ບ້ານພັກຊົ່ວຄາວ ທົດລອງ", kind="shelter")
    return an_offer(boss, owner, kind="shelter", places=[""])


def outlines(here: Programme, count: int, seed: int = 7) -> Iterator[Outline]:
    """The first `count` cases of the programme: always the same ones; the first are the bench's own."""
    drawn, today, districts = random.Random(seed), clock.today(), sorted(here.leads)
    past = (today - timedelta(days=LAST_DAY + 1) - date(FIRST_YEAR, 1, 1)).days
    for number in range(count):
        district = districts[drawn.randrange(len(districts))]
        kind, name, closed_on = MIX[number % len(MIX)], _name(drawn), drawn.randrange(past)
        running = kind in running_kinds()
        # A case that runs has had its second follow-up; the third waits.
        day = today - timedelta(days=40 + number % 20) if running else date(FIRST_YEAR, 1, 1) + timedelta(closed_on)
        if number < OWN:
            own = ["present", "referred", "sheltered", "full"][number % 4] if number % 3 else kind
            yield _own(here, Outline(own, here.bench.pk, UUID(int=0), name, here.home, day), number, today)
        else:
            lead, boss = here.leads[district], here.supervisors[cut(district, 1)]
            yield Outline(kind, lead.pk, boss.pk, name, district, day)


def _own(here: Programme, outline: Outline, number: int, today: date) -> Outline:
    boss = here.supervisors[cut(here.home, 1)].pk
    running = outline.kind in running_kinds()
    day = today - timedelta(days=40 + number % 20 if running else LAST_DAY + 1 + number)
    return replace(outline, supervisor=boss, day=day)


def _name(drawn: random.Random) -> str:
    title = drawn.choice(["ນາງ", "ທ້າວ"])
    given = drawn.choice(GIVEN) + drawn.choice(ENDING)
    return f"{title} {given} {drawn.choice(FAMILIES)}"


def learn(here: Programme) -> None:
    """Makes the mould of every kind."""
    for kind in KINDS:
        here.moulds[kind] = learned(here, kind)


def learned(here: Programme, kind: str) -> Mould:
    """Lives one story of a kind through the actions, and makes its mould."""
    day = clock.today() - timedelta(days=LAST_DAY + 10)
    boss = here.supervisors[cut(here.home, 1)].pk
    # Nobody is called so: the name must be found again wherever it stands.
    outline = Outline(kind, here.bench.pk, boss, f"ນາງ ແມ່ພິມ {kind}", here.home, day)
    with traced() as trace:
        here.numbers.used.add(tell(outline, here.office, here.shelter).number)
    return Mould(outline, trace, here.numbers)


def grow(here: Programme, count: int) -> int:
    """Writes cases until there are `count`; answers how many rows were written."""
    loader = Loader()
    names: dict[str, list[tuple[str, int]]] = {}
    tables = {sheet.model._meta.db_table for mould in here.moulds.values() for sheet in mould.sheets}
    with without_indexes({*tables, NameIndex._meta.db_table}):
        for number, outline in enumerate(outlines(here, count)):
            if number < here.cases:
                continue
            keys = names.setdefault(outline.name, keys_of_name(outline.name))
            write(here.moulds[outline.kind], outline, loader, keys)
            if number % AT_ONCE == AT_ONCE - 1:
                loader.flush()
        loader.flush()
    here.cases = max(count, here.cases)
    return loader.written


def write(mould: Mould, outline: Outline, loader: Loader, keys: list[tuple[str, int]]) -> None:
    """One copy, into the loader."""
    copy = mould.begin(outline)
    for sheet in mould.sheets:
        loader.add(sheet.model, sheet.columns, sheet.copied(copy))
    loader.add(NameIndex, INDEX_COLUMNS, mould.index_rows(copy, keys))


def helped(here: Programme, count: int) -> int:
    """How many services and follow-ups the first `count` cases hold."""
    each = {kind: mould.trace.count(Service) + mould.trace.count(FollowUp) for kind, mould in here.moulds.items()}
    return sum(each[outline.kind] for outline in outlines(here, count))


def engine() -> str:
    return connection.vendor
