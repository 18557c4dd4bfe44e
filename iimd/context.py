"""What the frame of every page needs: languages, rooms, the chosen colours, the address of this page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

THEMES = ("light", "dark")


def look(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the base template."""
    language = get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "languages": [_in_language(request, code) for code, _name in settings.LANGUAGES],
        "rooms": _rooms(request.path, language),
        "canonical": settings.SITE_URL + request.path,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
    }


def _in_language(request: HttpRequest, code: str) -> dict[str, str]:
    """The same page in another language; a page without a language in its address leads to that language's home."""
    first, _slash, rest = request.path.removeprefix("/").partition("/")
    path = f"/{code}/{rest}" if first in dict(settings.LANGUAGES) else f"/{code}/"
    query = request.META.get("QUERY_STRING", "")
    return {"code": code, "path": path, "here": f"{path}?{query}" if query else path, "name": _NAMES[code]}


# Each language calls itself by its own name, whatever the language of the page.
_NAMES = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية", "zh": "中文", "ru": "Русский"}


def _rooms(path: str, language: str) -> list[dict[str, object]]:
    rooms = [
        (_("Corridors"), f"/{language}/corridors/"),
        (_("Countries"), f"/{language}/countries/"),
        (_("Permits"), f"/{language}/permits/"),
        (_("Datasets"), f"/{language}/datasets/"),
        (_("API"), "/api/docs/"),
    ]
    return [{"name": name, "path": start, "current": path.startswith(start)} for name, start in rooms]
