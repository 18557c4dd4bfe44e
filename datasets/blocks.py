"""What a room says on a page of several rooms: key figures and charts, each with the releases it is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from charts.svg import Spec
from datasets.shelf import Origin, Shelf
from web_pages.figures import Figure
from web_pages.series import Row


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What `components/figure.html` shows."""

    label: str
    value: str
    unit: str = ""
    when: str = ""
    change: str = ""
    direction: str = ""
    badge: str = ""
    badge_text: str = ""
    source: str = ""
    address: str = ""


@dataclass(frozen=True)
class Block:
    """What one room says on a page of several rooms."""

    template: str
    answer: str
    key_figures: tuple[KeyFigure, ...]
    figures: tuple[Figure, ...]
    origins: tuple[Origin, ...]
    remarks: tuple[str, ...] = field(default=())
    details: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def drawn(self) -> SafeString:
        """The block as it stands on the page. Written once: drawing it takes longer than all the rest of a page."""
        return render_to_string(self.template, {"block": self})

    def __getitem__(self, key: str) -> Figure:
        """A chart by its key, for templates: `block.price`; KeyError where there is none."""
        found = next((figure for figure in self.figures if figure.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def figure(
    shelf: Shelf, spec: Spec, subtitle: str, dataset_ids: Sequence[str], *, note: str = "", where: Row | None = None
) -> Figure:
    """A chart with the sources it is drawn from. The first dataset says how it was made, and gives `where` by API."""
    origins = shelf.origins(dataset_ids)
    return Figure(
        spec=spec,
        subtitle=subtitle,
        sources=tuple((f"{origin.source} ({origin.licence})", origin.address) for origin in origins),
        citation=" ".join(origin.citation for origin in origins),
        method=origins[0].method if origins else "",
        data=_in_api(origins[0], where or {}) if origins else "",
        note=note,
        asked=shelf.asked,
    )


def _in_api(origin: Origin, where: Row) -> str:
    """The address of these observations, of this release for good."""
    query = {name.lower(): code for name, code in where.items()} | {"release": origin.release}
    return f"/api/v1/datasets/{origin.dataset_id}/data?{urlencode(query)}"
