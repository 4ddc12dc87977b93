"""The day a page is about: today, or the one asked for in the address."""

from __future__ import annotations

from datetime import date

from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions.screens.people_forms import DayForm


def asked_day(request: PageRequest) -> tuple[DayForm, date]:
    """The form that asks for it, and the day; today where none was given or it cannot be read."""
    if not any(name.startswith("day") for name in request.GET):
        return DayForm(initial={"day": clock.today()}), clock.today()
    form = DayForm(request.GET)
    return form, (form.cleaned_data["day"] if form.is_valid() else None) or clock.today()
