"""Place paths: `LA16/LA1601/` names a place and, as a beginning, everything in it. The empty path is everywhere."""

from typing import Any

from django.db import models
from django.db.models import Q


def covers(path: str, place: str) -> bool:
    """Whether `place` is `path` or lies in it."""
    return place.startswith(path)


def parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def cut(path: str, levels: int) -> str:
    """The first `levels` levels of `path`: `cut("LA16/LA1601/v/", 2)` is the district's path."""
    return "".join(f"{part}/" for part in parts(path)[:levels])


def under(field: str, path: str) -> Q:
    """The rows whose `field` lies in `path`, as a range that an index answers on both engines."""
    if not path:
        return Q(**{f"{field}__gte": ""})
    if not path.endswith("/"):
        raise ValueError(f"a path ends in a slash: {path!r}")
    return Q(**{f"{field}__gte": path, f"{field}__lt": path[:-1] + "0"})  # "0" follows "/" in ASCII


def under_any(field: str, paths: list[str]) -> Q:
    """The rows that lie in one of `paths`; no row when there is no path."""
    found = Q(pk__in=[])
    for path in paths:
        found |= under(field, path)
    return found


class PathField(models.CharField):  # type: ignore[type-arg]  # not subscriptable at run time
    """An open column with a place path, compared byte by byte on both engines."""

    mark = "open"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        found = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            found["collation"] = "C"
        return found
