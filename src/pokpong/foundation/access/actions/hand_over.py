"""Tasks that wait for one person by name go to another."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access import problems, queries, rules
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel.problems import refuse


@action("user.hand_over")
def hand_over_tasks(*, by: Actor, user: UUID, to: UUID, call_id: UUID) -> User:
    """Gives every waiting task that names `user` to `to`, who must be allowed to do each. Raises NotThere, Refused."""
    row: User = door.locked(User.objects.visible_to(by), user)
    taker: User = door.locked(User.objects.visible_to(by), to)
    waiting = list(queries.tasks_of(row.pk))
    able = taker.is_active and taker.pk != row.pk
    # A task by name may stand at no place: then the permission anywhere is enough.
    able = able and all(taker.may(task.permission, task.place_path or None) for task in waiting)
    refuse(rules.found((not able, problems.HANDOVER_UNFIT("hand_over_to"))))
    for task in waiting:
        given = door.locked(Task.objects.all(), task.pk)
        given.user = taker.pk
        door.save(given)
        door.event(given)
    door.touch(row)
    door.event(row, {"to": str(taker.pk), "tasks": len(waiting)})
    return row
