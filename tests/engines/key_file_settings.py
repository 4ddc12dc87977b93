"""The settings of tests with the key in a file, as a server has it: its epochs can be turned."""

import os

from tests.engines.settings import *  # noqa: F403  settings modules build on each other this way

POKPONG_MASTER_KEY = ""
POKPONG_KEY_FILE = os.environ["POKPONG_KEY_FILE"]
