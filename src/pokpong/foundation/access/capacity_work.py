"""The permissions of those who run trainings and teach, as text: parts of the table in `roles.py`."""

# Who sees trainings and how many were trained, nobody by name.
TRAINING_SIGHT = (
    "curriculum.read",
    "training.read",
    "training.numbers",
)
# What trainers do in their own trainings, and others in those of their places.
_BOTH = (
    "training.begin",
    "training.finish",
    "training_session.add",
    "training_session.amend",
    "training_session.drop",
    "enrolment.add",
    "enrolment.amend",
    "enrolment.withdraw",
    "session_attendance.record",
    "test_score.record",
    "trainee.amend",
    "coaching.record",
    "coaching.amend",
)
# A trainer: only what they teach.
TEACHING = (
    "curriculum.read",
    "training.tied",
    "trainee.tied",
    *_BOTH,
)
# Who runs the trainings of their places.
TRAINING_WORK = (
    *TRAINING_SIGHT,
    "trainee.read",
    *_BOTH,
    "training.plan",
    "training.amend",
    "training.resume",
    "training.close",
    "training.reopen",
    "training.cancel",
    "trainer.name",
    "trainer.release",
    "trainee.ask_merge",
    "trainee.confirm_merge",
    "trainee.refuse_merge",
    "trainee.part",
    "certificate.issue",
    "certificate.withdraw",
)
# Who keeps what is taught.
CURRICULUM_WORK = (
    "curriculum.draft",
    "curriculum.amend",
    "curriculum.put_in_use",
    "curriculum.revise",
    "curriculum.withdraw",
)
