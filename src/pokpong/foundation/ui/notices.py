"""Messages after an action, some of which can be undone."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

UNDO = "undo="


def offer_undo(request: HttpRequest, text: str | Promise, undo_url: str) -> None:
    """Say what was done and offer to undo it: the button posts to `undo_url`, which calls the undoing action.

    `undo_url` is an address of this site without a space. Raises ValueError otherwise.
    """
    if not undo_url.startswith("/") or undo_url.startswith("//") or " " in undo_url:
        raise ValueError("the address to undo must be one of this site")
    messages.success(request, str(text), extra_tags=UNDO + undo_url)


def undo_url(message: Message) -> str:
    """The address that undoes what `message` tells of, or an empty text."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith(UNDO):
            return tag.removeprefix(UNDO)
    return ""
