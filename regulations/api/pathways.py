"""The pathway finder in the API: a case in, every permit with its whole explanation out. Nothing is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from regulations.api import faults
from regulations.api.body import PlainJson
from regulations.api.described import CASE, CASE_PARAMETERS, PATHWAYS
from regulations.finder import flat
from regulations.finder.answer import result
from regulations.finder.search import place
from regulations.queries import pathways as queries
from regulations.queries.pathways import Search
from regulations.rules.case import Case, InvalidCase, read
from web_api import cursors, keyset
from web_api.problems import Problem
from web_api.schema import PAGE_PARAMETERS
from web_api.views import PublicView

OF_TIME = ("as_of", "known_on")
ABOUT = _(
    "Judges every permit for one person, job and moment, and explains each answer: what is met, what is missed and by "
    "how much, which question would settle what is open, other ways to qualify, and who says so. Whatever is left out "
    "is unknown, never a no. Names in the address are the paths of the JSON body: `salary.amount=46000`. Nothing is "
    "stored."
)


class PathwaysView(PublicView):
    """Permits for a case, in the order met, unknown, not met, not encoded."""

    http_method_names = ["get", "post", "head", "options"]
    parser_classes = [PlainJson]

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        """The flat names of a case, some of which end in a word that is free; none where the case is in the body."""
        asked = self.request.GET if self.request.method != "POST" else ()
        named = flat.NAMES if self.request.method != "POST" else ()
        return {*keyset.PARAMETERS, *OF_TIME, *named, *(name for name in asked if flat.name_of(name))}

    @extend_schema(
        operation_id="pathways",
        tags=["permits"],
        summary=_("Permits for a case, by address"),
        description=ABOUT,
        parameters=[*CASE_PARAMETERS, *PAGE_PARAMETERS],
        responses=PATHWAYS,
    )
    def get(self, request: Request) -> Response:
        asked = ((name, request.GET.getlist(name)) for name in request.GET)
        return self._answer(request, flat.nested(each for each in asked if each[0] not in (*OF_TIME, "lang")))

    @extend_schema(
        operation_id="pathways_of_a_body",
        tags=["permits"],
        summary=_("Permits for a case, by body"),
        description=ABOUT,
        request={"application/json": CASE},
        parameters=[*CASE_PARAMETERS[:2], *PAGE_PARAMETERS],
        responses=PATHWAYS,
    )
    def post(self, request: Request) -> Response:
        return self._answer(request, request.data)

    def _answer(self, request: Request, written: Any) -> Response:
        as_of, known_on = (self.query.date(name) for name in OF_TIME)
        limit = self.query.integer("limit", keyset.DEFAULT_LIMIT, low=1, high=keyset.MAXIMUM_LIMIT)
        case = self._case(written)
        self.query.settle()
        search = queries.search(case, now=timezone.now(), as_of=as_of, known_on=known_on)
        bound_to = cursors.bind(request.path, repr(case), as_of, known_on)
        cursor = self.query.text("cursor")
        after = cursors.unseal(cursor, bound_to) if cursor else None
        shown, last = keyset.part(search.found, order=place, after=after, limit=limit)
        following = keyset.next_address(request, cursors.seal(last, bound_to)) if last else None
        body = {
            "asked": written,
            "as_of": as_of.isoformat() if as_of else None,
            "known_on": known_on.isoformat() if known_on else None,
            "total": len(search.found),
            "outcomes": _counted(search),
            "next": following,
            "results": [result(each.record, search.leaving, search.applicants) for each in shown],
        }
        # A case tells of a person: no cache on the way may keep it.
        return Response(body, headers={"Cache-Control": "private, no-store", **keyset.link(following)})

    def _case(self, written: Any) -> Case:
        """The case that was asked about; every field that is wrong is noted, beside wrong parameters."""
        try:
            return read(written)
        except InvalidCase as refusal:
            self.query.faults += [faults.fault(each) for each in refusal.faults]
            raise Problem("invalid-parameters", errors=self.query.faults) from None


def _counted(search: Search) -> Mapping[str, int]:
    """How many permits there are of each outcome, whatever the page."""
    counted = {"met": 0, "unknown": 0, "not_met": 0, "not_encoded": 0}
    for each in search.found:
        counted[each.outcome] += 1
    return counted
