"""The scope of a request: set around all of it, rendering and streaming included, and taken back at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from pokpong.foundation.access.row_security import scopes
from pokpong.foundation.access.row_security.standing import is_wanted


class RowSecurityMiddleware:
    """Stands behind the middleware that knows the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_wanted():
            return self.get_response(request)
        asking = scopes.Asking(request.user) if request.user.is_authenticated else None
        try:
            with scopes.entered(asking):
                response = self.get_response(request)
                if isinstance(response, StreamingHttpResponse):
                    _stream(response, asking)
        finally:
            forget()
        return response


def _stream(response: StreamingHttpResponse, asking: scopes.Asking | None) -> None:
    parts: Any = response.streaming_content
    response.streaming_content = streamed(asking, parts)


def streamed(asking: scopes.Asking | None, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Each part is made in the scope of the request, long after the middleware has returned."""
    rest = iter(parts)
    try:
        while True:
            with scopes.entered(asking):
                part = next(rest, None)
            if part is None:
                return
            yield part
    finally:
        forget()


def forget() -> None:
    """The connection goes back without a scope, whoever takes it next."""
    tell: Callable[[], None] | None = getattr(connection, "tell", None)  # another engine has none
    if tell is not None and connection.connection is not None:
        tell()
