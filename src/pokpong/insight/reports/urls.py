"""Addresses of the overview."""

from django.urls import path

from pokpong.insight.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("meanings/", views.meanings, name="meanings"),
    path("figures/<slug:figure>/", views.figure, name="figure"),
    path("situation/", views.situation, name="situation"),
    path("situation/draft/", views.draft, name="draft"),
]
