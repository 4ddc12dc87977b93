"""Every write of files that come in and go out; importing this registers them."""

from pokpong.doors.exchange.actions import exports, files, mappings, rows

__all__ = ["exports", "files", "mappings", "rows"]
