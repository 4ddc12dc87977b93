"""Whether the web server and its data base answer; asked by the supervisor and by whoever watches from outside."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pokpong.doors.office.models import Installation
from pokpong.foundation.access.pages import public_page


@never_cache
@require_safe
@public_page
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok`, or 503 when the data base does not answer. Nothing else is told to strangers."""
    try:
        Installation.objects.exists()
    except DatabaseError:
        return HttpResponse("data base does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
