"""What changed between two releases of a dataset, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.table import Cell, Column, Table
from datasets import queries
from datasets.definition import Definition
from datasets.models import Release
from datasets.selection import Selection
from iimd.pages.datasets.words import names_of
from web_pages import numbers
from web_pages.asking import UnclearQuestionError, public_page
from web_pages.places import language

PAGE: Final = 100
KINDS: Final[Mapping[str, str | Promise]] = {
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "changed": gettext_lazy("changed"),
}


@public_page
def changes(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """`?from=1&to=3`: without them, the release in force beside the one before it."""
    releases = list(Release.objects.once_published().filter(dataset_id=dataset_id).order_by("-number"))
    if not releases:
        raise Http404
    newer = _asked(request, "to", releases) or releases[0]
    earlier = [each for each in releases if each.number < newer.number]
    older = _asked(request, "from", releases) or (earlier[0] if earlier else None)
    comparable = older is not None and older.definition.key == newer.definition.key
    rows: list[tuple[Any, ...]] = []
    following: tuple[str, ...] | None = None
    if older and comparable:
        selection = Selection(after=_after(request, newer.definition), limit=PAGE)
        rows, following = queries.changes(older, newer, selection)
    page = {
        "definition": newer.definition,
        "title": newer.definition.title[language()],
        "releases": releases,
        "older": older,
        "newer": newer,
        "comparable": comparable,
        "table": table(newer.definition, rows),
        "next": _address(older, newer, following) if older and following else "",
        "first": _address(older, newer) if older and request.GET.get("after") else "",
        "download": _download(older, newer) if older and comparable else "",
    }
    return render(request, "iimd/dataset_changes.html", page)


def _asked(request: HttpRequest, name: str, releases: Sequence[Release]) -> Release | None:
    written = request.GET.get(name, "").strip()
    if not written:
        return None
    found = next((each for each in releases if str(each.number) == written), None)
    if found is None:
        message = _("There is no release “%(written)s”. Choose one of those in the form.")
        raise UnclearQuestionError(message % {"written": written[:40]})
    return found


def _after(request: HttpRequest, definition: Definition) -> tuple[str, ...]:
    written = request.GET.get("after", "")
    key = tuple(written.split(",")) if written else ()
    if key and (len(key) != len(definition.key) or "\0" in written):
        raise UnclearQuestionError(_("This is not a place in the table."))
    return key


def table(definition: Definition, rows: Sequence[tuple[Any, ...]]) -> Table:
    """The differences in words: who, when, what happened, before and after."""
    names = {each.id: names_of(each, language()) for each in definition.dimensions}
    columns = (
        *(Column(each.label[language()]) for each in definition.dimensions),
        Column(_("Period")),
        Column(_("What happened")),
        Column(_("Before"), numeric=True),
        Column(_("After"), numeric=True),
        Column(_("Difference"), numeric=True),
    )
    return Table(columns, tuple(tuple(_cells(definition, row, names)) for row in rows))


def _cells(definition: Definition, row: tuple[Any, ...], names: Mapping[str, Mapping[str, str]]) -> Iterator[Cell]:
    codes, (period, change, before, after, _status_before, _status_after) = row[:-6], row[-6:]
    for dimension, code in zip(definition.dimensions, codes, strict=True):
        yield Cell(names[dimension.id].get(code, code))
    yield Cell(numbers.period(period, language()))
    yield Cell(str(KINDS[change]))
    yield _number(before, definition)
    yield _number(after, definition)
    yield _number(after - before if None not in (before, after) else None, definition)


def _number(value: float | None, definition: Definition) -> Cell:
    if value is None:
        return Cell("", numeric=True)
    return Cell(numbers.number(value, language(), definition.measure.decimals), value, numeric=True)


def _address(older: Release, newer: Release, after: tuple[str, ...] = ()) -> str:
    asked = {"from": older.number, "to": newer.number} | ({"after": ",".join(after)} if after else {})
    return f"?{urlencode(asked)}"


def _download(older: Release, newer: Release) -> str:
    asked = urlencode({"from_release": older.number, "release": newer.number})
    return f"{reverse('api-changes-as', args=[newer.dataset_id, 'csv'])}?{asked}"
