"""How the people of the day act: each call at its own time and under an id of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pokpong.demo.identity import known
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock

SOURCE = "ມີເດຍລາວ ແຂວງຈຳປາສັກ, 22 ມີນາ 2021"
CHAMPASAK, SAVANNAKHET, SALAVAN, VIENTIANE = "LA16/", "LA13/", "LA14/", "LA01/"
PROVINCES = (VIENTIANE, SAVANNAKHET, CHAMPASAK, SALAVAN)  # in the order of the article
PLAN_BEGAN = 190  # days ago, on the first of that month


@dataclass(frozen=True)
class Day:
    """`users` by user name, as they are once their offices are known; `now` is when the story ends."""

    users: dict[str, User]
    now: datetime

    def do(self, act: Callable[..., Any], by: str, *key: object, **arguments: Any) -> Any:
        """One action; `key` tells calls of the same action apart."""
        return act(by=self.users[by], call_id=known("day", getattr(act, "__name__", ""), *key), **arguments)

    @contextmanager
    def days_ago(self, days: int) -> Iterator[None]:
        with clock.standing_at(self.now - timedelta(days=days)):
            yield

    def day(self, days_ago: int) -> date:
        with self.days_ago(days_ago):
            return clock.today()

    def month(self, number: int) -> date:
        """The first day of a month of the plans, counted from 0."""
        first = self.day(PLAN_BEGAN)
        months = first.year * 12 + first.month - 1 + number
        return date(months // 12, months % 12 + 1, 1)

    def last_of(self, number: int) -> date:
        return self.month(number + 1) - timedelta(days=1)
