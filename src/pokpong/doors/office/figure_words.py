"""Closings of figures in words, for the history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOUNS = {
    "closing": gettext_lazy("Closing of the figures of a month"),
    "frozen_table": gettext_lazy("Frozen table of figures"),
    "published_table": gettext_lazy("Published table of figures"),
}
ACTIONS = {
    "closing.make": gettext_lazy("Closed the figures of a month"),
}
