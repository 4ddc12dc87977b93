"""What people say and write in the demo's cases. All of it is invented, and in Lao as a caseworker would write it."""

from __future__ import annotations

from dataclasses import dataclass

CAME = "ມາຂໍຄວາມຊ່ວຍເຫຼືອດ້ວຍຕົນເອງ"
AUTHORITY = "ຫ້ອງການແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ (ສົມມຸດ), ນາງ ພອນສຸດາ ສົມມຸດ"
RECIPIENT = "ອົງການທີ່ໃຫ້ການຊ່ວຍເຫຼືອ (ສົມມຸດ)"
WITNESS = "ນາງ ພະຍານ ສົມມຸດ"
STORIES = (
    "ຖືກຊວນໄປເຮັດວຽກຮ້ານອາຫານຢູ່ຕ່າງປະເທດ ແຕ່ຖືກຍຶດໜັງສືຜ່ານແດນ ແລະ ບໍ່ໄດ້ຮັບຄ່າແຮງງານ. ໜີອອກມາໄດ້ກັບໝູ່ຄົນໜຶ່ງ.",
    "ເຮັດວຽກຢູ່ສວນ ມື້ລະ 15 ຊົ່ວໂມງ ໂດຍຖືກບອກວ່າເປັນໜີ້ຄ່ານາຍໜ້າ. ກັບຄືນມາໂດຍຄວາມຊ່ວຍເຫຼືອຂອງຍາດຕິພີ່ນ້ອງ.",
    "ຮູ້ຈັກຄົນຊວນຜ່ານສື່ສັງຄົມອອນລາຍ. ຖືກກັກຂັງຢູ່ໃນຕຶກ ແລະ ຖືກບັງຄັບໃຫ້ຫຼອກລວງຄົນອື່ນທາງໂທລະສັບ.",
    "ຖືກສັນຍາວ່າຈະໄດ້ແຕ່ງງານ ແຕ່ຖືກພາໄປຢູ່ບ້ານຄົນບໍ່ຮູ້ຈັກ ແລະ ບໍ່ໃຫ້ອອກຈາກເຮືອນ.",
    "ເຮັດວຽກໃນເຮືອນຄົນອື່ນແຕ່ຍັງນ້ອຍ ບໍ່ໄດ້ໄປໂຮງຮຽນ ແລະ ຖືກທຸບຕີ.",
)
RISKS = {
    "low": "ຢູ່ກັບຄອບຄົວ ບໍ່ມີໃຜຕິດຕາມ.",
    "medium": "ນາຍໜ້າຍັງໂທມາທວງໜີ້ ແຕ່ບໍ່ຮູ້ທີ່ຢູ່.",
    "high": "ມີຄົນມາຖາມຫາຢູ່ບ້ານ ສອງເທື່ອ. ບໍ່ມີບ່ອນພັກທີ່ປອດໄພ.",
    "critical": "ຕ້ອງພາໄປບ່ອນປອດໄພ ພາຍໃນມື້ນີ້.",
}
NEEDS = {
    "safety": "ຢາກຢູ່ບ່ອນທີ່ນາຍໜ້າບໍ່ຮູ້ຈັກ.",
    "health": "ເຈັບຫຼັງ ແລະ ນອນບໍ່ຫຼັບ.",
    "job": "ຢາກຮຽນຕັດຫຍິບ ຫຼື ແປງລົດຈັກ ເພື່ອຫາລ້ຽງຄອບຄົວ.",
    "family": "ຢາກຕິດຕໍ່ກັບແມ່ ໂດຍບໍ່ໃຫ້ຄົນໃນບ້ານຮູ້.",
    "education": "ຢາກກັບໄປຮຽນຊັ້ນເກົ່າ.",
}
MET = "ໄດ້ຮັບການກວດ ແລະ ຢາແລ້ວ ນອນຫຼັບດີຂຶ້ນ."
GOAL = "ມີລາຍໄດ້ຂອງຕົນເອງ ພາຍໃນສີ່ເດືອນ ແລະ ຢູ່ໃນບ່ອນປອດໄພ."
STEPS = ("ພາໄປກວດສຸຂະພາບ ພ້ອມຜູ້ໃຫ້ຄຳປຶກສາ", "ລົງທະບຽນຮຽນວິຊາຊີບ ຮຸ່ນໜ້າ")
DONE = "ໄປກວດແລ້ວ ຜົນອອກມາດີ."
NOTES = {
    "talk": "ລົມກັນ 40 ນາທີ ຢູ່ຫ້ອງດຽວ. ເວົ້າຄ່ອຍໆ ແລະ ຢາກພັກຜ່ອນກ່ອນ. ນັດກັນອີກໃນອາທິດໜ້າ.",
    "office": "ບ້ານພັກບໍ່ມີຕຽງຫວ່າງ. ຈະຖາມສູນອື່ນໃນມື້ອື່ນ.",
}
GUEST = "ນາງ ຄູຝຶກ ສົມມຸດ, ສູນຝຶກວິຊາຊີບ"
CONFERENCE = "ຕົກລົງກັນກ່ຽວກັບການຝຶກອາຊີບ ແລະ ຄວາມປອດໄພໃນການເດີນທາງ"
MINUTES = "ທຸກຄົນເຫັນດີໃຫ້ເລີ່ມຮຽນໃນເດືອນໜ້າ. ຜູ້ຮັບຜິດຊອບກໍລະນີຕິດຕາມທຸກສອງອາທິດ."
ANSWERS = {
    "danger_now": "absent",
    "act_recruited": "present",
    "act_transported": "present",
    "act_received": "absent",
    "means_deceived": "present",
    "means_debt": "present",
    "means_force": "absent",
    "purpose_labour": "present",
    "purpose_sexual": "absent",
}
LIKELY = "ຄຳຕອບສະແດງເຖິງການຊັກຊວນ, ການຫຼອກລວງ ແລະ ການບັງຄັບໃຊ້ແຮງງານ. ລາວເວົ້າດ້ວຍຄວາມເຕັມໃຈ."
REQUEST = "ຂໍໃຫ້ພິຈາລະນາການກຳນົດຖານະເປັນຜູ້ຖືກເຄາະຮ້າຍ. ການຊ່ວຍເຫຼືອດຳເນີນຢູ່ແລ້ວ ບໍ່ວ່າຜົນຈະອອກມາແນວໃດ."
NOT_ENOUGH = "ຂໍ້ມູນກ່ຽວກັບການຊັກຊວນຍັງບໍ່ພຽງພໍ."
APPEAL = "ມີພະຍານຄົນໜຶ່ງ ທີ່ຍິນດີເລົ່າເລື່ອງເພີ່ມເຕີມ."
SERVED = "ຜູ້ກ່ຽວພໍໃຈ ແລະ ຢາກມາອີກ."
OWN_WORK = "ຜູ້ກ່ຽວຫາວຽກໄດ້ດ້ວຍຕົນເອງແລ້ວ."
STAY = "ຕຽງໃກ້ຫ້ອງຜູ້ດູແລ."
HOME = "ແມ່ລໍຖ້າຢູ່ດ່ານ ພ້ອມພະນັກງານ."
AGREED = "ເວົ້າວ່າຢາກກັບບ້ານ ແລະ ຮູ້ວ່າຈະປ່ຽນໃຈໄດ້ທຸກເວລາ."
MESSAGES = {
    "shelter": "ຕ້ອງການບ່ອນພັກທີ່ປອດໄພ ປະມານສອງອາທິດ. ກະລຸນາໂທຕາມເວລາທີ່ຂຽນໄວ້ເທົ່ານັ້ນ.",
    "medical": "ຕ້ອງການການກວດສຸຂະພາບທົ່ວໄປ ກັບແພດຜູ້ຍິງ.",
    "psychosocial": "ຕ້ອງການການໃຫ້ຄຳປຶກສາ ອາທິດລະເທື່ອ.",
}
REASON = "ຜູ້ກ່ຽວຫາກໍກັບມາ ແລະ ຍັງບໍ່ມີບ່ອນພັກ."
FREE_BED = "ຮັບໄດ້ ມື້ນີ້ເປັນຕົ້ນໄປ."
FEEDBACK = "ໄດ້ໃຫ້ການຊ່ວຍເຫຼືອຕາມທີ່ຂໍ. ຜູ້ກ່ຽວມີສີໜ້າດີຂຶ້ນ."
FULL = "ເຕັມຈົນເຖິງທ້າຍເດືອນ."
WELL = "ຢູ່ດີ ຍັງຮຽນຢູ່ ແລະ ບໍ່ມີໃຜມາລົບກວນ."
CLOSING = "ມີວຽກເຮັດ ແລະ ຢູ່ກັບຄອບຄົວ. ເປົ້າໝາຍໃນແຜນບັນລຸແລ້ວ."
WISHES = "ຢາກໃຫ້ໂທຫາອີກ ໃນສາມເດືອນ."
APPROVED = "ອ່ານແລ້ວ ເຫັນດີ."
REOPENED = "ນາຍໜ້າເກົ່າກັບມາທວງໜີ້ ຜູ້ກ່ຽວຂໍຄວາມຊ່ວຍເຫຼືອອີກ."


@dataclass(frozen=True)
class What:
    """What was done, in the codes of HTCDS."""

    forms: tuple[str, ...]
    industries: tuple[str, ...]
    control: tuple[str, ...]
    recruitment: tuple[str, ...]
    country: str
    note: str


EXPLOITATIONS = (
    What(
        ("ForcedLabour",),
        ("C_Manufacturing",),
        ("DebtBondage",),
        ("ThroughOnlineSocialNetworks",),
        "TH",
        "ໂຮງງານຕັດຫຍິບ.",
    ),
    What(
        ("ForcedLabour",),
        ("A_AgricultureForestryAndFishing",),
        ("DebtBondage", "PhysicalThreats"),
        ("AtAPlaceOfBusiness",),
        "TH",
        "ສວນຢາງພາລາ.",
    ),
    What(("ForcedMarriage",), (), ("PhysicalThreats",), ("ThroughOnlineSocialNetworks",), "CN", "ການແຕ່ງງານປອມ."),
)


def way(district: str, country: str) -> list[dict[str, str]]:
    """From home over the border and back; the days are added by whoever tells it."""
    return [
        {"kind": "home", "place_path": district},
        {"kind": "recruited", "place_path": district},
        {"kind": "border", "country": "LA", "text": "ດ່ານສາກົນ (ສົມມຸດ)"},
        {"kind": "exploited", "country": country},
        {"kind": "back", "place_path": district},
    ]
