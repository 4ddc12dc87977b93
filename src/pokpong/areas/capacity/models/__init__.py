from pokpong.areas.capacity.models.certificate import Certificate
from pokpong.areas.capacity.models.coaching import Coaching
from pokpong.areas.capacity.models.curriculum import Curriculum
from pokpong.areas.capacity.models.enrolment import Enrolment
from pokpong.areas.capacity.models.marks_of import SessionAttendance, TestScore
from pokpong.areas.capacity.models.session import Session
from pokpong.areas.capacity.models.trainee import Trainee
from pokpong.areas.capacity.models.trainer import TrainingTrainer
from pokpong.areas.capacity.models.training import Training

__all__ = [
    "Certificate",
    "Coaching",
    "Curriculum",
    "Enrolment",
    "Session",
    "SessionAttendance",
    "TestScore",
    "Trainee",
    "Training",
    "TrainingTrainer",
]
