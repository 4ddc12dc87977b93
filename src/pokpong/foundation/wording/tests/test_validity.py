"""Nothing that the program fills into a text is lost or invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.lao.text import canon
from pokpong.foundation.wording.entries import entries
from pokpong.foundation.wording.validity import check, placeholders, settled

LAO = st.text(alphabet="ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະາ ", min_size=1, max_size=30).filter(str.strip)


def codes(text: str, english: str, plural: str = "") -> set[str]:
    return {problem.code for problem in check([text], english=english, plural=plural, count=1)}


@pytest.mark.parametrize(
    ("english", "text", "code"),
    [
        ("Save", "", "word_text_missing"),
        ("Save", "Save", "word_no_lao"),
        ("Save", "ກ" * 500, "word_text_too_long"),
        ("until %(day)s", "ຈົນຮອດ", "word_placeholder_lost"),
        ("until %(day)s", "ຈົນຮອດ %(day)s %(name)s", "word_placeholder_unknown"),
        ("until %(day)s", "ຈົນຮອດ %(dya)s", "word_placeholder_lost"),
        ("until %(day)s", "ຈົນຮອດ %(day) s", "word_placeholder_lost"),
        ("until %(day)s", "ຈົນຮອດ %(day)s 50%", "word_sign_alone"),
        ("%s of %s", "%s ຈາກ", "word_placeholder_lost"),
        ("%s of", "%s ຈາກ %s", "word_placeholder_unknown"),
        ("for {name}", "ສຳລັບ {nam}", "word_placeholder_lost"),
        ("for {name}", "ສຳລັບ {name", "word_placeholder_lost"),
        ("Save", "ບັນທຶກ {x}", "word_placeholder_unknown"),
        ("Save", "ບັນທຶກ 5%", "word_sign_alone"),
        ("<b>Save</b> it", "ບັນທຶກ", "word_tags_wrong"),
        ("<b>Save</b> it", "</b>ບັນທຶກ<b>", "word_tags_wrong"),
        ("Save", "ບັນທຶກ <script>", "word_tags_wrong"),
        ("Save", "ບັນທຶກ <", "word_sign_alone"),
        ("Save", 'ບັນທຶກ" onfocus="x', "word_sign_alone"),
        ("Save", "ບັນທຶກ <!-- ", "word_sign_alone"),
        ("more < or >", "ຫຼາຍ > ຫຼື <img src=x ", "word_sign_alone"),
        ("<b>Save</b>", "<b onclick=x>ບັນທຶກ</b>", "word_tags_wrong"),
        ("Save", "ບັນທຶກ\x07", "word_not_a_text"),
    ],
)
def test_what_would_break_a_page_is_refused(english: str, text: str, code: str) -> None:
    assert code in codes(text, english)


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("Save", "ບັນທຶກ"),
        ("until %(day)s", "%(day)s ເປັນວັນສຸດທ້າຍ, %(day)s"),
        ("%(share)s %% of all", "%(share)s %% ຂອງທັງໝົດ"),
        ("<b>Save</b> it<br>now", "<b>ບັນທຶກ</b><br>ດຽວນີ້"),
        ("%(x)s / %(y)s", "%(y)s ຈາກ %(x)s"),
    ],
)
def test_what_keeps_everything_is_taken(english: str, text: str) -> None:
    assert codes(text, english) == set()


def test_a_form_for_many_names_the_number() -> None:
    assert codes("ວຽກ", "One task", "%(n)s tasks") == {"word_placeholder_lost"}
    assert codes("ວຽກ %(n)s", "One task", "%(n)s tasks") == set()
    assert {problem.code for problem in check([], english="x", plural="y", count=1)} == {"word_forms_wrong"}


def test_every_text_that_ships_would_be_taken() -> None:
    """The rules are those by which the catalogues themselves were written."""
    wrong = {
        entry.english: [problem.code for problem in found]
        for entry in entries("lo").values()
        if (found := check(entry.forms, english=entry.english, plural=entry.plural, count=len(entry.forms)))
        and {problem.code for problem in found} - {"word_no_lao"}  # a few are the same in every language
    }
    assert wrong == {}


@given(LAO, st.lists(st.sampled_from(["a", "day", "name"]), max_size=3))
def test_whatever_is_taken_can_be_filled_in(text: str, names: list[str]) -> None:
    english = " ".join(["Until", *(f"%({name})s" for name in names)])
    lao = " ".join([text, *(f"%({name})s" for name in names)])
    assert codes(lao, english) == set()
    assert placeholders(lao).keys() == placeholders(english).keys()
    assert lao % dict.fromkeys(names, "x") == lao.replace("%(a)s", "x").replace("%(day)s", "x").replace("%(name)s", "x")


@given(LAO)
def test_settling_is_canonical_and_done_once(text: str) -> None:
    once = settled(text, "  Save\n")
    assert settled(once, "  Save\n") == once
    assert canon(once) == once
    assert once.startswith("  ")
    assert once.endswith("\n")
