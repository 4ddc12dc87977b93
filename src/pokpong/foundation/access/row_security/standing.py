"""Whether the walls stand, and bringing them to what the settings say: after the migrations, by the owner's role."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection, transaction

from pokpong.foundation.access.row_security import drawing
from pokpong.foundation.access.row_security.policies import WALLS

SUBJECT = """SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"""
STANDING = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity"""
OWNED = """SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'USAGE') AND NOT relforcerowsecurity"""
COMMENT = f"SELECT obj_description(to_regprocedure('{drawing.MARKED}'), 'pg_proc')"


def is_wanted() -> bool:
    """By the settings, on an engine that has it."""
    return bool(settings.POKPONG_ROW_SECURITY) and connection.vendor == "postgresql"


def is_on() -> bool:
    """Whether walls of this program hold this connection: wanted, all up, and its role cannot walk around them."""
    return not gaps()


def gaps() -> list[str]:
    """What is missing, in plain English; an empty list when there is nothing."""
    if connection.vendor != "postgresql":
        return ["row security needs PostgreSQL."]
    if not settings.POKPONG_ROW_SECURITY:
        return ["POKPONG_ROW_SECURITY is off."]
    return [*_standing_gaps(), *_role_gaps()]


def _standing_gaps() -> list[str]:
    if _asked(COMMENT) != [(drawing.fingerprint(),)]:
        return ["the policies in the data base are not those of this program: run `pokpong migrate` as the owner."]
    bare = sorted({wall.table for wall in WALLS} - {name for (name,) in _asked(STANDING)})
    return [f"tables without row security: {', '.join(bare)}."] if bare else []


def _role_gaps() -> list[str]:
    [(superuser, bypasses)] = _asked(SUBJECT)
    if superuser or bypasses:
        return ["the application connects as a role that row security does not hold (superuser or BYPASSRLS)."]
    owned = sorted({wall.table for wall in WALLS} & {name for (name,) in _asked(OWNED)})
    return ["the application connects as the owner of the tables, whom row security does not hold."] if owned else []


def follow_settings() -> bool:
    """Puts the walls up, or takes them down, as the settings say; True when something changed.

    Does nothing on SQLite, or where the walls of this program stand already. Raises DatabaseError for a role that does
    not own the tables.
    """
    if connection.vendor != "postgresql":
        return False
    _let_work(settings.POKPONG_DATABASE_ROLE)
    if settings.POKPONG_ROW_SECURITY:
        changed = bool(_standing_gaps())
        statements = drawing.put_up()
    else:
        changed = _asked(COMMENT) != [(None,)]
        statements = drawing.take_down()
    if changed:
        run(list(statements))
    return changed


def _let_work(role: str) -> None:
    """The role of the application works with the tables; it owns none."""
    if role and _asked("SELECT current_user") != [(role,)]:
        run(list(drawing.grants(connection.ops.quote_name(role))))


def run(statements: list[str]) -> None:
    """All or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
