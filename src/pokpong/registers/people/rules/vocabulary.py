"""The words of a person's record: codes that are kept, and what people read. Broad on purpose where they stay open."""

from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _

Choice = tuple[str, Words]

SEXES: list[Choice] = [
    ("female", _("Female")),
    ("male", _("Male")),
    ("other", _("Another sex")),
    ("unknown", _("Not known")),
]
NATIONALITIES: list[Choice] = [
    ("LA", _("Lao")),
    ("TH", _("Thai")),
    ("VN", _("Vietnamese")),
    ("CN", _("Chinese")),
    ("KH", _("Cambodian")),
    ("MM", _("Burmese")),
    ("other", _("Another nationality")),
    ("none", _("Without nationality")),
    ("unknown", _("Not known")),
]
LANGUAGE_FAMILIES: list[Choice] = [
    ("lao_tai", _("Lao-Tai")),
    ("mon_khmer", _("Mon-Khmer")),
    ("sino_tibetan", _("Sino-Tibetan")),
    ("hmong_iumien", _("Hmong-Iumien")),
    ("other", _("Another language family")),
    ("unknown", _("Not known")),
]
# ISO 639-3
LANGUAGES: list[Choice] = [
    ("lao", _("Lao")),
    ("kjg", _("Khmu")),
    ("mww", _("White Hmong")),
    ("hnj", _("Green Hmong")),
    ("ium", _("Iu Mien")),
    ("ahk", _("Akha")),
    ("khb", _("Lü")),
    ("pht", _("Phu Thai")),
    ("kdt", _("Kuy")),
    ("bru", _("Bru")),
    ("tha", _("Thai")),
    ("vie", _("Vietnamese")),
    ("cmn", _("Chinese")),
    ("eng", _("English")),
    ("sgn", _("Sign language")),
    ("other", _("Another language")),
]
# The broad family of each language: the only thing about languages that is counted.
FAMILY_OF = {
    "lao": "lao_tai",
    "khb": "lao_tai",
    "pht": "lao_tai",
    "tha": "lao_tai",
    "kjg": "mon_khmer",
    "kdt": "mon_khmer",
    "bru": "mon_khmer",
    "vie": "mon_khmer",
    "ahk": "sino_tibetan",
    "cmn": "sino_tibetan",
    "mww": "hmong_iumien",
    "hnj": "hmong_iumien",
    "ium": "hmong_iumien",
}
NAME_KINDS: list[Choice] = [
    ("official", _("Name in documents")),
    ("nick", _("Nickname")),
    ("other", _("Another name")),
]
DOCUMENT_KINDS: list[Choice] = [
    ("identity_card", _("Identity card")),
    ("family_book", _("Family book")),
    ("passport", _("Passport")),
    ("border_pass", _("Border pass")),
    ("birth_certificate", _("Birth certificate")),
    ("other", _("Another document")),
]
CONTACT_KINDS: list[Choice] = [
    ("phone", _("Telephone")),
    ("whatsapp", _("WhatsApp")),
    ("messenger", _("Messenger or Facebook")),
    ("line", _("LINE")),
    ("address", _("Address")),
    ("through", _("Through another person")),
]
SAFETY: list[Choice] = [
    ("safe", _("Safe at any time")),
    ("careful", _("Safe only as written here")),
    ("unsafe", _("Not safe: never use it")),
    ("unknown", _("Not known: ask the person first")),
]
RELATION_KINDS: list[Choice] = [
    ("mother", _("Mother")),
    ("father", _("Father")),
    ("guardian", _("Guardian")),
    ("spouse", _("Husband or wife")),
    ("sibling", _("Brother or sister")),
    ("child", _("Son or daughter")),
    ("grandparent", _("Grandparent")),
    ("relative", _("Another relative")),
    ("friend", _("Friend or neighbour")),
    ("other", _("Another relation")),
]
GUARDIANS = frozenset({"mother", "father", "guardian", "grandparent"})
YES_NO_UNKNOWN: list[Choice] = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))]


def codes(choices: list[Choice]) -> frozenset[str]:
    return frozenset(code for code, _words in choices)


def words_of(choices: list[Choice], code: str) -> str:
    """The words for a code in the language that is active, or the code itself when it is not in the list."""
    return str(dict(choices).get(code, code))
