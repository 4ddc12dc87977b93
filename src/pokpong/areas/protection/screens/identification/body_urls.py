"""Addresses of the deciding body."""

from django.urls import path

from pokpong.areas.protection.screens.identification import body

app_name = "body"
urlpatterns = [
    path("", body.queue, name="queue"),
    path("<uuid:identification>/", body.request_page, name="request"),
    path("<uuid:identification>/answer/", body.answer, name="answer"),
    path("<uuid:identification>/letters/<uuid:answer>/", body.letter, name="letter"),
]
