"""The states of a person's record."""

from pokpong.foundation.actions.moves import Moves
from pokpong.foundation.kernel.words import lazy as _

PERSON = Moves(
    noun="person",
    start="open",
    words={"open": _("Open record"), "merged": _("Merged into another record")},
    table={
        ("open", "merged"): ("person.merge",),
        ("merged", "open"): ("person.part",),
    },
)

ERASURE = Moves(
    noun="erasure",
    start="asked",
    words={
        "asked": _("Erasure asked for: a second person decides"),
        "approved": _("Erased: final when the keys are turned"),
        "refused": _("Erasure refused"),
        "taken_back": _("Erasure no longer asked for"),
        "final": _("Erased for good"),
    },
    table={
        ("asked", "approved"): ("erasure.approve",),
        ("asked", "refused"): ("erasure.refuse",),
        ("asked", "taken_back"): ("erasure.take_back",),
        ("approved", "final"): ("erasure.finish",),
    },
)
LEGAL_HOLD = Moves(
    noun="legal_hold",
    start="standing",
    words={"standing": _("Legal hold: nothing may be erased"), "lifted": _("Legal hold lifted")},
    table={("standing", "lifted"): ("hold.lift",)},
)
SUBJECT_COPY = Moves(
    noun="subject_copy",
    start="asked",
    words={
        "asked": _("Copy asked for: a supervisor prepares it"),
        "prepared": _("Copy prepared: hand it over in person"),
        "handed_over": _("Copy handed over in person"),
        "dropped": _("No copy was handed over"),
    },
    table={
        ("asked", "prepared"): ("subject_copy.prepare",),
        ("prepared", "prepared"): ("subject_copy.prepare",),
        ("prepared", "handed_over"): ("subject_copy.hand_over",),
        ("asked", "dropped"): ("subject_copy.drop",),
        ("prepared", "dropped"): ("subject_copy.drop",),
    },
)
