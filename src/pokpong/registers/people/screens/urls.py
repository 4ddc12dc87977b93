"""Addresses of persons. None carries a name: a search is posted, never written into an address."""

from django.urls import path

from pokpong.registers.people.screens import (
    consents,
    contacts,
    edit,
    erasing,
    history,
    holds,
    households,
    merging,
    mine,
    person,
    register,
    relations,
    search,
    ties,
)

app_name = "people"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("search/", search.search, name="search"),
    path("register/", register.register, name="register"),
    path("households/<uuid:household>/", households.household_page, name="household"),
    path("households/members/<uuid:member>/leave/", households.leave, name="household_leave"),
    path("contacts/<uuid:contact>/end/", contacts.end, name="contact_end"),
    path("relations/<uuid:relation>/end/", relations.end, name="relation_end"),
    path("ties/<uuid:tie>/end/", ties.end, name="tie_end"),
    path("consents/<uuid:consent>/", consents.consent_page, name="consent"),
    path("consents/<uuid:consent>/evidence/", consents.evidence, name="consent_evidence"),
    path("consents/<uuid:consent>/paper/", consents.paper, name="consent_paper"),
    path("consents/<uuid:consent>/withdraw/", consents.withdraw, name="consent_withdraw"),
    path("erasures/", erasing.erasures, name="erasures"),
    path("erasures/<uuid:erasure>/", erasing.erasure, name="erasure"),
    path("erasures/<uuid:erasure>/refuse/", erasing.refuse, name="erasure_refuse"),
    path("erasures/<uuid:erasure>/take-back/", erasing.take_back, name="erasure_take_back"),
    path("holds/<uuid:hold>/lift/", holds.lift, name="hold_lift"),
    path("<uuid:person>/erase/", erasing.ask, name="erase"),
    path("<uuid:person>/hold/", holds.hold, name="hold"),
    path("<uuid:person>/", person.person_page, name="person"),
    path("<uuid:person>/edit/<slug:group>/", edit.edit, name="edit"),
    path("<uuid:person>/contacts/add/", contacts.add, name="contact_add"),
    path("<uuid:person>/relations/add/", relations.add, name="relation_add"),
    path("<uuid:person>/household/", households.join, name="household_join"),
    path("<uuid:person>/household/new/", households.register, name="household_register"),
    path("<uuid:person>/consents/give/", consents.give, name="consent_give"),
    path("<uuid:person>/history/", history.history, name="history"),
    path("<uuid:person>/assign/", ties.assign, name="assign"),
    path("<uuid:person>/merge/", merging.merge, name="merge"),
    path("<uuid:person>/part/", merging.part, name="part"),
]
