"""The data base's own wall covers every table, or the reason is written why one needs none."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignKey, Model

from pokpong.foundation.access.row_security.policies import PROGRAMS, UNWALLED, WALLS
from tests.guards.sources import python_files

WALLED = {wall.table: wall for wall in WALLS}
WHOLES = {"people.Person": "people_person", "protection.Case": "protection_case"}
BY_MACHINE = {"action"}  # entered by the connection itself, whenever a program acts


def tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def test_every_table_has_a_wall_or_a_written_reason() -> None:
    assert len(WALLED) == len(WALLS)
    assert sorted(tables() ^ (WALLED.keys() | UNWALLED.keys())) == []
    assert sorted(WALLED.keys() & UNWALLED.keys()) == []
    assert [table for table, reason in UNWALLED.items() if len(reason.split()) < 4] == []


def test_what_hangs_on_a_person_or_a_case_follows_it() -> None:
    """By a readable key: then the data base can know whose it is, and no reason is good enough."""
    loose = [
        f"{model._meta.db_table}.{column}"
        for model in apps.get_models()
        for column, whole in keys_of(model)
        if not follows(model._meta.db_table, column, whole)
    ]
    assert loose == []


def keys_of(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Column and table of every foreign key to a person or a case."""
    for field in model._meta.concrete_fields:
        above = field.related_model if isinstance(field, ForeignKey) else None
        if isinstance(above, type) and above is not model and above._meta.label in WHOLES:
            yield str(field.column), WHOLES[above._meta.label]


def follows(table: str, column: str, whole: str) -> bool:
    """A table that opens rows by grants and ties of its own needs no other way."""
    wall = WALLED.get(table)
    return wall is not None and ((column, whole) in wall.follows or bool(wall.rows))


def test_every_program_that_sees_everything_is_named_with_its_reason() -> None:
    found = list(scopes())
    unknown = [line for name, line in found if name not in PROGRAMS]
    assert unknown == []
    assert sorted(PROGRAMS.keys() - {name for name, _line in found} - BY_MACHINE) == []


def scopes() -> Iterator[tuple[str, str]]:
    """Name and line of every `row_security.scope("program:NAME")`; what is no plain text has the name `?`."""
    for source in python_files():
        if source.name.startswith("foundation/access/row_security/"):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and is_scope(node.func):
                said = node.args[0] if node.args else None
                text = said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else "?"
                yield text.removeprefix("program:"), f"{source.name}:{node.lineno} {text}"


def is_scope(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr != "scope":
        return False
    return isinstance(called.value, ast.Name) and called.value.id in ("row_security", "scopes")
