from django.urls import path

from pokpong.areas.protection.screens.papers import views

app_name = "papers"
urlpatterns = [
    path("<uuid:case>/papers/summary/", views.summary, name="summary"),
    path("<uuid:case>/papers/information/", views.information, name="information"),
    path("<uuid:case>/papers/closure/", views.closure, name="closure"),
    path("<uuid:case>/papers/closure/number/", views.number_closure, name="number_closure"),
    path("<uuid:case>/papers/village/<uuid:consent>/", views.village, name="village"),
    path("<uuid:case>/papers/village/<uuid:consent>/number/", views.number_village, name="number_village"),
    path("referrals/<uuid:referral>/letter/", views.letter, name="letter"),
    path("referrals/<uuid:referral>/letter/number/", views.number_letter, name="number_letter"),
]
