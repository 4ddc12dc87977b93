from django.urls import path

from pokpong.areas.protection.screens.referrals import receiving, steps

app_name = "provider"
urlpatterns = [
    path("", receiving.queue, name="queue"),
    path("<uuid:referral>/", receiving.received, name="referral"),
    path("<uuid:referral>/note/", receiving.note, name="note"),
    *steps.addresses(steps.RECEIVER),
]
