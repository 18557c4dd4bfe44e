"""Feeds of what was published, for readers and programs that watch: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import activate, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from datasets.models import Release
from web_api.language import language_of

LENGTH = 50
SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Entry:
    """A release as a reader of a feed sees it. Its `key` stays the same for ever."""

    key: str
    title: str
    summary: str
    link: str
    published_at: datetime
    updated_at: datetime


@require_safe
def releases_atom(request: HttpRequest) -> HttpResponse:
    """/feeds/releases.atom"""
    language = _language(request)
    feed = Atom1Feed(
        title=_("IIMD hub: releases"),
        link=f"{settings.SITE_URL}/{language}/datasets/",
        description=_("Every dataset that was published, corrected or withdrawn."),
        language=language,
        feed_url=request.build_absolute_uri(),
    )
    for entry in _entries(language):
        feed.add_item(
            title=entry.title,
            link=entry.link,
            description=entry.summary,
            unique_id=entry.key,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def releases_json(request: HttpRequest) -> HttpResponse:
    """/feeds/releases.json"""
    language = _language(request)
    items = [
        {
            "id": entry.key,
            "url": entry.link,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.published_at.isoformat(),
            "date_modified": entry.updated_at.isoformat(),
            "language": language,
        }
        for entry in _entries(language)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("IIMD hub: releases"),
        "home_page_url": f"{settings.SITE_URL}/{language}/datasets/",
        "feed_url": request.build_absolute_uri(),
        "language": language,
        "items": items,
    }
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _language(request: HttpRequest) -> str:
    asked = language_of(request)
    language = asked if asked in SPOKEN else "en"
    activate(language)
    return language


def _entries(language: str) -> Iterator[Entry]:
    releases = Release.objects.filter(published_at__isnull=False).order_by("-published_at", "-pk")[:LENGTH]
    for release in releases:
        if release.published_at is None:  # the query left them out; the type does not know
            continue
        withdrawn = release.status == Release.Status.WITHDRAWN
        yield Entry(
            key=f"{settings.SITE_URL}{reverse('api-release', args=[release.dataset_id, release.number])}",
            title=_title(release, language, withdrawn=withdrawn),
            summary=release.reason if withdrawn else _summary(release),
            link=f"{settings.SITE_URL}/{language}/datasets/{release.dataset_id}/",
            published_at=release.published_at,
            updated_at=(release.ended_at if withdrawn else None) or release.published_at,
        )


def _title(release: Release, language: str, *, withdrawn: bool) -> str:
    words = {"title": release.definition.title[language], "number": release.number}
    if withdrawn:
        return _("Withdrawn: %(title)s, release %(number)s") % words
    return _("%(title)s, release %(number)s") % words


def _summary(release: Release) -> str:
    rows = ngettext("%(rows)s observation", "%(rows)s observations", release.row_count) % {"rows": release.row_count}
    periods = _("from %(start)s to %(end)s") % {"start": release.period_start, "end": release.period_end}
    return f"{release.vintage + ': ' if release.vintage else ''}{rows}, {periods}."
