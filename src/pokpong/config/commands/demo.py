"""A whole installation with invented people: made on first start, found again on the next."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from pokpong.config import wiring  # noqa: F401  registers the actions the story calls
from pokpong.config.commands import environment, migrate
from pokpong.config.commands.environment import Stopped
from pokpong.config.serving import launching, ports
from pokpong.config.serving.web import Web
from pokpong.config.version import VERSION
from pokpong.doors.office.set_up import code
from pokpong.foundation.access.models import User
from pokpong.foundation.vault import master
from pokpong.registers.places.importing import import_places


def run(arguments: Namespace) -> int:
    """Raises Stopped when another server has this data, or no port is free."""
    data = Path(settings.DATA_DIR)
    try:
        launching.refuse_second(data)
        port = ports.free_port(arguments.host, arguments.port)
    except (launching.AlreadyRunning, ports.NoFreePort) as reason:
        raise Stopped(str(reason)) from None
    make(empty=arguments.empty)
    hosts = environment.hosts_of(arguments.host)
    certificate = launching.own_certificate(data, hosts) if arguments.https else None
    web = Web(arguments.host, port, certificate=certificate)
    announce(web, hosts, data)
    if not arguments.no_browser:
        launching.when_up(web, lambda: launching.open_browser(web.url))
    return launching.keep_running(data, web, VERSION)


def make(*, empty: bool) -> None:
    """Data base, places and story; what is there already stays as it is."""
    key_file = Path(settings.POKPONG_KEY_FILE)
    if not key_file.exists():
        master.write_key_file(key_file)
    launching.say("Making ready…")
    migrate.bring_up()
    import_places()
    if not empty and not User.objects.exists():
        launching.say("Inventing people and concerns…")
        # All or nothing: a story broken off half way would be taken for a whole one at the next start.
        with transaction.atomic():
            import_string(settings.POKPONG_DEMO_STORY)()


def announce(web: Web, hosts: Sequence[str], data: Path) -> None:
    """Says where it is and who can sign in, or the set-up code of an empty installation."""
    launching.say(f"\nPokpong: {web.url}")
    for host in hosts[2:]:
        launching.say(f"         {web.url.replace('localhost', host)}")
    if User.objects.exists():
        launching.say(f"\n{table(import_string(settings.POKPONG_DEMO_SIGN_INS)())}")
    else:
        launching.say(f"\nNobody works here yet. The code for the set-up page: {code.current(data)}")
    launching.say(f"\nThe data are kept in {data}. Stop with Ctrl+C.")


def table(sign_ins: Sequence[tuple[str, str, str]]) -> str:
    """Who, user name, password; the words stand last, because Lao letters have no width a console agrees on."""
    head = ("user name", "password", "who")
    rows = [head, *((name, password, who) for who, name, password in sign_ins)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"  {name:<{widths[0]}}  {password:<{widths[1]}}  {who}" for name, password, who in rows)
