"""One call of every action about meetings, decisions, visits and documents."""

from __future__ import annotations

from datetime import timedelta

from pokpong.foundation.kernel import clock
from tests.guards.reach.partnership import WORD
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON
from tests.guards.reach.sampling import Sample, new, of

TODAY = clock.today()
SOON = TODAY + timedelta(days=9)
TEXT = {"lo": REASON}

SAMPLES: dict[str, Sample] = {
    "meeting.plan": new("here", committee="@meeting_committee", kind="regular", subject=REASON, day=SOON),
    "meeting.amend": of("here", meeting="@meeting", base=9, changes={"venue": REASON}),
    "meeting.set_agenda": of("here", meeting="@meeting", agenda=(REASON,)),
    "meeting.invite": of("here", meeting="@meeting"),
    "meeting.add_guest": of("here", meeting="@meeting", official="@meeting_guest"),
    "meeting.remove_guest": of("here", meeting="@meeting_invited", official="@meeting_guest"),
    "meeting.hold": of("here", meeting="@meeting_invited", attendance={}),
    "meeting.mark_attendance": of("here", meeting="@meeting_held", attendance={}),
    "meeting.write_minutes": of("here", meeting="@meeting_held", minutes={}),
    "meeting.cancel": of("here", meeting="@meeting", reason=REASON),
    "decision.take": new("here", meeting="@meeting_held", text=REASON, owner="@meeting_member", due=SOON),
    "decision.amend": of("here", decision="@decision", base=9, changes={"text": REASON}),
    "decision.do": of("here", decision="@decision", result=REASON),
    "decision.drop": of("here", decision="@decision", reason=REASON),
    "decision.reopen": of("here", decision="@decision_done", reason=REASON),
    "decision.review": new("here", decision="@decision", meeting="@meeting_held", outcome="goes_on"),
    "visit.plan": new("here", purpose=REASON, host="@organisation", place=HERE, starts=SOON, ends=SOON),
    "visit.amend": of("here", visit="@visit", base=9, changes={"purpose": REASON}),
    "visit.make": of("here", visit="@visit", findings=REASON),
    "visit.report": of("here", visit="@visit_made"),
    "visit.cancel": of("here", visit="@visit", reason=REASON),
    "visit.add_party": new("here", visit="@visit", part="met", official="@meeting_guest"),
    "visit.remove_party": of("here", party="@party"),
    "stop.add": new("here", visit="@visit", kind="office", day=TODAY, words=REASON),
    "stop.amend": of("here", stop="@stop", base=9, changes={"words": REASON}),
    "stop.remove": of("here", stop="@stop"),
    "document.draft": new("here", kind="invitation", record_kind="meeting", record="@meeting"),
    "document.amend": of("here", document="@document", base=9, title=TEXT, body=TEXT),
    "document.clear_word": of("here", document="@document_press", word=WORD),
    "document.sign": of("here", document="@document", base=1),
}
