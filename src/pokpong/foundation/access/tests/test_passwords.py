"""Words that many choose as a password are refused, with figures behind them too; in Lao words."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.access.passwords import CommonInLaosValidator, common_words
from pokpong.foundation.access.tests.people import PASSWORD


@pytest.mark.parametrize(
    "password",
    [
        "sabaidee2026",
        "Vientiane123",
        "ilovelaos!!!",
        "ສະບາຍດີ໒໐໒໖໑໒",
        "ວຽງຈັນ12345",
        "beerlao-beerlao",
        "lovevientiane1",
        "1212121212",
        "ສະບາຍດີລາວ",
        "P-a-k-s-e 2026",
    ],
)
def test_common_in_laos(password: str) -> None:
    with override("lo"), pytest.raises(ValidationError) as refused:
        CommonInLaosValidator().validate(password)
    assert refused.value.code == "common_in_laos"
    assert "ຢູ່ລາວ" in refused.value.messages[0]


@pytest.mark.parametrize("password", [PASSWORD, "ທົ່ງນາ-ສາຍນ້ຳ-42", "seven green boats", "sabaidee under the mango tree"])
def test_good_ones(password: str) -> None:
    CommonInLaosValidator().validate(password)


@given(word=st.sampled_from(sorted(common_words())), figures=st.integers(0, 10**9), sign=st.sampled_from("!-_. @#"))
def test_figures_and_signs_change_nothing(word: str, figures: int, sign: str) -> None:
    with pytest.raises(ValidationError):
        CommonInLaosValidator().validate(f"{figures}{sign}{word.upper()}{sign}{figures}")


def test_it_says_what_it_wants() -> None:
    with override("lo"):
        assert "ຄຳ" in CommonInLaosValidator().get_help_text()
