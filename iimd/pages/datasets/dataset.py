"""The page of one dataset: what it is, how it was made, chart, table, downloads, releases, structure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import allowed
from countries.text import sort_key
from datasets import catalogue
from datasets.definition import Definition, all_definitions
from datasets.formats.marks import marks
from datasets.formats.snippets import Snippet, snippets
from datasets.models import BulkFile, Dataset, Release
from iimd.pages.datasets import charts, listing, vintages
from iimd.pages.datasets.form import Form
from iimd.pages.datasets.observations import Observations, observations
from iimd.pages.datasets.question import Question, Reader
from iimd.pages.datasets.readings import kept_codes
from iimd.pages.datasets.words import RHYTHMS, names_of
from web_pages import numbers
from web_pages.asking import as_of, public_page
from web_pages.figures import Figure, asked_for, download
from web_pages.places import language

FORMATS: Final = (("CSV", "csv"), ("Excel", "xlsx"), ("Parquet", "parquet"), ("Arrow", "arrow"), ("JSON", "json"))
CITATIONS: Final = (("BibTeX", "bib"), ("RIS", "ris"), ("APA", "txt"))


@public_page
def dataset(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """One dataset. An id in lower case leads to the one address; an unknown one to those it may mean."""
    written_as_id = dataset_id.isascii() and dataset_id.replace("_", "").isalnum()
    releases = vintages.published(dataset_id.upper()) if written_as_id else []
    definition = definition_of(dataset_id.upper(), releases)
    if definition is None:
        page = {
            "asked": dataset_id[:60],
            "near": [listing.entry(each, None) for each in listing.nearest(dataset_id[:60])],
        }
        return render(request, "iimd/dataset_unknown.html", page, status=404)
    if dataset_id != definition.id:
        query = request.META["QUERY_STRING"]
        address = reverse("dataset", args=[definition.id])
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    day = as_of(request)
    shown = vintages.shown(request.GET, definition.id, releases, day)
    told = shown.release.definition if shown.release else definition
    part = Part.of(request, shown.release) if shown.release else None
    if asked_for(request):
        return download(request, part.figures if part else (), definition.id)
    context: dict[str, Any] = {
        "definition": told,
        "title": told.title[language()],
        "over": _("Dataset %(id)s") % {"id": told.id},
        "answer": answer(shown.release, part.figures if part and not part.question.restricts else ()),
        "description": told.description[language()],
        "method": told.method[language()],
        "retired": definition.id not in all_definitions(),
        "shown": shown,
        "release": shown.release,
        "as_of": day,
        "part": part,
        "vintages": vintages.listed(releases, shown.release, language()),
        "unit": ((told.measure.unit, told.measure.label[language()]),),
        "attributes": [(each.id, each.label[language()]) for each in told.attributes],
        "parameters": parameters(shown.release) if shown.release else (),
        "structure": structure(shown.release) if shown.release else (),
        "rhythm": rhythm(told, releases),
        "may_load": allowed(request.user, "datasets.import"),
        "citation": citation(shown.release) if shown.release else "",
        "references": references(shown.release) if shown.release else (),
        "marks": marked(shown.release) if shown.release else "",
    }
    return render(request, "iimd/dataset.html", context, status=part.status if part else shown.status)


def definition_of(dataset_id: str, releases: list[Release]) -> Definition | None:
    """What declares a dataset: its file, or its last release once the file is gone; None for an unknown one."""
    if found := all_definitions().get(dataset_id):
        return found
    retired = releases and Dataset.objects.filter(pk=dataset_id).exists()
    return releases[0].definition if retired else None


@dataclass(frozen=True)
class Part:
    """What a reader asked for of a release: the form, and its answer unless something was not understood."""

    form: Form
    question: Question
    figures: tuple[Figure, ...]
    observations: Observations | None
    downloads: tuple[tuple[str, str], ...]
    whole: tuple[tuple[str, str], ...]
    ready: tuple[BulkFile, ...]
    snippets: tuple[Snippet, ...]
    frames: tuple[tuple[str, str], ...]
    example: str
    pinned: tuple[tuple[str, str], ...]

    @property
    def everything(self) -> str:
        """The address of the same release with nothing chosen."""
        return f"?{urlencode(self.pinned)}"

    @classmethod
    def of(cls, request: HttpRequest, release: Release) -> Part:
        """Reads the parameters of a request and answers them."""
        periods = kept_codes(release, "TIME_PERIOD")
        question, faults = Reader(request.GET, release.definition, periods, language()).read()
        vintage = [(name, request.GET[name]) for name in ("release", "as_of") if request.GET.get(name)]
        asked = (*question.asked, *vintage, *([("period", question.period)] if question.period else []))
        files = (*question.asked, ("release", str(release.number)))
        figures = () if faults else charts.figures(release, question, language(), citation(release))
        return cls(
            form=Form(request.GET, release, question, faults, language()),
            question=question,
            figures=figures,
            observations=None if faults else observations(release, question, language(), asked),
            downloads=addresses_of_data(release, files),
            whole=addresses_of_data(release, (("release", str(release.number)),)),
            ready=tuple(release.bulk_files.select_related("release")),
            snippets=snippets(settings.SITE_URL + addresses_of_data(release, files)[0][1], text_columns(release)),
            frames=tuple(frame_of(release, figure, asked) for figure in figures),
            example=settings.SITE_URL + addresses_of_data(release, files)[0][1],
            pinned=tuple(vintage),
        )

    @property
    def status(self) -> int:
        """400 where something was not understood."""
        return 400 if self.form.faults else 200


def addresses_of_data(release: Release, asked: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Where the API serves observations: as files, or as JSON in pages."""
    start = f"/api/v1/datasets/{release.dataset_id}/data"
    return tuple((name, f"{start}.{suffix}?{urlencode(asked)}") for name, suffix in FORMATS)


def frame_of(release: Release, figure: Figure, asked: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The title of a chart, and the lines that show it on a page of somebody else's."""
    address = settings.SITE_URL + reverse("dataset_embed", args=[release.dataset_id])
    query = urlencode((*asked, ("chart", figure.key)))
    code = format_html(
        '<iframe src="{}?{}" title="{}" width="100%" height="560" loading="lazy"></iframe>',
        address,
        query,
        figure.title,
    )
    return figure.title, str(code)


def text_columns(release: Release) -> tuple[str, ...]:
    """The columns that are codes or periods, which come first: a program must not take them for numbers."""
    return release.definition.key


def marked(release: Release) -> SafeString:
    """What search engines for data read, for a script element of type application/ld+json."""
    written = json.dumps(marks(catalogue.entry(release, language()), language()), ensure_ascii=False)
    # As Django's json_script does it: nothing in a text can end the element.
    return mark_safe(written.translate({ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}))  # noqa: S308


def answer(release: Release | None, figures: tuple[Figure, ...] = ()) -> str:
    """The dataset in a sentence of numbers, and what its first chart finds."""
    if release is None:
        return ""
    first, last = (numbers.period(each, language()) for each in (release.period_start, release.period_end))
    rows = ngettext("%(rows)s observation", "%(rows)s observations", release.row_count)
    words = {
        "rows": rows % {"rows": numbers.number(release.row_count, language())},
        "things": _things(release),
        "span": _("%(first)s to %(last)s") % {"first": first, "last": last} if first != last else last,
    }
    said = _("%(rows)s on %(things)s, %(span)s.") if words["things"] else _("%(rows)s, %(span)s.")
    return " ".join([said % words, *(f"{figure.title}." for figure in figures[:1])])


def _things(release: Release) -> str:
    """How many countries or currencies a release speaks of, in words."""
    if countries := listing.countries_of(release):
        words = ngettext("%(count)s country or area", "%(count)s countries and areas", countries)
        return words % {"count": numbers.number(countries, language())}
    if currencies := listing.currencies_of(release):
        return ngettext("%(count)s currency", "%(count)s currencies", currencies) % {"count": currencies}
    return ""


def citation(release: Release) -> str:
    """How to cite exactly this release, with an address that will always show it."""
    definition = release.definition
    return _("%(citation)s. IIMD hub, %(dataset)s, release %(release)s, %(day)s. %(address)s") % {
        "citation": definition.source.citation,
        "dataset": definition.id,
        "release": release.number,
        "day": numbers.day(release.published_at.date(), language()) if release.published_at else "",
        "address": f"{settings.SITE_URL}/{language()}/datasets/{definition.id}/?release={release.number}",
    }


def references(release: Release) -> tuple[tuple[str, str], ...]:
    """The same for programs that keep references, by the name of the format."""
    ids = [release.dataset_id, release.number]
    return tuple((name, reverse("api-citation", args=[*ids, ending])) for name, ending in CITATIONS)


def parameters(release: Release) -> list[tuple[str, str]]:
    """What a computation was told, as its definition writes it."""
    return [(name, json.dumps(value, ensure_ascii=False)) for name, value in release.parameters.items()]


def structure(release: Release) -> list[dict[str, Any]]:
    """The dimensions of a release with the codes that occur in it."""
    made = []
    for dimension in release.definition.dimensions:
        names = names_of(dimension, language())
        kept = kept_codes(release, dimension.id)
        ranked = sorted(
            ((names.get(code, code), code) for code in kept), key=lambda each: sort_key(each[0], language())
        )
        made.append({"dimension": dimension, "label": dimension.label[language()], "codes": ranked})
    return made


def rhythm(definition: Definition, releases: list[Release]) -> dict[str, Any]:
    """How often new figures come, and when the next are due."""
    current = next((each for each in releases if each.status == Release.Status.PUBLISHED), None)
    expected = vintages.next_expected(definition, current)
    return {
        "words": RHYTHMS[definition.update_rhythm],
        "expected": expected,
        "is_overdue": vintages.is_overdue(expected),
        "is_derived": definition.derived is not None,
    }
