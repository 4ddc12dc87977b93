"""The card of this area on the programme's start page; registered by the program's wiring."""

from django.utils.translation import gettext_lazy as _

from pokpong.registers.programme.hub import Card

TRAININGS = Card(
    _("Trainings"),
    _("Who is taught what, where and when; attendance, tests, certificates, and how many were trained."),
    "book",
    "capacity:trainings",
    ("training.read", "training.tied"),
    40,
)
