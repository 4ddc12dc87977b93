"""Icons and the mark, drawn for Pokpong: strokes on a field of 24 by 24, two units wide, round ends."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "add": "M12 5v14M5 12h14",
    "arrow-down": "M12 5v14M6 13l6 6 6-6",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "arrow-up": "M12 19V5M6 11l6-6 6 6",
    "bell": "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
    "book": "M5 4h6a2 2 0 0 1 2 2v14a2 2 0 0 0-2-2H5zM13 6a2 2 0 0 1 2-2h4v14h-4a2 2 0 0 0-2 2",
    "calendar": "M5 6h14v14H5zM5 11h14M9 3v4M15 3v4",
    "chart": "M4 20h16M7 16v-5M12 16V6M17 16v-8",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "circle-check": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.5l3 3 5-6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3.5 2",
    "close": "M6 6l12 12M18 6L6 18",
    "committee": ("M12 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6 20a6 6 0 0 1 12 0zM4.5 8a2 2 0 1 0 .1 0M19.5 8a2 2 0 1 0 .1 0"),
    "concern": "M4 5h16v11h-8l-5 4v-4H4zM12 8v3.5M12 13.6v.1",
    "danger": "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 7.5v5.5M12 16.2v.1",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "dot": "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "down": "M6 9.5l6 6 6-6",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "eye": (
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"
        "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z"
    ),
    "filter": "M4 6h16M7 12h10M10 18h4",
    "folder": "M3 6h7l2 3h9v10H3z",
    "help": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.1",
    "home": "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.6v.1",
    "key": "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l9-9M16 7l3 3",
    "language": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "office": "M4 20h16M6 20V5h8v15M14 10h4v10M9 9h2M9 13h2",
    "people": (
        "M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5zM3 20a6 6 0 0 1 12 0z"
        "M16 5.4a3 3 0 0 1 0 5.8M17.5 14.5A6 6 0 0 1 21 20"
    ),
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 21a7.5 7.5 0 0 1 15 0z",
    "place": (
        "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 7.2a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z"
    ),
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "save": "M6 4h12v16l-6-4-6 4z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20.5 20.5",
    "settings": "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h3M11 12h9M9 10v4",
    "shield": "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z",
    "sign-out": "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
    "sun": (
        "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
        "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
    ),
    "undo": "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9",
    "up": "M6 14.5l6-6 6 6",
    "up-down": "M8 10l4-5 4 5M8 14l4 5 4-5",
    "warning": "M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.1",
}

# Two sheltering hands below a person, in a round-cornered field: "to protect".
MARK = (
    '<rect class="pk-mark-field" width="48" height="48" rx="11"/>'
    '<path class="pk-mark-gold" d="M24 9.5a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2zM17.2 28.4c.3-4 3.1-6.9 '
    '6.8-6.9s6.5 2.9 6.8 6.9c-1.8 1.7-4.2 2.6-6.8 2.6s-5-.9-6.8-2.6z"/>'
    '<path class="pk-mark-hand" d="M8.5 20.5c0 11 5.6 16.8 15.5 19.5 9.9-2.7 15.5-8.5 15.5-19.5"/>'
    '<path class="pk-mark-hand" d="M13.5 22.5c.4 7.6 4 11.7 10.5 13.5 6.5-1.8 10.1-5.9 10.5-13.5"/>'
)


def draw_icon(name: str, label: str = "") -> SafeString:
    """An icon as SVG. Without a label it is decoration and hidden from screen readers. Raises KeyError if unknown."""
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="pk-icon" viewBox="0 0 24 24" width="24" height="24" focusable="false" {}><path d="{}"/></svg>',
        says,
        ICONS[name],
    )


def draw_mark() -> SafeString:
    """Pokpong's mark as SVG, always beside its name and therefore decoration."""
    return format_html(
        '<svg class="pk-mark" viewBox="0 0 48 48" width="48" height="48" focusable="false" aria-hidden="true">{}</svg>',
        mark_safe(MARK),  # noqa: S308  our own constant
    )
