"""What property tests of Lao text draw from."""

from __future__ import annotations

from hypothesis import strategies as st

LAO = st.characters(min_codepoint=0x0E80, max_codepoint=0x0EFF)
INVISIBLE = st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u00a0")
# The letters whose spellings collide, far more often than chance would bring them together.
TRICKY = st.sampled_from("ກຫນມຣລວອເແຳໍາັິີຸູົຼ່້໊໋໌ໆຯ໑ \u200b")

ENCODABLE = st.characters(codec="utf-8")

lao_texts = st.text(st.one_of(LAO, TRICKY, TRICKY), max_size=30)
any_texts = st.one_of(
    st.text(st.one_of(LAO, TRICKY, INVISIBLE, ENCODABLE), max_size=40),
    st.text(ENCODABLE, max_size=40),
    lao_texts,
)

SYLLABLES = [
    *("ກາ", "ກ໋າ", "ກົບ", "ເກີດ", "ແກ້ວ", "ໄກ່", "ຂາ", "ເຂົ້າ"),
    *("ສັກ", "ສົມ", "ໂສມ", "ໜູ", "ໝາ", "ຫຼວງ", "ພະ", "ບາງ"),
    *("ວຽງ", "ຈັນ", "ນ້ຳ", "ທີ່", "ຂວັນ", "ໃຈ", "ຊ່ວຍ", "ເຫຼືອ"),
    *("ບົວ", "ເຮືອນ", "ເສືອ", "ດອກ", "ໄມ້", "ມົ້ງ", "ຢ່າງ", "ຄະ"),
    *("ນະ", "ມຸດ"),
]
readable_lao = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12).map("".join)
