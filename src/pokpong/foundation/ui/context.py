"""What every page template knows: its language, its theme, and the address to come back to."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from pokpong.foundation.ui.language import default_language, installed_languages
from pokpong.foundation.ui.theme import theme_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `language`, `languages` (code, own name), `theme` ("auto", "light", "dark"), `page_path`.

    `page_path` is where a switch of language or theme returns to; a page shown in answer to a POST returns to its
    own address, so that nothing is sent twice.
    """
    return {
        "language": (get_language() or default_language()).split("-")[0],
        "languages": installed_languages(),
        "theme": theme_of(request),
        "page_path": request.get_full_path() if request.method == "GET" else request.path,
    }
