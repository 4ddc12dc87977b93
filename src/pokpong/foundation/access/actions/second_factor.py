"""Second factors: set up and taken away by their owner, used at sign-in, and reset by a supervisor."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator

from pokpong.foundation.access import factors, problems, queries, rules, totp
from pokpong.foundation.access.factors import APP, CODES, PASSKEY
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon

NAME_LONGEST = 60


@action("second_factor.add_app")
def add_app(*, by: Actor, secret: str, code: str, call_id: UUID) -> User:
    """Keeps the secret of an authenticator app that has just shown `code`. Raises Refused."""
    row: User = door.locked(User.objects.all(), by.id)
    counter = totp.counter_of(secret, code, after=0)
    held = Authenticator.objects.filter(user_id=row.pk, type=APP).exists()
    refuse(rules.found((held, problems.APP_THERE("code")), (counter is None, problems.CODE_WRONG("code"))))
    _add(row, APP, {"secret": secret, "counter": counter})
    _told(row, {"kind": APP.value})
    return row


@action("second_factor.add_passkey")
def add_passkey(*, by: Actor, name: str, credential: str, call_id: UUID) -> User:
    """Keeps a passkey that a browser has just made, under a name its owner gave it. Raises Refused."""
    row: User = door.locked(User.objects.all(), by.id)
    name = canon(name).strip()
    refuse(rules.found((not 0 < len(name) <= NAME_LONGEST, problems.KEY_NAME_MISSING("name"))))
    _add(row, PASSKEY, {"name": name, "credential": credential})
    _told(row, {"kind": PASSKEY.value})
    return row


@action("second_factor.remove")
def remove_factor(*, by: Actor, factor: int, call_id: UUID) -> User:
    """Takes one's own app or passkey away; with the last one its recovery codes go too.

    Raises NotThere, Refused (the last one of somebody who must have one).
    """
    row: User = door.locked(User.objects.all(), by.id)
    held = list(Authenticator.objects.filter(user_id=row.pk, type__in=(APP, PASSKEY)))
    chosen = next((found for found in held if found.pk == factor), None)
    if chosen is None:
        raise NotThere(str(factor))
    last = len(held) == 1
    refuse(rules.found((last and factors.must_have_factor(row), problems.LAST_FACTOR("factor"))))
    chosen.delete()
    if last:
        Authenticator.objects.filter(user_id=row.pk).delete()
    _told(row, {"kind": chosen.type})
    return row


@action("second_factor.new_codes")
def new_codes(*, by: Actor, codes: list[str], call_id: UUID) -> User:
    """Keeps the digests of fresh recovery codes; all earlier codes become worthless. Raises Refused."""
    row: User = door.locked(User.objects.all(), by.id)
    refuse(rules.found((not factors.has_factor(row.pk), problems.NO_FACTOR())))
    Authenticator.objects.filter(user_id=row.pk, type=CODES).delete()
    _add(row, CODES, {"codes": codes})
    _told(row, {"kind": CODES.value})
    return row


@action("second_factor.reset")
def reset_factor(*, by: Actor, user: UUID, reason: str, in_person: bool, call_id: UUID) -> User:
    """Takes away every second factor of somebody who lost theirs and stands before the supervisor; they sign in anew.

    Raises NotThere, Refused (oneself, a role outside one's places, no reason, the person not seen).
    """
    row: User = door.locked(User.objects.visible_to(by), user)
    held = Authenticator.objects.filter(user_id=row.pk)
    refuse(
        [
            *rules.may_reset(
                by=by.id,
                user=row.pk,
                left=row.state == "left",
                supervised=by.paths("second_factor.reset"),
                grants=[grant.place_path for grant in queries.open_grants(row.pk)],
            ),
            *rules.found(
                (not held.exists(), problems.NO_FACTOR("user")),
                (not reason.strip(), problems.REASON_MISSING("reason")),
                (not in_person, problems.NOT_IN_PERSON("in_person")),
            ),
        ]
    )
    held.delete()
    row.session_round += 1
    door.save(row)
    door.event(row, {"reason": reason, "in_person": True})
    return row


@action("second_factor.used", doors=("program",))
def note_use(*, by: Actor, user: UUID, factor: int, code: str = "", call_id: UUID) -> User:
    """Somebody signs in with this app, which shows `code`, or with this passkey. A code is good once.

    Raises NotThere, Refused.
    """
    row: User = door.locked(User.objects.all(), user)
    used = Authenticator.objects.filter(user_id=row.pk, pk=factor, type__in=(APP, PASSKEY)).first()
    if used is None:
        raise NotThere(str(factor))
    if used.type == APP:
        data = factors.opened(used)
        counter = totp.counter_of(data["secret"], code, after=data["counter"])
        refuse(rules.found((counter is None, problems.CODE_WRONG("code"))))
        used.data = factors.sealed(row.pk, APP, {**data, "counter": counter})
    used.last_used_at = clock.now()
    used.save()
    _told(row, {"kind": used.type})
    return row


@action("second_factor.code_used", doors=("program",))
def use_recovery_code(*, by: Actor, user: UUID, code: str, call_id: UUID) -> User:
    """Somebody signs in with a recovery code, whose digest is `code`: it is good no more. Raises Refused."""
    row: User = door.locked(User.objects.all(), user)
    kept = factors.codes_row(row.pk)
    left = factors.opened(kept)["codes"] if kept is not None else []
    refuse(rules.found((code not in left, problems.CODE_WRONG("code"))))
    if kept is not None:
        kept.data = factors.sealed(row.pk, CODES, {"codes": [other for other in left if other != code]})
        kept.last_used_at = clock.now()
        kept.save()
    _told(row, {"left": len(left) - 1})
    return row


@action("second_factor.failed", doors=("program",))
def note_wrong_factor(*, by: Actor, user: UUID, call_id: UUID) -> User:
    """Leaves the event that somebody knew this user's password, but not the second factor. Raises NotThere."""
    row: User = door.locked(User.objects.all(), user)
    _told(row)
    return row


def _add(user: User, kind: str, data: dict[str, object]) -> None:
    Authenticator(user_id=user.pk, type=kind, data=factors.sealed(user.pk, kind, data), created_at=clock.now()).save()


def _told(user: User, detail: dict[str, object] | None = None) -> None:
    # The library's rows are no rows of ours: what changed is noted with their user.
    door.touch(user)
    door.event(user, detail)
