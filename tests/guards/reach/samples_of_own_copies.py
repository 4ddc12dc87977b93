"""One call of every action on a person's own copy, about those that `own_copies.py` adds to the world."""

from __future__ import annotations

from pokpong.foundation.kernel import clock
from tests.guards.reach.own_copies import THEM
from tests.guards.reach.records import REASON
from tests.guards.reach.sampling import Sample, new, of

SAMPLES: dict[str, Sample] = {
    "subject_copy.ask": new("person", person="@person", them=THEM, language="lo"),
    "subject_copy.prepare": of("case", subject_copy="@subject_copy", released=()),
    "subject_copy.hand_over": of(
        "case",
        subject_copy="@subject_copy_ready",
        them=THEM,
        where="kept_here",
        asked_whether_safe=False,
        on=clock.today(),
    ),
    "subject_copy.drop": of("case", subject_copy="@subject_copy", why=REASON),
}
