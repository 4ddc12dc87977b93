from typing import Any

import pytest

from pokpong.foundation.kernel import writing
from pokpong.foundation.papers.models import Serial
from pokpong.foundation.papers.serials import next_serial, paper_number


@pytest.fixture
def inside_an_action(db: Any) -> Any:
    with writing.opened("test"):
        yield


def test_numbers_follow_each_other(inside_an_action: Any) -> None:
    assert [next_serial("ຮສສ", 2026) for _ in range(3)] == [1, 2, 3]


def test_each_issuer_and_each_year_starts_anew(inside_an_action: Any) -> None:
    next_serial("ຮສສ", 2026)
    assert next_serial("ຈປສ", 2026) == 1
    assert next_serial("ຮສສ", 2027) == 1
    assert next_serial("ຮສສ", 2026) == 2


def test_two_spellings_of_an_issuer_count_together(inside_an_action: Any) -> None:
    assert next_serial("ຄຳ", 2026) == 1
    assert next_serial(" ຄໍາ ", 2026) == 2
    assert Serial.objects.count() == 1


def test_only_an_action_numbers(db: Any) -> None:
    with pytest.raises(writing.WrittenOutsideAction):
        next_serial("ຮສສ", 2026)
    assert not Serial.objects.exists()


def test_a_number_needs_its_issuer(inside_an_action: Any) -> None:
    with pytest.raises(ValueError, match="issuer"):
        next_serial("  ", 2026)


def test_how_a_number_is_written() -> None:
    assert paper_number(1114, "ຮສສ") == "1114/ຮສສ"
    with pytest.raises(ValueError, match="serial"):
        paper_number(0, "ຮສສ")
