"""Takes a copy of an export that was asked for and released on the pages, as a workbook of the standard."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from django.utils import translation

from pokpong.config import wiring  # noqa: F401  registers the actions
from pokpong.config.commands.acting import acting_user, current_data
from pokpong.config.commands.environment import Stopped
from pokpong.doors.exchange.exporting import take_out
from pokpong.doors.exchange.models import ExportRequest
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

NEEDED = ("export.cases",)


def run(arguments: Namespace) -> int:
    """Raises Stopped with every reason; then no file is written."""
    current_data()
    user = acting_user(arguments.user, NEEDED)
    with translation.override(user.language):
        asked = ExportRequest.objects.visible_to(user).filter(number=arguments.export, asked_by=user.pk).first()
        if asked is None:
            raise Stopped(f"{arguments.user} asked for no export {arguments.export}")
        try:
            noted, content = take_out(user, asked, call_id=new_id())
        except Refused as refused:
            raise Stopped("\n".join(problem.message for problem in refused.problems)) from None
    _write(arguments.file, content)
    print(f"written {noted.written}, left out for want of consent {noted.left_out}")
    return 0


def _write(path: Path, content: bytes) -> None:
    """Readable by its owner only. Raises Stopped; a file that is there already is not overwritten."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
    except OSError as reason:
        raise Stopped(f"{path}: {reason.strerror}") from None
