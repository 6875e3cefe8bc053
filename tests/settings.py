"""Settings of the tests: the product's own, with what a test run must not depend on or touch."""

import tempfile

from leaderportal.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # noqa: F405  # silent unless it is an installed app
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]  # noqa: F405
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}]  # Django reads a session once more to end it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-media-")
CONTACT_FILE = MEDIA_ROOT + "/contacts.json"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # else each test's client reads through all static files first: 0.09 s
# Most tests of the administration are about something else; those of the way in switch it on (tests/accounts).
STAFF_SECOND_FACTOR = False
