"""Tells the day: the project and its plans, then meetings, the visit and the trainings, each at its time."""

from __future__ import annotations

from pokpong.demo.day import curricula, meetings, members, plans, project, reports, trainings, visit
from pokpong.demo.day.acting import Day
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock


def tell_day(users: dict[str, User]) -> None:
    """All of it, through the door, up to this moment. The organisations and officials of the demo are there already."""
    now = clock.now()
    members.join(Day(users, now))
    day = Day({user.username: user for user in User.objects.filter(username__in=users)}, now)
    project.begin(day)
    plans.draw_up(day)
    visit.record(day)
    curricula.write(day)
    trainings.hold(day)
    meetings.hold(day)
    plans.follow_up(day)
    reports.sign(day)
