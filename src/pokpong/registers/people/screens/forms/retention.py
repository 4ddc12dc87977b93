"""The form with which a record is kept longer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LaoDate, LongText
from pokpong.foundation.ui.widgets import LongTextBox


class KeepForm(ActionForm):
    """Until when, and why."""

    until = LaoDate(
        label=_("Keep the record until"),
        help_text=_("At most ten years ahead. When that day has passed it comes back to the list."),
    )
    why = LongText(
        label=_("Why is it still needed?"),
        help_text=_("For example: the person may come back, or asked to be able to see the record."),
        limit=500,
        widget=LongTextBox(attrs={"rows": 3}),
    )
