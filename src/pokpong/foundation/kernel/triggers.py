"""Append-only tables, held by the data base itself: a migration operation for SQLite and PostgreSQL."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

SQLITE = """
CREATE TRIGGER {table}_no_{lower} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION pokpong_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{lower} BEFORE {verb} ON "{table}"
FOR EACH {each} EXECUTE FUNCTION pokpong_append_only()
"""


class AppendOnlyTable(migrations.operations.base.Operation):
    """Adds triggers that refuse UPDATE, DELETE (and TRUNCATE on PostgreSQL) on `table`."""

    reversible = True

    def __init__(self, table: str):
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        return None

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for statement in self.statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)  # a percent sign is a percent sign

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on = f' ON "{self.table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for verb in self.verbs(schema_editor.connection.vendor):
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{verb.lower()}{on}")

    def verbs(self, vendor: str) -> list[str]:
        return ["UPDATE", "DELETE", "TRUNCATE"] if vendor == "postgresql" else ["UPDATE", "DELETE"]

    def statements(self, vendor: str) -> list[str]:
        """The SQL for `vendor`, in order."""
        if vendor == "postgresql":
            return [POSTGRESQL_FUNCTION, *(self._fill(POSTGRESQL, verb) for verb in self.verbs(vendor))]
        return [self._fill(SQLITE, verb) for verb in self.verbs(vendor)]

    def _fill(self, sql: str, verb: str) -> str:
        each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
        return sql.format(table=self.table, verb=verb, lower=verb.lower(), each=each)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return (type(self).__name__, (self.table,), {})

    def describe(self) -> str:
        return f"Refuse UPDATE and DELETE on {self.table}"


class PostgreSQLOnly(AppendOnlyTable):
    """One statement for PostgreSQL; nothing elsewhere."""

    reversible = True

    def __init__(self, sql: str):
        self.sql = sql

    def statements(self, vendor: str) -> list[str]:
        return [self.sql] if vendor == "postgresql" else []

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        return None

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return (type(self).__name__, (self.sql,), {})

    def describe(self) -> str:
        return "Run a statement on PostgreSQL"
