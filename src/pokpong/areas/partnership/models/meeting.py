"""Meetings of committees: what is to be talked about, who came, what was said."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.areas.partnership.rules.meetings import has_quorum
from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Committee, Official
from pokpong.registers.programme.models import Activity


class MeetingQuerySet(ScopedQuerySet):
    pass


class OfMeetingQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The parts of every meeting this actor may see."""
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))


class AgendaItemQuerySet(OfMeetingQuerySet):
    def standing(self) -> Self:
        """Those that were not taken off, in their order."""
        return self.filter(dropped=False).order_by("position", "pk")


class AttendanceQuerySet(OfMeetingQuerySet):
    def standing(self) -> Self:
        return self.filter(removed=False)


MeetingManager = models.Manager.from_queryset(MeetingQuerySet)
AgendaItemManager = models.Manager.from_queryset(AgendaItemQuerySet)
AttendanceManager = models.Manager.from_queryset(AttendanceQuerySet)


class Meeting(MutableRow):
    """A meeting of a committee, with the committee's place. States: planned, invited, held, cancelled.

    `quorum` is per cent of the members; `members` and `counted` are written down when it is held: how many sat in the
    committee on that day, and how many of them came or sent somebody.
    """

    noun = "meeting"

    committee = marks.open_field(models.ForeignKey(Committee, models.PROTECT, related_name="meetings"))
    kind = marks.open_field(models.CharField(max_length=20))
    place_path = PathField(blank=True)
    subject = marks.personal(models.CharField(max_length=200))
    venue = marks.personal(models.CharField(max_length=200, blank=True))
    day = marks.open_field(models.DateField())
    time = marks.open_field(models.CharField(max_length=5, blank=True, help_text="09:00"))
    quorum = marks.open_field(models.PositiveSmallIntegerField(help_text="per cent of the members"))
    members = marks.open_field(models.PositiveSmallIntegerField(null=True))
    counted = marks.open_field(models.PositiveSmallIntegerField(null=True))
    activity = marks.open_field(models.ForeignKey(Activity, models.PROTECT, null=True, related_name="meetings"))
    made_by = marks.open_field(models.UUIDField())
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    # Derived from the subject whenever the row is saved.
    search = marks.personal(models.TextField(editable=False))

    objects: ClassVar[MeetingManager[Meeting]] = MeetingManager()

    class Meta:
        indexes = [
            models.Index(fields=["committee", "day"], name="meeting_committee"),
            models.Index(fields=["place_path", "day"], name="meeting_place"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = fold(self.subject)
        super().save(*args, **kwargs)

    @property
    def may_decide(self) -> bool:
        """Whether it was held with enough members."""
        return self.state == "held" and has_quorum(self.members or 0, self.counted or 0, self.quorum)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


class AgendaItem(MutableRow):
    """One point of the agenda, and what was said about it. `review` marks the point for decisions not yet done."""

    noun = "agenda_item"

    meeting = marks.open_field(models.ForeignKey(Meeting, models.PROTECT, related_name="items"))
    position = marks.open_field(models.PositiveSmallIntegerField())
    text = marks.personal(models.CharField(max_length=300))
    minutes = marks.personal(models.TextField(blank=True))
    review = marks.open_field(models.BooleanField(default=False))
    dropped = marks.open_field(models.BooleanField(default=False))

    objects: ClassVar[AgendaItemManager[AgendaItem]] = AgendaItemManager()

    class Meta:
        indexes = [models.Index(fields=["meeting", "position"], name="agendaitem_meeting")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.meeting.scope_keys()
        return keys


class Attendance(MutableRow):
    """A member of the committee or a guest at a meeting: present, sent somebody (an official or a name), or absent.

    `presence` is empty for a guest who is invited and not yet marked.
    """

    noun = "attendance"

    meeting = marks.open_field(models.ForeignKey(Meeting, models.PROTECT, related_name="attendances"))
    official = marks.open_field(models.ForeignKey(Official, models.PROTECT, related_name="attendances"))
    guest = marks.open_field(models.BooleanField(default=False))
    role = marks.open_field(models.CharField(max_length=20, blank=True))
    presence = marks.open_field(models.CharField(max_length=8, blank=True))
    deputy = marks.open_field(models.ForeignKey(Official, models.PROTECT, null=True, related_name="deputising"))
    deputy_name = marks.personal(models.CharField(max_length=120, blank=True))
    removed = marks.open_field(models.BooleanField(default=False))

    objects: ClassVar[AttendanceManager[Attendance]] = AttendanceManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "official"], name="attendance_once")]

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.meeting.scope_keys()
        return keys
