import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils.translation import get_language, override

from pokpong.foundation.papers import drawing
from pokpong.foundation.papers.drawing import drawn_alone


def test_what_is_drawn_comes_back() -> None:
    assert drawn_alone(lambda: b"x") == b"x"


def test_what_goes_wrong_reaches_the_caller() -> None:
    def fails() -> bytes:
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        drawn_alone(fails)
    assert drawn_alone(lambda: b"still drawing") == b"still drawing"


@pytest.mark.parametrize("language", ["lo", "en"])
def test_it_speaks_the_language_of_its_caller(language: str) -> None:
    with override(language):
        assert drawn_alone(lambda: str(get_language()).encode()) == language.encode()


def test_all_callers_draw_in_one_thread() -> None:
    def drawer() -> bytes:
        return threading.current_thread().name.encode()

    with ThreadPoolExecutor(4) as callers:
        names = set(callers.map(lambda _number: drawn_alone(drawer), range(20)))
    assert len(names) == 1
    assert threading.current_thread().name.encode() not in names


def test_what_drawing_left_is_cleared_away_but_not_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[None] = []
    monkeypatch.setattr(gc, "collect", lambda: cleared.append(None))
    tidier = drawing._Tidier()
    counts = []
    for seconds in (0.03, 0.03, 0.03, 0.01, 0.2, 0.04):
        tidier.after(seconds)
        counts.append(len(cleared))
    assert counts == [0, 0, 1, 1, 2, 2]
