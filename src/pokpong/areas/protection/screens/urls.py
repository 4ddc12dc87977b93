from django.urls import path

from pokpong.areas.protection.screens import concerns, deciding, inbox, raising, sight, steps

app_name = "protection"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("raise/", raising.raising, name="raise"),
    path("thanks/", raising.thanks, name="thanks"),
    path("mine/", raising.mine, name="mine"),
    path("receipt/", raising.receipt, name="receipt"),
    path("<uuid:concern>/", concerns.concern_page, name="concern"),
    path("<uuid:concern>/triage/", deciding.triage, name="triage"),
    path("<uuid:concern>/join/<uuid:into>/", deciding.join, name="join"),
    path("<uuid:concern>/close/", steps.close, name="close"),
    path("<uuid:concern>/reopen/", steps.reopen, name="reopen"),
    path("<uuid:concern>/correct/", steps.correct, name="amend"),
    path("<uuid:concern>/attach/", steps.attach, name="attach"),
    path("<uuid:concern>/files/<uuid:file>/", steps.file, name="file"),
    path("<uuid:concern>/leave-out/", sight.recuse, name="recuse"),
    path("<uuid:concern>/circle/", sight.compartment, name="compartment"),
    path("<uuid:concern>/typist/", sight.unveil, name="unveil"),
]
