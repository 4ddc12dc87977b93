"""The states of curricula, trainings, trainees, enrolments and certificates, and the tasks they ask for."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

CURRICULUM = Moves(
    noun="curriculum",
    start="drafted",
    words={
        "drafted": _("Being drafted"),
        "in_use": _("In use"),
        "replaced": _("Replaced by a newer edition"),
        "withdrawn": _("Withdrawn"),
    },
    table={
        ("drafted", "in_use"): ("curriculum.put_in_use",),
        ("in_use", "replaced"): ("curriculum.put_in_use",),
        ("drafted", "withdrawn"): ("curriculum.withdraw",),
        ("in_use", "withdrawn"): ("curriculum.withdraw",),
    },
)
TRAINING = Moves(
    noun="training",
    start="planned",
    words={
        "planned": _("Planned"),
        "running": _("Running"),
        "finished": _("Finished"),
        "closed": _("Closed"),
        "cancelled": _("Cancelled"),
    },
    table={
        ("planned", "running"): ("training.begin",),
        ("running", "finished"): ("training.finish",),
        ("finished", "running"): ("training.resume",),
        ("finished", "closed"): ("training.close",),
        ("closed", "finished"): ("training.reopen",),
        ("planned", "cancelled"): ("training.cancel",),
        ("running", "cancelled"): ("training.cancel",),
    },
)
SESSION = Moves(
    noun="training_session",
    start="planned",
    words={"planned": _("Planned"), "dropped": _("Dropped")},
    table={("planned", "dropped"): ("training_session.drop",)},
)
TRAINER = Moves(
    noun="training_trainer",
    start="named",
    words={"named": _("Named"), "released": _("Released")},
    table={("named", "released"): ("trainer.release",), ("released", "named"): ("trainer.name",)},
)
TRAINEE = Moves(
    noun="trainee",
    start="known",
    words={"known": _("Known"), "merge_asked": _("Joining asked for"), "merged": _("Joined to another")},
    table={
        ("known", "merge_asked"): ("trainee.ask_merge",),
        ("merge_asked", "known"): ("trainee.refuse_merge",),
        ("merge_asked", "merged"): ("trainee.confirm_merge",),
        ("merged", "known"): ("trainee.part",),
    },
)
ENROLMENT = Moves(
    noun="enrolment",
    start="enrolled",
    words={
        "enrolled": _("Enrolled"),
        "withdrawn": _("Withdrawn"),
        "completed": _("Completed"),
        "not_completed": _("Not completed"),
    },
    table={
        ("enrolled", "withdrawn"): ("enrolment.withdraw",),
        ("withdrawn", "enrolled"): ("enrolment.add",),
        ("enrolled", "completed"): ("training.close",),
        ("enrolled", "not_completed"): ("training.close",),
        ("completed", "enrolled"): ("training.reopen",),
        ("not_completed", "enrolled"): ("training.reopen",),
    },
)
CERTIFICATE = Moves(
    noun="certificate",
    start="issued",
    words={"issued": _("Issued"), "withdrawn": _("Withdrawn")},
    table={("issued", "withdrawn"): ("certificate.withdraw",)},
)
TONES = {
    "drafted": "neutral",
    "in_use": "success",
    "replaced": "closed",
    "withdrawn": "closed",
    "planned": "info",
    "running": "success",
    "finished": "warning",
    "closed": "closed",
    "cancelled": "closed",
    "dropped": "closed",
    "named": "success",
    "released": "closed",
    "known": "success",
    "merge_asked": "warning",
    "merged": "closed",
    "enrolled": "info",
    "completed": "success",
    "not_completed": "warning",
    "issued": "success",
}
