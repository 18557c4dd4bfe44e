"""Feeds of changes for readers and programs that watch: Atom (RFC 4287, pages by RFC 5005) and JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from django.views.decorators.vary import vary_on_headers

from regulations.models import Change, Jurisdiction
from regulations.queries import changes as journal
from regulations.queries.changes import Page
from regulations.telling import Told, told
from web_api.language import language_of

LENGTH: Final = 50
SPOKEN: Final = frozenset(code for code, _name in settings.LANGUAGES)
# The elements in which Atom entries carry values for programs; the page behind the address explains them.
NAMESPACE: Final = f"{settings.SITE_URL}/en/changes/"


def _newest(request: HttpRequest, code: str = "", **kwargs: str) -> str:
    """The entity tag: changes are only ever added, so the newest one says it all."""
    newest = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f'"{newest or 0}-{_language(request)}"'


@require_safe
@vary_on_headers("Accept-Language")
@cache_control(public=True, max_age=60)
@condition(etag_func=_newest)
def changes_atom(request: HttpRequest, code: str = "") -> HttpResponse:
    """/feeds/changes.atom and /feeds/changes/DEU.atom"""
    jurisdiction = _jurisdiction(code)
    found = _page(request, jurisdiction)
    with override(_language(request)):
        feed = _Atom(
            title=_title(jurisdiction),
            link=_home(request, jurisdiction),
            description=_("What permits ask, cost and grant: every change, with the old and the new value."),
            language=_language(request),
            author_name="IIMD",
            feed_url=request.build_absolute_uri(),
            older=_older(request, found),
        )
        for change in found.changes:
            _add(feed, told(change))
        text = feed.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@require_safe
@vary_on_headers("Accept-Language")
@cache_control(public=True, max_age=60)
@condition(etag_func=_newest)
def changes_json(request: HttpRequest, code: str = "") -> HttpResponse:
    """/feeds/changes.json and /feeds/changes/DEU.json"""
    jurisdiction = _jurisdiction(code)
    found = _page(request, jurisdiction)
    with override(_language(request)):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _title(jurisdiction),
            "home_page_url": _home(request, jurisdiction),
            "feed_url": request.build_absolute_uri(),
            "language": _language(request),
            "authors": [{"name": "IIMD", "url": settings.SITE_URL}],
            "items": [_item(told(change)) for change in found.changes],
        }
    if older := _older(request, found):
        feed["next_url"] = older
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def particulars(entry: Told) -> dict[str, Any]:
    """What a program needs of a change, in one shape for both feeds."""
    change = entry.change
    return {
        "kind": change.kind,
        "country": change.jurisdiction.area,
        "permit": change.permit_id,
        "provision": change.key or None,
        "old": change.old,
        "new": change.new,
        "valid_from": change.valid_from.isoformat() if change.valid_from else None,
        "article": change.article or None,
        "article_url": change.article_url or None,
        "certified_by": change.certified_by or None,
        "certified_on": change.certified_on.isoformat() if change.certified_on else None,
        "reason": change.reason or None,
        "provisions_opened": change.count or None,
    }


class _Atom(Atom1Feed):
    """Django's Atom with the values of a change, and the way to older ones."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:iimd": NAMESPACE}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["older"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["older"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, value in item["particulars"].items():
            if value is not None:
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                handler.addQuickElement(f"iimd:{name}", text)


def _add(feed: Atom1Feed, entry: Told) -> None:
    feed.add_item(
        title=entry.title,
        link=entry.address,
        description="".join(f"<p>{escape(sentence)}</p>" for sentence in entry.sentences),  # Django says it is HTML
        unique_id=entry.key,
        pubdate=entry.happened_at,
        updateddate=entry.happened_at,
        categories=[entry.country, entry.kind],
        particulars=particulars(entry),
    )


def _item(entry: Told) -> dict[str, Any]:
    return {
        "id": entry.key,
        "url": entry.address,
        "title": entry.title,
        "content_text": "\n".join(entry.sentences),
        "date_published": entry.happened_at.isoformat(),
        "tags": [entry.country, entry.kind],
        "_iimd": {"about": NAMESPACE, **particulars(entry)},
    }


def _jurisdiction(code: str) -> Jurisdiction | None:
    if not code:
        return None
    if found := journal.jurisdiction_called(code):
        return found
    raise Http404


def _page(request: HttpRequest, jurisdiction: Jurisdiction | None) -> Page:
    before = request.GET.get("before", "")
    known = before.isascii() and before.isdigit() and len(before) <= 18
    return journal.page(jurisdiction=jurisdiction, before=int(before) if known else None, length=LENGTH)


def _older(request: HttpRequest, found: Page) -> str | None:
    if found.before is None:
        return None
    query = request.GET.copy()
    query["before"] = str(found.before)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _language(request: HttpRequest) -> str:
    asked = language_of(request)
    return asked if asked in SPOKEN else "en"


def _title(jurisdiction: Jurisdiction | None) -> str:
    if jurisdiction:
        return _("IIMD hub: changes of permits, %(country)s") % {"country": jurisdiction.name}
    return _("IIMD hub: changes of permits")


def _home(request: HttpRequest, jurisdiction: Jurisdiction | None) -> str:
    home = f"{settings.SITE_URL}/{_language(request)}/changes/"
    return f"{home}?country={jurisdiction.area}" if jurisdiction else home
