"""Addresses below /sdmx/. Every one is good with and without a slash at its end, as clients write both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import URLPattern, path, re_path

from datasets.api.sdmx.availability import AvailabilityView, AvailabilityView3
from datasets.api.sdmx.data import DataView, DataView3
from datasets.api.sdmx.elsewhere import ElsewhereView
from datasets.api.sdmx.structures import StructureView, StructureView3
from datasets.sdmx.relations import KINDS


def _shortening(
    before: str, parts: Sequence[str], least: int, view: Any, name: str, **given: str
) -> Iterator[URLPattern]:
    """The address with all its parts, and with fewer: REST lets the last ones be left out."""
    for count in range(least, len(parts) + 1):
        route = "/".join([before, *(f"<str:{part}>" for part in parts[:count])])
        ended = name if count == len(parts) else f"{name}-{count}"
        yield path(route, view, given, name=ended)
        yield path(f"{route}/", view, given, name=f"{ended}-slash")


_ARTEFACT = ("agency", "ids", "version")
_available, _available3 = AvailabilityView.as_view(), AvailabilityView3.as_view()
_structures, _structures3 = StructureView.as_view(), StructureView3.as_view()

urlpatterns = [
    *_shortening("2.1/data", ("flow", "key", "provider"), 1, DataView.as_view(), "sdmx-data"),
    *_shortening("2.1/availableconstraint", ("flow", "key", "provider", "component"), 1, _available, "sdmx-available"),
    *_shortening("3.0/data", ("context", *_ARTEFACT, "key"), 3, DataView3.as_view(), "sdmx3-data"),
    *_shortening("3.0/availability", ("context", *_ARTEFACT, "key", "component"), 3, _available3, "sdmx3-available"),
    *_shortening("3.0/structure", ("kind", *_ARTEFACT), 1, _structures3, "sdmx3-structure"),
    *(
        pattern
        for kind in (*KINDS, "structure")
        for pattern in _shortening(f"2.1/{kind}", _ARTEFACT, 0, _structures, f"sdmx-{kind}", kind=kind)
    ),
    re_path(r"^(?P<rest>.*)$", ElsewhereView.as_view(), name="sdmx-elsewhere"),
]
