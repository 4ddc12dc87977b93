"""A real installation: web, worker and clock, kept running."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError

from pokpong.config.commands import doctor, environment, migrate
from pokpong.config.commands.environment import Stopped
from pokpong.config.safekeeping import versions
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.config.serving import launching, ports
from pokpong.config.serving.web import Web
from pokpong.config.version import VERSION
from pokpong.doors.office.set_up import code
from pokpong.foundation.access.models import User
from pokpong.foundation.vault import master


def run(arguments: Namespace) -> int:
    """Raises Stopped with what is missing: a current data base, the master key, a free port."""
    data = Path(settings.DATA_DIR)
    environment.make_private(data)
    make_ready(pages=arguments.only in {None, "web"})
    if arguments.only in {"worker", "clock"}:
        return launching.keep_one(data, arguments.only, VERSION)
    try:
        launching.refuse_second(data, arguments.only)
    except launching.AlreadyRunning as reason:
        raise Stopped(str(reason)) from None
    if not ports.is_free(arguments.host, arguments.port):
        raise Stopped(f"port {arguments.port} is taken; choose another with --port")
    web = web_of(arguments, data)
    launching.say(f"Pokpong {VERSION}: {web.url}")
    if not User.objects.exists():
        launching.say(f"Nobody works here yet. The code for the set-up page: {code.current(data)}")
    return launching.keep_running(data, web, VERSION, arguments.only)


def make_ready(*, pages: bool = True) -> None:
    """Raises Stopped when the data base or the master key is not as it must be; `pages`: also lays out their files."""
    try:
        master.purpose_key("wrap")
        waiting = migrate.missing()
    except ImproperlyConfigured as reason:
        raise Stopped(str(reason)) from None
    except OperationalError:
        raise Stopped("the data base does not answer; `pokpong doctor` says more") from None
    try:
        versions.refuse_newer(versions.seen(), "the data base")
    except BackupRefused as reason:
        raise Stopped(str(reason)) from None
    if waiting:
        raise Stopped(f"the data base is {len(waiting)} steps behind: run `pokpong migrate` first")
    if settings.POKPONG_PRODUCTION:
        doctor.refuse_unsafe()
    if pages and not settings.WHITENOISE_USE_FINDERS:
        call_command("collectstatic", interactive=False, verbosity=0)


def web_of(arguments: Namespace, data: Path) -> Web:
    """The web server as the arguments and the settings ask for it."""
    names = [host for host in settings.ALLOWED_HOSTS if "*" not in host]
    name = names[0].lstrip(".") if names else "localhost"
    hosts = list(dict.fromkeys([*names, *environment.hosts_of(arguments.host)]))
    certificate = launching.own_certificate(data, hosts) if arguments.https else None
    return Web(arguments.host, arguments.port, arguments.workers, name, certificate)
