"""Addresses of identifications for those who help, below the cases."""

from django.urls import path

from pokpong.areas.protection.screens.identification import views

app_name = "identification"
urlpatterns = [
    path("<uuid:case>/identification/presume/", views.presume, name="presume"),
    path("identifications/<uuid:identification>/", views.identification_page, name="page"),
    path("identifications/<uuid:identification>/request/", views.ask, name="request"),
    path("identifications/<uuid:identification>/letter/", views.record, name="record"),
    path("identifications/<uuid:identification>/appeal/", views.appeal, name="appeal"),
    path("identifications/<uuid:identification>/take-back/", views.take_back, name="take_back"),
    path("identifications/<uuid:identification>/set-aside/", views.set_aside, name="set_aside"),
    path("identifications/<uuid:identification>/letters/<uuid:answer>/", views.letter, name="letter"),
]
