"""From rows to numbers: what other rooms, pages and the API ask of the data core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import polars as pl
from django.db import connection
from psycopg2 import sql

from datasets import definition as definitions
from datasets import store
from datasets.graph import Graph
from datasets.models import Release
from datasets.selection import Selection

Where = Mapping[str, Sequence[str]]


def published_release(dataset_id: str, as_of: date | datetime | None = None) -> Release | None:
    """The release in force now, or the one readers saw at a moment or at the end of a day (UTC); None if none was."""
    releases = Release.objects.slim().filter(dataset_id=dataset_id)
    if as_of is None:
        return releases.published().first()
    return releases.in_force_at(_moment(as_of)).first()


def _moment(as_of: date | datetime) -> datetime:
    if isinstance(as_of, datetime):
        return as_of
    return datetime.combine(as_of, time.max, tzinfo=UTC)


def release(dataset_id: str, number: int) -> Release:
    """A vintage by its number, while readers may ask for it; Release.DoesNotExist otherwise."""
    return Release.objects.once_published().get(dataset_id=dataset_id, number=number)


def is_overtaken(release: Release) -> bool:
    """Whether a checked release was compared with another one than is in force now."""
    if release.status != Release.Status.CHECKED:
        return False
    current = published_release(release.dataset_id)
    return release.compared_with_id != (current.pk if current else None)


def frame(
    release: Release,
    where: Where | None = None,
    start_period: str | None = None,
    end_period: str | None = None,
    columns: Sequence[str] = (),
) -> pl.DataFrame:
    """Observations of a release as a tidy frame (upper-case columns) in the order of the key."""
    selection = Selection(where=where or {}, start_period=start_period, end_period=end_period, columns=columns)
    return store.frame(release.definition, release.table_name, selection)


def rows(release: Release, selection: Selection) -> list[dict[str, Any]]:
    """Observations as dictionaries by upper-case column: for blocks on pages, not for bulk."""
    columns = [each.upper() for each in selection.columns] or list(release.definition.columns)
    found = store.rows(release.definition, release.table_name, selection)
    return [dict(zip(columns, row, strict=True)) for row in found]


def page(release: Release, selection: Selection) -> tuple[list[tuple[Any, ...]], tuple[str, ...] | None]:
    """A page of at most `selection.limit` observations and the key to go on `after`; None at the end."""
    if selection.limit is None:
        raise ValueError("a page needs a limit")
    definition = release.definition
    columns = tuple(each.upper() for each in selection.columns) or definition.columns
    # The key is always read, for the cursor, and one row more than asked, to know whether there are more.
    wanted = (*columns, *definition.key)
    more = Selection(
        where=selection.where,
        start_period=selection.start_period,
        end_period=selection.end_period,
        columns=wanted,
        after=selection.after,
        limit=selection.limit + 1,
    )
    found = store.rows(definition, release.table_name, more)
    shown = found[: selection.limit]
    following = tuple(shown[-1][len(columns) :]) if len(found) > selection.limit else None
    return [row[: len(columns)] for row in shown], following


def count(release: Release, selection: Selection) -> int:
    """How many observations a selection holds, whatever its page."""
    return store.count(release.definition, release.table_name, selection)


def changes_query(older: Release, newer: Release, selection: Selection) -> tuple[sql.Composable, list[Any]]:
    """The SELECT of every observation in which two releases differ, for `store.copy_blocks`."""
    return store.changes(newer.definition, older.table_name, newer.table_name, selection)


def changes(
    older: Release, newer: Release, selection: Selection
) -> tuple[list[tuple[Any, ...]], tuple[str, ...] | None]:
    """A page of what differs (key, then store.CHANGE_COLUMNS), and the key to go on `after`; None at the end."""
    if selection.limit is None:
        raise ValueError("a page needs a limit")
    query, params = changes_query(older, newer, replace(selection, limit=selection.limit + 1))
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        found = cursor.fetchall()
    shown = found[: selection.limit]
    following = tuple(shown[-1][: len(newer.definition.key)]) if len(found) > selection.limit else None
    return shown, following


def available_codes(release: Release, column: str) -> list[str]:
    """The codes of a dimension, or the periods, that occur in a release."""
    return store.distinct(release.definition, release.table_name, column)


def series(dataset_id: str, **codes: str) -> list[dict[str, Any]]:
    """One series of the published release in order of time, such as `series("REM_INFLOW", REF_AREA="MEX")`."""
    found = published_release(dataset_id)
    if found is None:
        return []
    return rows(found, Selection(where={name: [code] for name, code in codes.items()}))


def dependency_graph() -> Graph:
    """Which dataset is computed from which."""
    return definitions.dependencies()
