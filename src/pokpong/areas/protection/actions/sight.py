"""Who must not see a concern, who alone may, and who typed an anonymous one."""

from __future__ import annotations

from uuid import UUID

from pokpong.areas.protection.actions import routing, waiting
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.rules import concerns as rules
from pokpong.areas.protection.states.concerns import WAITS_FOR_TRIAGE
from pokpong.areas.protection.telling import LeftOut
from pokpong.foundation.access.models import Compartment, CompartmentMember, User
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon


@action("concern.recuse", doors=("office",))
def recuse_from_concern(
    *,
    by: Actor,
    concern: UUID,
    reason: str,
    users: tuple[UUID, ...] = (),
    officials: tuple[UUID, ...] = (),
    levels: tuple[int, ...] = (),
    call_id: UUID,
) -> Concern:
    """Leaves more people or levels out; it goes higher when nobody near is left. Nobody comes back by this.

    Raises NotThere, NotAllowed, Refused.
    """
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    reason, more = canon(reason).strip(), LeftOut(levels=levels, officials=officials, users=users)
    left_out = LeftOut.of(row.must_not_see).joined_with(more)
    path, unreachable = routing.routed(row.place_path, left_out)
    nobody = [] if more.kept() else [rules.NOBODY_CHOSEN("users")]
    refuse([*nobody, *rules.wrong_levels(levels), *_unknown(users), *unreachable, *rules.wrong_reason(reason)])
    routing.keep_out(row, left_out)
    changed = {"must_not_see": left_out.kept(), "route_path": path}
    amend.apply(row, {name: value for name, value in changed.items() if getattr(row, name) != value})
    _ask_again(row)
    door.event(row, {"reason": reason, "levels": list(levels), "people": len(users) + len(officials)})
    return row


def _ask_again(row: Concern) -> None:
    if row.has_ended:
        return
    waiting.take_back(row)
    if row.state in WAITS_FOR_TRIAGE and row.due is not None:
        # What was late stays late: leaving somebody out wins nobody time.
        waiting.ask_triage(row, rules.Deadlines(row.due, max(row.due, clock.now())))
    else:
        waiting.ask_follow_up(row)


@action("concern.compartment", doors=("office",))
def compartment_concern(*, by: Actor, concern: UUID, members: tuple[UUID, ...], reason: str, call_id: UUID) -> Concern:
    """Closes a circle around a concern: only `members` see it. No members: opens the circle again.

    Raises NotThere, NotAllowed, Refused.
    """
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    reason = canon(reason).strip()
    without_you = [rules.MEMBERS_WITHOUT_YOU("members")] if members and by.id not in members else []
    refuse([*without_you, *_unknown(members, "members"), *rules.wrong_reason(reason)])
    _end_members(row, set(members))
    if members:
        row.compartment = _circle(row, reason, by, set(members))
    else:
        row.compartment = None
    door.save(row)
    door.event(row, {"reason": reason, "members": sorted(map(str, members))})
    return row


def _end_members(row: Concern, staying: set[UUID]) -> None:
    if row.compartment is None:
        return
    ending = CompartmentMember.objects.filter(compartment=row.compartment, ends=None).exclude(user__in=staying)
    for member_id in list(ending.values_list("pk", flat=True)):
        member = door.locked(CompartmentMember.objects.all(), member_id)
        member.ends = clock.now()
        door.save(member)


def _circle(row: Concern, reason: str, by: Actor, members: set[UUID]) -> UUID:
    """The concern's circle with these members; its reason is sealed under the concern's own key."""
    if row.compartment is None:
        circle = door.add(Compartment(key_id=row.key_id, reason=reason, opened_by=by.id)).pk
    else:
        circle = row.compartment
    known = set(CompartmentMember.objects.filter(compartment=circle, ends=None).values_list("user", flat=True))
    for user in sorted(members - known):
        door.add(CompartmentMember(compartment_id=circle, user=user))
    return circle


@action("concern.unveil_typist", doors=("office",))
def unveil_typist(*, by: Actor, concern: UUID, reason: str, call_id: UUID) -> Concern:
    """Lets a supervisor learn who typed an anonymous concern; the reason stays in the event for good.

    Raises NotThere, NotAllowed, Refused.
    """
    row: Concern = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.route_path)
    reason = canon(reason).strip()
    named = [] if row.anonymous and row.typist is not None else [rules.NOT_ANONYMOUS("reason")]
    refuse([*named, *rules.wrong_reason(reason)])
    door.touch(row)
    door.event(row, {"reason": reason})
    return row


def _unknown(users: tuple[UUID, ...], field: str = "users") -> list[Problem]:
    wanted = set(users)
    return [] if User.objects.filter(pk__in=wanted).count() == len(wanted) else [rules.USER_UNKNOWN(field)]
