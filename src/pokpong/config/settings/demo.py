"""The demo: one machine, SQLite, invented people. Its keys are made beside its data on first start."""

import os

from pokpong.config.settings.base import *  # noqa: F403  settings modules build on each other this way
from pokpong.config.settings.base import ALLOWED_HOSTS as NAMED_HOSTS
from pokpong.config.settings.base import INSTALLED_APPS as BASE_APPS

POKPONG_DEMO = True
POKPONG_SECOND_FACTOR = os.environ.get("POKPONG_SECOND_FACTOR", "offered")
POKPONG_DEMO_PAGE = "demo:sign_ins"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *NAMED_HOSTS]
INSTALLED_APPS = [*BASE_APPS, "pokpong.demo"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("POKPONG_HTTPS", "") == "1"
