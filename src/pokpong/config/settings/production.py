"""Production: everything from the environment; refuses to start unsafe."""

from pokpong.config.settings.base import *  # noqa: F403  settings modules build on each other this way
from pokpong.config.settings.base import MIDDLEWARE as INNER_MIDDLEWARE
from pokpong.config.settings.safety import refuse_unsafe

POKPONG_PRODUCTION = True
MIDDLEWARE = ["pokpong.config.proxy.BehindProxyMiddleware", *INNER_MIDDLEWARE]
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

refuse_unsafe(globals())
