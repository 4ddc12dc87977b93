"""A person's own copy: who may ask, who prepares it, to whom it is handed; and that it goes with the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

import pokpong.config.wiring  # noqa: F401  every area joins its table
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import keyring
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.actions.own_copies import Them, ask_copy, drop_copy, hand_over_copy, prepare_copy
from pokpong.registers.people.models import Person, SubjectCopy
from pokpong.registers.people.queries import own_copies as queries
from pokpong.registers.people.queries.own_copies import TAKEN_OUT, Veil
from pokpong.registers.people.rules import own_copy as rules
from pokpong.registers.people.rules.vocabulary import RELATION_KINDS
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import WHY, approve, ask, key_folder
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db
THEMSELVES = Them("self", "known")


def asked(by: Any, person: Person, them: Them = THEMSELVES, **more: Any) -> SubjectCopy:
    values = {"id": new_id(), "language": "lo", "call_id": new_id(), **more}
    return ask_copy(by=by, person=person.pk, them=them, **values)


def prepared(by: Any, copy: SubjectCopy, released: tuple[str, ...] = (), **more: Any) -> SubjectCopy:
    return prepare_copy(by=by, subject_copy=copy.pk, released=released, **{"call_id": new_id(), **more})


def handed(by: Any, copy: SubjectCopy, them: Them = THEMSELVES, **more: Any) -> SubjectCopy:
    values = {"where": "kept_here", "asked_whether_safe": False, "on": clock.today(), "call_id": new_id(), **more}
    return hand_over_copy(by=by, subject_copy=copy.pk, them=them, **values)


def dropped(by: Any, copy: SubjectCopy, why: str = WHY) -> SubjectCopy:
    return drop_copy(by=by, subject_copy=copy.pk, why=why, call_id=new_id())


def child(by: Any, age: int = 9) -> Person:
    return make.register(by, birth_estimate={"age": age, "precision": "about"})


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_the_whole_way() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    calls = [new_id() for _ in range(3)]
    copy = asked(alice, person, call_id=calls[0])
    assert (copy.number, copy.state, copy.noted_by) == (1, "asked", alice.id)
    assert copy.asking == {"asker": "self", "identity": "known", "note": ""}
    assert [task.kind for task in waiting_for(suna)] == ["subject_copy.prepare"]
    copy = prepared(suna, copy, call_id=calls[1])
    assert (copy.state, copy.prepared_by, copy.prepared_on, copy.released) == ("prepared", suna.id, clock.today(), [])
    assert not waiting_for(suna)
    assert [task.kind for task in waiting_for(alice)] == ["subject_copy.hand_over"]
    them = Them("self", "vouched", "ນາຍຄູ ຮູ້ຈັກ")
    copy = handed(alice, copy, them, where="taken", asked_whether_safe=True, call_id=calls[2])
    assert (copy.state, copy.handed_by, copy.handed_on) == ("handed_over", alice.id, clock.today())
    assert copy.handing == {**them.kept, "where": "taken"}
    assert not waiting_for(alice)
    for call, name in zip(calls, ("ask", "prepare", "hand_over"), strict=True):
        assert left_traces(call, f"subject_copy.{name}", copy.pk, copy.pk)


def test_who_may_do_what() -> None:
    alice, bob, suna = make.caseworker(), make.caseworker("bob"), make.supervisor()
    far, chair = make.supervisor("far", make.NEIGHBOUR), make_user("chair", "chair", make.DISTRICT)
    person = make.register(alice)
    for other in (bob, far):
        with pytest.raises(NotThere):
            asked(other, person)
    with pytest.raises(NotAllowed):
        asked(chair, person)
    copy = asked(alice, person)
    with pytest.raises(NotAllowed):
        prepared(alice, copy)
    with pytest.raises(NotThere):
        prepared(far, copy)
    copy = prepared(suna, copy)
    for other in (bob, far):
        with pytest.raises(NotThere):
            handed(other, copy)
        with pytest.raises(NotThere):
            dropped(other, copy)
    with pytest.raises(NotAllowed):
        handed(chair, copy)


def test_states_it_cannot_be_done_in() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    copy = asked(alice, make.register(alice))
    with pytest.raises(Refused) as refused:
        handed(alice, copy)
    assert codes(refused) == {"move_not_allowed"}
    prepared(suna, prepared(suna, copy))  # reading it again is allowed
    handed(alice, copy)
    acts: tuple[Callable[[], object], ...] = (
        lambda: prepared(suna, copy),
        lambda: handed(alice, copy),
        lambda: dropped(alice, copy),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {"move_not_allowed"}


def test_one_at_a_time_and_each_has_its_number() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    first = asked(alice, person)
    with pytest.raises(Refused) as refused:
        asked(alice, person)
    assert codes(refused) == {"copy_asked_already"}
    first = dropped(alice, first)
    assert why_of(history_of(first.pk)[-1]) == WHY
    second = asked(alice, person)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(IntegrityError), transaction.atomic(), writing.opened("tests"):
        SubjectCopy(key_id=person.key_id, person=person, number=3, noted_by=alice.id, asking={}, language="lo").save(
            force_insert=True
        )


def test_dropping_needs_a_reason() -> None:
    alice = make.caseworker()
    with pytest.raises(Refused) as refused:
        dropped(alice, asked(alice, make.register(alice)), "  ")
    assert codes(refused) == {"copy_why_missing"}


def test_an_unsuspected_guardian_asks_for_a_young_child_and_nobody_else_for_anybody() -> None:
    alice = make.caseworker()
    young = child(alice)
    mother = make.relation_for(alice, young.pk)
    copy = asked(alice, young, Them("guardian", "paper", guardian=mother.pk))
    assert copy.guardian == mother.pk
    for age, code in ((17, "copy_youth_asks"), (30, "copy_adult_asks")):
        older = child(alice, age)
        parent = make.relation_for(alice, older.pk)
        with pytest.raises(Refused) as refused:
            asked(alice, older, Them("guardian", "paper", guardian=parent.pk))
        assert codes(refused) == {code}
    with pytest.raises(Refused) as refused:
        asked(alice, child(alice), Them("guardian", "paper", guardian=mother.pk))
    assert codes(refused) == {"copy_guardian_missing"}  # of another child


def test_a_suspected_guardian_is_given_nothing_however_often_they_were_written_down() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    young = child(alice)
    uncle = make.relation_for(alice, young.pk, kind="guardian", other_name="ທ້າວ ລຸງ ຕົວຢ່າງ")
    make.relation_for(alice, young.pk, kind="relative", other_name="ທ້າວ ລຸງ ຕົວຢ່າງ", suspected=True, suspected_why=WHY)
    copy = asked(alice, young)
    prepared(suna, copy)
    acts: tuple[Callable[[Them], object], ...] = (
        lambda them: asked(alice, child(alice), them),
        lambda them: handed(alice, copy, them),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act(Them("guardian", "paper", guardian=uncle.pk))
        assert codes(refused) <= {"copy_guardian_suspect", "copy_guardian_missing"}
    with pytest.raises(Refused) as refused:
        handed(alice, copy, Them("guardian", "paper", guardian=uncle.pk))
    assert codes(refused) == {"copy_guardian_suspect"}


def test_everything_wrong_is_told_at_once() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    with pytest.raises(Refused) as refused:
        asked(alice, person, Them("lawyer", "", ""), language="xx")
    assert codes(refused) == {"copy_asker_unknown", "copy_identity_missing", "copy_language_unknown"}
    copy = prepared(suna, asked(alice, person))
    with pytest.raises(Refused) as refused:
        handed(
            alice, copy, Them("self", "vouched"), where="taken", asked_whether_safe=False,
            on=clock.today() + timedelta(days=1),
        )  # fmt: skip
    assert codes(refused) == {"copy_voucher_missing", "copy_not_asked_whether_safe", "copy_in_future"}
    with pytest.raises(Refused) as refused:
        handed(alice, copy, where="sent", on=copy.asked_on - timedelta(days=1))
    assert codes(refused) == {"copy_where_unknown", "copy_too_early"}


@given(
    asker=st.sampled_from(["self", "guardian", "lawyer", ""]),
    age=st.none() | st.integers(0, 90),
    guardian=st.sampled_from(["", *dict(RELATION_KINDS)]),
    suspected=st.booleans(),
)
def test_only_the_person_or_the_unsuspected_guardian_of_a_young_child_ever_receives(
    asker: str, age: int | None, guardian: str, suspected: bool
) -> None:
    receiver = rules.Receiver(asker, "paper", age=age, guardian=guardian, suspected=suspected)
    may = asker == "self" or (
        asker == "guardian"
        and age is not None
        and age < 15
        and guardian in {"mother", "father", "guardian", "grandparent"}
        and not suspected
    )
    assert (not rules.receiver_problems(receiver)) == may


def test_a_merged_record_gives_one_copy_and_both_are_in_it() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    first, second = make.register(alice), make.register(alice, "ນາງ ອີກຊື່ ຕົວຢ່າງ")
    merge_person(by=suna, person=second.pk, into=first.pk, why=WHY, call_id=new_id())
    with pytest.raises(Refused) as refused:
        asked(alice, second)
    assert codes(refused) == {"person_not_open"}
    asked(alice, first)
    records = queries.records(queries.asked_for(suna, first.pk))
    assert {record.row.pk for record in records if record.kind.noun == "person"} == {first.pk, second.pk}


def test_who_does_not_see_everything_prepares_and_reads_nothing() -> None:
    """A supervisor of the district of one of two merged records."""
    alice, suna, wide = make.caseworker(), make.supervisor(), make.supervisor("wide", "LA16/")
    first = make.register(alice)
    second = make.register(make.caseworker("nok", make.NEIGHBOUR), district_path=make.NEIGHBOUR)
    merge_person(by=wide, person=second.pk, into=first.pk, why=WHY, call_id=new_id())
    copy = asked(alice, first)
    with pytest.raises(Refused) as refused:
        prepared(suna, copy)
    assert codes(refused) == {"copy_not_whole"}
    with pytest.raises(NotThere):
        queries.records(queries.asked_for(suna, first.pk))
    assert prepared(wide, copy).state == "prepared"


def test_a_text_is_given_only_as_it_was_read() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    make.consent_for(alice, person.pk, note="ເວົ້າຢູ່ໃຕ້ຕົ້ນຂາມ")
    about = queries.asked_for(suna, person.pk)
    (text,) = [text for record in queries.records(about) for text in record.texts]
    assert not text.released
    copy = prepared(suna, asked(alice, person), (text.key, "consent.note.invented"))
    assert copy.released == [text.key]
    assert [t.released for record in queries.records(about, copy.released) for t in record.texts] == [True]
    other = queries.key_of("consent", new_id(), "note", "ເວົ້າຢູ່ໃຕ້ຕົ້ນຂາມ")
    assert other != text.key != queries.key_of("consent", person.pk, "note", "ປ່ຽນແລ້ວ")


def test_it_goes_with_the_record(settings: Any, tmp_path: Path) -> None:
    key_folder(settings, tmp_path)
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    copy = handed(alice, prepared(suna, asked(alice, person)))
    approve(suna, ask(alice, person.pk))
    row = SubjectCopy.objects.get(pk=copy.pk)
    assert (row.state, row.number) == ("handed_over", 1)
    for name in ("asking", "handing", "language", "released"):
        with pytest.raises(keyring.KeyGone):
            getattr(row, name)
    for reader in (alice, suna):
        with pytest.raises(NotThere):
            queries.visible_copy(reader, copy.pk)


# --- names of others ---------------------------------------------------------------------------------------

# As names are kept; below four letters one is an ordinary word as likely, and stays.
SYLLABLE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "ເ", "ແ", "ໂ"]),
    st.sampled_from("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອ"),
    st.sampled_from(["", "າ", "ະ", "ິ", "ີ", "ຸ", "ູ"]),
)
NAME = st.lists(SYLLABLE, min_size=2, max_size=5).map("".join).map(canon).filter(lambda name: len(name) >= 4)


@given(names=st.lists(st.lists(NAME, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4), data=st.data())
def test_no_known_name_and_no_part_of_one_stays_in_a_text(names: list[str], data: Any) -> None:
    around = st.sampled_from(["", " ", "ກັບ", "\n", "…", "ນາງ "])
    text = "".join(data.draw(around) + data.draw(st.sampled_from(names)) for _ in range(4))
    seen = Veil(names, own=[]).over(text)
    assert [part for name in names for part in name.split() if part in seen] == []
    assert TAKEN_OUT in seen


def test_ones_own_name_stays_and_ordinary_words_too() -> None:
    veil = Veil(["ນາງ ດາວເຮືອງ ແກ້ວໃສ", "ນາງ ມາ"], own=["ນາງ ບົວແກ້ວ ແກ້ວໃສ"])
    assert veil.over("ບົວແກ້ວ ແກ້ວໃສ ມາກັບ ນາງດາວເຮືອງ") == f"ບົວແກ້ວ ແກ້ວໃສ ມາກັບ ນາງ{TAKEN_OUT}"
    assert veil.within({"a": ["ດາວເຮືອງ", 3]}) == {"a": [TAKEN_OUT, 3]}
    assert Veil([], []).over("ດາວເຮືອງ") == "ດາວເຮືອງ"


@pytest.mark.parametrize(("name", "written"), [("ໜູແດງ", "ຫນູແດງ"), ("ຫມອກຄຳ", "ໝອກຄຳ"), ("Somsack", "SOMSACK")])
def test_other_spellings_are_taken_out_too(name: str, written: str) -> None:
    assert Veil([name], own=[]).over(f"ໄປກັບ {written}.") == f"ໄປກັບ {TAKEN_OUT}."
