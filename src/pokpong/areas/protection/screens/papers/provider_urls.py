from django.urls import path

from pokpong.areas.protection.screens.papers import views

app_name = "received_papers"
urlpatterns = [path("<uuid:referral>/letter/", views.received_letter, name="letter")]
