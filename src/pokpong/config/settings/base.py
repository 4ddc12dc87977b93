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
    "allauth.mfa",
    "allauth.usersessions",
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
    "pokpong.foundation.wording",
    "pokpong.registers.places",
    "pokpong.registers.institutions",
    "pokpong.registers.programme",
    "pokpong.registers.people",
    "pokpong.areas.capacity",
    "pokpong.areas.protection",
    "pokpong.areas.partnership",
    "pokpong.insight.indicators",
    "pokpong.insight.reports",
    "pokpong.doors.exchange",
    "pokpong.doors.office",
]

MIDDLEWARE = [
    "pokpong.foundation.ui.csp.ContentSecurityMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pokpong.foundation.ui.language.LanguageMiddleware",
    "pokpong.foundation.wording.overlay.WordsMiddleware",
    "pokpong.foundation.ui.limits.LargeRequestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pokpong.foundation.ui.limits.RateMiddleware",
    "pokpong.foundation.access.row_security.middleware.RowSecurityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pokpong.doors.office.setup_gate.SetupGateMiddleware",
    "pokpong.foundation.access.gate.AccessGateMiddleware",
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
                "pokpong.foundation.access.idle.page",
                "pokpong.foundation.access.glass_notice.page",
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
    {"NAME": "pokpong.foundation.access.passwords.CommonInLaosValidator"},
]
# A lock holds for one account at one origin: a device that signed in to it before, or else an address (see
# access/known_devices.py). Never for an address alone, which a whole village shares.
AXES_HANDLER = "pokpong.foundation.access.limits.KnownDeviceHandler"
AXES_CLIENT_IP_CALLABLE = "pokpong.foundation.access.known_devices.origin"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who tries again while the wall stands waits no longer for it
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = ["password", "username"]
MFA_ADAPTER = "pokpong.foundation.access.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# "required": who sees victims or keeps users sets up a second factor before anything else; "offered": nobody must.
POKPONG_SECOND_FACTOR = os.environ.get("POKPONG_SECOND_FACTOR", "required")
# So often at most it is asked whether a word was corrected; below 0: never.
POKPONG_WORDS_SECONDS = float(os.environ.get("POKPONG_WORDS_SECONDS", "3"))
POKPONG_IDLE_MINUTES = float(os.environ.get("POKPONG_IDLE_MINUTES", "15"))  # then the page locks itself; 0: never
# A provider of identities (OpenID Connect), besides the password. Off unless issuer, client and its secret are set.
POKPONG_OIDC_ISSUER = os.environ.get("POKPONG_OIDC_ISSUER", "")
POKPONG_OIDC_CLIENT_ID = os.environ.get("POKPONG_OIDC_CLIENT_ID", "")
POKPONG_OIDC_CLIENT_SECRET = os.environ.get("POKPONG_OIDC_CLIENT_SECRET", "")
POKPONG_OIDC_SECRET_FILE = os.environ.get("POKPONG_OIDC_SECRET_FILE", "")  # a file with the secret, instead
POKPONG_OIDC_NAME = os.environ.get("POKPONG_OIDC_NAME", "")  # words on the button: Lao | English
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
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# How much of a kind one account may do in so many seconds, and which pages count.
POKPONG_RATES = {"search": (120, 600), "export": (20, 3600), "upload": (60, 3600)}
POKPONG_RATED_PAGES = {
    "office:search": "search",
    "people:search": "search",
    "exchange:copy": "export",
    "office:whole_person": "export",
}

# How long a released export can be taken out, and how often.
POKPONG_EXPORT_HOURS = 24
POKPONG_EXPORT_COPIES = 3

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
POKPONG_KEY_COMMAND = os.environ.get("POKPONG_KEY_COMMAND", "")  # prints the master key: a key service
POKPONG_EPOCHS_FILE = os.environ.get("POKPONG_EPOCHS_FILE", "")  # default: beside the key file
POKPONG_ERASURE_LEDGER = os.environ.get("POKPONG_ERASURE_LEDGER", "")  # default: beside the epochs file
POKPONG_KEY_ARCHIVE_DAYS = int(os.environ.get("POKPONG_KEY_ARCHIVE_DAYS", "14"))  # how long key archives are kept
POKPONG_RETENTION_RULES = os.environ.get("POKPONG_RETENTION_RULES", "")  # a CSV file; empty: the rules that ship
POKPONG_CHECKPOINT_FILE = os.environ.get("POKPONG_CHECKPOINT_FILE", "") or str(DATA_DIR / "audit.checkpoint")
POKPONG_CHECKPOINT_SECOND = os.environ.get("POKPONG_CHECKPOINT_SECOND", "")  # best on another machine's disk
POKPONG_AUDIT_BATCH_LINES = 100  # lines of the audit closed together, at most
POKPONG_AUDIT_BATCH_SECONDS = 60  # or so long after the first of them
POKPONG_AUDIT_LATE_SECONDS = 900  # no write lasts so long: a line that comes later still was put in
POKPONG_READING_MANY = 60  # people read in a week from which on it may be unusual
POKPONG_READING_TIMES = 3  # and so many times the reader's own usual week
POKPONG_READING_DAY = (6, 20)  # local hours between which reading is ordinary
POKPONG_READING_ODD_LOOKS = 10  # looks outside them in a week from which on it is unusual
POKPONG_FILES_DIR = DATA_DIR / "files"
POKPONG_EPOCH_FILE = DATA_DIR / "epoch.json"  # which life of the data this is: another one after every restore
POKPONG_EPOCHS_COPY = os.environ.get("POKPONG_EPOCHS_COPY", "")  # folder for the newest copy of the epoch keys
POKPONG_BACKUP_DIR = os.environ.get("POKPONG_BACKUP_DIR", "")  # where the daily backup goes
POKPONG_BACKUP_RECIPIENT = os.environ.get("POKPONG_BACKUP_RECIPIENT", "")  # age1…: who can open backups
POKPONG_BACKUP_KEEP = int(os.environ.get("POKPONG_BACKUP_KEEP", "30"))  # how many backups of the data are kept
POKPONG_POSTGRESQL_BIN = os.environ.get("POKPONG_POSTGRESQL_BIN", "")  # folder of pg_dump and pg_restore
POKPONG_ROW_SECURITY = os.environ.get("POKPONG_ROW_SECURITY", "") == "1"  # on PostgreSQL: docs/decisions/0012
POKPONG_DATABASE_ROLE = os.environ.get("POKPONG_DATABASE_ROLE", "")  # whom `migrate` lets work with the tables
POKPONG_NOTIFY_COMMAND = os.environ.get("POKPONG_NOTIFY_COMMAND", "")
POKPONG_SUMMARY_HOUR = int(os.environ.get("POKPONG_SUMMARY_HOUR", "7"))  # local time
POKPONG_THRESHOLD_INSIDE = int(os.environ.get("POKPONG_THRESHOLD_INSIDE", "5"))  # smaller numbers of people are hidden
POKPONG_THRESHOLD_OUTSIDE = int(os.environ.get("POKPONG_THRESHOLD_OUTSIDE", "10"))  # in what leaves the government
POKPONG_CLOSING_DAY = int(os.environ.get("POKPONG_CLOSING_DAY", "5"))  # of the next month; 0: never
POKPONG_TRIAGE_HOURS = {"danger": 2, "soon": 24, "routine": 72}
POKPONG_FOLLOW_UP_PATTERN = [7, 30, 90, 180, 365]  # days after opening, and again after closure
POKPONG_FOLLOW_UP_GRACE_DAYS = 7  # days after its day until a follow-up counts as missed
POKPONG_IDENTIFICATION_BODIES: list[str] = []  # ids of organisations; none: every deciding kind (police, ministry)
POKPONG_REFERRAL_LAPSE_DAYS = 14  # an unanswered referral lapses so long after the day of the answer
POKPONG_CONFLICT_PAGE = "office:conflicts"  # for pages of lower floors, which know no address above them
POKPONG_CONFLICT_CHOICE = "office:conflict"  # the page of one of them
POKPONG_HOTLINES: list[dict[str, object]] = []  # {"name": {language: text}, "number": text}; shown where danger is
POKPONG_DEMO = False
POKPONG_PROXIES = os.environ.get("POKPONG_PROXIES", "127.0.0.1,::1").split(",")  # whose word about addresses counts
POKPONG_PRODUCTION = False  # on in production only: nothing is served while the doctor finds it unsafe
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
