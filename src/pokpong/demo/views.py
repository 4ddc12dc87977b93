"""The demo's own page: who can sign in, so that a newcomer need not look at the console."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pokpong.demo.people import EVERYBODY, PASSWORD
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.access.roles import ROLES


@public_page
def sign_ins(request: HttpRequest) -> HttpResponse:
    rows = [(user, ROLES[user.role].words) for user in EVERYBODY]
    return render(request, "demo/sign_ins.html", {"rows": rows, "password": PASSWORD})
