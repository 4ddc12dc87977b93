"""The settings of tests, for processes of their own (servers, commands) on a data base copied for them."""

import os

from pokpong.config.settings.test import *  # noqa: F403  settings modules build on each other this way
from pokpong.config.settings.test import DATABASES

if "POKPONG_TEST_DATABASE" in os.environ:
    DATABASES["default"]["NAME"] = os.environ["POKPONG_TEST_DATABASE"]
