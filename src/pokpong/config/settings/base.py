"""What every installation shares. Secrets never stand here: they come from the environment or a key file."""

import os
from pathlib import Path

from pokpong.config.settings.databases import database_from_environment

PACKAGE = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("POKPONG_DATA", "data")).resolve()

DEBUG = False
SECRET_KEY = os.environ.get("POKPONG_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("POKPONG_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("POKPONG_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "django_cotton.apps.SimpleAppConfig",
    "pokpong.foundation.kernel",
    "pokpong.foundation.ui",
    "pokpong.foundation.papers",
    "pokpong.foundation.vault",
    "pokpong.foundation.audit",
    "pokpong.foundation.actions",
    "pokpong.foundation.agenda",
    "pokpong.foundation.access",
    "pokpong.registers.places",
    "pokpong.registers.institutions",
    "pokpong.registers.people",
    "pokpong.areas.protection",
    "pokpong.doors.exchange",
    "pokpong.doors.office",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pokpong.foundation.ui.csp.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pokpong.foundation.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pokpong.doors.office.setup_gate.SetupGateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "pokpong.config.urls"
WSGI_APPLICATION = "pokpong.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "pokpong.foundation.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pokpong.foundation.ui.context.page",
                "pokpong.config.menu.menu",
            ],
        },
    }
]

FORM_RENDERER = "pokpong.foundation.ui.forms.PokpongRenderer"
# The default keeps messages in a readable cookie; a message may say to whom something was handed over.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATABASES = {"default": database_from_environment(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- sign-in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "pokpong.foundation.access.sign_in.PokpongBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "pokpong.foundation.access.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = False  # axes counts attempts by account and device; villages share one address
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = ["password", "username"]
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pokpong.foundation.ui.views.csrf_failure"

# --- language, time ----------------------------------------------------------------------------------------
# Django has no Lao: the code stays "en" and the middleware makes Lao the default (docs/decisions).
LANGUAGE_CODE = "en"
LANGUAGES = [("lo", "ລາວ"), ("en", "English")]
POKPONG_DEFAULT_LANGUAGE = os.environ.get("POKPONG_LANGUAGE", "lo")
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("POKPONG_TIME_ZONE", "Asia/Vientiane")
FORMAT_MODULE_PATH = ["pokpong.foundation.ui.formats"]

# --- files -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # an upload never touches the disk in clear
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- background work ---------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- e-mail: only the daily summary is ever sent -------------------------------------------------------------
EMAIL_HOST = os.environ.get("POKPONG_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("POKPONG_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("POKPONG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("POKPONG_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("POKPONG_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("POKPONG_MAIL_FROM", "pokpong@localhost")

# --- Pokpong's own -----------------------------------------------------------------------------------------
POKPONG_MASTER_KEY = os.environ.get("POKPONG_MASTER_KEY", "")
POKPONG_KEY_FILE = os.environ.get("POKPONG_KEY_FILE", "")
POKPONG_FILES_DIR = DATA_DIR / "files"
POKPONG_NOTIFY_COMMAND = os.environ.get("POKPONG_NOTIFY_COMMAND", "")
POKPONG_SUMMARY_HOUR = int(os.environ.get("POKPONG_SUMMARY_HOUR", "7"))  # local time
POKPONG_TRIAGE_HOURS = {"danger": 2, "soon": 24, "routine": 72}
POKPONG_FOLLOW_UP_PATTERN = [7, 30, 90, 180, 365]  # days after opening, and again after closure
POKPONG_FOLLOW_UP_GRACE_DAYS = 7  # days after its day until a follow-up counts as missed
POKPONG_IDENTIFICATION_BODIES: list[str] = []  # ids of organisations; none: every deciding kind (police, ministry)
POKPONG_REFERRAL_LAPSE_DAYS = 14  # an unanswered referral lapses so long after the day of the answer
POKPONG_CONFLICT_PAGE = "office:conflicts"  # for pages of lower floors, which know no address above them
POKPONG_CONFLICT_CHOICE = "office:conflict"  # the page of one of them
POKPONG_HOTLINES: list[dict[str, object]] = []  # {"name": {language: text}, "number": text}; shown where danger is
POKPONG_DEMO = False
POKPONG_DEMO_PAGE = ""
POKPONG_DEMO_STORY = "pokpong.demo.story.tell"  # called once, on the first start of a demo
POKPONG_DEMO_SIGN_INS = "pokpong.demo.people.sign_ins"  # who, user name and password, for its console

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"nothing_personal": {"()": "pokpong.foundation.kernel.logs.NothingPersonal"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["nothing_personal"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers write past the filter, and one of them mails whole requests to administrators.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
