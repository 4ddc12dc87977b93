"""Every write of files that come in and go out; importing this registers them."""

from pokpong.doors.exchange.actions import asking, exports, files, mappings, rows

__all__ = ["asking", "exports", "files", "mappings", "rows"]
