"""Every setting in one place; each value may come from the environment and has a safe default."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from techmart.core import catalogues, sqlite
from techmart.core import environment as env

sqlite.use_best_library()
from techmart.core.database import database_from_url  # noqa: E402  (only after the SQLite library is chosen)

# Everything a running shop writes: database, uploaded photographs, collected static files, its secret.
DATA_DIR = env.folder("TECHMART_DATA_DIR", Path.cwd() / "var")

# How links in e-mails begin.
BASE_URL = env.address("TECHMART_URL", "http://127.0.0.1:8000")

DEBUG = env.boolean("TECHMART_DEBUG", False)
ALLOWED_HOSTS = env.words("TECHMART_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
IS_LOCAL = set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]", "testserver"}
HTTPS = env.boolean("TECHMART_HTTPS", not IS_LOCAL)
IS_BEHIND_PROXY = env.boolean("TECHMART_BEHIND_PROXY", False)


def _secret_key() -> str:
    """Return the secret from the environment; on a developer's own machine, one that is kept in a private file."""
    if key := env.text("TECHMART_SECRET_KEY", ""):
        return key
    if not IS_LOCAL:
        raise ImproperlyConfigured("TECHMART_SECRET_KEY is not set; a shop on a public host needs its own secret.")
    file = DATA_DIR / "secret_key"
    if not file.exists():
        _keep_secret(file)
    return file.read_text()


def _keep_secret(file: Path) -> None:
    """Write a new secret whole or not at all; of two processes that start at once, the first one's stays."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50))
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "techmart.core.tables.TablesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django.forms",
    "treebeard",
    "csp",
    "techmart.core",
    "techmart.jobs",
    "techmart.mail",
    "techmart.accounts",
    "techmart.catalogue",
    "techmart.tracking",
    "techmart.pricing",
    "techmart.cart",
    "techmart.wishes",
    "techmart.payments",
    "techmart.orders",
    "techmart.feedback",
    "techmart.scoring",
    "techmart.storefront",
    "techmart.backoffice",
    "techmart.demo",
    # After our own rooms, whose templates give its pages the shop's look.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "techmart.core.middleware.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "techmart.core.middleware.BodySizeMiddleware",
    "techmart.core.middleware.DatabaseBusyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "techmart.core.middleware.LanguageMiddleware",
    "techmart.core.middleware.WayBackMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "techmart.urls"
WSGI_APPLICATION = "techmart.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            # Nearly every template has words.
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "techmart.core.context.shop",
            ],
        },
    }
]

FORM_RENDERER = "techmart.core.forms.Renderer"

# -- Data

DATABASES = {"default": database_from_url(env.text("DATABASE_URL", f"sqlite:////{DATA_DIR / 'techmart.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Rate limits count here: a table, so that every process sees the same count.
    # Room for many: where it is full a third is dropped, and limits would be forgotten just when somebody tries a lot.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # What every page asks and may be a few seconds old.
    "local": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "techmart.core.remember.key_by_language",
    },
}

# -- People

AUTH_USER_MODEL = "accounts.Customer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "techmart.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
# One person, one address: a second one could be another guest's.
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "techmart.storefront.account_forms.LogInForm",
    "signup": "techmart.storefront.account_forms.SignUpForm",
    "change_password": "techmart.storefront.account_forms.ChangePasswordForm",
    "set_password": "techmart.storefront.account_forms.SetPasswordForm",
    "reset_password": "techmart.storefront.account_forms.ResetPasswordForm",
    "reset_password_from_key": "techmart.storefront.account_forms.ResetPasswordKeyForm",
    "add_email": "techmart.storefront.account_forms.AddEmailForm",
}
# Beside allauth's own limits on logging in, signing up and resetting.
ACCOUNT_RATE_LIMITS = {
    "feedback": "5/10m/ip",
    "notice": "10/10m/ip",
    "track": "20/10m/ip",
    "account_opening": "5/10m/ip",
    "coupon": "20/10m/ip",
}
# Families and offices share an address; a robot that empties the shelves has one as well. In ten minutes:
ORDERS_PER_ADDRESS = env.integer("TECHMART_ORDERS_PER_ADDRESS", 30, minimum=1)
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_BEHIND_PROXY else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/orders/"
LOGOUT_REDIRECT_URL = "/"

# -- Payments: beside bank transfer and cash, which need nothing

STRIPE_SECRET_KEY = env.text("TECHMART_STRIPE_SECRET_KEY", "")
# Several while one is being exchanged for another.
STRIPE_WEBHOOK_SECRETS = env.words("TECHMART_STRIPE_WEBHOOK_SECRETS", [])
# A card that moves no money: for a look around, never where strangers buy.
DEMO_PAYMENTS = env.boolean("TECHMART_DEMO_PAYMENTS", IS_LOCAL)

# -- Time and language

SOURCE_LANGUAGE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
# For whoever asks for none of them, search engines among them.
LANGUAGE_CODE = env.one_of("TECHMART_LANGUAGE", [code for code, _ in LANGUAGES], SOURCE_LANGUAGE)
USE_I18N = True
# The stock admin, whose words are Django's and ours mixed.
UNTRANSLATED = ("/backoffice/admin/",)
LOCALE_PATHS = [catalogues.compiled(DATA_DIR / "locale")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = env.time_zone("TECHMART_TIME_ZONE", "Europe/Berlin")

# -- Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "techmart.core.scripts.ScriptStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# -- Mail: messages are rows of the outbox; this is how the worker hands them over.

EMAIL_BACKEND = env.text("TECHMART_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = env.text("TECHMART_EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("TECHMART_EMAIL_PORT", 587, minimum=1)
EMAIL_HOST_USER = env.text("TECHMART_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("TECHMART_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("TECHMART_EMAIL_TLS", True)
EMAIL_TIMEOUT = 20

# -- Security

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if IS_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: is how the second factor shows its QR code.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that ends on the provider's page counts as sent there.
        "form-action": [SELF, "https://checkout.stripe.com"] if STRIPE_SECRET_KEY else [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOG_LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.one_of("TECHMART_LOG_LEVEL", LOG_LEVELS, "WARNING")},
}
