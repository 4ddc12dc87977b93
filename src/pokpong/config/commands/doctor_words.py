"""What to do about each look of the doctor, in Lao, beside the exact reason in English.

They stand here and not in a catalogue: the doctor speaks to whoever keeps the server also when production refuses its
settings or the catalogues are not compiled, and always in both languages.
"""

from __future__ import annotations

from typing import Final

LAO: Final = {
    "words in Lao and English": "ໄຟລ໌ຄຳແປຍັງບໍ່ທັນພ້ອມ: ໃຫ້ສັ່ງ python -m pokpong.config.catalogues.",
    "free disk space": "ດິສໃກ້ເຕັມ: ໃຫ້ຍ້າຍສຳເນົາສຳຮອງເກົ່າ ຫຼື ເພີ່ມດິສ; ຫ້າມລຶບໄຟລ໌ໃນໂຟນເດີ files.",
    "command of the daily summary": "ໂປຣແກຣມທີ່ສົ່ງບົດສະຫຼຸບປະຈຳວັນ ສັ່ງບໍ່ໄດ້: ໃຫ້ແກ້ POKPONG_NOTIFY_COMMAND.",
    "master key": "ອ່ານກະແຈຫຼັກບໍ່ໄດ້: ໃຫ້ກວດໄຟລ໌ກະແຈ, ເຈົ້າຂອງ ແລະ ສິດຂອງມັນ; ຫ້າມສ້າງກະແຈໃໝ່.",
    "data base": "ຖານຂໍ້ມູນບໍ່ຕອບ: ໃຫ້ກວດ POKPONG_DATABASE ແລະ ວ່າ PostgreSQL ເຮັດວຽກຢູ່ບໍ.",
    "steps of the data base": "ຖານຂໍ້ມູນຍັງເປັນລຸ້ນເກົ່າ: ໃຫ້ສັ່ງ pokpong migrate.",
    "master key fits the data": "ກະແຈບໍ່ເຂົ້າກັບຂໍ້ມູນນີ້: ໃຫ້ນຳກະແຈຫຼັກ ແລະ ກະແຈຂອງຮອບຫຼ້າສຸດຂອງເຊີບເວີນີ້ກັບມາ.",
    "append-only tables": "ຕາຕະລາງທີ່ຫ້າມແກ້ ສູນເສຍການລັອກ: ມີຜູ້ປ່ຽນຖານຂໍ້ມູນ; ໃຫ້ແຈ້ງຜູ້ບໍລິຫານ ແລະ ສັ່ງ pokpong audit verify.",
    "places": "ຍັງບໍ່ມີລາຍຊື່ແຂວງ ເມືອງ ບ້ານ: ໃຫ້ສັ່ງ pokpong import-places.",
    "people who work here": "ຍັງບໍ່ມີຜູ້ໃຊ້: ໃຫ້ສັ່ງ pokpong create-first-users ຫຼື ເປີດໜ້າຕິດຕັ້ງ.",
    "role at the data base": "ບົດບາດໃນຖານຂໍ້ມູນມີສິດຫຼາຍເກີນໄປ: ໃຫ້ໃຊ້ສອງບົດບາດຕາມ deploy/postgresql/roles.sql.",
    "rows of the data base": "ຖານຂໍ້ມູນບໍ່ໄດ້ກັ້ນແຖວ: ໃຫ້ຕັ້ງ POKPONG_ROW_SECURITY=1 ແລ້ວສັ່ງ pokpong migrate.",
    "log of the data base": "PostgreSQL ບັນທຶກຄຳທີ່ຄົນຄົ້ນຫາ: ໃຫ້ໃຊ້ deploy/postgresql/pokpong.conf.",
    "way to the data base": "ທາງໄປຫາຖານຂໍ້ມູນບໍ່ໄດ້ເຂົ້າລະຫັດ: ໃຫ້ເປີດ ssl = on ຢູ່ເຄື່ອງນັ້ນ.",
    "hashes of passwords": "ລະຫັດຜ່ານຖືກເດົາໄດ້ໄວເກີນໄປ: ໃຫ້ໃຊ້ Argon2 ຕາມທີ່ຕັ້ງມາ.",
    "time of day": "ໂມງຂອງເຊີບເວີບໍ່ຖືກຕ້ອງ: ໃຫ້ສັ່ງ timedatectl set-ntp true.",
    "checkpoint of the audit": "ໄຟລ໌ຈຸດກວດຂອງປະຫວັດມີບ່ອນດຽວ ຫຼື ອ່ານບໍ່ໄດ້: ໃຫ້ຕັ້ງ POKPONG_CHECKPOINT_SECOND ໄປຫາເຄື່ອງອື່ນ.",
    "last backup": "ບໍ່ມີສຳເນົາສຳຮອງໃໝ່: ໃຫ້ຕັ້ງ POKPONG_BACKUP_DIR ໃສ່ດິສອື່ນ ແລ້ວສັ່ງ pokpong backup.",
    "restore drill": "ບໍ່ໄດ້ທົດລອງກູ້ຄືນໃນຊ່ວງ 35 ວັນ ຫຼື ທົດລອງບໍ່ຜ່ານ: ໃຫ້ສັ່ງ pokpong restore DIR --identity FILE --drill.",
    "first turn of the epoch": (
        "ຍັງບໍ່ໄດ້ປ່ຽນຮອບກະແຈຄັ້ງທຳອິດ, ເຊິ່ງຈະປ່ຽນກະແຈຫຼັກ: ໃຫ້ສັ່ງ pokpong keys turn-epoch ແລະ pokpong backup ກ່ອນ ແລ້ວຈຶ່ງສຳເນົາກະແຈຫຼັກ."
    ),
    "keys of the present epoch": "ຊຸດກະແຈເກົ່າກວ່າຮອບປັດຈຸບັນ: ໃຫ້ສັ່ງ pokpong backup --keys-only.",
    "second place of the epoch keys": "ກະແຈຂອງຮອບຢູ່ບ່ອນດຽວ: ໃຫ້ຕັ້ງ POKPONG_EPOCHS_COPY ແລ້ວສັ່ງ pokpong backup.",
    "web": "ໜ້າເວັບບໍ່ເຮັດວຽກ: ໃຫ້ເລີ່ມ pokpong serve ຫຼື pokpong-web.",
    "worker": "ວຽກເບື້ອງຫຼັງບໍ່ເຮັດວຽກ: ໃຫ້ເລີ່ມ pokpong serve ຫຼື pokpong-worker.",
    "clock": "ໂມງຂອງກຳນົດເວລາ ແລະ ການເຕືອນບໍ່ເຮັດວຽກ: ໃຫ້ເລີ່ມ pokpong serve ຫຼື pokpong-clock.",
}


def in_lao(what: str) -> str:
    """Empty for the settings, whose reasons carry their own Lao."""
    return LAO.get(what, "")
