"""Uploads that are too large are turned away before a byte of them is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from datasets import sentences

# The rest of the form around a file: names, boundaries, the token.
_ROOM_FOR_THE_FORM = 1024**2


class UploadLimit:
    """Answers 413 by the length the request announces. Must stand before whatever reads the form (CSRF, sessions).

    A body without an announced length is no body for a WSGI application, so nothing slips past.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        size = int(announced) if announced.isascii() and announced.isdigit() else 0
        if size <= settings.MAX_UPLOAD_BYTES + _ROOM_FOR_THE_FORM:
            return self._get_response(request)
        params = {"megabytes": size // 1024**2, "limit": settings.MAX_UPLOAD_BYTES // 1024**2}
        problem, mend = (tell("file_too_large", params) for tell in (sentences.problem, sentences.mend))
        if request.accepts("text/html"):
            return render(request, "413.html", {"problem": problem, "mend": mend}, status=413)
        return HttpResponse(f"{problem} {mend}\n", status=413, content_type="text/plain; charset=utf-8")
