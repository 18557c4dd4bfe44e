"""Settings of the hub. Values come from the environment; `.env.sample` explains each one.

`make run` and `make test` set everything that is needed. In production the variables marked
"required" must be set: a missing one stops the start with a sentence that says how to mend it.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = Path(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))
if ENV_FILE.exists():
    env.read_env(ENV_FILE)


def required(name: str, how: str) -> str:
    """The value of an environment variable that has no safe default."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {how}")
    return value


# What kind of process this is ---------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("IIMD_DEMO", default=False)
SECRET_KEY = required("SECRET_KEY", "Set it to a long random text, or start the hub with `make run`: commands join it.")
# The machine itself may always ask: health checks do.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # old ones that still open what they closed
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[]), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
STATE_DIR = Path(env.str("IIMD_STATE", default=str(BASE_DIR / "var")))
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# Applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "iimd",
    "certification",
    "projects",
    "regulations",
    "labour_market",
    "remittances",
    "datasets",
    "accounts",
    "workflow",
    "audit",
    "countries",
    "web_pages",
    "web_api",
    "accounts.admin_config.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "web_api.middleware.ApiMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "datasets.middleware.UploadLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "iimd.urls"
WSGI_APPLICATION = "iimd.wsgi.application"
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
                "django.template.context_processors.i18n",
                "iimd.context.look",
            ],
        },
    },
]

# Database, cache, jobs ----------------------------------------------------------------------

DATABASES = {
    "default": env.db_url_config(
        required("DATABASE_URL", "Use postgresql://user:password@host:port/name, or start the hub with `make run`.")
    )
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}
# Only the launcher sets BROKER_URL, on a machine without Valkey or Redis: jobs and the cache then travel through files.
BROKER_URL = env.str("BROKER_URL", default="")
if BROKER_URL:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": STATE_DIR / "cache"}
    }
    CELERY_BROKER_URL = BROKER_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "data_folder_in": str(STATE_DIR / "jobs"),
        "data_folder_out": str(STATE_DIR / "jobs"),
        "control_folder": str(STATE_DIR / "jobs-control"),
    }
else:
    REDIS_URL = required("REDIS_URL", "Use redis://host:port/0, or start the hub with `make run`.")
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_IGNORE_RESULT = True  # the Job table holds what people need to know
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "reap_jobs": {"task": "datasets.reap_jobs", "schedule": 30.0},
    "reap_files": {"task": "datasets.reap_files", "schedule": 3600.0},
    "publish_due": {"task": "regulations.publish_due", "schedule": 60.0},
    "compute_openness": {"task": "regulations.compute_openness", "schedule": 120.0},
    "write_missing_files": {"task": "datasets.write_missing_files", "schedule": 600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

# People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.EmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
SESSION_COOKIE_AGE = 14 * 24 * 3600
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True  # a page never tells whether an address has an account; the e-mail does
ACCOUNT_EMAIL_SUBJECT_PREFIX = "IIMD hub: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_URL.partition(":")[0]
ACCOUNT_ADAPTER = "accounts.adapter.SignInAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignIn",
    "signup": "accounts.forms.SignUp",
    "add_email": "accounts.forms.AddAddress",
    "reset_password": "accounts.forms.ForgottenPassword",
    "reset_password_from_key": "accounts.forms.NewPassword",
    "change_password": "accounts.forms.ChangePassword",
    "set_password": "accounts.forms.FirstPassword",
    "reauthenticate": "accounts.forms.ConfirmByPassword",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStep",
    "reauthenticate": "accounts.forms.ConfirmByCode",
    "activate_totp": "accounts.forms.SetUpApp",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "IIMD hub"
MFA_TOTP_TOLERANCE = 1  # telephones run half a minute late or early
# Decisions (accounts/permissions.py) need a second factor. Personas of the demonstration have none.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEMO)
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")

# Languages ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
PRIVATE_MEDIA_ROOT = STATE_DIR / "private"  # uploads: never served by address
MEDIA_ROOT = PRIVATE_MEDIA_ROOT
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_BYTES", default=200 * 1024**2)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# API ----------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["web_api.renderers.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.ApiKeyAuthentication"],
    "DEFAULT_THROTTLE_CLASSES": ["web_api.throttles.BudgetThrottle"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "web_api.negotiation.Negotiation",
    "EXCEPTION_HANDLER": "web_api.handler.answer",
    "URL_FORMAT_OVERRIDE": None,  # the ending of the address or Accept, and nothing else, chooses the format
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),  # how many entries of X-Forwarded-For are our own machines'
}
# Requests of a client in a window, by the tier of its key: "anonymous=600/minute,analyst=30000/minute".
API_RATES = {"anonymous": "600/minute", "person": "3000/minute", "analyst": "12000/minute"} | env.dict(
    "API_RATES", default={}
)
SPECTACULAR_SETTINGS = {
    "TITLE": "IIMD hub",
    "DESCRIPTION": _(
        "Published figures on international labour migration: countries, corridors, data sets and their releases. "
        "Everything is read with GET and needs no key. Unknown parameters are refused, never ignored. "
        "Lists come in pages: follow “next”. Send the ETag of an answer back as If-None-Match and pay nothing "
        "while nothing has changed."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": SITE_URL}],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "datasets.api.describing.describe",
        "web_api.schema.describe",
    ],
}

# Security -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
ALLAUTH_TRUSTED_PROXY_COUNT = REST_FRAMEWORK["NUM_PROXIES"]  # whose address the limits of sign-in count
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
