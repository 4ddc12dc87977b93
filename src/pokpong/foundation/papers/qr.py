"""QR codes drawn on the server: an <svg> without script or style, so the strict policy lets it stand, or a PNG."""

import io

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4  # modules of white around the code, ISO/IEC 18004


def qr_svg(text: str, label: str = "") -> SafeString:
    """`text` as an inline <svg class="qr">, black on white in either theme; its size comes from the page's style.

    `label` is what a screen reader says; without one the picture is skipped. Error correction M.
    Raises ValueError for an empty text or one longer than a code holds.
    """
    out = io.BytesIO()
    qr = _code(text)
    qr.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=True,
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
    )
    drawing = out.getvalue().decode("ascii")
    named = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    svg = drawing.replace("<svg ", f'<svg focusable="false" {named} ', 1)
    return mark_safe(svg)  # noqa: S308  segno writes paths of numbers; the text stands nowhere in them


def qr_png(text: str) -> bytes:
    """`text` as a PNG picture, black on white, eight pixels a module. Raises ValueError as `qr_svg` does."""
    out = io.BytesIO()
    qr = _code(text)
    qr.save(out, kind="png", scale=8, border=QUIET_ZONE)
    return out.getvalue()


def _code(text: str) -> segno.QRCode:
    if not text:
        raise ValueError("a QR code needs a text")
    return segno.make(text, error="m", micro=False)
