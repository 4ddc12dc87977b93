"""Papers to draw in tests: invented offices, people and places."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pokpong.foundation.papers.paper import Paper, PaperTable, Section, Signature
from pokpong.foundation.papers.words import Languages, Said

LAO = (
    "ຕາມການສະເໜີຂອງຫ້ອງການສະຫະພັນແມ່ຍິງ ແລະ ພະແນກແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ ແຂວງຈຳປາສັກ ກ່ຽວກັບການຊ່ວຍເຫຼືອ"
    "ຜູ້ຖືກເຄາະຮ້າຍ ໃຫ້ໄດ້ຮັບການປົກປ້ອງ, ການປິ່ນປົວ, ທີ່ພັກຊົ່ວຄາວ, ການຝຶກອາຊີບ ແລະ ການກັບຄືນສູ່ສັງຄົມ ຢ່າງປອດໄພ "
    "ແລະ ມີກຽດສັກສີ ໂດຍບໍ່ຈຳແນກເພດ, ອາຍຸ, ຊົນເຜົ່າ ຫຼື ສາສະໜາ. ເດັກນ້ອຍໆທຸກໆຄົນ ຕ້ອງໄດ້ຮັບການດູແລ ແລະ ນ້ຳດື່ມ."
)
ENGLISH = (
    "On the proposal of the Department of Labour and Social Welfare, on assistance that is safe and dignified, without "
    "distinction of sex, age, ethnic group or religion. Every child must be cared for."
)


def said(first: str, second: str, both: bool) -> Said:
    return Said(first, second if both else "")


def a_paper(*, both: bool = True, sections: Sequence[Section] | None = None, **more: Any) -> Paper:
    """A paper with every part, in Lao and English or in Lao alone."""
    return Paper(
        **{
            "kind": said("ແຈ້ງການ", "Notice", both),
            "languages": Languages("lo", "en" if both else ""),
            "subject": said("ກ່ຽວກັບ ການຢ້ຽມຢາມ", "About a visit", both),
            "issuers": (said("ກະຊວງຕົວຢ່າງ", "Example Ministry", both), said("ກົມຕົວຢ່າງ", "Example Department", both)),
            "number": "1114/ຮສສ",
            "place": said("ປາກເຊ", "Pakse", both),
            "date": date(2021, 3, 22),
            "bases": (said("ອີງຕາມ ກົດໝາຍ ສະບັບເລກທີ 73/ສພຊ;", "According to the law;", both),),
            "sections": text_sections(both) if sections is None else sections,
            "signatures": (
                Signature(said("ຫົວໜ້າກົມ", "Head of the department", both), "ທ້າວ ຕົວຢ່າງ"),
                Signature(said("ພະຍານ", "Witness", both), line=said("ລາຍເຊັນ", "Signature", both)),
            ),
            "distribution": (said("ຫ້ອງວ່າການ", "Office", both),),
            "qr": "https://pokpong.example/x",
            "qr_words": said("ກວດສອບ", "Check", both),
            **more,
        }
    )


def text_sections(both: bool) -> tuple[Section, ...]:
    return (
        Section(
            said("ຫົວຂໍ້", "Heading", both),
            (said(f"{LAO}\n\n{LAO}", f"{ENGLISH}\n\n{ENGLISH}", both),),
            (said(f"ຂໍ້ໜຶ່ງ {LAO}", "One", both), said("ຂໍ້ສອງ", "Two", both)),
            numbered=True,
        ),
        Section(
            said("ຂໍ້ມູນ", "Data", both),
            rows=(
                (said("ຊື່ ແລະ ນາມສະກຸນ", "Name", both), Said("ນາງ ຄຳຫຼ້າ ຕົວຢ່າງ, Nguyễn Thị Ánh, สมชาย น้ำใส")),
                (said("ເລື່ອງເລົ່າ", "Story", both), said(f"{LAO}\n\nບັນທັດໜຶ່ງ\nບັນທັດສອງ", ENGLISH, both)),
            ),
        ),
        Section(table=a_table(4, both)),
    )


def a_table(rows: int, both: bool = True) -> PaperTable:
    return PaperTable(
        head=(said("ວັນທີ", "Date", both), said("ການບໍລິການ", "Service", both), said("ໝາຍເຫດ", "Remark", both)),
        rows=[
            (f"{1 + row % 28:02d}/03/2021", said("ທີ່ພັກຊົ່ວຄາວ", "Shelter", both), f"({row}) {LAO}" if row % 3 else "")
            for row in range(rows)
        ],
    )


def long_paper() -> Paper:
    """Over three pages: text, a table that crosses pages, the signatures behind it."""
    return a_paper(sections=(*text_sections(True), Section(table=a_table(14)), Section(paragraphs=(Said(LAO),))))


UNBREAKABLE = "PKX" * 60
LAO_UNBREAKABLE = "ກກ" * 80


def paper_of_long_words() -> Paper:
    """Words that no line holds, wherever a word can stand."""
    words = (Said(UNBREAKABLE), Said(LAO_UNBREAKABLE))
    return a_paper(
        both=False,
        subject=Said(UNBREAKABLE),
        issuers=words,
        bases=words,
        distribution=words,
        signatures=(Signature(Said(UNBREAKABLE), UNBREAKABLE), Signature(Said("ກ"), UNBREAKABLE)),
        sections=(
            Section(
                Said(UNBREAKABLE),
                words,
                words,
                rows=[(Said(UNBREAKABLE), Said(LAO_UNBREAKABLE))],
                table=PaperTable(words, [(UNBREAKABLE, LAO_UNBREAKABLE)]),
            ),
        ),
    )
