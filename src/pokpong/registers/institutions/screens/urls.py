from django.urls import path

from pokpong.registers.institutions.screens import committees, officials, organisations, services

app_name = "institutions"
urlpatterns = [
    path("", organisations.organisation_list, name="organisations"),
    path("find/", organisations.find_json, name="find_organisation"),
    path("add/", organisations.add, name="organisation_add"),
    path("<uuid:organisation>/", organisations.organisation_page, name="organisation"),
    path("<uuid:organisation>/edit/", organisations.amend, name="organisation_amend"),
    path("services/", services.service_list, name="services"),
    path("services/add/<uuid:organisation>/", services.add, name="service_add"),
    path("services/<uuid:service>/", services.service_page, name="service"),
    path("services/<uuid:service>/edit/", services.amend, name="service_amend"),
    path("services/<uuid:service>/verify/", services.verify, name="service_verify"),
    path("services/<uuid:service>/end/", services.end, name="service_end"),
    path("officials/", officials.official_list, name="officials"),
    path("officials/find/", officials.find_json, name="find_official"),
    path("officials/add/", officials.add, name="official_add"),
    path("officials/<uuid:official>/", officials.official_page, name="official"),
    path("officials/<uuid:official>/edit/", officials.amend, name="official_amend"),
    path("officials/<uuid:official>/leave/", officials.leave, name="official_leave"),
    path("officials/<uuid:official>/follow/", officials.follow, name="official_follow"),
    path("committees/", committees.committee_list, name="committees"),
    path("committees/add/", committees.add, name="committee_add"),
    path("committees/<uuid:committee>/", committees.committee_page, name="committee"),
    path("committees/<uuid:committee>/edit/", committees.amend, name="committee_amend"),
    path("committees/<uuid:committee>/members/add/", committees.begin, name="membership_begin"),
    path("committees/members/<uuid:membership>/end/", committees.end, name="membership_end"),
]
