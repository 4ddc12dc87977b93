"""Every address of the program."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

import pokpong.config.wiring  # noqa: F401  registers the actions

# Each part of a case has its own addresses below the same folder.
CASE_FAMILIES = ("cases", "plan", "services", "referrals", "screening", "identification", "papers")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pokpong.doors.office.urls")),
    path("account/", include("pokpong.foundation.access.urls")),
    path("words/", include("pokpong.foundation.wording.screens.urls")),
    path("design/", include("pokpong.foundation.ui.urls")),
    path("places/", include("pokpong.registers.places.screens.urls")),
    path("institutions/", include("pokpong.registers.institutions.screens.urls")),
    path("programme/", include("pokpong.registers.programme.screens.urls")),
    path("people/", include("pokpong.registers.people.screens.urls")),
    path("partnership/", include("pokpong.areas.partnership.screens.urls")),
    path("concerns/", include("pokpong.areas.protection.screens.urls")),
    *(path("cases/", include(f"pokpong.areas.protection.screens.{family}.urls")) for family in CASE_FAMILIES),
    path("referrals/", include("pokpong.areas.protection.screens.referrals.provider_urls")),
    path("referrals/", include("pokpong.areas.protection.screens.papers.provider_urls")),
    path("link/", include("pokpong.areas.protection.screens.partner.urls")),
    path("identification/", include("pokpong.areas.protection.screens.identification.body_urls")),
    path("trainings/", include("pokpong.areas.capacity.screens.urls")),
    path("overview/", include("pokpong.insight.reports.urls")),
    path("exchange/", include("pokpong.doors.exchange.screens.urls")),
]
if settings.POKPONG_DEMO:
    urlpatterns.append(path("demo/", include("pokpong.demo.urls")))
handler400 = "pokpong.foundation.ui.views.bad_request"
handler403 = "pokpong.foundation.ui.views.forbidden"
handler404 = "pokpong.foundation.ui.views.not_found"
handler500 = "pokpong.foundation.ui.views.server_error"
