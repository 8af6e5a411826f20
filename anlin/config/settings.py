"""One settings module; what differs between installations comes from the data folder."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from anlin.base import cluster, home

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = home.load_secrets().session_key
DEBUG = os.environ.get("ANLIN_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("ANLIN_HOSTS", "127.0.0.1,localhost").split(",")

ROOMS = [
    "journal",
    "places",
    "accounts",
    "people",
    "policy",
    "records",
    "duties",
    "areas",
    "dispatch",
    "cases",
    "territory",
    "institutions",
    "premises",
    "workforce",
    "committees",
    "outbreaks",
    "supervision",
    "field",
    "reports",
    "exchange",
]
INSTALLED_APPS = [
    "anlin.config",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    *[f"anlin.{room}" for room in ROOMS if (BASE_DIR.parent / room / "apps.py").exists()],
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anlin.config.headers.ContentPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "anlin.base.http.ProgramMiddleware",  # what follows is for people
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anlin.base.http.ProblemMiddleware",
    "anlin.base.http.ScopeMiddleware",
]
ROOT_URLCONF = "anlin.config.urls"
WSGI_APPLICATION = "anlin.config.wsgi.application"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"


# What is prepared (base.sql.rows_often) runs often and is planned once.
_SESSION = "-c timezone=UTC -c plan_cache_mode=force_generic_plan"


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": _SESSION, "prepare_threshold": 5},
    }


DATABASES = {
    "default": _database(cluster.app_url(os.environ.get("ANLIN_DATABASE_NAME"))),
    "owner": _database(cluster.owner_url(os.environ.get("ANLIN_DATABASE_NAME"))),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "anlin.config.page.page",
            ],
            "builtins": ["anlin.base.words"],
        },
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = home.folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Parts of pages drawn once a minute, in each process (decision 61): a few kB each.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 3_000},
    },
}

# The field app's files carry their hash from its own build: a phone never asks for one again.
WHITENOISE_IMMUTABLE_FILE_TEST = r"/dist/field/assets/|\.[0-9a-f]{12}\."

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS: list[str] = []
VIEWER = "anlin.accounts.queries.viewer_of"
API_PATH = "/api/"
DEVICE_PATH = "/field/api/"
API_PER_MINUTE = int(os.environ.get("ANLIN_API_PER_MINUTE", "600"))
DEVICE_PER_MINUTE = int(os.environ.get("ANLIN_DEVICE_PER_MINUTE", "120"))  # each phone
PHONES_PER_MINUTE = int(os.environ.get("ANLIN_PHONES_PER_MINUTE", "30000"))  # all, a process
DEVICE_LEASE_HOURS = int(os.environ.get("ANLIN_DEVICE_LEASE_HOURS", "72"))  # at most 72
DEVICES_EACH = int(os.environ.get("ANLIN_DEVICES_EACH", "1"))  # phones of one person
PUBLIC_PER_MINUTE = int(os.environ.get("ANLIN_PUBLIC_PER_MINUTE", "120"))
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# TLS ends before us, at a proxy that sets (and never passes on) X-Forwarded-Proto.
BEHIND_TLS = os.environ.get("ANLIN_TLS") == "1"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"screen": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
