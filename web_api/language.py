"""In which language an answer is written: `?lang=`, else Accept-Language, else English.

The API reads no cookie: the same address and headers get the same answer from every machine.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

# Names of countries and codes are kept in these; sentences of ours fall back to English where a translation is missing.
LANGUAGES = ("en", "es", "fr", "ar", "zh", "ru")


def language_of(request: HttpRequest) -> str:
    """The language a request asks for. A `lang` that we do not have counts as none (views refuse it beforehand)."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        return asked
    for tag, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (language := tag.partition("-")[0]) in LANGUAGES:
            return language
    return LANGUAGES[0]
