"""What is said and written in the story of one case, in Lao; all of it is invented."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.journeys.people import POLICE, SHELTER, STAFF, WELFARE
from tests.journeys.raising import Told
from tests.journeys.referring import Sent
from tests.journeys.registering import Asked, Client
from tests.stolen.scanner import Secrets

TOLD = Told(
    story="ຍິງສາວຄົນໜຶ່ງກັບມາຈາກໂຮງງານປາແຊ່ແຂງຢູ່ຕ່າງປະເທດ ບໍ່ໄດ້ເງິນເດືອນ ແລະ ບໍ່ກ້າກັບບ້ານ.",
    urgency="Help is needed within a few days",
    names="ບົວເງິນ ແສງຄຳພູ",
)
CLIENT = Client("ບົວເງິນ ແສງຄຳພູ", 19, "020 5583 6617")
FOR_HELP = Asked("Assistance by this programme", WELFARE)
FOR_THE_SHELTER = Asked("Referral to a service", SHELTER, ("Names", "Age", "Contacts"))
FOR_THE_SHELTER_AGAIN = Asked("Referral to a service", SHELTER, ("Names", "Age"))
FOR_THE_POLICE = Asked("Identification as a victim", POLICE, ("Names", "Age"))
DECIDED = "ນາງຢາກລົມກັບຄົນຍິງ ຢູ່ບ່ອນທີ່ບໍ່ມີຜູ້ໃດໄດ້ຍິນ"
SUMMARY = "ຫາກໍກັບຈາກຕ່າງປະເທດ, ນາຍຈ້າງຍຶດໜັງສືຜ່ານແດນ, ຢ້ານນາຍໜ້າມາຕາມຢູ່ບ້ານ"
FEARED = "ນາຍໜ້າຮູ້ຈັກເຮືອນພໍ່ແມ່ ແລະ ໂທຫາແມ່ສອງເທື່ອໃນອາທິດນີ້"
FIRST_ANSWERS = {"danger_now": "No", "act_recruited": "Yes", "act_transported": "Yes"}
LATER_ANSWERS = {
    "crossed_border": "Yes",
    "act_received": "Yes",
    "means_deceived": "Yes",
    "means_threat": "No",
    "means_debt": "Yes",
    "purpose_labour": "Yes",
}
WHY_LIKELY = "ຖືກຫຼອກເລື່ອງເງິນເດືອນ ແລະ ຕ້ອງໃຊ້ໜີ້ຄ່ານາຍໜ້າກ່ອນຈຶ່ງອອກໄດ້"
WISH = "ຢາກນອນຢູ່ບ່ອນທີ່ນາຍໜ້າຊອກບໍ່ເຫັນ"
GOAL = "ມີບ່ອນພັກທີ່ປອດໄພ ແລະ ນອນຫຼັບໄດ້ພາຍໃນໜຶ່ງເດືອນ"
DEED = "ພາໄປຖ່າຍຮູບເຮັດບັດປະຈຳຕົວໃໝ່"
TRANSPORT, TREATMENT = ("150000", "Kip (LAK)"), ("900", "Baht (THB)")
BOTH_COSTS = "150.000 ກີບ + 900,00 ບາດ"
MESSAGE = "ຕ້ອງການຫ້ອງນອນສຳລັບຍິງຜູ້ດຽວ ຕັ້ງແຕ່ຄ່ຳນີ້"
WHY_REFERRED = "ນາຍໜ້າຂູ່ວ່າຈະມາຮັບຕົວຄືນກ່ອນມື້ຕະຫຼາດນັດ"
COME_TODAY = "ມາໄດ້ກ່ອນຫົກໂມງແລງ ມີຄົນຍິງລໍຖ້າຮັບ"
OWN_NOTE = "ໃຫ້ນອນຫ້ອງໃນສຸດ ໃກ້ກັບຫ້ອງຜູ້ເບິ່ງແຍງ"
SHARED_NOTE = "ນາງກິນເຂົ້າໄດ້ ແລະ ຢາກພົບໝໍ"
TO_THE_POLICE = "ນາງຢາກໄດ້ໜັງສືຜ່ານແດນຄືນຈາກນາຍຈ້າງ"
LETTER = "ເລກທີ 0417/ຕຈສ"
FEEDBACK = "ພັກເຈັດຄືນ ໄດ້ຮັບຄຳປຶກສາສາມຄັ້ງ ແລ້ວຍ້າຍໄປຢູ່ກັບເອື້ອຍ"
SAID = "ຢູ່ກັບເອື້ອຍ ນອນຫຼັບດີ ແລະ ເລີ່ມວຽກຕັດຫຍິບແລ້ວ"
REACHED = "ປອດໄພແລ້ວ ມີວຽກເຮັດ ແລະ ຮູ້ວ່າຈະໂທຫາໃຜ"
STILL_TO_DO = "ຖາມເອື້ອຍຂອງນາງກ່ອນວ່າ ໃຫ້ຢູ່ນຳຕໍ່ໄດ້ບໍ"
FEARS_AGAIN = "ນາຍໜ້າອອກຈາກຄຸກແລ້ວ ແລະ ນາງຢ້ານອີກ"
SECRETS = Secrets(
    names=(CLIENT.name,),
    phones=(CLIENT.telephone,),
    stories=(
        *(TOLD.story, DECIDED, SUMMARY, FEARED, WHY_LIKELY, WISH, GOAL, DEED, MESSAGE, WHY_REFERRED, COME_TODAY),
        *(OWN_NOTE, SHARED_NOTE, TO_THE_POLICE, FEEDBACK, SAID, REACHED, STILL_TO_DO, FEARS_AGAIN),
    ),
    in_clear=STAFF,
)
# What is known on the case, and nobody outside its team may read.
OF_THE_CASE = (SUMMARY, FEARED, WHY_LIKELY, WISH, GOAL, DEED, WHY_REFERRED, BOTH_COSTS, TOLD.story)


@dataclass
class Story:
    """Numbers and addresses, as far as it has come."""

    concern: str = ""
    person: str = ""
    case: str = ""
    number: str = ""
    consent: str = ""
    first: Sent = field(default_factory=Sent)
    second: Sent = field(default_factory=Sent)
    received: str = ""
    request: str = ""
    help_before: tuple[str, ...] = ()
