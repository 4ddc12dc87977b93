"""Tests: the engine comes from the environment, the keys are fixed so that a template data base can be copied."""

import base64
import os

from pokpong.config.settings.base import *  # noqa: F403  settings modules build on each other this way
from pokpong.config.settings.base import INSTALLED_APPS as BASE_APPS
from pokpong.config.settings.base import PACKAGE
from pokpong.config.settings.databases import postgresql, sqlite

VAR = PACKAGE.parents[1] / "var"
SECRET_KEY = "only-for-tests"  # noqa: S105  never leaves the tests
POKPONG_MASTER_KEY = base64.b64encode(bytes(range(32))).decode()
POKPONG_CHECKPOINT_FILE = ""  # a test that looks at checkpoints names its own
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*BASE_APPS, "pokpong.demo"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; production pins argon2
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

POKPONG_SECOND_FACTOR = os.environ.get("POKPONG_SECOND_FACTOR", "offered")
POKPONG_WORDS_SECONDS = -1.0  # tests that correct words look for themselves
# Tests of the clock count what it moves; those of figures close months themselves.
POKPONG_CLOSING_DAY = int(os.environ.get("POKPONG_CLOSING_DAY", "0"))
POKPONG_RATES = {}  # tests do in a second what people do in a day; those of the limits switch it on
# Tests stand at many moments; those of the lock switch it on.
POKPONG_IDLE_MINUTES = float(os.environ.get("POKPONG_IDLE_MINUTES", "0"))

if os.environ.get("POKPONG_TEST_ENGINE", "sqlite") == "postgresql":
    DATABASES = {"default": postgresql(os.environ["POKPONG_TEST_PG"])}
else:
    DATABASES = {"default": sqlite(VAR / "test.sqlite3")}
