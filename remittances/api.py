"""Corridors in the API."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from countries import queries as countries
from countries.resolver import Resolver
from datasets import definition as definitions
from datasets.shelf import Shelf
from remittances import corridors as known
from remittances import scenarios
from remittances.corridors import Corridor, Value
from web_api import conditional, cursors, keyset
from web_api.parameters import Query
from web_api.problems import Fault, Problem
from web_api.schema import PAGE_PARAMETERS, NextPage
from web_api.views import PublicListView, PublicView

# The largest first; corridors without the figure stand last. The code makes every place unique.
ORDERS: dict[str, Callable[[Corridor], tuple[float, str]]] = {
    "-flow": lambda each: (_descending(each.flow), each.code),
    "-price": lambda each: (_descending(each.price), each.code),
    "corridor": lambda each: (0.0, each.code),
}
_SHORT_CODE = re.compile(r"[0-9A-Za-z]{2,3}")
LAST = 1e300  # JSON, in which cursors are written, has no infinity

FigureShape = inline_serializer(
    "CorridorFigure",
    {
        "value": s.FloatField(allow_null=True),
        "unit": s.CharField(),
        "period": s.CharField(),
        "status": s.CharField(help_text=_("SDMX CL_OBS_STATUS: A measured, E estimated, M missing …")),
        "indicator": s.CharField(required=False),
        "dataset": s.CharField(),
        "release": s.IntegerField(),
        "data": s.URLField(help_text=_("The whole series of this release.")),
    },
    allow_null=True,
)
PlaceShape = inline_serializer("Place", {"code": s.CharField(), "name": s.CharField()})
CorridorShape = inline_serializer(
    "Corridor",
    {
        "corridor": s.CharField(help_text=_("Origin and destination of people: PHL-DEU.")),
        "origin": PlaceShape,
        "destination": PlaceShape,
        "flow": FigureShape,
        "price": FigureShape,
        "savings": s.ListField(child=FigureShape),
        "url": s.URLField(),
    },
)


class CorridorListView(PublicListView):
    """Corridors with a price or a flow above nought, the largest flow first."""

    parameters = {"origin", "destination", "sort", *keyset.PARAMETERS}

    @extend_schema(
        operation_id="corridors",
        tags=["corridors"],
        summary=_("Corridors"),
        description=_("People go from the origin to the destination; the money they send goes the other way."),
        parameters=[
            OpenApiParameter("origin", str, description=_("Where people come from: alpha-3 or alpha-2 code.")),
            OpenApiParameter("destination", str, description=_("Where people go: alpha-3 or alpha-2 code.")),
            OpenApiParameter("sort", str, enum=list(ORDERS), description=_("-flow unless said.")),
            *PAGE_PARAMETERS,
        ],
        responses=inline_serializer(
            "CorridorPage",
            {**NextPage().fields, "total": s.IntegerField(), "results": s.ListField(child=CorridorShape)},
        ),
    )
    def get(self, request: Request, format: str | None = None) -> Any:  # noqa: A002 - DRF's name
        origin, destination = (_place(self.query, name) for name in ("origin", "destination"))
        sort = self.query.choice("sort", ORDERS, default="-flow") or "-flow"
        limit = self.query.integer("limit", keyset.DEFAULT_LIMIT, low=1, high=keyset.MAXIMUM_LIMIT)
        self.query.settle()
        releases = known.releases_in_force()
        made_of = [str(release) for release in releases]
        bound_to = cursors.bind(made_of, origin, destination, sort)
        cursor = self.query.text("cursor")
        after = cursors.unseal(cursor, bound_to) if cursor else None
        etag = conditional.tag(made_of, request.get_full_path(), get_language(), request.accepted_renderer.format)
        published = known.last_published(releases)
        if unchanged := conditional.unchanged(request, etag, published):
            return unchanged
        matching = known.between(known.corridors(releases), origin, destination)
        shown, last = keyset.part(matching, order=ORDERS[sort], after=after, limit=limit)
        following = keyset.next_address(request, cursors.seal(last, bound_to)) if last else None
        results = [_present(each, request) for each in shown]
        body = {"next": following, "total": len(matching), "results": results}
        response = Response(body, headers=keyset.link(following))
        conditional.stamp(response, etag, published)
        return response


class CorridorView(PublicView):
    """One corridor, named by people: PHL-DEU shows the money sent from Germany to the Philippines."""

    @extend_schema(
        operation_id="corridor",
        tags=["corridors"],
        summary=_("One corridor"),
        parameters=[OpenApiParameter("corridor", OpenApiTypes.STR, OpenApiParameter.PATH)],
        responses=CorridorShape,
    )
    def get(self, request: Request, corridor: str) -> Any:
        self.query.settle()
        pair = _pair(corridor)
        releases = known.releases_in_force()
        etag = conditional.tag([str(each) for each in releases], request.get_full_path(), get_language())
        published = known.last_published(releases)
        if unchanged := conditional.unchanged(request, etag, published):
            return unchanged
        presented = _present(known.corridor(releases, *pair), request)
        response = Response(presented, headers={"Content-Location": presented["url"]})
        conditional.stamp(response, etag, published)
        return response


def _descending(value: Value | None) -> float:
    return LAST if value is None or value.value is None else -value.value


def _place(query: Query, name: str) -> str | None:
    written = query.text(name)
    if written is None:
        return None
    if (code := code_of(written)) is None:
        query.fault(name, _("“%(value)s” is no country or area.") % {"value": written[:40]}, _suggestion(written))
    return code


def code_of(written: str) -> str | None:
    """The code figures stand under, for any short code of the place; None if it is none."""
    names = countries.place_names("en")
    if written.upper() in names:
        return written.upper()
    found = Resolver.carried().code(written) if _SHORT_CODE.fullmatch(written) else None
    return found if found in names else None


def _suggestion(written: str) -> str:
    near = Resolver.carried().code(written) or ", ".join(Resolver.carried().suggest(written[:80]))
    if near:
        return _("Did you mean %(words)s?") % {"words": f"“{near}”"}
    return str(_("The list at /api/v1/countries/ has all codes."))


def _pair(corridor: str) -> tuple[str, str]:
    """The two codes of an address such as PHL-DEU; a Problem that names each one that is unknown."""
    ends = corridor.split("-")
    if len(ends) != 2:
        mend = _("Write origin and destination with a hyphen between, such as PHL-DEU.")
        problem = _("“%(value)s” is not a corridor.") % {"value": corridor[:40]}
        raise Problem("not-found", errors=[Fault("corridor", problem, mend)])
    codes = [code_of(end) for end in ends]
    faults = [
        Fault(name, _("“%(value)s” is no country or area.") % {"value": end[:40]}, _suggestion(end))
        for name, end, code in zip(("origin", "destination"), ends, codes, strict=True)
        if code is None
    ]
    origin, destination = codes
    if faults or origin is None or destination is None:
        raise Problem("not-found", errors=faults)
    if origin == destination:
        same = Fault("corridor", _("Origin and destination are the same."), _("Name two different countries."))
        raise Problem("not-found", errors=[same])
    return origin, destination


def _present(corridor: Corridor, request: Request) -> dict[str, Any]:
    names = countries.place_names(get_language() or "en")
    return {
        "corridor": corridor.code,
        "origin": {"code": corridor.origin, "name": names.get(corridor.origin, corridor.origin)},
        "destination": {"code": corridor.destination, "name": names.get(corridor.destination, corridor.destination)},
        "flow": _figure(corridor, corridor.flow, request),
        "price": _figure(corridor, corridor.price, request),
        "savings": [_figure(corridor, saving, request) for saving in corridor.savings],
        "url": reverse("api-corridor", [corridor.code], request=request),
    }


def _figure(corridor: Corridor, value: Value | None, request: Request) -> Mapping[str, Any] | None:
    if value is None:
        return None
    address = reverse("api-data", [value.dataset], request=request)
    series = f"ref_area={corridor.destination}&counterpart_area={corridor.origin}&release={value.release}"
    return {
        "value": value.value,
        "unit": definitions.load(value.dataset).measure.unit,
        "period": value.period,
        "status": value.status,
        **({"indicator": value.indicator} if value.indicator else {}),
        "dataset": value.dataset,
        "release": value.release,
        "data": f"{address}?{series}",
    }


class AllocationView(PublicView):
    """The bilateral matrix by assumptions of one's own; nothing is stored."""

    parameters = {*scenarios.PARAMETERS, "origin", "destination", "limit"}

    @extend_schema(
        operation_id="flows_allocation",
        tags=["corridors"],
        summary=_("Flows by your own assumptions"),
        parameters=[
            OpenApiParameter("year", str, description=_("Year of the inflows that are shared out.")),
            OpenApiParameter("rule", str, enum=list(scenarios.RULES)),
            OpenApiParameter("beta", float, description=_("From 0 to 1; 0.75 by Ratha and Shaw.")),
            OpenApiParameter("income", str, enum=list(scenarios.INCOMES)),
            OpenApiParameter("stocks", str, description=_("Host, origin, number: USA,MEX,11000000; several with “;”.")),
            OpenApiParameter("origin", str, description=_("Only money to this country.")),
            OpenApiParameter("destination", str, description=_("Only money from this country.")),
            OpenApiParameter("limit", int),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        shelf = Shelf.on(None, "remittances")
        question, unclear = scenarios.read(request.GET.dict(), scenarios.years(shelf))
        for each in unclear:
            self.query.fault(each.field, each.problem, each.mend)
        origin, destination = (_place(self.query, name) for name in ("origin", "destination"))
        limit = self.query.integer("limit", keyset.DEFAULT_LIMIT, low=1, high=keyset.MAXIMUM_LIMIT)
        self.query.settle()
        answer = scenarios.answer(shelf, question) if question else None
        if question is None or answer is None:
            raise Problem("not-found")
        ends = {"COUNTERPART_AREA": origin, "REF_AREA": destination}
        flows = answer.flows.filter(*[pl.col(name) == code for name, code in ends.items() if code])
        return Response(
            {
                "asked": {
                    "year": question.year,
                    "rule": question.rule.name,
                    "beta": question.rule.beta,
                    "income": question.income,
                    "stocks": [list(each) for each in question.stocks],
                },
                "fit": {
                    "correlation": answer.fit.correlation,
                    "difference_percent": answer.fit.difference_percent,
                    "median_error_percent": answer.fit.median_error_percent,
                },
                "stock_year": answer.stock_year,
                "income_year": answer.income_year,
                "unshared": list(answer.unshared),
                "unit": "USD_MILLION",
                "total": flows.height,
                "columns": ["ref_area", "counterpart_area", "flow", "published"],
                "rows": [list(row) for row in flows.head(limit).iter_rows()],
            }
        )
