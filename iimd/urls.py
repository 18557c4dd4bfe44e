"""Every address of the hub; the fixed ones are listed in docs/reference/addresses.md."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from iimd import health
from iimd.pages.home import choose_language
from iimd.pages.theme import choose_theme
from web_api.pages import ConsoleView, ProblemListView, ProblemView

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("theme/", choose_theme, name="theme"),
    path("", choose_language, name="root"),
    path("api/v1/", include("iimd.api")),
    path("api/docs/", ConsoleView.as_view(), name="api-console"),
]

urlpatterns += i18n_patterns(
    path("", include("iimd.pages.urls")),
    path("", include("accounts.urls")),
    path("problems/", ProblemListView.as_view(), name="api-problems"),
    path("problems/<slug:code>/", ProblemView.as_view(), name="api-problem"),
    prefix_default_language=True,
)
