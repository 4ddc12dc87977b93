"""Tells the demo's story: always the same, and every step of it through the door like anybody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pokpong.areas.protection.actions.ending import close_concern, reopen_concern
from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.actions.triage import triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import Facts, LeftOut, Told
from pokpong.demo.accountability import ask_for_a_second_person
from pokpong.demo.cases.people import Helped
from pokpong.demo.cases.telling import BEGINNING as BEFORE_ALL
from pokpong.demo.cases.telling import tell_cases
from pokpong.demo.concerns import CONCERNS, DemoConcern
from pokpong.demo.day.telling import tell_day
from pokpong.demo.identity import known
from pokpong.demo.people import ADMINISTRATOR, MINISTRY, PASSWORD, USERS, DemoUser
from pokpong.demo.persons import PERSONS, meet
from pokpong.demo.registers import found, furnish
from pokpong.foundation.access import credentials, slip_codes
from pokpong.foundation.access.actions.grants import approve_grant
from pokpong.foundation.access.actions.set_up import SET_UP, FirstUser, first_users
from pokpong.foundation.access.actions.slips import WELCOME, print_slip, use_slip
from pokpong.foundation.access.actions.users import invite_user
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel import clock

STEPS: dict[str, Callable[..., Concern]] = {"triage": triage_concern, "close": close_concern, "reopen": reopen_concern}
BEGINNING = timedelta(days=BEFORE_ALL)
MEETING = timedelta(hours=2)


def tell(people: tuple[Helped, ...] | None = None, *, day: bool = True) -> None:
    """Users, organisations, the day in Champasak, concerns, persons and cases, up to this moment.

    On an empty installation with its places.

    `people`: whose cases are told; everybody's when none are named.
    """
    now = clock.now()
    users = begin(day=day)
    happenings = sorted((moment for concern in CONCERNS for moment in moments(concern)), key=lambda moment: -moment[0])
    for hours_ago, concern, number in happenings:
        with clock.standing_at(now - timedelta(hours=hours_ago)):
            happen(users, concern, number)
    with clock.standing_at(now - MEETING):
        for person in PERSONS:
            meet(users, person)
    tell_cases(users, people)
    if people is None:
        ask_for_a_second_person(users)
    tick()


def begin(*, day: bool = True) -> dict[str, User]:
    """Users and organisations, as they were before anything happened, and the day in Champasak."""
    with clock.standing_at(clock.now() - BEGINNING):
        users = hire()
        furnish(users)
    if day:
        tell_day(users)
    return users


def moments(concern: DemoConcern) -> list[tuple[int, DemoConcern, int]]:
    """Hours ago, the concern, and the number of the step; step 0 raises it."""
    later = [(concern.hours_ago - step[0], concern, number) for number, step in enumerate(concern.steps, 1)]
    return [(concern.hours_ago, concern, 0), *later]


def happen(users: dict[str, User], concern: DemoConcern, number: int) -> None:
    if number == 0:
        bring(users, concern)
        return
    _, who, what, arguments = concern.steps[number - 1]
    STEPS[what](by=users[who], concern=known("concern", concern.key), call_id=known(concern.key, number), **arguments)


def bring(users: dict[str, User], concern: DemoConcern) -> None:
    raise_concern(
        by=users[concern.raised_by],
        id=known("concern", concern.key),
        call_id=known(concern.key, 0),
        place_path=concern.place,
        facts=Facts(
            channel=concern.channel,
            urgency=concern.urgency,
            sex=concern.sex,
            age_band=concern.age_band,
            forms=concern.forms,
        ),
        told=Told(
            story=concern.story,
            names=concern.names,
            reporter_name=concern.reporter[0],
            reporter_contact=concern.reporter[1],
        ),
        left_out=LeftOut(levels=concern.levels_out),
        anonymous=concern.anonymous,
    )


def hire() -> dict[str, User]:
    """Set-up, invitations, approvals and slips, as an office would do it."""
    first_users(
        by=SET_UP,
        id=known("user", ADMINISTRATOR.username),
        administrator=first(ADMINISTRATOR),
        supervisor=first(MINISTRY),
        call_id=known("set-up"),
    )
    users = {user.username: user for user in User.objects.all()}
    found(users[ADMINISTRATOR.username])
    for user in USERS:
        users[user.username] = welcome(users, user)
    return users


def first(user: DemoUser) -> FirstUser:
    return FirstUser(user.username, user.display_name, credentials.hashed_password(PASSWORD))


def welcome(users: dict[str, User], user: DemoUser) -> User:
    """The administrator invites, the ministry's supervisor approves and prints the slip, the user sets a password."""
    admin, ministry = users[ADMINISTRATOR.username], users[MINISTRY.username]
    row_id = known("user", user.username)
    invite_user(
        by=admin,
        id=row_id,
        username=user.username,
        display_name=user.display_name,
        organisation=known("organisation", user.office) if user.office else None,
        posts=[Post(user.role, user.path, known("organisation", user.organisation) if user.organisation else None)],
        call_id=known("invite", user.username),
    )
    for grant in Grant.objects.filter(user=row_id, state="asked"):
        approve_grant(by=ministry, grant=grant.pk, call_id=known("approve", user.username))
    code = slip_codes.digest(slip_codes.new_code())
    print_slip(
        by=ministry, id=known("slip", user.username), user=row_id, code=code, call_id=known("print", user.username)
    )
    arguments: dict[str, Any] = {"code": code, "password": credentials.hashed_password(PASSWORD)}
    use_slip(by=WELCOME, call_id=known("use", user.username), **arguments)
    return User.objects.get(pk=row_id)
