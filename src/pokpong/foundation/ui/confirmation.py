"""Asking before something that cannot easily be taken back.

A page posts to its action's address. With script a dialog asks first and adds the confirmation; without script the
address answers with the page that asks. Either way the view only acts when `is_confirmed` says so.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

FIELD = "confirmed"
SKIPPED = {FIELD, "csrfmiddlewaretoken"}


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the reader has answered the question with yes."""
    return request.method == "POST" and request.POST.get(FIELD) == "yes"


def ask(
    request: HttpRequest,
    *,
    title: str | Promise,
    text: str | Promise,
    yes: str | Promise,
    back_url: str,
    danger: bool = False,
    extra: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The page that asks. It carries everything that was posted, so that nothing has to be typed again."""
    posted = [(key, value) for key, values in request.POST.lists() if key not in SKIPPED for value in values]
    context = {
        "title": title,
        "text": text,
        "yes": yes,
        "back_url": back_url,
        "danger": danger,
        "posted": posted,
    }
    return render(request, "ui/confirm.html", {**context, **(extra or {})})
