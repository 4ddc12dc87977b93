from django.urls import path

from pokpong.areas.protection.screens.partner import door, inside
from pokpong.areas.protection.screens.referrals.steps import STEPS

app_name = "partner"
urlpatterns = [
    path("", door.enter, name="enter"),
    path("<uuid:referral_link>/", inside.referral, name="referral"),
    path("<uuid:referral_link>/note/", inside.note, name="note"),
    *(path(f"<uuid:referral_link>/{step.name}/", inside.step_view(step), name=step.name) for step in STEPS),
]
