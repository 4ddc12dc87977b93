"""Views of a table that a reader has kept under a name. Where they are stored is the page's matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SAVE_NAME = "view_name"
SAVE_QUERY = "view_query"


@dataclass(frozen=True)
class SavedView:
    """A name and the part of the address after the question mark; `remove_url` takes a POST."""

    name: str
    query: str
    remove_url: str = ""


class SavedViews(Protocol):
    """The reader's views of one table. The form posts `view_name` and `view_query` to `save_url`."""

    save_url: str

    def views(self) -> Sequence[SavedView]:
        """In the order they are shown."""


class NoViews:
    """A table whose views cannot be kept."""

    save_url = ""

    def views(self) -> Sequence[SavedView]:
        return ()


NO_VIEWS = NoViews()
