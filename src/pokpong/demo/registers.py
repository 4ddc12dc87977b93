"""The demo's organisations, officials, committees and services. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pokpong.demo import article_bodies
from pokpong.demo.identity import known
from pokpong.demo.people import FAMILY, PAKSE, VILLAGE
from pokpong.foundation.access.actions.users import amend_user
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions.actions.committees import add_committee, begin_membership
from pokpong.registers.institutions.actions.officials import add_official
from pokpong.registers.institutions.actions.organisations import add_organisation
from pokpong.registers.institutions.actions.services import add_service_offer, verify_service_offer


@dataclass(frozen=True)
class DemoOrganisation:
    key: str
    kind: str
    lo: str
    en: str
    place: str
    services: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True)
class DemoOfficial:
    """`user`: the sign-in of this official, if they have one."""

    key: str
    name: str
    post: str
    function: str
    organisation: str
    place: str
    user: str = ""


ORGANISATIONS = (
    DemoOrganisation(
        "welfare",
        "provincial_office",
        "ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ (ສົມມຸດ)",
        "Provincial labour and social welfare (invented)",
        "LA16/",
        ("protection", "reintegration"),
        "ຮສສ.ຈປສ",
    ),
    *(
        DemoOrganisation(
            key,
            "provincial_office",
            f"ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ {lo} (ສົມມຸດ)",
            f"Labour and social welfare, {en} (invented)",
            place,
            (),
            short,
        )
        for key, lo, en, place, short in (
            ("savan_welfare", "ແຂວງສະຫວັນນະເຂດ", "Savannakhet", "LA13/", "ຮສສ.ສຂ"),
            ("salavan_welfare", "ແຂວງສາລະວັນ", "Salavan", "LA14/", "ຮສສ.ສລ"),
            ("vientiane_welfare", "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital", "LA01/", "ຮສສ.ນວ"),
        )
    ),
    DemoOrganisation(
        "shelter",
        "shelter",
        "ບ້ານພັກຊົ່ວຄາວ ດອກຈຳປາ (ສົມມຸດ)",
        "Champa shelter (invented)",
        "LA16/",
        ("shelter", "psychosocial"),
    ),
    DemoOrganisation(
        "clinic",
        "health",
        "ໂຮງໝໍ ສົມມຸດ",
        "Sommout hospital (invented)",
        PAKSE,
        ("medical",),
    ),
    DemoOrganisation(
        "school",
        "vocational_centre",
        "ສູນຝຶກວິຊາຊີບ ສົມມຸດ",
        "Sommout vocational centre (invented)",
        PAKSE,
        ("vocational_training", "job_placement"),
    ),
    DemoOrganisation(
        "lawyers",
        "legal_aid",
        "ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ ສົມມຸດ",
        "Sommout legal aid (invented)",
        "LA13/LA1301/",
        ("legal_aid",),
    ),
    DemoOrganisation(
        "police",
        "police",
        "ຫ້ອງການຕຳຫຼວດຕ້ານການຄ້າມະນຸດ ຂັ້ນແຂວງ (ສົມມຸດ)",
        "Provincial anti-trafficking police (invented)",
        "LA16/",
    ),
    DemoOrganisation(
        "savan_shelter",
        "shelter",
        "ບ້ານພັກຊົ່ວຄາວ ດອກຄູນ (ສົມມຸດ)",
        "Khoun shelter (invented)",
        "LA13/",
        ("shelter", "psychosocial", "medical"),
    ),
    DemoOrganisation(
        "salavan_centre",
        "vocational_centre",
        "ສູນຝຶກອາຊີບ ສາລະວັນ (ສົມມຸດ)",
        "Salavan vocational centre (invented)",
        "LA14/",
        ("vocational_training", "psychosocial", "shelter"),
    ),
    DemoOrganisation(
        "vientiane_shelter",
        "shelter",
        "ບ້ານພັກຊົ່ວຄາວ ດອກຮັກ (ສົມມຸດ)",
        "Hak shelter (invented)",
        "LA01/",
        ("shelter", "psychosocial", "medical"),
    ),
    DemoOrganisation(
        "province", "administration", "ຫ້ອງວ່າການແຂວງ (ສົມມຸດ)", "Provincial administration office (invented)", "LA16/"
    ),
    DemoOrganisation(
        "district", "administration", "ຫ້ອງວ່າການເມືອງ (ສົມມຸດ)", "District administration office (invented)", PAKSE
    ),
    DemoOrganisation(
        "authority", "village_authority", "ອຳນາດການປົກຄອງບ້ານ (ສົມມຸດ)", "Village authority (invented)", VILLAGE
    ),
)
OFFICIALS = (
    DemoOfficial("chief", f"ທ້າວ ບຸນໂຮມ {FAMILY}", "ນາຍບ້ານ", "village_chief", "authority", VILLAGE, "chief"),
    DemoOfficial(
        "network",
        f"ນາງ ແສງເດືອນ {FAMILY}",
        "ຄະນະຕາໜ່າງປົກປ້ອງເດັກ",
        "village_child_protection",
        "authority",
        VILLAGE,
        "village",
    ),
    DemoOfficial(
        "chair",
        f"ທ້າວ ວົງເດືອນ {FAMILY}",
        "ຮອງເຈົ້າແຂວງ, ປະທານຄະນະກຳມະການ",
        "vice_governor",
        "province",
        "LA16/",
        "chair",
    ),
    DemoOfficial("secretary", f"ທ້າວ ຄຳຫຼຽນ {FAMILY}", "ກອງເລຂາ", "other", "welfare", "LA16/", "secretary"),
    DemoOfficial("trainer", f"ທ້າວ ພອນສະຫວັນ {FAMILY}", "ຄູຝຶກ", "project_staff", "welfare", "LA16/", "trainer"),
    DemoOfficial("nurse", f"ນາງ ແພງດາ {FAMILY}", "ແພດໝໍ", "health_worker", "clinic", PAKSE),
)
MEMBERS = (("chair", "chair"), ("secretary", "secretary"), ("nurse", "member"))


def found(by: User) -> None:
    """The organisations, before anybody is hired for one of them."""
    for organisation in ORGANISATIONS:
        add_organisation(
            by=by,
            id=known("organisation", organisation.key),
            kind=organisation.kind,
            names={"lo": organisation.lo, "en": organisation.en},
            short_names={"lo": organisation.short} if organisation.short else None,
            place=organisation.place,
            call_id=known("add", "organisation", organisation.key),
        )
    article_bodies.found(by)


def furnish(users: dict[str, User]) -> None:
    """Services, officials and committee, through the actions of administrator, programme manager and secretary."""
    today = clock.today()
    for organisation in ORGANISATIONS:
        for kind in organisation.services:
            offer(users["manager"], organisation, kind)
    for official in OFFICIALS:
        appoint(users, official, today - timedelta(days=400))
    assemble(users["secretary"], today)
    article_bodies.assemble(users["secretary"])


def offer(by: User, organisation: DemoOrganisation, kind: str) -> None:
    row_id = known("service", organisation.key, kind)
    add_service_offer(
        by=by,
        id=row_id,
        organisation=known("organisation", organisation.key),
        kind=kind,
        places=[organisation.place],
        for_whom=["women", "girls", "boys"],
        capacity=12 if kind == "shelter" else None,
        hours={"lo": "ຈັນ ຫາ ສຸກ 8:00 ຫາ 16:00", "en": "Monday to Friday 8:00 to 16:00"},
        languages=["lao"],
        phone="020 0000 9001",
        call_id=known("add", "service", organisation.key, kind),
    )
    verify_service_offer(by=by, service_offer=row_id, call_id=known("verify", organisation.key, kind))


def appoint(users: dict[str, User], official: DemoOfficial, since: date) -> None:
    row_id: UUID = known("official", official.key)
    add_official(
        by=users["admin"],
        id=row_id,
        name=official.name,
        post=official.post,
        function=official.function,
        organisation=known("organisation", official.organisation),
        place=official.place,
        starts=since,
        call_id=known("add", "official", official.key),
    )
    if official.user:
        user = User.objects.get(pk=users[official.user].pk)
        amend_user(
            by=users["admin"],
            user=user.pk,
            changes={"official": row_id},
            base=user.version,
            call_id=known("link", official.key),
        )


def assemble(by: User, today: date) -> None:
    """The provincial committee of the demo, with its members."""
    row_id = known("committee", "province")
    add_committee(
        by=by,
        id=row_id,
        kind="counter_trafficking",
        names={
            "lo": "ຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນແຂວງ (ສົມມຸດ)",
            "en": "Provincial counter-trafficking committee (invented)",
        },
        place="LA16/",
        founded=article_bodies.FOUNDED,
        call_id=known("add", "committee"),
    )
    for official, role in MEMBERS:
        begin_membership(
            by=by,
            id=known("membership", official),
            committee=row_id,
            official=known("official", official),
            role=role,
            starts=today - timedelta(days=300),
            call_id=known("begin", "membership", official),
        )
