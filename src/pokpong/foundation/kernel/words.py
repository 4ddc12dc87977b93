"""Names and words of data: `{language: text}`; any programme adds its own languages."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

# Rules import this one as `_`: they are decisions over plain values and know nothing else of Django.
lazy = gettext_lazy
Words = str | Promise

FALLBACK = ("lo", "en")


def in_language(words: dict[str, str], language: str | None = None) -> str:
    """The text in `language` (default: the active one), else in Lao, in English, or in whichever there is."""
    wanted = language or (get_language() or "").split("-")[0]
    for code in (wanted, *FALLBACK, *words):
        if words.get(code):
            return words[code]
    return ""
