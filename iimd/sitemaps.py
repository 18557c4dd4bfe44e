"""What search engines may find: /sitemap.xml with every page in every language, and robots.txt."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from countries.models import Country
from datasets.models import Dataset, Release
from regulations.models import Jurisdiction, Permit
from remittances import corridors
from remittances.corridors import Corridor

# Corridors that have a price, and as many of the largest others: a hundred thousand pages of small flows help nobody.
LARGEST = 1_000
PRIVATE = ("desk", "account", "demo", "search")


class Pages(Sitemap):  # type: ignore[type-arg]
    """Pages that are there once."""

    i18n = alternates = x_default = True

    def items(self) -> Sequence[str]:
        money = ["flows", "indicators", "sdg-10c"]
        rules = ["permits", "permit-coverage", "compare", "pathways", "changes"]
        return ["home", "countries", "corridors", *money, *rules]

    def location(self, item: str) -> str:
        return reverse(item)


class CountryPages(Sitemap):  # type: ignore[type-arg]
    """A page for each country."""

    i18n = alternates = x_default = True

    def items(self) -> Sequence[str]:
        return list(Country.objects.order_by("code").values_list("code", flat=True))

    def location(self, item: str) -> str:
        return reverse("country", args=[item])


class CorridorPages(Sitemap):  # type: ignore[type-arg]
    """Corridors with figures worth a page."""

    i18n = alternates = x_default = True

    def items(self) -> Sequence[Corridor]:
        countries = set(Country.objects.values_list("code", flat=True))
        known = corridors.corridors(corridors.releases_in_force())
        shown = [each for each in known if {each.origin, each.destination} <= countries]
        others = sorted((each for each in shown if not each.price), key=_flow, reverse=True)
        return [each for each in shown if each.price] + others[:LARGEST]

    def location(self, item: Corridor) -> str:
        return reverse("corridor", args=[item.origin, item.destination])


class PermitPages(Sitemap):  # type: ignore[type-arg]
    """A page for each permit."""

    i18n = alternates = x_default = True

    def items(self) -> Sequence[str]:
        return list(Permit.objects.order_by("code").values_list("code", flat=True))

    def location(self, item: str) -> str:
        return reverse("permit", args=[item])


class PermitsOfCountryPages(Sitemap):  # type: ignore[type-arg]
    """The permits of each country that has some, in one layout."""

    i18n = alternates = x_default = True

    def items(self) -> Sequence[Jurisdiction]:
        return list(Jurisdiction.objects.filter(permits__isnull=False).distinct().order_by("code"))

    def location(self, item: Jurisdiction) -> str:
        return reverse("permits-of-country", args=[item.area])


class DatasetPages(Sitemap):  # type: ignore[type-arg]
    """A page for each dataset that has a release in force; it changed when that was published."""

    i18n = alternates = x_default = True

    def items(self) -> Sequence[Release]:
        return list(Release.objects.published().filter(dataset__in=Dataset.objects.filter(retired_at=None)))

    def location(self, item: Release) -> str:
        return reverse("home") + f"datasets/{item.dataset_id}/"

    def lastmod(self, item: Release) -> object:
        return item.published_at


def _flow(corridor: Corridor) -> float:
    return corridor.flow.value or 0.0 if corridor.flow else 0.0


SECTIONS = {
    "pages": Pages,
    "countries": CountryPages,
    "corridors": CorridorPages,
    "permits": PermitPages,
    "permits-of-countries": PermitsOfCountryPages,
    "datasets": DatasetPages,
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; desks, accounts and the administration are nobody's to index."""
    closed = ["/admin/", "/theme/", *(f"/{code}/{part}/" for code, _name in settings.LANGUAGES for part in PRIVATE)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
