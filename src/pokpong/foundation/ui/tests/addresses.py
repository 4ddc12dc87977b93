"""The design system's own addresses and nothing else: its tests stand on no higher floor."""

from django.urls import include, path

urlpatterns = [path("design/", include("pokpong.foundation.ui.urls"))]
handler400 = "pokpong.foundation.ui.views.bad_request"
handler403 = "pokpong.foundation.ui.views.forbidden"
handler404 = "pokpong.foundation.ui.views.not_found"
handler500 = "pokpong.foundation.ui.views.server_error"
