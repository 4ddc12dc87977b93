"""Production: everything from the environment; refuses to start unsafe."""

import os

from pokpong.config.settings.base import *  # noqa: F403  settings modules build on each other this way
from pokpong.config.settings.base import ALLOWED_HOSTS, DATABASES, POKPONG_KEY_FILE, SECRET_KEY
from pokpong.config.settings.safety import refuse_unsafe

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

refuse_unsafe(
    secret_key=SECRET_KEY,
    hosts=ALLOWED_HOSTS,
    engine=DATABASES["default"]["ENGINE"],
    key_file=POKPONG_KEY_FILE,
    master_key=os.environ.get("POKPONG_MASTER_KEY", ""),
    debug=False,
)
