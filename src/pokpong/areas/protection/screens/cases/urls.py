"""Addresses of cases. None carries a name: a search is posted."""

from django.urls import path

from pokpong.areas.protection.screens.cases import (
    beside_person,  # noqa: F401  registers the card on a person's page
    caseload,
    closing,
    finding,
    history,
    opening,
    page,
    sight,
    steps,
    team,
)

app_name = "cases"
urlpatterns = [
    path("", caseload.caseload, name="list"),
    path("search/", finding.search, name="search"),
    path("open/", opening.choose_person, name="choose_person"),
    path("open/<uuid:person>/", opening.open_for, name="open"),
    path("<uuid:case>/", page.case_page, name="case"),
    path("<uuid:case>/correct/", steps.correct, name="amend"),
    path("<uuid:case>/risk/", steps.risk, name="risk"),
    path("<uuid:case>/reopen/", steps.reopen, name="reopen"),
    path("<uuid:case>/closure/", closing.ask, name="ask_closure"),
    path("<uuid:case>/closure/take-back/", closing.take_back, name="take_back_closure"),
    path("<uuid:case>/closure/approve/", closing.approve, name="approve_closure"),
    path("<uuid:case>/closure/send-back/", closing.send, name="send_back"),
    path("<uuid:case>/team/add/", team.add, name="add_member"),
    path("<uuid:case>/team/hand-over/", team.hand, name="hand_over"),
    path("<uuid:case>/team/<uuid:user>/end/", team.end, name="end_member"),
    path("<uuid:case>/leave-out/", sight.recuse, name="recuse"),
    path("<uuid:case>/circle/", sight.compartment, name="compartment"),
    path("<uuid:case>/history/", history.old_values, name="history"),
]
