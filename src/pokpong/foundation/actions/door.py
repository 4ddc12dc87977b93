"""The one door. An action runs in one transaction that also holds its receipt, events, history and changes.

@action("concern.triage")
def triage_concern(*, by: Actor, concern: UUID, decision: str, call_id: UUID) -> Concern:
    row = door.locked(Concern.objects.visible_to(by), concern)
    door.check(place=row.place_path)
    refuse(rules.may_triage(...))
    moves.move(row, "triaged")
    door.event(row, {"decision": decision})
    return row
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from pokpong.foundation.actions import nouns, registry
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.actions.problems import ID_TAKEN, NOT_ALLOWED
from pokpong.foundation.audit import log
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.inserting import insert
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.vault import blind

P = ParamSpec("P")
R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=Row)


class ActionIncomplete(RuntimeError):
    """An action that returned without an event or a change: a fault in the action, not in the call."""


@dataclass
class Call:
    """The call under way."""

    action: str
    call_id: UUID
    by: Actor
    row_id: UUID | None
    events: int = 0
    changes: int = 0
    before: dict[UUID, list[str]] = field(default_factory=dict)


_under_way: ContextVar[Call | None] = ContextVar("call_under_way", default=None)


def under_way() -> Call:
    """The present call. Raises WrittenOutsideAction."""
    call = _under_way.get()
    if call is None:
        raise writing.WrittenOutsideAction("no action is under way")
    return call


def action(name: str, *, doors: tuple[str, ...] = ("office",)) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function the action `name`, which is also the permission it needs."""

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            return _run(name, function, kwargs)

        registry.register(name, run, doors)
        return run

    return wrap


def _run(name: str, function: Callable[..., R], arguments: dict[str, Any]) -> R:
    by: Actor = arguments["by"]
    if not by.may(name):
        raise NotAllowed([NOT_ALLOWED()])
    call_id: UUID = arguments["call_id"]
    digest = _digest(name, function, arguments)
    with transaction.atomic():
        _lock_call(call_id)
        earlier = Receipt.objects.filter(pk=call_id).first()
        if earlier is not None:
            again: R = _answer_again(earlier, by, digest)
            return again
        with _opened(Call(name, call_id, by, arguments.get("id"))) as call:
            row = function(**arguments)
            if not call.events or not call.changes:
                raise ActionIncomplete(f"{name} left no event or no change")
            _keep_receipt(call, digest, row)
    return row


@contextmanager
def _opened(call: Call) -> Iterator[Call]:
    token = _under_way.set(call)
    try:
        with writing.opened(call.action, program=call.by.actor_kind == "program"):
            yield call
    finally:
        _under_way.reset(token)


def _lock_call(call_id: UUID) -> None:
    # Two copies of one call may arrive together. SQLite's write transactions queue by themselves.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [call_id.int & (2**63 - 1)])


def _digest(name: str, function: Callable[..., Any], arguments: dict[str, Any]) -> str:
    bound = inspect.signature(function).bind(**arguments)
    bound.apply_defaults()
    plain = {key: value for key, value in bound.arguments.items() if key not in {"by", "call_id"}}
    return blind.reference("receipt", name, json.dumps(plain, default=_plain, sort_keys=True))


def _plain(value: Any) -> str:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)


def _caller(by: Actor, call_id: UUID) -> str:
    return blind.reference("caller", str(by.id), str(call_id))


def _answer_again(earlier: Receipt, by: Actor, digest: str) -> Any:
    if earlier.caller != _caller(by, earlier.pk) or earlier.digest != digest:
        raise Refused([ID_TAKEN("call_id")])
    row_id = UUID(earlier.answer["id"])
    with writing.holding(row_id):
        return nouns.model_of(earlier.answer["noun"]).objects.get(pk=row_id)


def _keep_receipt(call: Call, digest: str, row: Row) -> None:
    answer = {"noun": row.noun, "id": str(row.pk)}
    insert(
        Receipt(
            id=call.call_id, action=call.action, caller=_caller(call.by, call.call_id), digest=digest, answer=answer
        )
    )


def inner(purpose: str) -> UUID:
    """The call id for an action that this action calls: always the same for the same outer call and purpose.

    Keyed, so that a stolen data base does not tell which receipts belong to one call.
    """
    return UUID(bytes=blind.digest("inner", str(under_way().call_id), purpose)[:16])


def check(*, place: str | None = None, permission: str = "") -> None:
    """The caller's grants must cover `place`. Raises NotAllowed."""
    call = under_way()
    if not call.by.may(permission or call.action, place):
        raise NotAllowed([NOT_ALLOWED()])


def locked(rows: QuerySet[M], row_id: UUID) -> M:
    """The row, locked until commit, its scope noted. `rows` starts at `visible_to`. Raises NotThere."""
    found = rows.filter(pk=row_id).select_for_update(of=("self",)).first()
    if found is None:
        raise NotThere(str(row_id))
    writing.hold(found.pk)
    under_way().before.setdefault(found.pk, found.scope_keys())
    return found


def add(row: M) -> M:
    """Adds a row and its change. Raises Refused (`id_taken`) when the id the caller chose is in use."""
    call = under_way()
    writing.hold(row.pk)
    if row.pk == call.row_id and type(row)._default_manager.filter(pk=row.pk).exists():
        raise Refused([ID_TAKEN("id")])
    row.save(force_insert=True)
    _note(row, [], row.scope_keys())
    return row


def save(row: M, *, fields: list[str] | None = None) -> M:
    """Saves a locked row and its change. Edits of what people typed go through `amend` instead."""
    writing.hold(row.pk)
    row.save(update_fields=fields)
    touch(row)
    return row


def touch(row: Row) -> None:
    """Notes that something about `row` changed (a tie, a child row) without saving it."""
    before = under_way().before.get(row.pk, row.scope_keys())
    after = row.scope_keys()
    under_way().before[row.pk] = after
    _note(row, before, after)


def _note(row: Row, before: list[str], after: list[str]) -> None:
    insert(Change(kind=row.noun, row=row.pk, before=before, after=after))
    under_way().changes += 1


def event(subject: Row, detail: dict[str, Any] | None = None, *, name: str = "", anonymous: bool = False) -> None:
    """Appends the action's event about `subject`; the detail is sealed under the subject's key."""
    call = under_way()
    log.event(
        name or call.action,
        subject=subject,
        call=blind.reference("call", subject.noun, str(call.call_id)),
        actor=None if anonymous else call.by.id,
        actor_kind="anonymous" if anonymous else call.by.actor_kind,
        device=None if anonymous else call.by.device,
        detail=detail,
    )
    call.events += 1


def after_commit(do: Callable[[], None]) -> None:
    transaction.on_commit(do)
