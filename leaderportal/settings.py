"""Settings of the portal: every value from the environment, typed and checked at start.

Nothing set: development on SQLite with mail to the console. `.env.example` names every variable.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeVar

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # in every checkout: var/.gitignore
_T = TypeVar("_T")
env = environ.Env()

DEBUG = env.bool("DEBUG", default=True)


def required_in_production(read: Callable[..., _T], name: str, development: object) -> _T:
    """Read a variable that has a default in development only.

    No default in production: refuse to start rather than run on a known key or a wrong address.
    """
    if not DEBUG and not env.str(name, default=""):
        raise ImproperlyConfigured(f"Set {name}: it has no default when DEBUG=0. See .env.example.")
    return read(name, default=development)


def positive_int(name: str, default: int) -> int:
    """Read a whole number of at least 1: with 0, nobody could write, or data would be erased on the day it comes."""
    value: int = env.int(name, default=default)
    if value < 1:
        raise ImproperlyConfigured(f"{name} must be at least 1.")
    return value


SECRET_KEY = required_in_production(env.str, "SECRET_KEY", "development-only-" + "0" * 50)
# Former keys: what was signed with them still counts, such as addresses in mails that are answered later.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = required_in_production(env.list, "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
INTERNAL_IPS: list[str] = []

# The accessibility statement and the privacy notice name who runs the portal: untrue without these.
OPERATOR_NAME = required_in_production(env.str, "OPERATOR_NAME", "") or _("Leader portal (development version)")
OPERATOR_EMAIL = required_in_production(env.str, "OPERATOR_EMAIL", "portaali@operaattori.example")
# Gets the enquiries to groups whose own address is not known to the portal.
COORDINATOR_EMAIL = env.str("COORDINATOR_EMAIL", default=OPERATOR_EMAIL)
# Where mails lead to; no slash at its end.
PORTAL_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}")

INSTALLED_APPS = [
    "modeltranslation",  # before admin: its own documentation asks for it
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "text",
    "privacy",
    "history",
    "adminbase",
    "ratelimit",
    "outbox",
    "accounts",
    "seeding",
    "search",
    "places",
    "groups",
    "projects",
    "enquiries",
    "leaderportal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",  # who has made a version of content
    "leaderportal.middleware.BrandedNotFoundMiddleware",  # inside all that adds headers or knows the language
    "leaderportal.middleware.BrandedBadRequestMiddleware",
    "leaderportal.middleware.DatabaseUnavailableMiddleware",
    "leaderportal.middleware.RejectNulBytesMiddleware",
    "accounts.middleware.StaffGateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "leaderportal.urls"
WSGI_APPLICATION = "leaderportal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leaderportal.context.portal",
            ],
            "builtins": ["django.templatetags.i18n"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

_default_database = "sqlite:///" + str(VAR_DIR / "portal.sqlite3")
DATABASES = {"default": env.db_url_config(required_in_production(env.str, "DATABASE_URL", _default_database))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Django's defaults lose writes when several processes write at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: refuses a try too many before a password is looked at
    "accounts.backends.PasswordBackend",
    "groups.permissions.MembershipBackend",  # knows nobody's password; says what each member of staff may do
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NumericPasswordValidator"},
]
# Staff shows a code from a phone besides the password. Not from the environment: it is never off but in some tests.
STAFF_SECOND_FACTOR = True
OTP_TOTP_ISSUER = "Leader portal"
AXES_HANDLER = "accounts.throttle.ThrottleHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]  # weights: accounts.throttle.WEIGHTS
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "accounts.throttle.client_ip"
AXES_LOCKOUT_CALLABLE = "accounts.throttle.lockout_response"
# What is kept of a try: nothing of those that succeed, and in the log neither name nor address.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
# Signed out after so long without a request; a draft of an answer may take its time.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = True

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["leaderportal.formats"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "fi"
# Never silent: text.templatetags.content marks in which language a text is when the reader's own is missing.
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("fi", "sv", "en"),
    "sv": ("sv", "fi", "en"),
    "en": ("en", "fi", "sv"),
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "leaderportal.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))

# How to reach each group, for the page that says that the database is gone; written by `prepare` and the mail worker.
CONTACT_FILE = env.path("CONTACT_FILE", default=str(VAR_DIR / "contacts.json"))

# One network address sends no more enquiries than this; a municipality's staff may share one address.
ENQUIRIES_PER_HOUR = positive_int("ENQUIRIES_PER_HOUR", 5)
ENQUIRIES_PER_DAY = positive_int("ENQUIRIES_PER_DAY", 20)

# How long personal data is kept; the privacy notice tells these same figures. Months and days are of the calendar.
KEEP_CASE_MONTHS = positive_int("KEEP_CASE_MONTHS", 12)
KEEP_OPEN_CASE_MONTHS = positive_int("KEEP_OPEN_CASE_MONTHS", 24)
KEEP_SPAM_DAYS = positive_int("KEEP_SPAM_DAYS", 30)
KEEP_STAFF_TRACES_DAYS = positive_int("KEEP_STAFF_TRACES_DAYS", 90)
KEEP_UPLOADS_DAYS = positive_int("KEEP_UPLOADS_DAYS", 7)
KEEP_CONTACT_VERSIONS_MONTHS = positive_int("KEEP_CONTACT_VERSIONS_MONTHS", 24)

_email = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _email["EMAIL_FILE_PATH"]  # of filemail://
_is_encrypted = EMAIL_USE_TLS or EMAIL_USE_SSL
if EMAIL_HOST_PASSWORD and not _is_encrypted and EMAIL_HOST not in ("localhost", "127.0.0.1", "::1"):
    raise ImproperlyConfigured("EMAIL_URL would send its password in the clear: use smtp+tls:// or smtp+ssl://.")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=OPERATOR_EMAIL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The mailbox that takes bounces and replies at signed addresses; "" = replies go straight to the other side.
INCOMING_ADDRESS = env.str("INCOMING_ADDRESS", default="")
if INCOMING_ADDRESS and not re.fullmatch(r"[^@+\s]{1,20}@[^@\s]+", INCOMING_ADDRESS):
    raise ImproperlyConfigured(
        "INCOMING_ADDRESS must look like portal@mail.example, at most 20 characters before the @."
    )
IMAP_URL = env.str("IMAP_URL", default="")
if IMAP_URL and not IMAP_URL.startswith(("imap+ssl://", "imap+tls://")):
    raise ImproperlyConfigured(
        "IMAP_URL must begin with imap+ssl:// or imap+tls://: a mailbox is never read in the clear."
    )
# A mail worker holds a mail for so long; when it dies, another takes the mail then. Longer than a mail server is slow.
MAIL_LEASE_SECONDS = positive_int("MAIL_LEASE_SECONDS", 300)
# From so many minutes on that a mail waits, /readyz calls mail late.
MAIL_STALE_MINUTES = positive_int("MAIL_STALE_MINUTES", 30)

# Behind TLS: redirect, HSTS and cookies for https only. Off in development, where http://127.0.0.1 has no TLS.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE: Literal["Lax"] = "Lax"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# The reverse proxy overwrites these two headers; without one, a visitor could forge them.
TRUSTED_PROXY = env.bool("TRUSTED_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "leaderportal.pages.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# How /api/ answers stands on its class leaderportal.api.resources.Resource; here only what DRF reads from settings.
REST_FRAMEWORK = {
    "UNAUTHENTICATED_USER": None,  # nobody signs in to open data
    "DEFAULT_SCHEMA_CLASS": "leaderportal.api.schema.Schema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Leader portal: open data",
    "DESCRIPTION": "Leader groups of Finland: their areas, what they offer, and projects. Read only, no key needed.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "ENUM_NAME_OVERRIDES": {
        "ConfidenceEnum": "groups.models.sourced.Confidence",
        "PrecisionEnum": "projects.models.Project.Precision",
        "StateEnum": "groups.evidence.Evidence",
    },
}

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"no_keys": {"()": "privacy.log_filter.HideKeysFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_keys"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers, for development and for mails to administrators, would write the keys: away with them.
        "django": {},
        "django.server": {"propagate": True},
        "axes": {"level": "WARNING"},  # tells of every sign-in otherwise, with the path: it may hold a key
    },
}
