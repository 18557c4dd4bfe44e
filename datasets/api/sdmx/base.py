"""What every SDMX address has in common: parameters, formats, tags, and errors as SDMX messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from datasets.sdmx import faults, media, sentences
from datasets.sdmx.faults import Fault, Malformed, NotAcceptable, TooLarge
from datasets.sdmx.keys import LONGEST
from datasets.sdmx.media import Chosen, Format
from web_api import conditional, handler
from web_api.language import language_of
from web_api.renderers import JsonRenderer
from web_api.views import PublicView

T = TypeVar("T")


class AnyFormat(BaseContentNegotiation):
    """Lets every request through: which message is made is decided where it is known what is asked for."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return JsonRenderer(), JsonRenderer.media_type


class SdmxView(PublicView):
    """A read of SDMX. `formats` are those that it makes, the first of them for whoever has no wish."""

    content_negotiation_class = AnyFormat
    formats: Sequence[Format] = ()
    errors_as_json = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anything is read: a filter of many megabytes costs no more than counting it.
        given = len(request.META.get("QUERY_STRING", "")) + len(request.path)
        if given > LONGEST:
            raise TooLarge("too-long", given=given, most=LONGEST)
        super().initial(request, *args, **kwargs)

    def chosen(self) -> Chosen:
        """The format of the answer."""
        short = self.query.text("format")
        accept = self.request.headers.get("Accept", "")
        chosen = media.choose(self.formats, accept, short)
        if chosen is None:
            names = ", ".join(f"{each.media_type} (format={each.short})" for each in self.formats)
            raise NotAcceptable("not-acceptable", asked=(short or accept)[:200], formats=names)
        return chosen

    def value(self, name: str, allowed: Sequence[str], default: str) -> str:
        """A parameter that takes one of a few values."""
        value = self.query.text(name) or default
        if value not in allowed:
            raise Malformed("value", parameter=name, value=value[:40], values=", ".join(allowed))
        return value

    def parsed(self, name: str, parse: Callable[[str, str], T]) -> T | None:
        """A parameter read by `parse`, which is given its name too."""
        text = self.query.text(name)
        return parse(name, text) if text else None

    def conditional(
        self, etag: str, modified: dt.datetime | None, chosen: Chosen, make: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        """304 where the client has the answer already; else the answer, with what makes the next one a 304."""
        response: HttpResponseBase | None = conditional.unchanged(self.request, etag, modified)
        if response is None:
            response = HttpResponse(content_type=chosen.content_type) if self.request.method == "HEAD" else make()
            conditional.stamp(response, etag, modified)
            response.holds_until_publication = True  # type: ignore[attr-defined]  # for web_api.remembered
        return response

    def get_exception_handler(self) -> Callable[[Exception, Mapping[str, Any]], HttpResponse | None]:
        return self._refused

    def _refused(self, error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
        """The SDMX message for an error; None for what is none of ours and must be reported."""
        if isinstance(error, Fault):
            return self._message(error.status, error.code, sentences.of(error))
        problem = handler.answer(error, context)
        if problem is None:
            return None
        told = msgspec.json.decode(problem.content)
        faults_ = [f"{each['where']}: {each['problem']} {each['mend']}" for each in told["errors"]]
        status = problem.status_code
        answer = self._message(status, faults.code_of(status), faults_ or [told["title"], told["detail"]])
        for name in ("Retry-After", "Allow", "WWW-Authenticate"):
            if name in problem.headers:
                answer.headers[name] = problem.headers[name]
        return answer

    def _message(self, status: int, code: int, texts: Sequence[str]) -> HttpResponse:
        as_json = media.wants_json(self.request.headers.get("Accept", ""), otherwise=self.errors_as_json)
        content = faults.as_json(code, texts) if as_json else faults.as_xml(code, texts)
        kind = "application/json" if as_json else "application/xml"
        headers = {"Cache-Control": "no-store", "Content-Language": get_language() or "en"}
        return HttpResponse(content, status=status, content_type=kind, headers=headers)

    @property
    def language(self) -> str:
        """The language whose names stand first: one that definitions are written in."""
        asked = language_of(self.request)
        return asked if asked in ("en", "es", "fr") else "en"
