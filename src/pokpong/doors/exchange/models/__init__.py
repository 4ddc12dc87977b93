"""What is kept of files that come in and go out."""

from pokpong.doors.exchange.models.exports import Export
from pokpong.doors.exchange.models.imports import Import
from pokpong.doors.exchange.models.mappings import SavedMapping
from pokpong.doors.exchange.models.requests import ExportRequest
from pokpong.doors.exchange.models.rows import ImportedRow

__all__ = ["Export", "ExportRequest", "Import", "ImportedRow", "SavedMapping"]
