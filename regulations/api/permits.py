"""Permits in the API: the list, and one permit on any day as it was known on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from countries.models import Country
from regulations.api.presenting import Reader, entry, permit_on
from regulations.api.shapes import EXAMPLE, PermitPageShape, PermitShape
from regulations.models import Permit
from regulations.queries.record import keys_shown, record_begins, records, stamp
from regulations.vocabulary import DurationClass, Initiator, Purpose, SkillLevel, TiedTo
from web_api import conditional, keyset
from web_api.parameters import Query, did_you_mean
from web_api.problems import Fault, Problem
from web_api.schema import PAGE_PARAMETERS
from web_api.views import PublicListView, PublicView

_LISTS = {
    "purpose": Purpose,
    "duration_class": DurationClass,
    "skill_level": SkillLevel,
    "initiated_by": Initiator,
    "tied_to": TiedTo,
}
_ALL_COUNTRIES = _("The list at /api/v1/countries/ has all codes.")
_ONE_COUNTRY = _("Alpha-3 or alpha-2 code of a country, or EU; may be repeated or separated by commas.")


class PermitListView(PublicListView):
    """Permits of all countries, or of some."""

    parameters = {"country", "encoded", *_LISTS, *keyset.PARAMETERS}

    @extend_schema(
        operation_id="permits",
        tags=["permits"],
        summary=_("Permits"),
        parameters=[
            OpenApiParameter("country", str, description=_ONE_COUNTRY),
            OpenApiParameter("encoded", str, enum=["yes", "no"], description=_("Whether conditions are encoded.")),
            *(OpenApiParameter(name, str, enum=[*codes]) for name, codes in _LISTS.items()),
            *PAGE_PARAMETERS,
        ],
        responses=PermitPageShape,
    )
    def get(self, request: Request, format: str | None = None) -> Any:  # noqa: A002 - DRF's name
        rows = Permit.objects.with_jurisdiction().filter(_chosen(self.query))
        now = timezone.now()
        # Midnight comes at a quarter of an hour by Greenwich everywhere on earth.
        etag = _tag(request, now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0))
        known = records(now=now)
        if encoded := self.query.choice("encoded", ("yes", "no"), default=None):
            trees = [code for code, record in known.items() if record.conditions is not None]
            rows = rows.filter(code__in=trees) if encoded == "yes" else rows.exclude(code__in=trees)
        page = keyset.page(rows, by=("code",), query=self.query, request=request)
        if unchanged := conditional.unchanged(request, etag, None):
            return unchanged
        reader = Reader.of_this_request()
        results = [
            entry(permit, known[permit.code], permit.jurisdiction.today(now), reader, request) for permit in page.rows
        ]
        response = Response({"next": page.next, "results": results}, headers=keyset.link(page.next))
        conditional.stamp(response, etag, None)
        return response


class PermitView(PublicView):
    """One permit: its twelve elements on a day, as they were known on another."""

    parameters = {"as_of", "known_on"}

    @extend_schema(
        operation_id="permit",
        tags=["permits"],
        summary=_("One permit on a day"),
        description=_(
            "A key without a value on the day stands in “not_known”: that is neither a no nor a “none”, which is a "
            "value of its own. Where sources contradict one another, each has an entry with its “claim”."
        ),
        parameters=[
            OpenApiParameter("code", OpenApiTypes.STR, OpenApiParameter.PATH),
            OpenApiParameter(
                "as_of",
                OpenApiTypes.DATE,
                description=_("The day the rules hold on; today in its country if left out."),
            ),
            OpenApiParameter(
                "known_on",
                str,
                description=_("A day (its end by Greenwich) or a moment: what was shown here then. Now if left out."),
            ),
        ],
        responses=PermitShape,
        examples=[EXAMPLE],
    )
    def get(self, request: Request, code: str) -> Any:
        as_of = self.query.date("as_of")
        known_on = self.query.parsed(
            "known_on", day_or_moment, str(_("Write a day as 2026-04-01 or a moment as 2026-04-01T12:00:00Z."))
        )
        self.query.settle()
        permit = find(code)
        now = timezone.now()
        day = as_of or permit.jurisdiction.today(now)
        etag = _tag(request, day, now.astimezone(UTC).date())
        if unchanged := conditional.unchanged(request, etag, None):
            return unchanged
        body = permit_on(
            permit,
            records(known_on=known_on, now=now),
            keys=keys_shown(permit.code),
            as_of=day,
            known_on=known_on,
            record_begins=record_begins(),
            reader=Reader.of_this_request(),
            request=request,
        )
        response = Response(body, headers={"Content-Location": body["url"]})
        conditional.stamp(response, etag, None)
        return response


def find(code: str) -> Permit:
    """The permit with this code in capitals or not; a Problem with the nearest ones if there is none."""
    found = Permit.objects.with_jurisdiction().filter(code=code.upper()).first()
    if found:
        return found
    known = list(Permit.objects.values_list("code", flat=True))
    mend = did_you_mean(code[:40], known, otherwise=str(_("The list at /api/v1/permits/ has all permits.")))
    problem = _("There is no permit with the code “%(code)s”.") % {"code": code[:40]}
    raise Problem("not-found", errors=[Fault("code", problem, mend)])


def day_or_moment(written: str) -> date | datetime:
    """A day, or a moment, by Greenwich where no zone is written. Raises ValueError."""
    if len(written) == len("2026-04-01"):
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written.replace(" ", "+"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _chosen(query: Query) -> Q:
    chosen = Q()
    if codes := query.codes("country"):
        chosen &= Q(jurisdiction__in=_jurisdictions(query, codes))
    for name, known in _LISTS.items():
        if value := query.choice(name, [*known], default=None):
            chosen &= Q(**{name: value})
    return chosen


def _jurisdictions(query: Query, codes: tuple[str, ...]) -> set[str]:
    """Alpha-2 codes for those that were written; a country without permits here is no fault and has none."""
    known = {"EU": "EU"}
    for alpha3, alpha2 in Country.objects.values_list("code", "alpha2"):
        known |= {alpha3: alpha2, alpha2: alpha2}
    for code in codes:
        if code.upper() not in known:
            problem = _("“%(value)s” is no country or area.") % {"value": code[:40]}
            query.fault("country", problem, did_you_mean(code[:40], known, otherwise=str(_ALL_COUNTRIES)))
    return {known[code.upper()] for code in codes if code.upper() in known}


def _tag(request: Request, *parts: object) -> str:
    """What decides an answer: the record, the question, the language, and the days it is seen from."""
    return conditional.tag(stamp(), *parts, request.get_full_path(), get_language(), request.accepted_renderer.format)
