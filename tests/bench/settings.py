"""The settings of the web server that a bench visits: those of tests, with the slow password hash of production."""

from tests.engines.settings import *  # noqa: F403  settings modules build on each other this way

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# The same people sign in a hundred times in a minute.
ACCOUNT_RATE_LIMITS = False
