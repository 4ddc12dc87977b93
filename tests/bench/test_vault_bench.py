"""What the bench of the vault measures is what it says: small amounts, and answers that are checked."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest

from pokpong.doors.office.watching import readers
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.vault import aes, keyring
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.people.models import Person
from pokpong.registers.people.tests.factories import caseworker, register
from tests.bench import bench_vault, keeping, overhead, proving
from tests.bench.asking import Asker, Page
from tests.bench.public_names import people
from tests.bench.results import Result
from tests.bench.unsealed import Memory, remembered, without_sealing
from tests.bench.visiting import Answer

pytestmark = pytest.mark.django_db
LINES = 250


def a_person() -> Person:
    return register(caseworker())


def by_name(found: list[Result]) -> dict[str, Result]:
    return {result.name: result for result in found}


def test_sealing_is_measured_beside_the_bare_cipher() -> None:
    found = by_name(list(keeping.values(20)))
    for name in ("values sealed", "values opened"):
        assert found[name].rows["as before"] is True
        assert 0 < found[name].value < found[name].baseline["AES-GCM alone"]


def test_without_sealing_the_same_names_are_read_and_nothing_is_decrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_person()
    memory = Memory()
    keyring.forget()
    with remembered(memory):
        name = Person.objects.get(pk=person.pk).name
    assert name
    assert memory.plain
    keyring.forget()
    with without_sealing(memory):
        monkeypatch.setattr(aes, "AESGCM", None)  # whoever decrypts now fails
        assert Person.objects.get(pk=person.pk).name == name
    assert memory.missed == 0


def test_what_memory_does_not_know_is_opened_and_counted() -> None:
    """The other side: otherwise a page could be measured that still decrypts."""
    person, memory = a_person(), Memory()
    keyring.forget()
    with without_sealing(memory):
        assert Person.objects.get(pk=person.pk).name == person.name
    assert memory.missed == 1


def test_what_is_written_without_sealing_is_read_again_there() -> None:
    with without_sealing(Memory()):
        assert aes.open_sealed(b"", aes.seal(b"", b"rice", b"here"), b"here") == b"rice"


def test_a_page_that_says_something_else_is_not_compared() -> None:
    numbers = count()
    page = Page("restless", lambda who: Answer(200, 0, f"<p>{next(numbers)}</p>", 0), aim=1.0)
    still = replace(page, ask=lambda who: Answer(200, 0, f"<p class={next(numbers)}>rice</p>", 0))
    nobody = Asker("", None, iter(()), iter(()), iter(()), "")
    with pytest.raises(overhead.NotTheSamePage):
        overhead.compared(page, lambda: nobody, 2)
    costs = overhead.compared(still, lambda: nobody, 2)
    assert (len(costs.cold), len(costs.warm), len(costs.clear), costs.letters) == (2, 2, 2, 8)


def test_a_history_is_closed_and_verified_whole() -> None:
    before = Event.objects.count()  # those of the template
    found = by_name(list(proving.proof(LINES)))
    assert found["lines of the history closed"].rows == before + LINES
    assert found["lines of the history verified"].rows["lines"] == before + LINES == Event.objects.count()


def test_the_report_finds_the_looks_among_many() -> None:
    found = bench_vault.who_saw(2500)
    assert (found.rows["looks found"], Reading.objects.count()) == (3, 2500)


def test_who_saw_finds_an_id_wherever_it_stands_in_a_line() -> None:
    """And no line twice, nor one of another record."""
    proving.write_readings(1, [str(make_user("seen").pk)])
    row = Reading.objects.get()
    first, last = sorted({row.shown[0], row.shown[-1]})
    looks = readers.looks_at([UUID(first), UUID(last)], lambda rows, _kind: rows)
    assert sorted(str(look.record) for look in looks) == [first, last]


def test_every_key_is_wrapped_anew_and_opens_as_before() -> None:
    person = a_person()
    with keeping.key_file():
        found = by_name(list(keeping.rotation(30)))
        keyring.forget()
        assert Person.objects.get(pk=person.pk).name == person.name
    assert found["keys wrapped anew"].rows["keys"] == DataKey.objects.count() > 30
    assert found["keys wrapped anew"].baseline["bare UPDATE"] > 0
    assert found["master key rotated"].rows["rows touched"] == 0


def test_names_are_guessed_from_the_index_as_it_is() -> None:
    """The attacks run on the buckets that the register keeps, and are counted over every crowd."""
    found = list(bench_vault.names_guessed([people(60), people(60, seed=8)]))
    assert [result.rows["people"] for result in found] == [120, 120, 120]
    assert found[2].value > 90, "whoever knew what each bucket stands for would read nearly every name"
    assert all(result.baseline["chance"] < 20 for result in found)


def test_people_who_are_alone_are_counted() -> None:
    a_person()
    own, joined = bench_vault.people_alone(200)
    assert own.baseline["without the district"] <= own.value
    assert joined.baseline["in the person's row"] == 100.0
