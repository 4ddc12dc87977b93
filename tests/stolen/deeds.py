"""What people do in an office beyond the demo's story: every place where a secret may end up gets one.

Run on an installation where the story was told: `Installation.script("from tests.stolen.deeds import do; do()")`.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pokpong.config.wiring  # noqa: F401  as in a server: what is opened in an emergency is registered there
from pokpong.areas.protection import link_codes
from pokpong.areas.protection.actions import referrals
from pokpong.areas.protection.actions.amending import amend_concern, attach_file
from pokpong.areas.protection.actions.cases import open_case
from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.actions.sight import compartment_concern
from pokpong.areas.protection.actions.triage import triage_concern
from pokpong.areas.protection.models import Concern, ReferralLink
from pokpong.areas.protection.telling import Facts, Told
from pokpong.areas.protection.visitor import Visitor
from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE, VILLAGE
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import keyring
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.actions.households import join_household, register_household
from pokpong.registers.people.actions.own_copies import Them, ask_copy, hand_over_copy, prepare_copy
from pokpong.registers.people.actions.persons import amend_person, register_person
from pokpong.registers.people.actions.relations import relate
from pokpong.registers.people.queries import own_copies
from tests.stolen.scanner import Secrets

VICTIM, VICTIM_LATIN = "ຟ້າຮຸ່ງເຮືອງ ນິທານທອງ", "Fahounghueang Nithanthong"
MOTHER = "ແມ່ຕູ້ຈັນຫອມຫວນ ນິທານທອງ"
REFERRED, TAKER = "ດອກຄູນເຫຼືອງ ນິທານທອງ", "ທ່ານໝໍໃບໄຜ່ລຽວ ຄລີນິກນອກລະບົບ"
TELLER, WITNESS = "ອ້າຍພູຜາແດງ ເລົ່າຄວາມຫຼັງ", "ເອື້ອຍໃບຕອງຂຽວ ເຫັນກັບຕາ"
PHONE, MOTHERS_PHONE, TELLERS_PHONE = "020 5550 1147", "+856 20 5550 2258", "030 555 3369"
HOME = "ເຮືອນຫຼັງທີສາມ ຂ້າງສາງເຂົ້າເກົ່າ ມີປະຕູສີມ່ວງ"
STREET = "ຫຼັງຮ້ານຕັດຫຍິບປ້າດອກບົວ ທາງເຂົ້າສວນຕານ"
TOLD = "ນ້ອງຖືກພາຂ້າມນ້ຳຂອງໃນກາງຄືນເດືອນມືດ ແລະ ຖືກຂັງຢູ່ຫ້ອງແຖວສີເທົາສອງອາທິດ"
AMENDED = "ນ້ອງເລົ່າຕື່ມວ່າ ຜູ້ພາໄປໃສ່ເສື້ອລາຍດອກ ແລະ ຂັບລົດກະບະສີເລືອດໝູປ້າຍຕ່າງແຂວງ"
CONFLICTING = "ອີກຄົນຂຽນວ່າ ຜູ້ພາໄປແມ່ນຍິງໃສ່ແວ່ນຕາດຳ ຂີ່ລົດຈັກສີຂາວບໍ່ມີປ້າຍ"
WHY = "ເພາະນ້ອງໂທມາຮ້ອງໄຫ້ຂໍໃຫ້ມາຮັບດ່ວນ ຢູ່ທ່າເຮືອເກົ່າແຄມຝັ່ງ"
GLASS = "ຕ້ອງເປີດເບິ່ງ ເພາະແມ່ຂອງນ້ອງມານັ່ງລໍຖ້າຢູ່ຫ້ອງການຕັ້ງແຕ່ເຊົ້າ"
CIRCLE = "ຜູ້ຖືກສົງໄສເປັນຍາດໃກ້ຊິດຂອງພະນັກງານຄົນໜຶ່ງໃນຫ້ອງການນີ້ເອງ"
PRETEXT = "ບອກວ່າໂທມາຈາກຮ້ານຂາຍຜ້າໄໝ ເລື່ອງສິ້ນທີ່ສັ່ງຕ່ຳໄວ້"
PAPER = "ຂ້ອຍຂຽນດ້ວຍມືວ່າ ຂ້ອຍຖືກຕີຢູ່ໂຮງສີເຂົ້າຫຼັງເກົ່າ ແລະ ຂໍໃຫ້ຊ່ວຍເອື້ອຍຂ້ອຍນຳ"
NOTE = "ນ້ອງຍອມຮັບດ້ວຍປາກເປົ່າ ຕໍ່ໜ້າພະຍານ ຢູ່ໃຕ້ຕົ້ນຂາມໃຫຍ່"
VOUCHER = "ຜູ້ຮັບຮອງແມ່ນຄູປະຈຳຫ້ອງເກົ່າ ທີ່ພາມາສົ່ງດ້ວຍລົດຖີບ"
FILE = "ຮູບນ້ອງຟ້າຮຸ່ງເຮືອງໃນວັນທີ່ກັບມາ.pdf"

SECRETS = Secrets(
    names=(VICTIM, VICTIM_LATIN, MOTHER, TELLER, WITNESS, REFERRED, TAKER),
    phones=(PHONE, MOTHERS_PHONE, TELLERS_PHONE),
    homes=(HOME, STREET),
    stories=(TOLD, AMENDED, CONFLICTING, WHY, GLASS, CIRCLE, PRETEXT, PAPER, NOTE, VOUCHER, FILE),
)


def do() -> None:
    """Prints the ids of the concern and the person."""
    caseworker, supervisor = (User.objects.get(username=name) for name in ("caseworker", "supervisor"))
    concern = new_id()
    tell(caseworker, concern)
    change(caseworker, supervisor, concern)
    person = help_somebody(caseworker, concern)
    give_copy(caseworker, supervisor, person)
    close_circle(supervisor, concern)
    hand_out_link(caseworker)
    keyring.forget()
    print(concern, person)


def call(by: User, **arguments: Any) -> dict[str, Any]:
    return {"by": by, "call_id": new_id(), **arguments}


def tell(by: User, concern: UUID) -> None:
    told = Told(story=TOLD, names=VICTIM, reporter_name=TELLER, reporter_contact=TELLERS_PHONE)
    facts = Facts(channel="in_person", urgency="soon", sex="female", age_band="18-24", forms=("ForcedLabour",))
    raise_concern(**call(by, id=concern, place_path=VILLAGE, facts=facts, told=told))


def change(by: User, other: User, concern: UUID) -> None:
    """Keeps old values, a conflict, a file, and the reason of a step."""
    paper = b"%PDF-1.4\n" + PAPER.encode() + b"\n" + VICTIM.encode() + b"\n%%EOF\n"
    attach_file(**call(by, concern=concern, name=FILE, content=paper))
    base = Concern.objects.get(pk=concern).version
    amend_concern(**call(by, concern=concern, base=base, changes={"story": AMENDED}))
    amend_concern(**call(other, concern=concern, base=base, changes={"story": CONFLICTING}))
    triage_concern(**call(by, concern=concern, decision="screening", reason=WHY))


def help_somebody(by: User, concern: UUID) -> UUID:
    """A person with everything that is kept about one, known through the concern; a household in a village."""
    person, household = new_id(), new_id()
    names = [{"text": text, "kind": "official"} for text in (VICTIM, VICTIM_LATIN)]
    record = {"names": names[:1], "sex": "female", "home": {"path": VILLAGE, "text": HOME}, "birth_date": "2001-05-06"}
    register_person(**call(by, id=person, record=record, because_kind="concern", because=concern))
    amend_person(**call(by, person=person, base=1, changes={"names": names, "home": {"path": VILLAGE, "text": STREET}}))
    amend_person(**call(by, person=person, base=2, changes={"home": {"path": VILLAGE, "text": HOME}}))
    careful = {"when": "", "by_whom": "", "pretext": PRETEXT, "never": ""}
    for number, whose in ((PHONE, ""), (MOTHERS_PHONE, MOTHER)):
        add_contact(
            **call(
                by, id=new_id(), person=person, kind="phone", value=number, safety="careful", how=careful, whose=whose
            )
        )
    relate(**call(by, id=new_id(), person=person, kind="mother", other_name=MOTHER, suspected=True, suspected_why=WHY))
    register_household(**call(by, id=household, place_path=VILLAGE, label=HOME))
    join_household(**call(by, id=new_id(), household=household, person=person))
    agree(by, person)
    return person


def agree(by: User, person: UUID) -> None:
    today = clock.today()
    agreed = Agreed(
        purpose="assistance",
        recipients={str(new_id()): "ບ້ານພັກຊົ່ວຄາວ"},
        fields=["names", "contacts"],
        given_by="self",
        given_on=today,
        expires_on=today + timedelta(days=180),
        language="lao",
        way="spoken",
        witness=WITNESS,
        note=NOTE,
    )
    give_consent(**call(by, id=new_id(), person=person, agreed=agreed))


def give_copy(by: User, supervisor: User, person: UUID) -> None:
    """A copy that is prepared with every text, so that what was read is remembered."""
    copy, them = new_id(), Them("self", "vouched", VOUCHER)
    ask_copy(**call(by, id=copy, person=person, them=them, language="lo"))
    records = own_copies.records(own_copies.asked_for(supervisor, person))
    texts = [text.key for record in records for text in record.texts]
    prepare_copy(**call(supervisor, subject_copy=copy, released=texts))
    hand_over_copy(
        **call(by, subject_copy=copy, them=them, where="kept_here", asked_whether_safe=False, on=clock.today())
    )


def hand_out_link(by: User) -> None:
    """Somebody else is referred to an organisation without an account; its one-time link is opened and answered."""
    person, case, referral, link = new_id(), new_id(), new_id(), new_id()
    clinic, today, fields = known("organisation", "clinic"), clock.today(), ("names",)
    record = {
        "names": [{"text": REFERRED, "kind": "official"}],
        "sex": "female",
        "district_path": PAKSE,
        "birth_estimate": {"age": 30, "precision": "year", "as_of": str(today)},  # only an adult consents alone
    }
    register_person(**call(by, id=person, record=record, because_kind="person", why=WHY))
    agreed = Agreed(
        purpose="referral",
        recipients={str(clinic): "ຄລີນິກ"},
        fields=list(fields),
        given_by="self",
        given_on=today,
        expires_on=today + timedelta(days=90),
        language="lao",
        way="spoken",
        witness=WITNESS,
    )
    give_consent(**call(by, id=new_id(), person=person, agreed=agreed))
    open_case(**call(by, id=case, person=person, origin="walk_in"))
    asked = {"case": case, "organisation": clinic, "kind": "medical", "urgency": "soon", "message": TOLD}
    referrals.draft_referral(**call(by, id=referral, fields=fields, **asked))
    referrals.send_referral(**call(by, referral=referral))
    code, pin = link_codes.new_code(), link_codes.new_pin()
    digests = {"code": link_codes.digest_of_code(code), "pin": link_codes.digest_of_pin(link, pin)}
    referrals.make_link(**call(by, id=link, referral=referral, fields=fields, recipient=TAKER, **digests))
    made = ReferralLink.objects.select_related("referral").get(pk=link)
    door = Visitor.at_the_door(made)
    referrals.enter_link(by=door, link=link, pin=digests["pin"], browser="b" * 64, call_id=new_id())
    referrals.accept_referral(by=Visitor.inside(made), referral=referral, words=CONFLICTING, call_id=new_id())


def close_circle(by: User, concern: UUID) -> None:
    number = Concern.objects.get(pk=concern).number
    other = User.objects.get(username="neighbour")
    break_glass(**call(other, id=new_id(), kind="concern", number=number, reason=GLASS))
    compartment_concern(**call(by, concern=concern, members=(by.pk,), reason=CIRCLE))
