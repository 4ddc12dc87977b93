"""One prepared statement for rows that the door adds many of; the ORM builds its statement anew for each."""

from functools import cache
from typing import Any

from django.db import connection, models

from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.rows import Gated


def insert(row: Gated) -> None:
    """Adds `row`, all of whose values are set. Raises WrittenOutsideAction, IntegrityError."""
    writing.require_open(type(row).__name__)
    sql, fields = _statement(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    row._state.adding = False
    row._state.db = connection.alias


@cache
def _statement(model: type[Gated]) -> tuple[str, list[models.Field[Any, Any]]]:
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608  names only
