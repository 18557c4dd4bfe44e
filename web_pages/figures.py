"""A chart in its frame: picture, twin table, sources, citation, and the same figures to take away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from charts import png, svg, table, vega
from charts.drawing.map import colours
from charts.map import WorldMap

Source = tuple[str, str]  # words and the address they lead to, which may be empty


@dataclass(frozen=True)
class Figure:
    """What `components/chart.html` shows. `key` names it in the addresses of its downloads."""

    spec: svg.Spec
    subtitle: str
    sources: tuple[Source, ...]
    citation: str
    method: str = ""
    data: str = ""
    """Where the API gives the same figures."""
    note: str = ""
    asked: tuple[tuple[str, str], ...] = field(default=())
    """Query parameters without which the page would not show this chart."""

    @property
    def key(self) -> str:
        return self.spec.name

    @property
    def title(self) -> str:
        return self.spec.title

    @cached_property
    def wide(self) -> SafeString:
        return mark_safe(svg.render(self._on_page()))  # noqa: S308 - the writer escapes every text

    @cached_property
    def narrow(self) -> SafeString:
        """The picture for phones. A map is the same picture: it has no letters, and it is heavy."""
        if isinstance(self.spec, WorldMap):
            return mark_safe("")
        return mark_safe(svg.render(self._on_page(), narrow=True))  # noqa: S308 - as above

    @cached_property
    def table(self) -> table.Table:
        return table.rows(self.spec)

    @cached_property
    def legend(self) -> list[tuple[int, str]]:
        """For maps: the colour of each class and where it begins, in words."""
        if not isinstance(self.spec, WorldMap):
            return []
        write = self.spec.tick or self.spec.write
        limits = ["", *(write(limit) for limit in self.spec.breaks)]
        return list(zip(colours(len(limits)), limits, strict=True))

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """What each file is called, and its address."""
        query = (*self.asked, ("chart", self.key))
        return [(kind.name, "?" + urlencode((*query, ("format", key)))) for key, kind in FORMATS.items()]

    def _on_page(self) -> svg.Spec:
        return replace(self.spec, legend=False) if isinstance(self.spec, WorldMap) else self.spec


def _csv(figure: Figure) -> bytes:
    """The twin table and, below it, where it comes from. With a byte-order mark, without which Excel garbles names."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerows(figure.table.plain_rows())
    lines.writerows([[], [figure.title], [figure.subtitle], [figure.citation]])
    return written.getvalue().encode("utf-8-sig")


def _svg(figure: Figure) -> bytes:
    return svg.standalone(figure.spec).encode()


def _vega(figure: Figure) -> bytes:
    return json.dumps(vega.render(figure.spec), ensure_ascii=False, indent=1).encode()


class Kind(NamedTuple):
    """A kind of file a chart can be taken away as."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Figure], bytes]


FORMATS = {
    "csv": Kind("CSV", "text/csv; charset=utf-8", "csv", _csv),
    "svg": Kind("SVG", "image/svg+xml", "svg", _svg),
    "png": Kind("PNG", "image/png", "png", lambda figure: png.render(figure.spec)),
    "vega": Kind("Vega-Lite", "application/json", "vl.json", _vega),
}


def asked_for(request: HttpRequest) -> bool:
    """Whether the reader wants a chart as a file (`?chart=price&format=csv`) rather than the page."""
    return "format" in request.GET


def download(request: HttpRequest, figures: Iterable[Figure], name: str) -> HttpResponse:
    """The file of one chart of a page; 404 for a chart the page does not show or a format we don't write."""
    figure = next((each for each in figures if each.key == request.GET.get("chart")), None)
    kind = FORMATS.get(request.GET["format"])
    if figure is None or kind is None:
        raise Http404
    response = HttpResponse(kind.write(figure), content_type=kind.media_type)
    response["Content-Disposition"] = f'attachment; filename="iimd-{name}-{figure.key}.{kind.suffix}"'
    return response
