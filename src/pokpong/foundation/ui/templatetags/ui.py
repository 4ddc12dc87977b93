"""Tags and filters of every page (a builtin: templates need no {% load %})."""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pokpong.foundation.lao.dates import format_date
from pokpong.foundation.lao.words import with_breaks
from pokpong.foundation.ui.charts import Bar, Drawing, draw
from pokpong.foundation.ui.forms import SummaryError, first_id
from pokpong.foundation.ui.forms import error_lines as lines_of
from pokpong.foundation.ui.icons import draw_icon, draw_mark
from pokpong.foundation.ui.notices import undo_url
from pokpong.foundation.ui.numbers import number_in
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.problems import TEXT_OLD_FONT

register = template.Library()


def reader_language() -> str:
    return (get_language() or "lo").split("-")[0]


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "bell" %}: an icon of `icons.ICONS`."""
    return draw_icon(name, label)


@register.simple_tag
def mark() -> SafeString:
    """{% mark %}: Pokpong's mark."""
    return draw_mark()


@register.filter
def lao_date(value: object) -> str:
    """A day, or a day and time of the installation's zone, in the reader's language: 22 ມີນາ 2021, 14:05."""
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{format_date(local.date(), reader_language())} {local:%H:%M}"
    return format_date(value, reader_language()) if isinstance(value, dt.date) else ""


@register.filter
def iso(value: object) -> str:
    """A day, or a time of the installation's zone, for the `datetime` attribute: the day that stands beside it."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else ""


@register.filter
def lao_number(value: object) -> str:
    """A number as the reader's language writes it: 1.234.567,5 in Lao, 1,234,567.5 in English."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number_in(reader_language(), value)
    return "" if value is None else str(value)


@register.filter
def breaks(value: object) -> str:
    """Text with invisible breaks between Lao words, for what cannot find them (PDF). Only while rendering."""
    return with_breaks(str(value))


@register.simple_tag
def status_tag(word: StatusWord | str, tone: str = "neutral") -> SafeString:
    """{% status_tag row.status %} or {% status_tag words "warning" %}: icon, colour and word together."""
    status = word if isinstance(word, StatusWord) else StatusWord(word, tone)
    return format_html(
        '<span class="pk-status pk-status-{}">{}<span>{}</span></span>',
        status.tone,
        draw_icon(status.sign),
        status.label,
    )


BREAK = mark_safe("<br>")  # a constant
NOTHING = '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>'


def shown_day(day: dt.date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', iso(day), lao_date(day))


def shown_items(items: Iterable[object]) -> SafeString:
    return format_html_join(BREAK, "{}", ((cell(item),) for item in items))


# The first type that fits decides: a truth value is a number to Python, and a time is a day.
SHOWN_AS: tuple[tuple[Any, Callable[[Any], SafeString]], ...] = (
    (StatusWord, status_tag),
    (Link, lambda link: format_html('<a href="{}">{}</a>', link.url, link.label)),
    (bool, lambda truth: conditional_escape(_("Yes") if truth else _("No"))),
    (dt.date, shown_day),
    ((int, float, Decimal), lambda number: conditional_escape(lao_number(number))),
    ((list, tuple), shown_items),
)


@register.filter
def cell(value: object) -> SafeString:
    """What a table cell or a summary shows for a value: nothing becomes a dash with words for screen readers."""
    if value is None or value == "":
        return format_html(NOTHING, _("not given"))
    for kind, show in SHOWN_AS:
        if isinstance(value, kind):
            return show(value)
    return conditional_escape(str(value))


@register.filter
def control_id(field: BoundField) -> str:
    """The id of the control a link to this field must reach."""
    return first_id(field)


@register.filter
def error_lines(form: BaseForm | str) -> list[SummaryError]:
    """The lines of a form's error summary; none when the page has no form."""
    return lines_of(form) if isinstance(form, BaseForm) else []


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is several controls under one legend."""
    return bool(field.field.widget.use_fieldset)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is a single box to tick, whose label stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not is_group(field)


@register.filter
def asks_to_keep(field: BoundField) -> bool:
    """Whether the field's text was asked about, so that its writer can say to keep it."""
    asked = any(error.code == TEXT_OLD_FONT.code for error in field.errors.as_data())
    return asked or bool(getattr(field.value(), "keep", False))


@register.filter
def undo_address(message: Message) -> str:
    """Where the undo button of a message posts to, or an empty text."""
    return undo_url(message)


@register.filter
def drawn(bars: list[Bar]) -> Drawing:
    """Bars with their places in the picture."""
    return draw(bars)


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    """`mapping|get:key`, or nothing."""
    return mapping.get(key, "")
