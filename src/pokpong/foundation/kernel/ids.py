"""Identifiers: UUIDv7, so that rows made later sort later and a device can name its rows before it has signal."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562)."""
    return uuid7()
