"""The invented concerns of the demo, in Lao: one for every state, and then some."""

from __future__ import annotations

from dataclasses import dataclass, field

from pokpong.demo.people import PAKSE, SALAVAN, SANASOMBOUN, SAVANNAKHET, VIENTIANE, VILLAGE


@dataclass(frozen=True)
class DemoConcern:
    """`steps` happen after it was raised: (hours later, who, what, with what)."""

    key: str
    place: str
    hours_ago: int
    urgency: str
    story: str
    raised_by: str = "village"
    channel: str = "in_person"
    anonymous: bool = False
    levels_out: tuple[int, ...] = ()
    sex: str = "unknown"
    age_band: str = "unknown"
    forms: tuple[str, ...] = ()
    names: str = ""
    reporter: tuple[str, str] = ("", "")
    steps: tuple[tuple[int, str, str, dict[str, str]], ...] = field(default=())


CONCERNS = (
    DemoConcern(
        "new",
        VILLAGE,
        3,
        "soon",
        "ນາງ ສາຍຝົນ ສົມມຸດ ອາຍຸ 16 ປີ ຖືກຊວນໄປເຮັດວຽກຢູ່ຮ້ານອາຫານຢູ່ຕ່າງປະເທດ. ຜູ້ຊວນບໍ່ໃຫ້ບອກພໍ່ແມ່ ແລະ ຈະອອກເດີນທາງໃນອາທິດໜ້າ.",
        sex="female",
        age_band="15-17",
        forms=("ForcedLabour",),
        names="ນາງ ສາຍຝົນ ສົມມຸດ",
        reporter=("ນາງ ບົວໄຂ ສົມມຸດ", "020 0000 4417"),
    ),
    DemoConcern(
        "danger",
        VILLAGE,
        1,
        "danger",
        "ມີຜູ້ໂທມາບອກວ່າ ທ້າວ ຟ້າໃສ ສົມມຸດ ຖືກກັກຕົວໄວ້ຢູ່ໂຮງງານ ແລະ ຖືກຍຶດໜັງສືຜ່ານແດນ. ລາວຂໍໃຫ້ຊ່ວຍໂດຍໄວ.",
        channel="telephone",
        sex="male",
        age_band="18-24",
        forms=("ForcedLabour", "lao:ForcedCriminality"),
        names="ທ້າວ ຟ້າໃສ ສົມມຸດ",
        reporter=("ທ້າວ ແກ່ນນະຄອນ ສົມມຸດ", "020 0000 8823"),
    ),
    DemoConcern(
        "overdue",
        PAKSE,
        30,
        "soon",
        "ຄອບຄົວໜຶ່ງທີ່ທຸກຍາກ ໃຫ້ລູກສາວສອງຄົນອອກໂຮງຮຽນ ເພື່ອໄປເປັນແມ່ບ້ານໃຫ້ຄົນທີ່ບໍ່ຮູ້ຈັກ. ເຮືອນເລກທີ 99 ຖະໜົນດອກຝ້າຍ.",
        sex="female",
        age_band="12-14",
        forms=("ChildLabour",),
        reporter=("ຄູ ພິມພາ ສົມມຸດ", "020 0000 1192"),
    ),
    DemoConcern(
        "escalated",
        PAKSE,
        60,
        "soon",
        "ນາງ ຈອມຂວັນ ສົມມຸດ ກັບຄືນມາຈາກຕ່າງປະເທດ ບໍ່ໄດ້ຮັບຄ່າແຮງງານຫົກເດືອນ ແລະ ຍັງຖືກໂທມາຂົ່ມຂູ່.",
        channel="hotline",
        raised_by="caseworker",
        sex="female",
        age_band="25-34",
        forms=("ForcedLabour",),
        names="ນາງ ຈອມຂວັນ ສົມມຸດ",
    ),
    DemoConcern(
        "anonymous",
        VILLAGE,
        20,
        "routine",
        "ຂ້າພະເຈົ້າບໍ່ຢາກບອກຊື່. ມີນາຍໜ້າມາພັກຢູ່ເຮືອນຂ້າງຕະຫຼາດ ແລະ ຖາມຫາເດັກຍິງທີ່ຢາກແຕ່ງດອງກັບຄົນຕ່າງປະເທດ.",
        anonymous=True,
        sex="female",
        age_band="15-17",
        forms=("lao:ShamMarriage",),
    ),
    DemoConcern(
        "chief",
        VILLAGE,
        26,
        "soon",
        "ຄົນໃນບ້ານເວົ້າວ່າ ນາຍບ້ານຮັບເງິນຈາກນາຍໜ້າ ເພື່ອເຊັນໃບຢັ້ງຢືນອາຍຸໃຫ້ເດັກ. ຢ່າໃຫ້ຄົນຂັ້ນບ້ານຮູ້.",
        levels_out=(3,),
        sex="several",
        age_band="15-17",
        forms=("ForcedLabour",),
    ),
    DemoConcern(
        "screening",
        PAKSE,
        120,
        "soon",
        "ນາງ ດາວເໜືອ ສົມມຸດ ອາຍຸ 19 ປີ ໜີອອກຈາກຮ້ານບັນເທີງ. ລາວບອກວ່າມີໜີ້ກັບເຈົ້າຂອງຮ້ານ ແລະ ອອກນອກຮ້ານບໍ່ໄດ້.",
        raised_by="caseworker",
        sex="female",
        age_band="18-24",
        forms=("SexualExploitation",),
        names="ນາງ ດາວເໜືອ ສົມມຸດ",
        reporter=("ນາງ ດາວເໜືອ ສົມມຸດ", "020 0000 5561"),
        steps=((5, "caseworker", "triage", {"decision": "screening", "reason": "ໄດ້ພົບເຈົ້າຕົວແລ້ວ ຢູ່ບ່ອນປອດໄພ."}),),
    ),
    DemoConcern(
        "at_risk",
        VILLAGE,
        200,
        "routine",
        "ເດັກຊາຍສາມຄົນຢູ່ກັບແມ່ຕູ້ ພໍ່ແມ່ໄປເຮັດວຽກຕ່າງປະເທດ ບໍ່ມີໃບເກີດ ແລະ ບໍ່ໄດ້ເຂົ້າໂຮງຮຽນ.",
        sex="male",
        age_band="0-11",
        steps=((20, "caseworker", "triage", {"decision": "at_risk", "reason": "ຈະລົງຢ້ຽມຢາມຄອບຄົວ."}),),
    ),
    DemoConcern(
        "no_action",
        PAKSE,
        300,
        "routine",
        "ມີຄົນແປກໜ້າຂັບລົດຜ່ານໂຮງຮຽນຫຼາຍຄັ້ງ.",
        raised_by="caseworker",
        channel="meeting",
        steps=((10, "caseworker", "triage", {"decision": "no_action", "reason": "ກວດແລ້ວ ແມ່ນລົດສົ່ງເຄື່ອງຂອງໂຮງຮຽນ."}),),
    ),
    DemoConcern(
        "closed",
        PAKSE,
        500,
        "danger",
        "ທ້າວ ນ້ຳອົບ ສົມມຸດ ຖືກຫຼອກໄປເຮັດວຽກຫຼອກລວງທາງອອນລາຍ ແລ້ວໂທຫາຄອບຄົວຂໍເງິນໄຖ່ຕົວ.",
        raised_by="caseworker",
        channel="online",
        sex="male",
        age_band="18-24",
        forms=("lao:ForcedCriminality",),
        names="ທ້າວ ນ້ຳອົບ ສົມມຸດ",
        steps=(
            (1, "caseworker", "triage", {"decision": "danger", "reason": "ປະສານງານກັບຕຳຫຼວດ ແລະ ສະຖານທູດ."}),
            (200, "caseworker", "close", {"outcome": "helped", "reason": "ກັບຄືນມາສູ່ຄອບຄົວແລ້ວ ຢ່າງປອດໄພ."}),
        ),
    ),
    DemoConcern(
        "reopened",
        PAKSE,
        400,
        "routine",
        "ໄວໜຸ່ມຫ້າຄົນຈາກບ້ານດຽວກັນ ຈະໄປຕັດອ້ອຍຢູ່ຕ່າງແຂວງ ກັບນາຍໜ້າທີ່ບໍ່ມີໃບອະນຸຍາດ.",
        raised_by="caseworker",
        sex="several",
        age_band="18-24",
        steps=(
            (10, "caseworker", "triage", {"decision": "no_action", "reason": "ນາຍໜ້າບອກວ່າຍົກເລີກແລ້ວ."}),
            (380, "supervisor", "reopen", {"reason": "ໄດ້ຮັບຂໍ້ມູນວ່າ ພວກເຂົາອອກເດີນທາງແລ້ວ."}),
        ),
    ),
    DemoConcern(
        "double",
        VILLAGE,
        2,
        "soon",
        "ເດັກຍິງຊື່ ສາຍຝົນ ສົມມຸດ ຈະຖືກພາໄປເຮັດວຽກຮ້ານອາຫານຢູ່ຕ່າງປະເທດ ໃນອາທິດໜ້າ ໂດຍບໍ່ບອກພໍ່ແມ່.",
        raised_by="chief",
        sex="female",
        age_band="15-17",
        forms=("ForcedLabour",),
        names="ນາງ ສາຍຝົນ ສົມມຸດ",
    ),
    DemoConcern(
        "neighbour",
        SANASOMBOUN,
        40,
        "routine",
        "ນາງ ປະກາຍ ສົມມຸດ ຖືກສັນຍາວ່າຈະໄດ້ແຕ່ງດອງ ແຕ່ຄອບຄົວໄດ້ຮັບເງິນກ່ອນ.",
        raised_by="neighbour",
        sex="female",
        age_band="15-17",
        forms=("lao:ShamMarriage",),
        names="ນາງ ປະກາຍ ສົມມຸດ",
    ),
    DemoConcern(
        "savannakhet",
        SAVANNAKHET,
        16,
        "soon",
        "ຄົນງານກໍ່ສ້າງສີ່ຄົນ ບໍ່ໄດ້ຮັບຄ່າແຮງ ແລະ ນອນຢູ່ໃນສາງທີ່ຖືກລັອກປະຕູ. ຫົວໜ້າກຸ່ມຊື່ ທ້າວ ໝອກຂາວ ສົມມຸດ.",
        raised_by="savan",
        channel="field_visit",
        sex="male",
        age_band="25-34",
        forms=("ForcedLabour",),
        names="ທ້າວ ໝອກຂາວ ສົມມຸດ",
        steps=((3, "savan", "triage", {"decision": "danger", "reason": "ຕ້ອງພາອອກມາໂດຍດ່ວນ."}),),
    ),
    DemoConcern(
        "salavan",
        SALAVAN,
        50,
        "routine",
        "ເດັກຍິງຊົນເຜົ່າ ອາຍຸ 14 ປີ ອອກໂຮງຮຽນໄປເຮັດວຽກສວນກາເຟ ກັບຄົນທີ່ອ້າງວ່າເປັນຍາດ.",
        raised_by="salavan",
        sex="female",
        age_band="12-14",
        forms=("ChildLabour",),
    ),
    DemoConcern(
        "vientiane",
        VIENTIANE,
        70,
        "soon",
        "ນາງ ຮຸ່ງທິບ ສົມມຸດ ເປັນແມ່ບ້ານ ຖືກກັກໄວ້ໃນເຮືອນ ແລະ ບໍ່ໃຫ້ໃຊ້ໂທລະສັບ. ຮ່ອມ 7 ບ້ານສົມມຸດ.",
        raised_by="vientiane",
        channel="letter",
        sex="female",
        age_band="18-24",
        forms=("Servitude",),
        names="ນາງ ຮຸ່ງທິບ ສົມມຸດ",
        steps=((6, "vientiane", "triage", {"decision": "screening", "reason": "ນັດພົບໃນວັນຈັນ."}),),
    ),
)
