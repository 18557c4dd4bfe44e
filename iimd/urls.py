"""Every address of the hub; the fixed ones are listed in docs/reference/addresses.md."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from iimd import health
from iimd.pages.theme import choose_theme

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("theme/", choose_theme, name="theme"),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    prefix_default_language=True,
)
