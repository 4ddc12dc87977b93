"""The people of the demo. All are invented: each carries the family name ສົມມຸດ, "invented".

Nobody here stands for a real person; officials of the article of 22 March 2021 have no account and no words here.
"""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "champa-blooms-2021"  # noqa: S105  the demo's own, printed on its console
FAMILY = "ສົມມຸດ"
PAKSE, SANASOMBOUN = "LA16/LA1601/", "LA16/LA1602/"
SAVANNAKHET, SALAVAN, VIENTIANE = "LA13/LA1301/", "LA14/LA1401/", "LA01/LA0101/"
VILLAGE = "LA16/LA1601/LA1601-1601004/"

OFFICES = {
    "LA16/": "welfare",
    "LA13/": "savan_welfare",
    "LA14/": "salavan_welfare",
    "LA01/": "vientiane_welfare",
}
WORKS_FOR = {"secretary": "welfare", "trainer": "welfare", "chair": "province"}  # whose papers they write and sign
WORK_ON_CASES = ("caseworker", "case_supervisor")


@dataclass(frozen=True)
class DemoUser:
    """One sign-in: what they are, in Lao, and the role in a place (and for an organisation, by key) that they hold."""

    username: str
    given: str
    post: str
    role: str
    path: str
    organisation: str = ""

    @property
    def office(self) -> str:
        """The key of the office where they sit, for those whose office matters to the story."""
        return (
            OFFICES.get(self.path[:5], "")
            if self.role in WORK_ON_CASES
            else WORKS_FOR.get(self.username, self.organisation)
        )

    @property
    def display_name(self) -> str:
        return f"{self.given} {FAMILY}"


ADMINISTRATOR = DemoUser("admin", "ທ້າວ ຈັນທອນ", "ຜູ້ບໍລິຫານລະບົບ", "administrator", "")
MINISTRY = DemoUser("ministry", "ນາງ ສຸດາລັກ", "ຜູ້ຊີ້ນຳ ຂັ້ນສູນກາງ", "case_supervisor", "")
USERS = (
    DemoUser("supervisor", "ນາງ ມະໂນລາ", "ຜູ້ຊີ້ນຳ ແຂວງຈຳປາສັກ", "case_supervisor", "LA16/"),
    DemoUser("caseworker", "ນາງ ດອກຈຳປີ", "ຜູ້ຮັບຜິດຊອບກໍລະນີ ເມືອງປາກເຊ", "caseworker", PAKSE),
    DemoUser("neighbour", "ທ້າວ ພູວຽງ", "ຜູ້ຮັບຜິດຊອບກໍລະນີ ເມືອງຊະນະສົມບູນ", "caseworker", SANASOMBOUN),
    DemoUser("chief", "ທ້າວ ບຸນໂຮມ", "ນາຍບ້ານ", "caseworker", VILLAGE),
    DemoUser("village", "ນາງ ແສງເດືອນ", "ກຳມະການປົກປ້ອງເດັກຂັ້ນບ້ານ", "village_member", VILLAGE),
    DemoUser("savan", "ນາງ ໄພວັນ", "ຜູ້ຮັບຜິດຊອບກໍລະນີ ແຂວງສະຫວັນນະເຂດ", "caseworker", SAVANNAKHET),
    DemoUser("savan-supervisor", "ນາງ ນ້ຳຝົນ", "ຜູ້ຊີ້ນຳ ແຂວງສະຫວັນນະເຂດ", "case_supervisor", "LA13/"),
    DemoUser("salavan-supervisor", "ນາງ ດວງດາລາ", "ຜູ້ຊີ້ນຳ ແຂວງສາລະວັນ", "case_supervisor", "LA14/"),
    DemoUser("vientiane-supervisor", "ນາງ ຈັນສຸດາ", "ຜູ້ຊີ້ນຳ ນະຄອນຫຼວງວຽງຈັນ", "case_supervisor", "LA01/"),
    DemoUser("salavan", "ທ້າວ ກອງແກ້ວ", "ຜູ້ຮັບຜິດຊອບກໍລະນີ ແຂວງສາລະວັນ", "caseworker", SALAVAN),
    DemoUser("vientiane", "ນາງ ວຽງຄອນ", "ຜູ້ຮັບຜິດຊອບກໍລະນີ ນະຄອນຫຼວງວຽງຈັນ", "caseworker", VIENTIANE),
    DemoUser("provider", "ນາງ ອາລີຍາ", "ບ້ານພັກຊົ່ວຄາວ ດອກຈຳປາ", "service_provider", "LA16/", "shelter"),
    DemoUser("clinic", "ນາງ ແພງດາ", "ໂຮງໝໍ", "service_provider", "LA16/", "clinic"),
    DemoUser("savan-shelter", "ນາງ ບົວຄຳ", "ບ້ານພັກຊົ່ວຄາວ ດອກຄູນ", "service_provider", "LA13/", "savan_shelter"),
    DemoUser("salavan-centre", "ທ້າວ ສີວິໄລ", "ສູນຝຶກອາຊີບ ສາລະວັນ", "service_provider", "LA14/", "salavan_centre"),
    DemoUser("vientiane-shelter", "ນາງ ແກ້ວມະນີ", "ບ້ານພັກຊົ່ວຄາວ ດອກຮັກ", "service_provider", "LA01/", "vientiane_shelter"),
    DemoUser("investigator", "ທ້າວ ສີຫາລາດ", "ຕຳຫຼວດຕ້ານການຄ້າມະນຸດ", "investigator", "LA16/", "police"),
    DemoUser("secretary", "ທ້າວ ຄຳຫຼຽນ", "ກອງເລຂາຄະນະກຳມະການ", "secretary", "LA16/"),
    DemoUser("chair", "ທ້າວ ວົງເດືອນ", "ຮອງເຈົ້າແຂວງ, ປະທານຄະນະກຳມະການ", "chair", "LA16/"),
    DemoUser("national-chair", "ນາງ ຈຳປີທອງ", "ປະທານຄະນະກຳມະການ ຂັ້ນສູນກາງ", "chair", ""),
    DemoUser("manager", "ນາງ ຈັນສະໝອນ", "ຜູ້ຈັດການໂຄງການ", "programme_manager", ""),
    DemoUser("donor", "ນາງ ໂຣຊາລີ", "ຜູ້ໃຫ້ທຶນ", "donor", "", "usaid"),
    DemoUser("trainer", "ທ້າວ ພອນສະຫວັນ", "ຄູຝຶກ", "trainer", "LA16/"),
    DemoUser("livelihood", "ນາງ ຫຼ້ານ້ອຍ", "ຜູ້ສົ່ງເສີມອາຊີບ", "livelihood_officer", "LA16/"),
    DemoUser("monitoring", "ທ້າວ ຕົ້ນກ້າ", "ຜູ້ຕິດຕາມ ແລະ ປະເມີນຜົນ", "monitoring_officer", ""),
    DemoUser("reader", "ນາງ ວັນນະຄະດີ", "ຜູ້ກວດພາສາລາວ", "lao_reader", ""),
    DemoUser("auditor", "ນາງ ຍຸດຕິທຳ", "ຜູ້ກວດສອບ", "auditor", ""),
)
EVERYBODY = (ADMINISTRATOR, MINISTRY, *USERS)


def sign_ins() -> list[tuple[str, str, str]]:
    """Who, user name, password, for the console and the demo's page."""
    return [(f"{user.display_name}, {user.post}", user.username, PASSWORD) for user in EVERYBODY]
