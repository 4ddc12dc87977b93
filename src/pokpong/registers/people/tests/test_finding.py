from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.lao.names import tokens
from pokpong.registers.people.models import NameIndex, Person
from pokpong.registers.people.models.names import BITS, bucket_of, keys_of
from pokpong.registers.people.queries import finding
from pokpong.registers.people.queries.finding import BEGINS, EXACT, FOLDED, SOUNDS, Typed, find
from pokpong.registers.people.tests import factories as make

NAME = "ນາງ ສົມສີ ດວງໃຈ"


def how(name: str, text: str) -> int | None:
    found = Typed(text).closeness(name)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ສົມສີ ດວງໃຈ", EXACT),
        ("ນາງ ສົມສີ", EXACT),
        ("ດວງໃຈ", EXACT),
        ("ສົມສີດວງໃຈ", FOLDED),
        ("ສົ້ມສີ", FOLDED),
        ("ສົມ", BEGINS),
        ("Somsy", SOUNDS),
        ("ບຸນມີ", None),
        ("", None),
    ],
)
def test_how_a_name_answers(text: str, expected: int | None) -> None:
    assert how(NAME, text) == expected


@given(st.text(alphabet="ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະາິີຶືຸູເແໂໃໄ່້ ", min_size=2, max_size=20))
def test_every_name_is_found_by_itself(name: str) -> None:
    if tokens(name):
        assert how(name, name) == EXACT
        own = keys_of([name])
        assert all(finding._buckets(part) & own for part in tokens(name))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["ສົມສີ", "ນາງ ສົມສີ ດວງໃຈ", "ສົມ", "somsi", "Somsy Douangchai", "Duangjai", "ສົ້ມສີ"])
def test_a_person_is_found_in_any_spelling(text: str) -> None:
    alice = make.caseworker()
    person = make.register(alice, NAME)
    make.register(alice, "ທ້າວ ບຸນມີ ແກ້ວ")
    assert [hit.person for hit in find(alice, text).hits] == [person]


@pytest.mark.django_db
def test_nicknames_and_other_letters_find_too() -> None:
    alice = make.caseworker()
    names = [
        {"text": NAME, "kind": "official"},
        {"text": "Khamphone", "kind": "official"},
        {"text": "ນ້ອຍ", "kind": "nick"},
    ]
    person = make.register(alice, names=names)
    for text in ("ຄຳພອນ", "ນ້ອຍ", "noy"):
        assert [hit.person for hit in find(alice, text).hits] == [person]


@pytest.mark.django_db
def test_exact_stands_before_folded_before_phonetic() -> None:
    alice = make.caseworker()
    for name in ("ສົມສັກ", "Somsack", "ສົ້ມສັກ"):
        make.register(alice, name)
    hits = find(alice, "ສົມສັກ").hits
    assert [hit.person.name for hit in hits] == ["ສົມສັກ", "ສົ້ມສັກ", "Somsack"]
    assert all(first.how >= second.how for first, second in pairwise(hits))


@pytest.mark.django_db
def test_a_record_number_finds_its_person_in_scope_only() -> None:
    alice = make.caseworker()
    person = make.register(alice, NAME)
    make.register(alice, NAME)
    for typed in (person.number, person.number.lower().replace("-", " "), f" {person.number} "):
        assert [hit.person for hit in find(alice, typed).hits] == [person]
    assert not find(make.caseworker("bob"), person.number).hits


@pytest.mark.django_db
def test_scope_comes_first() -> None:
    person = make.register(make.caseworker(), NAME)
    assert not find(make.caseworker("bob"), NAME).hits
    assert [hit.person for hit in find(make.supervisor(), NAME).hits] == [person]
    assert not find(make.supervisor("noy", make.NEIGHBOUR), NAME).hits


@pytest.mark.django_db
def test_sex_age_and_district_narrow() -> None:
    alice = make.caseworker()
    here = make.register(alice, NAME)
    there = make.register(alice, NAME, sex="male", district_path=make.NEIGHBOUR, birth_estimate=None)
    assert {hit.person for hit in find(alice, NAME).hits} == {here, there}
    assert [hit.person for hit in find(alice, NAME, sex="male").hits] == [there]
    assert [hit.person for hit in find(alice, NAME, age_band="18-24").hits] == [here]
    assert [hit.person for hit in find(alice, NAME, district=make.NEIGHBOUR).hits] == [there]
    assert len(find(alice, NAME, district="LA16/").hits) == 2


@pytest.mark.django_db
def test_too_many_are_never_cut_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = make.caseworker()
    for sex in ("female", "female", "female", "male"):
        make.register(alice, NAME, sex=sex)
    monkeypatch.setattr(finding, "MOST_OPENED", 3)
    found = find(alice, NAME)
    assert found.too_many
    assert not found.hits
    assert len(find(alice, NAME, sex="female").hits) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["ສົມສີ ດວງໃຈ", "ສົມສີ", "Douangchai", "ບຸນມີ ດວງໃຈ", "ຄຳ"])
@pytest.mark.parametrize("reader", [make.caseworker, make.supervisor])
def test_whoever_is_found_among_few_is_found_among_many(
    monkeypatch: pytest.MonkeyPatch, text: str, reader: Callable[[], Any]
) -> None:
    alice = make.caseworker()
    for name in (NAME, "ສົມສີ ບຸນມີ", "ດວງໃຈ ຄຳ", "ບຸນມີ"):
        make.register(alice, name)
    somebody = alice if reader is make.caseworker else reader()
    among_few = find(somebody, text)
    monkeypatch.setattr(finding, "MOST_LISTED", 0)
    assert find(somebody, text) == among_few
    assert among_few.hits


@pytest.mark.django_db
def test_a_changed_name_is_found_by_the_new_one_only() -> None:
    alice = make.caseworker()
    person = make.register(alice, NAME)
    make.amended(alice, person, {"names": [{"text": "ບຸນມີ", "kind": "official"}]})
    assert not find(alice, "ສົມສີ").hits
    assert [hit.person for hit in find(alice, "Bounmy").hits] == [person]


@pytest.mark.django_db
def test_the_index_holds_no_text_and_shares_its_buckets() -> None:
    person = make.register(make.caseworker(), NAME)
    rows = list(NameIndex.objects.filter(person=person.pk))
    assert {row.kind for row in rows} == set(BITS)
    assert all(0 <= row.bucket < 2 ** BITS[row.kind] for row in rows)
    assert {(row.kind, row.bucket) for row in rows} == keys_of([NAME])


def test_buckets_differ_by_kind_and_are_shared_by_many() -> None:
    names = [f"ຊື່{number}" for number in range(3000)]
    for kind, bits in BITS.items():
        used = {bucket_of(kind, name) for name in names}
        assert len(used) <= 2**bits
        assert len(used) < len(names)
    assert [bucket_of("token", name) for name in names[:50]] != [bucket_of("phonetic", name) for name in names[:50]]


@pytest.mark.django_db
def test_a_bucket_met_by_chance_is_no_hit(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = make.caseworker()
    make.register(alice, NAME)
    monkeypatch.setattr(finding, "bucket_of", lambda kind, text: bucket_of(kind, "ສົມສີ"))
    assert not find(alice, "ແຕງໂມ").hits


@pytest.mark.django_db
def test_saving_without_touching_names_keeps_the_index() -> None:
    alice = make.caseworker()
    person = make.register(alice, NAME)
    before = set(NameIndex.objects.values_list("pk", flat=True))
    make.amended(alice, person, {"sex": "other"})
    assert set(NameIndex.objects.values_list("pk", flat=True)) == before
    assert Person.objects.get(pk=person.pk).sex == "other"


@pytest.mark.django_db
def test_words_without_letters_find_nobody() -> None:
    alice = make.caseworker()
    make.register(alice, NAME)
    assert not find(alice, " -- ").hits
    assert not find(alice, str(new_id())).hits
