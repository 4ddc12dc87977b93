"""What the clock does about figures: some days after a month has ended it is closed, the oldest open one first."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from pokpong.foundation.access import row_security
from pokpong.foundation.agenda.ticking import each_tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.insight.indicators import rules
from pokpong.insight.indicators.actions import CLOSING, close_month
from pokpong.insight.indicators.models import Closing
from pokpong.registers.places.models import Place


@each_tick
def tick_closing() -> int:
    """Returns how many months it closed. An installation without provinces has nothing to close yet."""
    last = Closing.objects.order_by("-month").values_list("month", flat=True).first()
    due = rules.due_months(clock.today(), settings.POKPONG_CLOSING_DAY, last)
    if not due or not Place.objects.filter(level=1).exists():
        return 0
    made = 0
    with row_security.scope("program:closing"):
        for month in due:
            try:
                call = uuid5(NAMESPACE_URL, f"pokpong:closing:{month}")
                close_month(by=CLOSING, id=new_id(), month=month, call_id=call)
            except Refused:
                break  # another clock came first
            made += 1
    return made
