"""Which language a page speaks: Lao, unless the reader chose another of the installed ones.

Django knows no Lao, so `register_lao` tells it about the language, and LANGUAGE_CODE stays "en" (with "lo" there,
Django's own commands fail before our catalogue is compiled). What the browser asks for is ignored on purpose: the
cheap phones of an office are often set to English or Thai by whoever sold them.
"""

from collections.abc import Callable

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE = "pokpong_language"
SESSION_KEY = "pokpong_language"
ONE_YEAR = 60 * 60 * 24 * 365


def register_lao() -> None:
    """Make Lao known to Django's language tables. Safe to repeat."""
    LANG_INFO["lo"] = {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"}


def installed_languages() -> list[tuple[str, str]]:
    """Code and own name of every installed language, in the order of the settings."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


_first: list[str] = []


def speak_first(language: str) -> None:
    """What set-up chose for this installation, instead of the setting; one not installed is passed over."""
    _first[:] = [language] if is_installed(language) else []


def default_language() -> str:
    return _first[0] if _first else str(getattr(settings, "POKPONG_DEFAULT_LANGUAGE", "lo"))


def is_installed(language: str) -> bool:
    return any(code == language for code, _name in installed_languages())


def language_of(request: HttpRequest) -> str:
    """The reader's language: chosen on this device (cookie), else kept in the session at sign-in, else the default."""
    chosen = request.COOKIES.get(COOKIE, "")
    if is_installed(chosen):
        return chosen
    # Only a request that carries a session can have a preference: anonymous pages stay without a query.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session"):
        kept = str(request.session.get(SESSION_KEY, ""))
        if is_installed(kept):
            return kept
    return default_language()


def remember_language(response: HttpResponse, language: str, *, secure: bool) -> None:
    """Keep the choice on this device for a year. Raises ValueError for a language that is not installed."""
    if not is_installed(language):
        raise ValueError(f"{language!r} is not installed")
    response.set_cookie(COOKIE, language, max_age=ONE_YEAR, samesite="Lax", secure=secure)


def prefer_language(request: HttpRequest, language: str) -> None:
    """Sign-in calls this with the user's preference; it holds for the session, below a choice made on the device."""
    if is_installed(language):
        request.session[SESSION_KEY] = language


class LanguageMiddleware:
    """Activates the reader's language for the request and says so in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response
