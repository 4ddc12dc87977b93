"""What is noted of an enrolment: attendance in each session, scores before and after."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pokpong.areas.capacity.models.enrolment import Enrolment, OfEnrolmentQuerySet
from pokpong.areas.capacity.models.session import Session
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow


class SessionAttendanceQuerySet(OfEnrolmentQuerySet):
    pass


class TestScoreQuerySet(OfEnrolmentQuerySet):
    __test__ = False  # no test, although its name begins like one


SessionAttendanceManager = models.Manager.from_queryset(SessionAttendanceQuerySet)
TestScoreManager = models.Manager.from_queryset(TestScoreQuerySet)


class SessionAttendance(MutableRow):
    """Whether one person was there in one session. `presence`: present, absent, excused; empty once it was cleared."""

    noun = "session_attendance"

    session = marks.open_field(models.ForeignKey(Session, models.PROTECT, related_name="attendance"))
    enrolment = marks.open_field(models.ForeignKey(Enrolment, models.PROTECT, related_name="attendance"))
    presence = marks.open_field(models.CharField(max_length=10, blank=True))

    objects: ClassVar[SessionAttendanceManager[SessionAttendance]] = SessionAttendanceManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="session_attendance_once")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.enrolment.training.place_path}"]


class TestScore(MutableRow):
    """What one person reached in the test before or after. Without points: cleared again.

    `answers` are the choices of each question (None: left open), or None where only the total is known.
    """

    noun = "test_score"
    __test__ = False  # no test, although its name begins like one

    enrolment = marks.open_field(models.ForeignKey(Enrolment, models.PROTECT, related_name="scores"))
    occasion = marks.open_field(models.CharField(max_length=6, help_text="before, after"))
    points = marks.open_field(models.DecimalField(max_digits=7, decimal_places=2, null=True))
    maximum = marks.open_field(models.DecimalField(max_digits=7, decimal_places=2))
    answers = marks.open_field(models.JSONField(null=True, help_text="index of the choice a question"))

    objects: ClassVar[TestScoreManager[TestScore]] = TestScoreManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "occasion"], name="test_score_once"),
            models.CheckConstraint(
                condition=models.Q(points=None) | models.Q(points__gte=0, points__lte=models.F("maximum")),
                name="test_score_within",
            ),
        ]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.enrolment.training.place_path}"]
