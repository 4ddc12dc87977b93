"""Addresses of screenings, below the cases."""

from django.urls import path

from pokpong.areas.protection.screens.screening import views

app_name = "screening"
urlpatterns = [
    path("<uuid:case>/screenings/begin/", views.begin, name="begin"),
    path("screenings/<uuid:screening>/", views.screening_page, name="screening"),
    path("screenings/<uuid:screening>/ask/", views.ask, name="ask"),
    path("screenings/<uuid:screening>/ask/<int:part>/", views.ask, name="ask_part"),
    path("screenings/<uuid:screening>/decide/", views.decide, name="decide"),
    path("screenings/<uuid:screening>/drop/", views.drop, name="drop"),
]
