"""Codes and PINs of one-time links: however they are typed, and nothing of them in what is stored."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection import link_codes
from pokpong.areas.protection.receipts import LETTERS
from pokpong.foundation.kernel.ids import new_id

CODES = st.text(LETTERS, min_size=link_codes.CODE_LENGTH, max_size=link_codes.CODE_LENGTH)
PINS = st.text("0123456789", min_size=link_codes.PIN_LENGTH, max_size=link_codes.PIN_LENGTH)
LAO_FIGURES = str.maketrans("0123456789", "໐໑໒໓໔໕໖໗໘໙")


@given(CODES, st.sampled_from(["{}", " {} ", "https://example.la/link/#{}"]))
def test_a_code_is_read_however_it_is_typed(code: str, around: str) -> None:
    for written in (code, link_codes.grouped(code), link_codes.grouped(code).lower(), code.replace("", " ")):
        assert link_codes.plain(around.format(written)) == code


@given(PINS)
def test_a_pin_is_read_in_lao_figures_and_with_spaces(pin: str) -> None:
    assert link_codes.plain_pin(f" {pin[:3]} {pin[3:]}") == pin
    assert link_codes.plain_pin(pin.translate(LAO_FIGURES)) == pin


def test_codes_and_pins_are_never_made_twice_alike() -> None:
    codes = {link_codes.new_code() for _each in range(200)}
    assert len(codes) == 200
    assert all(set(code) <= set(LETTERS) and len(code) == link_codes.CODE_LENGTH for code in codes)
    assert {len(link_codes.new_pin()) for _each in range(50)} == {link_codes.PIN_LENGTH}


def test_the_digest_of_a_pin_is_of_one_link_only() -> None:
    one, other = new_id(), new_id()
    assert link_codes.digest_of_pin(one, "123456") == link_codes.digest_of_pin(one, "123 456")
    assert link_codes.digest_of_pin(one, "123456") != link_codes.digest_of_pin(other, "123456")


@pytest.mark.parametrize("typed", ["", "#", "é" * 500, "https://x/#", "\x00"])
def test_nonsense_is_read_as_some_other_code(typed: str) -> None:
    assert len(link_codes.plain(typed)) <= link_codes.LONGEST_TYPED
    assert link_codes.plain_pin(typed) == ""


def test_the_cookie_of_a_browser_follows_from_its_call_alone() -> None:
    call = UUID(int=7)
    assert link_codes.cookie_for(call) == link_codes.cookie_for(call)
    assert link_codes.cookie_for(call) != link_codes.cookie_for(UUID(int=8))
    assert link_codes.digest_of_cookie(link_codes.cookie_for(call)) != link_codes.cookie_for(call)
