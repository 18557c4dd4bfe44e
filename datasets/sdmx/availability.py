"""What there is: the codes, periods and counts that occur among the observations a question matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from psycopg2 import sql
from pysdmx.model import (
    AvailabilityConstraint,
    ConstraintAttachment,
    CubeKeyValue,
    CubeRegion,
    CubeTimeRange,
    CubeValue,
    TimePeriodBoundary,
)

from datasets import store
from datasets.models import Release
from datasets.sdmx import identity
from datasets.sdmx.faults import NoResults
from datasets.sdmx.identity import TIME
from datasets.selection import Selection


@dataclass(frozen=True)
class Available:
    """The codes of each dimension that occur, the first and the last period, and how much there is."""

    codes: Mapping[str, Sequence[str]]
    first: str
    last: str
    series: int
    observations: int


def available(release: Release, selection: Selection) -> Available:
    """What occurs among the observations of a selection. Raises NoResults where there are none.

    Series are gathered in one pass; what occurs is then read from them, who are many times fewer.
    """
    definition = release.definition
    dimensions = definition.dimension_ids
    inner, params = store.select(
        definition, release.table_name, replace(selection, columns=definition.key), ordered=False
    )
    query = sql.SQL(
        "WITH series AS MATERIALIZED (SELECT {keys}, min({time}) AS first, max({time}) AS last, count(*) AS n"
        " FROM ({inner}) AS o GROUP BY {keys})"
        " SELECT (SELECT min(first) FROM series), (SELECT max(last) FROM series), (SELECT count(*) FROM series),"
        " (SELECT sum(n) FROM series), {lists}"
    ).format(
        keys=sql.SQL(", ").join(map(sql.Identifier, dimensions)),
        time=sql.Identifier(TIME),
        inner=inner,
        lists=sql.SQL(", ").join(
            sql.SQL("(SELECT array_agg(DISTINCT {0} ORDER BY {0}) FROM series)").format(sql.Identifier(each))
            for each in dimensions
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        first, last, series, observations, *lists = cursor.fetchone()
    if not series:
        raise NoResults("no-observations")
    return Available(dict(zip(dimensions, lists, strict=True)), first, last, series, int(observations))


def still_choosable(release: Release, selection: Selection) -> Available:
    """The same, but for each dimension as if nothing had been chosen in it yet."""
    found = available(release, selection)
    codes = dict(found.codes)
    for dimension in selection.where.keys() & codes.keys():
        others = {name: wanted for name, wanted in selection.where.items() if name != dimension}
        codes[dimension] = available(release, replace(selection, where=others)).codes[dimension]
    return replace(found, codes=codes)


def constraint(release: Release, found: Available, components: Sequence[str]) -> AvailabilityConstraint:
    """The same as SDMX tells it, for some of the components."""
    values: list[CubeKeyValue] = [
        CubeKeyValue(id=name, values=[CubeValue(code) for code in codes])
        for name, codes in found.codes.items()
        if name in components
    ]
    if TIME in components:
        span = CubeTimeRange(start_period=TimePeriodBoundary(found.first), end_period=TimePeriodBoundary(found.last))
        values.append(CubeKeyValue(id=TIME, time_range=span))
    return AvailabilityConstraint(
        constraint_attachment=ConstraintAttachment(
            data_provider=None, dataflows=[identity.dataflow(release.definition).urn]
        ),
        cube_region=CubeRegion(key_values=values),
        series_count=found.series,
        obs_count=found.observations,
    )
