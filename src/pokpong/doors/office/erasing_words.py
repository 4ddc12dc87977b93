"""Erasing and how long records are kept, in words: a part of the tables in `action_words.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOUNS = {
    "erasure": gettext_lazy("Erasure"),
    "kept_longer": gettext_lazy("Decision to keep a record longer"),
    "legal_hold": gettext_lazy("Legal hold"),
    "retention": gettext_lazy("Record that is due"),
}
ACTIONS = {
    "concern.erase": gettext_lazy("Erased a concern about one person alone"),
    "erasure.approve": gettext_lazy("Approved an erasure"),
    "erasure.ask": gettext_lazy("Asked for an erasure"),
    "erasure.finish": gettext_lazy("Noted that an erasure is final"),
    "erasure.part_gone": gettext_lazy("Erased what goes apart from a person"),
    "erasure.refuse": gettext_lazy("Refused an erasure"),
    "erasure.take_back": gettext_lazy("Took back an erasure"),
    "hold.lift": gettext_lazy("Lifted a legal hold"),
    "hold.set": gettext_lazy("Set a legal hold"),
    "household.erase": gettext_lazy("Erased a household of one person alone"),
    "retention.clear": gettext_lazy("Took a record off the list of those that are due"),
    "retention.fall_due": gettext_lazy("Put a record on the list of those that are due"),
    "retention.keep_longer": gettext_lazy("Decided that a record is kept longer"),
    "retention.remind": gettext_lazy("Asked to decide about the records that are due"),
    "retention.settle": gettext_lazy("Everything that was due in a district is decided"),
}
