"""Light, dark, or what the device prefers: a cookie, so that the first paint is right without any script."""

from django.http import HttpRequest, HttpResponse

COOKIE = "pokpong_theme"
THEMES = ("auto", "light", "dark")
ONE_YEAR = 60 * 60 * 24 * 365


def theme_of(request: HttpRequest) -> str:
    """The theme chosen on this device, or "auto"."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def remember_theme(response: HttpResponse, theme: str, *, secure: bool) -> None:
    """Keep the choice for a year. Raises ValueError for an unknown theme."""
    if theme not in THEMES:
        raise ValueError(f"{theme!r} is not a theme")
    response.set_cookie(COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", secure=secure)
