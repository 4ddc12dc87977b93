"""Forms about erasing a record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.people.rules.erasure import REASON_LIMIT


class ReasonForm(ActionForm):
    """A reason that outlives the record."""

    why = LongText(
        label=_("Why?"),
        help_text=_("Write no name and no story: this reason stays when the record is gone."),
        limit=REASON_LIMIT,
        widget=LongTextBox(attrs={"rows": 3}),
    )


class NoFieldsForm(ActionForm):
    """Only a yes."""


class ApproveForm(ActionForm):
    """The number is typed, so that nobody erases by a slip of the hand."""

    number = Text(
        label=_("Number of the record"),
        help_text=_("Type it as it stands above. What is erased cannot be brought back."),
        limit=20,
    )
