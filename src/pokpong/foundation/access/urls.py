"""Addresses below `account/`. Those that allauth asks for by name stand outside any name space."""

from django.urls import include, path

from pokpong.foundation.access.screens import account, second_step

urlpatterns = [
    path("login/", account.sign_in, name="account_login"),
    path("logout/", account.sign_out, name="account_logout"),
    path("password/change/", account.change_password, name="account_change_password"),
    path("reauthenticate/", account.confirm_it_is_you, name="account_reauthenticate"),
    path("second-step/", second_step.second_step, name="mfa_authenticate"),
    path("", include("pokpong.foundation.access.screens.urls")),
]
