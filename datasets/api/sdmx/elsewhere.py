"""Addresses under /sdmx/ at which nothing stands: what the standard has and the hub has not is 501, the rest 404."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from datasets.api.sdmx.base import SdmxView
from datasets.sdmx.faults import NoResults, NotImplementedHere
from datasets.sdmx.relations import OTHER_KINDS

# Resources of REST 2.1 and 3 besides structures.
_OTHER = frozenset({"schema", "metadata", "registration", *OTHER_KINDS})


@extend_schema(exclude=True)
class ElsewhereView(SdmxView):
    """Says what is missing, as a message of SDMX."""

    def get(self, request: Request, rest: str = "") -> HttpResponseBase:
        resource = rest.removeprefix("2.1/").removeprefix("3.0/").partition("/")[0]
        if resource in _OTHER:
            raise NotImplementedHere("not-implemented", what=resource)
        raise NoResults("no-address")
