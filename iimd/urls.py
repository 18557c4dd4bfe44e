"""Every address of the hub; the fixed ones are listed in docs/reference/addresses.md."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path

from iimd import feeds, health
from iimd.catalogue import catalog
from iimd.pages.home import choose_language
from iimd.pages.theme import choose_theme
from iimd.sitemaps import SECTIONS, robots
from regulations.views import feeds as permit_feeds
from regulations.views.changes import change, changes
from web_api.pages import ConsoleView, ProblemListView, ProblemView

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("theme/", choose_theme, name="theme"),
    path("", choose_language, name="root"),
    path("api/v1/", include("iimd.api")),
    path("api/docs/", ConsoleView.as_view(), name="api-console"),
    path("sdmx/", include("datasets.api.sdmx.urls")),
    path("feeds/releases.atom", feeds.releases_atom, name="feed-releases-atom"),
    path("feeds/releases.json", feeds.releases_json, name="feed-releases-json"),
    path("feeds/changes.atom", permit_feeds.changes_atom, name="feed-changes-atom"),
    path("feeds/changes.json", permit_feeds.changes_json, name="feed-changes-json"),
    path("feeds/changes/<slug:code>.atom", permit_feeds.changes_atom, name="feed-changes-country-atom"),
    path("feeds/changes/<slug:code>.json", permit_feeds.changes_json, name="feed-changes-country-json"),
    path("catalog.ttl", catalog, {"syntax": "ttl"}, name="catalog-ttl"),
    path("catalog.jsonld", catalog, {"syntax": "jsonld"}, name="catalog-jsonld"),
    path("sitemap.xml", index, {"sitemaps": SECTIONS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SECTIONS}, name="sitemap"),
    path("robots.txt", robots),
]

urlpatterns += i18n_patterns(
    path("", include("iimd.pages.urls")),
    path("", include("accounts.urls")),
    path("", include("regulations.urls")),
    path("", include("remittances.urls")),
    path("changes/", changes, name="changes"),
    path("changes/<int:number>/", change, name="change"),
    path("desk/", include("datasets.urls")),
    path("desk/permits/", include("regulations.views.desk.urls")),
    path("problems/", ProblemListView.as_view(), name="api-problems"),
    path("problems/<slug:code>/", ProblemView.as_view(), name="api-problem"),
    prefix_default_language=True,
)
