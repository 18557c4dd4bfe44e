"""Reads a request for data: which dataflow, which release of it, which observations."""

from __future__ import annotations

from datasets import codes, queries
from datasets import definition as definitions
from datasets.api.question import code_meant
from datasets.definition import Definition
from datasets.models import Release
from datasets.sdmx import identity, ranges, relations
from datasets.sdmx.faults import Malformed, NoResults, NotImplementedHere
from datasets.sdmx.identity import AGENCY, FLAT
from datasets.sdmx.keys import Meant
from datasets.sdmx.question import Detail, Question
from datasets.selection import Selection
from web_api.parameters import Query, did_you_mean

MOST_PER_SERIES = 2**31 - 1


def definition_of(flow: str, agency: str = "all", version: str = "latest") -> Definition:
    """The dataset that a dataflow is, by its id in either case."""
    known = definitions.all_definitions()
    found = known.get(flow.upper())
    if found is None:
        raise NoResults("no-flow", flow=flow[:60], mend=did_you_mean(flow[:60], known))
    graph = relations.children([found])
    if not relations.matching("dataflow", agency, found.id, version, graph):
        name = identity.dataflow(found).short
        raise NoResults("no-flow", flow=f"{agency[:20]}:{flow[:60]}({version[:20]})", mend=did_you_mean(name, [name]))
    return found


def flow_reference(text: str) -> Definition:
    """The dataset meant by ID, AGENCY,ID or AGENCY,ID,VERSION."""
    match text.split(","):
        case [flow]:
            return definition_of(flow)
        case [agency, flow]:
            return definition_of(flow, agency)
        case [agency, flow, version]:
            return definition_of(flow, agency, version)
    raise NoResults("no-flow", flow=text[:60], mend=did_you_mean(text[:60], definitions.all_definitions()))


def check_provider(provider: str) -> None:
    """The hub is the one provider of its data; another one has none here."""
    if provider not in ("all", AGENCY, f"{AGENCY},{AGENCY}"):
        raise NoResults("no-observations")


def release_of(definition: Definition, query: Query) -> Release:
    """The release in force, or the one that was at a point in time (`asOf`), or a vintage by number (`release`)."""
    number = query.integer("release", 0, low=1, high=MOST_PER_SERIES)
    as_of = query.text("asOf")
    query.settle()
    moment = ranges.moment("asOf", as_of) if as_of else None
    if number:
        found = Release.objects.once_published().filter(dataset_id=definition.id, number=number).first()
    else:
        found = queries.published_release(definition.id, moment)
    if found is None:
        raise NoResults("no-release", flow=definition.id)
    return found


def updated_since(release: Release, query: Query) -> None:
    """`updatedAfter`: everything where all of it is new, nothing where nothing is; what lies between is not told."""
    text = query.text("updatedAfter")
    if not text:
        return
    moment = ranges.moment("updatedAfter", text)
    if release.published_at and release.published_at <= moment:
        raise NoResults("nothing-new", moment=text)
    if queries.published_release(release.dataset_id, moment) is not None:
        raise NotImplementedHere("changes", moment=text)


def meant_in(definition: Definition) -> Meant:
    """How the words of a key are understood: as codes in either case, and countries by their short codes too."""
    known = {each.id: codes.codes_of(each) for each in definition.dimensions}

    def meant(dimension: str, word: str) -> str | None:
        return code_meant(definition.dimension(dimension), word, known[dimension])

    return meant


def question_of(
    definition: Definition,
    query: Query,
    where: dict[str, tuple[str, ...]],
    *,
    start: str | None,
    end: str | None,
    detail: Detail,
    observed: str,
) -> Question:
    """The whole question; `where` and the ends of the range are read already."""
    counts = {
        name: query.integer(name, 0, low=1, high=MOST_PER_SERIES)
        for name in ("firstNObservations", "lastNObservations")
    }
    query.settle()
    if start and end and start > end:
        raise Malformed("periods-exchanged", start=start, end=end)
    if observed != FLAT and observed not in definition.key:
        raise Malformed("observed", value=observed[:40], dimensions=", ".join(definition.key))
    return Question(
        selection=Selection(where=where, start_period=start, end_period=end),
        first=counts["firstNObservations"] or None,
        last=counts["lastNObservations"] or None,
        observed=observed,
        detail=detail,
    )
