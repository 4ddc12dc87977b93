"""The fields of organisations, officials and services, and the words above their columns."""

from __future__ import annotations

from pokpong.doors.exchange.mapping.targets import CODE, CODES, DAY, NUMBER, PHONE, Target, TargetField
from pokpong.doors.exchange.mapping.values import ValueSet
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.institutions.vocabularies import (
    FOR_WHOM,
    FUNCTIONS,
    LANGUAGES,
    ORGANISATION_KINDS,
    SERVICE_KINDS,
    SPOKEN,
    Vocabulary,
)


def values_of(vocabulary: Vocabulary) -> ValueSet:
    """The vocabulary's words in every language."""
    labels = {code: row["en"] for code, row in vocabulary.rows.items()}
    others = ((row[language], code) for code, row in vocabulary.rows.items() for language in LANGUAGES)
    return ValueSet.of(vocabulary.name, labels, others)


_PLACE = ("place", "district", "province", "location", "ສະຖານທີ່", "ເມືອງ", "ແຂວງ", "ທີ່ຕັ້ງ")
_PHONE = ("phone", "telephone", "tel", "mobile", "ໂທລະສັບ", "ເບີໂທ", "ໂທ")
_ORGANISATION = ("organisation", "organization", "office", "institution", "ອົງການ", "ໜ່ວຍງານ", "ສັງກັດ")

ORGANISATIONS = Target(
    "organisations",
    _("Organisations"),
    (
        TargetField(
            "name_lo", _("Name in Lao"), required=True, headers=("ຊື່", "ຊື່ອົງການ", "name", "organisation", "name lao")
        ),
        TargetField("name_en", _("Name in English"), headers=("english name", "name en", "ຊື່ພາສາອັງກິດ")),
        TargetField("short_lo", _("Short name in Lao"), headers=("short name", "abbreviation", "ຊື່ຫຍໍ້")),
        TargetField(
            "kind",
            _("Kind"),
            CODE,
            required=True,
            headers=("type", "kind of organisation", "ປະເພດ"),
            values=values_of(ORGANISATION_KINDS),
        ),
        TargetField("place", _("Place"), headers=_PLACE),
        TargetField("parent", _("Belongs to"), headers=("parent", "part of", "ຂຶ້ນກັບ")),
        TargetField("phone", _("Telephone"), PHONE, headers=_PHONE),
        TargetField("address", _("Address"), headers=("street", "ທີ່ຢູ່")),
    ),
)
OFFICIALS = Target(
    "officials",
    _("Officials"),
    (
        TargetField("name", _("Name"), required=True, headers=("full name", "official", "ຊື່", "ຊື່ ແລະ ນາມສະກຸນ")),
        TargetField("latin_name", _("Name in Latin letters"), headers=("english name", "ຊື່ພາສາອັງກິດ")),
        TargetField("post", _("Post"), required=True, headers=("position", "title", "ຕຳແໜ່ງ")),
        TargetField(
            "function",
            _("Function"),
            CODE,
            required=True,
            headers=("role", "ໜ້າທີ່"),
            values=values_of(FUNCTIONS),
        ),
        TargetField("organisation", _("Organisation"), required=True, headers=_ORGANISATION),
        TargetField("place", _("Place"), headers=_PLACE),
        TargetField("phone", _("Telephone"), PHONE, headers=_PHONE),
        TargetField("starts", _("In the post since"), DAY, required=True, headers=("since", "start", "ເລີ່ມ", "ວັນທີເລີ່ມ")),
    ),
)
SERVICES = Target(
    "services",
    _("Services"),
    (
        TargetField("organisation", _("Organisation"), required=True, headers=_ORGANISATION),
        TargetField(
            "kind",
            _("Kind"),
            CODE,
            required=True,
            headers=("service", "type", "kind of service", "ປະເພດ", "ບໍລິການ"),
            values=values_of(SERVICE_KINDS),
        ),
        TargetField("places", _("For the people of"), required=True, headers=(*_PLACE, "places", "area", "coverage")),
        TargetField("name_lo", _("Name in Lao"), headers=("ຊື່", "ຊື່ບໍລິການ", "name")),
        TargetField("name_en", _("Name in English"), headers=("english name", "name en")),
        TargetField("for_whom", _("For whom"), CODES, headers=("target group", "ສຳລັບ"), values=values_of(FOR_WHOM)),
        TargetField("capacity", _("Number of places"), NUMBER, headers=("capacity", "beds", "ຈຳນວນ")),
        TargetField("languages", _("Languages"), CODES, headers=("language", "ພາສາ"), values=values_of(SPOKEN)),
        TargetField("hours_lo", _("Opening hours"), headers=("hours", "ເວລາ", "ເວລາເປີດ")),
        TargetField("eligibility_lo", _("Conditions"), headers=("eligibility", "criteria", "ເງື່ອນໄຂ")),
        TargetField("phone", _("Telephone"), PHONE, headers=_PHONE),
    ),
)
