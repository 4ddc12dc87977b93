"""The documents of a record, on its page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pokpong.areas.partnership.models import Meeting, Visit
from pokpong.areas.partnership.queries.documents import documents_of
from pokpong.areas.partnership.screens.parts import Card, Line
from pokpong.areas.partnership.screens.tables import address, status
from pokpong.areas.partnership.states import DOCUMENT
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.templatetags.ui import lao_date


def documents_card(request: PageRequest, row: Meeting | Visit) -> Card:
    """What was drafted from it: kind, number and day; the texts stand on their own pages."""
    lines = [
        Line(
            DOCUMENT_KINDS.get(one.kind, one.kind),
            address(one),
            " · ".join(part for part in (one.number, lao_date(one.signed_on or one.made_on)) if part),
            status=status(DOCUMENT, one),
        )
        for one in documents_of(row.noun, row.pk, request.user)
    ]
    return Card(_("Documents"), "document", lines=lines, empty=_("No document was drafted from it yet."))
