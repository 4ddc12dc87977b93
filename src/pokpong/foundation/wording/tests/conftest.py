"""The words that ship are shown again after each test."""

from collections.abc import Iterator

import pytest

from pokpong.foundation.wording import overlay


@pytest.fixture(autouse=True)
def words_that_ship() -> Iterator[None]:
    yield
    overlay.take_off()
