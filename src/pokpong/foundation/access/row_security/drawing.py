"""The statements that put the walls up and take them down, drawn from the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pokpong.foundation.access.row_security.functions import (
    ANYBODY,
    FREE,
    FUNCTIONS,
    HELD,
    HOW,
    USER,
    organisations,
    paths,
)
from pokpong.foundation.access.row_security.policies import KINDS, WALLS, Wall

READ, ADD, CHANGE, DROP = "pokpong_read", "pokpong_add", "pokpong_change", "pokpong_drop"
MARKED = "pokpong_cases()"  # its comment says of which program the walls are


def in_sight(wall: Wall) -> str:
    """The condition under which a row may be read. What costs nothing stands first."""
    ways = [FREE, f"{wall.table}.id = ANY {HELD}"]
    ways += [f'{wall.table}."{column}" = {USER}' for column in wall.own]
    if wall.place:
        ways.append(f"{wall.table}.{wall.place} ^@ ANY {paths(wall.kind)}")
    for column, kind, further in wall.organisations:
        here = f"{wall.table}.{column} = ANY {organisations(kind)}"
        ways.append(f"({here} AND {further})" if further else here)
    if wall.rows:
        ways.append(f"{wall.table}.id = ANY ((SELECT {wall.rows}())::uuid[])")
    known = {"user": USER, "paths": {kind: paths(kind) for kind in KINDS}}
    ways += [f"({also.format(**known)})" for also in wall.also]
    for column, table in wall.follows:
        ways.append(f"EXISTS (SELECT 1 FROM {table} above WHERE above.id = {wall.table}.{column})")  # noqa: S608  names of our own
    for column, table in wall.followed_by:
        ways.append(f"EXISTS (SELECT 1 FROM {table} below WHERE below.{column} = {wall.table}.id)")  # noqa: S608  names of our own
    return "\n    OR ".join(ways)


def put_up() -> Iterator[str]:
    """Everything, in an order that works on a data base with or without walls."""
    for name, arguments, answer, does in FUNCTIONS:
        head = f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {answer} {HOW}"
        yield f"{head} AS $pokpong$ {does} $pokpong$"
    for wall in WALLS:
        yield from _without_policies(wall.table)
        yield from _policies(wall)
        yield f"ALTER TABLE {wall.table} ENABLE ROW LEVEL SECURITY"
    yield f"COMMENT ON FUNCTION {MARKED} IS '{fingerprint()}'"


def _policies(wall: Wall) -> Iterator[str]:
    """Reading is the wall. What an action adds or moves it checks itself: the row may leave its caller's sight."""
    sight = in_sight(wall)
    yield f"CREATE POLICY {READ} ON {wall.table} FOR SELECT USING ({sight})"
    yield f"CREATE POLICY {ADD} ON {wall.table} FOR INSERT WITH CHECK ({ANYBODY})"
    yield f"CREATE POLICY {CHANGE} ON {wall.table} FOR UPDATE USING ({sight}) WITH CHECK ({ANYBODY})"
    yield f"CREATE POLICY {DROP} ON {wall.table} FOR DELETE USING ({sight})"


def _without_policies(table: str) -> Iterator[str]:
    for policy in (READ, ADD, CHANGE, DROP):
        yield f"DROP POLICY IF EXISTS {policy} ON {table}"


def take_down() -> Iterator[str]:
    for wall in WALLS:
        yield from _without_policies(wall.table)
        yield f"ALTER TABLE {wall.table} DISABLE ROW LEVEL SECURITY"
    for name, arguments, *_rest in reversed(FUNCTIONS):
        yield f"DROP FUNCTION IF EXISTS {name}({arguments})"


def grants(role: str) -> Iterator[str]:
    """What the role needs as which the application connects. `role` is quoted already."""
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"


def fingerprint() -> str:
    """Of everything drawn here: whether the walls in a data base are those of this program."""
    sum_of_all = hashlib.sha256()
    for function in FUNCTIONS:
        sum_of_all.update("\0".join((HOW, *function)).encode())
    for wall in WALLS:
        for statement in _policies(wall):
            sum_of_all.update(statement.encode())
    return sum_of_all.hexdigest()[:32]
