"""How the number of a person's record leads to it when glass is broken."""

from django.urls import reverse

from pokpong.foundation.access import glass_finders, row_security
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules.numbers import read_number


def find(number: str) -> glass_finders.Found | None:
    """The record with this number, without regard to who asks; None when there is none, or not exactly one."""
    with row_security.scope("program:breaking_glass"):
        rows = list(Person.objects.filter(number=read_number(number))[:2]) if read_number(number) else []
    if len(rows) != 1:
        return None
    row: Person = rows[0]
    return glass_finders.Found(row.pk, row.district_path, reverse("people:person", args=[row.pk]))


glass_finders.register("person", _("Person"), find)
