"""Every write of this area, imported once so that each action is registered."""

from pokpong.areas.capacity.actions.certificates import issue_certificates, withdraw_certificate
from pokpong.areas.capacity.actions.coaching import amend_coaching, record_coaching
from pokpong.areas.capacity.actions.curricula import (
    amend_curriculum,
    draft_curriculum,
    put_in_use,
    revise_curriculum,
    withdraw_curriculum,
)
from pokpong.areas.capacity.actions.enrolling import enrol
from pokpong.areas.capacity.actions.enrolments import amend_enrolment, withdraw_enrolment
from pokpong.areas.capacity.actions.keying import record_attendance, record_scores
from pokpong.areas.capacity.actions.merging import ask_merge, confirm_merge, part_trainee, refuse_merge
from pokpong.areas.capacity.actions.sessions import add_session, amend_session, drop_session
from pokpong.areas.capacity.actions.steps import (
    begin_training,
    cancel_training,
    close_training,
    finish_training,
    reopen_training,
    resume_training,
)
from pokpong.areas.capacity.actions.trainees import amend_trainee
from pokpong.areas.capacity.actions.trainers import name_trainer, release_trainer
from pokpong.areas.capacity.actions.trainings import amend_training, plan_training

__all__ = [
    "add_session",
    "amend_coaching",
    "amend_curriculum",
    "amend_enrolment",
    "amend_session",
    "amend_trainee",
    "amend_training",
    "ask_merge",
    "begin_training",
    "cancel_training",
    "close_training",
    "confirm_merge",
    "draft_curriculum",
    "drop_session",
    "enrol",
    "finish_training",
    "issue_certificates",
    "name_trainer",
    "part_trainee",
    "plan_training",
    "put_in_use",
    "record_attendance",
    "record_coaching",
    "record_scores",
    "refuse_merge",
    "release_trainer",
    "reopen_training",
    "resume_training",
    "revise_curriculum",
    "withdraw_certificate",
    "withdraw_curriculum",
    "withdraw_enrolment",
]
