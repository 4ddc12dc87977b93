"""Whose names a press text may hold: those of officials, and nobody else's."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.areas.partnership.queries.lists import lists
from pokpong.areas.partnership.rules.names import AFTER_TITLE, CAPITAL, GIVEN_NAME, called, strangers
from pokpong.areas.partnership.vocabulary import table

OFFICIALS = ("ບົວສອນ ວົງສົມມຸດ", "Bouasone Vongsommout", "ພູທອນ ດ່ານວິໄລ")
PUBLIC = ("ແຂວງຈຳປາສັກ", "ຈຳປາສັກ", "Champasak", "Winrock International", "ສະຫະພັນແມ່ຍິງລາວ", "ເມືອງປາກເຊ")
KNOWN = dataclasses.replace(lists(), officials=OFFICIALS, public=(*lists().public, *PUBLIC))
# Names of people who were trafficked (invented), as somebody might slip them into a text.
VICTIMS = [
    "ນາງ ດາວເໜືອ ສົມມຸດ ໄດ້ເລົ່າເຖິງການເດີນທາງ",
    "ໄດ້ພົບນາງດາວເໜືອ ຢູ່ບ້ານ",
    "ທ້າວ ຕົ້ນກ້າ ອາຍຸ 16 ປີ",
    "ທ່ານ ນາງ ກ້ຽງຄຳ ໄດ້ກັບບ້ານ",
    "ປອ. ນິລັນ ໄດ້ເຂົ້າຮ່ວມ",
    "ດຣ. ນິລັນ ໄດ້ເຂົ້າຮ່ວມ",
    "ຜູ້ຖືກເຄາະຮ້າຍ ສົມພອນ ໄດ້ຮັບການຊ່ວຍເຫຼືອ",
    "ຄະນະໄດ້ຢ້ຽມຢາມ ສຸພາພອນ ທີ່ບ້ານ",
    "The delegation met Noy in the shelter.",
    "Noy Phommasone said that she was glad.",
    "A girl, Daoneua Sommout, told her story.",
    "They listened to Ms. keo, who came home.",
    "NOY came home.",
    "ຄະນະໄດ້ພົບກັບ Noy ທີ່ບ້ານພັກ",
]


@pytest.mark.parametrize("text", VICTIMS)
def test_the_name_of_a_victim_is_marked(text: str) -> None:
    assert strangers(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "ກອງປະຊຸມໄດ້ຈັດຂຶ້ນ ທີ່ແຂວງຈຳປາສັກ ໂດຍການເປັນປະທານຂອງ ທ່ານ ບົວສອນ ວົງສົມມຸດ ຮອງເຈົ້າແຂວງຈຳປາສັກ.",
        "ທ່ານບົວສອນ ວົງສົມມຸດໄດ້ກ່າວວ່າ ການຄ້າມະນຸດຍັງເປັນບັນຫາ.",
        "ທ່ານ ຮອງເຈົ້າແຂວງຈຳປາສັກ ໄດ້ເນັ້ນໜັກ.",
        "ທ່ານ ປອ. ພູທອນ ດ່ານວິໄລ ຫົວໜ້າພະແນກ ໄດ້ລາຍງານ.",
        "ບັນດາທ່ານ ທີ່ເຂົ້າຮ່ວມ ໄດ້ປຶກສາຫາລື.",
        "ສະຫະພັນແມ່ຍິງລາວ ແລະ ເດັກນ້ອຍ ໄດ້ຮັບການຊ່ວຍເຫຼືອ",
        "On 22 May 2021 the committee of Champasak met. Mr Bouasone Vongsommout was the chair.",
        "The delegation of Winrock International visited the Lao Women's Union.",
        "USAID supports the committee's work.",
        "",
    ],
)
def test_officials_bodies_and_everyday_words_are_not_marked(text: str) -> None:
    assert strangers(text, KNOWN) == []


# Texts as offices send them to newspapers; the names are invented, and those of officials who were chosen.
PRESS = [
    (
        "Pakse, 22 March 2021. The Provincial Committee opened its Quarterly Meeting on Monday. Speaking at the "
        "ceremony, Mr Bouasone Vongsommout thanked the Ministry of Labour and Social Welfare. Many villagers and "
        "One of the trainers took part. Afterwards, delegates discussed the Draft Action Plan."
    ),
    (
        "A Delegation of Winrock International visited the District Hospital in Champasak. Doctors, Nurses and "
        "Police Officers were trained. Later, Participants received Certificates. The Training was funded by "
        "USAID. Donors praised the Results; Challenges remain in Remote Areas."
    ),
    (
        "Members agreed to strengthen Cross-Border Cooperation with Thailand and Viet Nam. Decisions: "
        "Strengthening Referral Mechanisms; Raising Awareness among Young Women; Monitoring Recruitment Agencies; "
        "Improving Shelters. Hotlines are open. NGOs and the TIP Office will report in June 2021."
    ),
    (
        "According to the Deputy Governor, nobody should face these Risks alone. Factories, Plantations, "
        "Restaurants and Employers were inspected. Thirdly, Long-term Support is needed. Journalists may contact "
        "the Secretariat. Earlier Agreements were renewed. Together, Families, Teachers and Monks can protect "
        "Children."
    ),
]
# The same texts with somebody in them who may not be named.
STRANGERS = [
    "Later, Khamsing Doumdy told the Participants how she was recruited.",
    "Participants listened to Daovone, who came home in 2020.",
    "Mr Fields was there.",
    "Ms Many came home.",
    "Many came home.",
    "The Police Officer met June in the Shelter.",
    "Teachers and Sengphet were trained.",
    "Tip was in the Shelter.",
    "Grace Hope was in the Shelter.",
    "Done Phommavong spoke.",
    "Nurses met Vixay Keola in the District Hospital.",
    "Pakse, 22 March 2021. Sonmany, a girl of 15 years, was trained.",
]


@pytest.mark.parametrize("text", PRESS)
def test_plain_english_is_not_marked(text: str) -> None:
    known = dataclasses.replace(KNOWN, public=(*KNOWN.public, "Pakse"))
    assert [one.text for one in strangers(text, known)] == []


@pytest.mark.parametrize("text", STRANGERS)
def test_whoever_stands_in_plain_english_is_marked(text: str) -> None:
    known = dataclasses.replace(KNOWN, public=(*KNOWN.public, "Pakse"))
    assert strangers(text, known)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PRESS), st.sampled_from([row["en"] for row in table("given_names")]), st.integers(0, 40))
def test_a_name_is_marked_wherever_it_stands_in_a_press_text(text: str, name: str, at: int) -> None:
    words = text.split()
    words.insert(min(at, len(words)), name)
    known = dataclasses.replace(KNOWN, public=(*KNOWN.public, "Pakse"))
    assert any(name in one.text for one in strangers(" ".join(words), known))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(row["word"] for row in table("english_words") if row["word"].islower())))
def test_a_plain_word_behind_a_title_is_a_name(word: str) -> None:
    assert strangers(f"We met Mr {word.capitalize()} there.", KNOWN)


def test_the_list_of_plain_words_holds_nothing_that_people_are_called() -> None:
    called = {"hope", "grace", "joy", "faith", "rose", "dawn", "frank", "jack", "victor", "june", "april", "august"}
    called |= {"many", "phone", "done", "long", "tip", "son", "van", "song", "bang", "say", "see", "may"}
    given = {row["en"].casefold() for row in table("given_names")}
    words = {row["word"] for row in table("english_words")}
    assert words & (called | given) == set()


def test_it_says_what_is_odd_and_why() -> None:
    found = strangers("ທ່ານສົມໃຈໄດ້ກ່າວ. ແມ່ ຄຳແພງ ກັບບ້ານ. Then Noy Phommasone left.", KNOWN)
    assert [(one.text, one.why) for one in found] == [
        ("ສົມໃຈ", AFTER_TITLE),
        ("ຄຳແພງ", GIVEN_NAME),
        ("Noy Phommasone", CAPITAL),
    ]


def test_each_is_told_once_and_not_when_it_was_cleared() -> None:
    text = "ນາງ ດອກຈຳປາ ແລະ ນາງ ດອກຈຳປາ"
    assert [one.text for one in strangers(text, KNOWN)] == ["ດອກຈຳປາ"]
    assert strangers(text, dataclasses.replace(KNOWN, cleared=("ດອກຈຳປາ",))) == []


def test_an_official_of_the_same_given_name_hides_no_victim() -> None:
    """A picked official is named whole; a shorter or longer name is somebody else."""
    known = dataclasses.replace(KNOWN, officials=("ສົມ", "Noy"))
    assert [one.text for one in strangers("ນາງ ສົມພອນ", known)] == ["ສົມພອນ"]
    assert [one.text for one in strangers("Noyphone came", known)] == ["Noyphone"]
    assert strangers("ທ່ານ ບົວສອນ ແກ້ວສົມມຸດ", KNOWN)


def test_a_place_behind_a_title_is_a_name() -> None:
    assert [one.text for one in strangers("ນາງ ຈຳປາສັກ", KNOWN)] == ["ຈຳປາສັກ"]


def test_a_month_is_no_name_and_a_name_no_month() -> None:
    assert strangers("22 May 2021", KNOWN) == []
    assert strangers("In May 2021 they met; on 2 June, and on 13 August.", KNOWN) == []
    assert [one.text for one in strangers("We met May. In 2021 April came, June 15 years old. June 2021", KNOWN)] == [
        "May",
        "April",
        "June",
    ]
    assert strangers("ວັນທີ 24 ຕຸລາ 2026, ໃນເດືອນຕຸລາ 2026", KNOWN) == []
    assert [one.text for one in strangers("ຜູ້ກ່ຽວ ຕຸລາ 15 ປີ", KNOWN)] == ["ຕຸລາ"]


@pytest.mark.parametrize(
    ("kept", "text", "odd"),
    [
        ("ທ້າວ ວົງເດືອນ ສົມມຸດ", "ທ່ານ ວົງເດືອນ ສົມມຸດ, ຮອງເຈົ້າແຂວງ", []),
        ("ທ້າວ ວົງເດືອນ ສົມມຸດ", "ທ້າວ ວົງເດືອນ ສົມມຸດ", []),
        ("ທ້າວ ວົງເດືອນ ສົມມຸດ", "ນາງ ວົງເດືອນ", ["ວົງເດືອນ"]),
        ("ທ້າວ ດາວເໜືອ", "ທ່ານ ດາວເໜືອ", []),
        ("ທ້າວ ດາວເໜືອ", "ນາງ ດາວເໜືອ", ["ດາວເໜືອ"]),
        ("Mr Bouasone Vongsommout", "Ms Bouasone Vongsommout", []),
        ("ນາງນາດ ສົມມຸດ", "ທ່ານ ນາດ ສົມມຸດ", ["ນາດ"]),
    ],
)
def test_an_official_is_known_by_their_name_behind_another_title(kept: str, text: str, odd: list[str]) -> None:
    known = dataclasses.replace(KNOWN, officials=called(kept))
    assert [one.text for one in strangers(text, known)] == odd


def test_how_a_thing_is_done_is_no_name() -> None:
    assert strangers("ການຕິດຕາມ ແລະ ການປະເມີນຜົນກິດຈະກຳຕ່າງໆ ຢ່າງເປັນປະຈຳ", KNOWN) == []
    assert strangers("ຄະນະໄດ້ພົບ ນາງ ຢ່າງ", KNOWN)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([row["lo"] for row in table("given_names")]), st.sampled_from(["ນາງ", "ທ້າວ", "ທ່ານ", "ທ່ານ ນາງ"]))
def test_every_given_name_is_marked_after_every_title(name: str, title: str) -> None:
    for text in (f"ຄະນະໄດ້ພົບ {title} {name} ຢູ່ບ້ານ", f"ຄະນະໄດ້ພົບ{title}{name} ຢູ່ບ້ານ"):
        assert strangers(text, KNOWN), text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([row["en"] for row in table("given_names")]))
def test_every_latin_given_name_is_marked(name: str) -> None:
    assert strangers(f"{name} went home with the delegation.", KNOWN)
    assert strangers(f"The delegation met {name} on Monday.", KNOWN)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ກຂຄງຈສຊຍດຕນບປຜຝມຢລວຫອຮະາິີຶືຸູເແໂໄໃ່້ ຽຳ.ABCNoy -'", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for one in strangers(text, KNOWN):
        assert one.text.strip()
