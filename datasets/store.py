"""The tables of observations: the only module that knows that they exist and how they are laid out.

One table a release in the schema `observations`, named after dataset and number, with a column per dimension (text,
byte order), `time_period`, `obs_value`, `obs_status`, bounds and attributes; primary key: dimensions and period.
Made, filled and sealed in one transaction, so a load that fails leaves no table. See docs/adr/0003.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from django.db import connection
from psycopg2 import sql

from datasets.copying import copy_blocks, copy_bytes, copy_from
from datasets.definition import Definition
from datasets.importing import Total
from datasets.selection import Selection
from datasets.statuses import MEASURED, WITHOUT_VALUE

__all__ = ["copy_blocks", "copy_in", "count", "create", "drop", "exists", "frame", "seal", "select", "totals"]

Progress = Callable[[int, int], None]
SCHEMA = "observations"
_ROWS_AT_ONCE = 40_000

_TYPES = {"text": 'text COLLATE "C"', "number": "double precision", "integer": "bigint"}
_NUMBERS = ("OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND")


def table_name(dataset_id: str, number: int) -> str:
    """The table of a release, such as rem_inflow_3."""
    return f"{dataset_id.lower()}_{number}"


def _table(name: str) -> sql.Composable:
    return sql.Identifier(SCHEMA, name)


def _column(name: str) -> sql.Composable:
    return sql.Identifier(name.lower())


def _list(names: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(_column, names))


def polars_schema(definition: Definition) -> dict[str, pl.DataType]:
    """The type of each column of the tidy table."""
    schema: dict[str, pl.DataType] = {name: pl.String() for name in definition.columns}
    schema |= {name: pl.Float64() for name in _NUMBERS}
    types: dict[str, pl.DataType] = {"text": pl.String(), "number": pl.Float64(), "integer": pl.Int64()}
    return schema | {attribute.id: types[attribute.type] for attribute in definition.attributes}


def _unheard(done: int, total: int) -> None:
    pass


# Writing ------------------------------------------------------------------------------------


def create(definition: Definition, name: str) -> None:
    """Make the empty table of a release. The database refuses what no observation can be."""
    columns = [sql.SQL('{} text COLLATE "C" NOT NULL').format(_column(each)) for each in definition.key]
    columns += [
        sql.SQL("obs_value double precision"),
        sql.SQL('obs_status text COLLATE "C" NOT NULL'),
        sql.SQL("lower_bound double precision"),
        sql.SQL("upper_bound double precision"),
    ]
    columns += [sql.SQL("{} {}").format(_column(each.id), sql.SQL(_TYPES[each.type])) for each in definition.attributes]
    checks = [
        # NaN sorts above infinity in PostgreSQL, so this refuses all three.
        sql.SQL("CONSTRAINT finite CHECK (obs_value > '-Infinity' AND obs_value < 'Infinity')"),
        # The rule is the second line. Most rows are measured values: seeing that first spares them six comparisons.
        sql.SQL(
            "CONSTRAINT missing_says_why CHECK ((obs_value IS NOT NULL AND obs_status = {})"
            " OR (obs_value IS NULL) = (obs_status IN ({})))"
        ).format(sql.Literal(MEASURED), sql.SQL(", ").join(map(sql.Literal, sorted(WITHOUT_VALUE)))),
        # A bound without its value or its twin is allowed; an empty band is not.
        sql.SQL("CONSTRAINT lower_below CHECK (lower_bound > '-Infinity' AND lower_bound <= obs_value)"),
        sql.SQL("CONSTRAINT upper_above CHECK (upper_bound < 'Infinity' AND upper_bound >= obs_value)"),
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(_table(name), sql.SQL(", ").join([*columns, *checks])))


def copy_in(definition: Definition, name: str, table: pl.DataFrame, *, progress: Progress = _unheard) -> None:
    """Fill an empty table, made in this transaction, with `table` (all columns of the definition), then index it."""
    # A column without any value is null by itself: sending three of them costs the server a sixth of the COPY.
    columns = [each for each in definition.columns if table[each].null_count() < table.height]
    # FREEZE: nobody can have seen the table yet, so its rows need no second pass by vacuum.
    statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, FREEZE true)").format(_table(name), _list(columns))
    if columns:
        copy_from(statement, _lines(table.select(columns), progress))
    with connection.cursor() as cursor:
        # Sorting once is faster than growing the index row by row. The rows come in the order of the key already, so
        # parallel workers take a quarter more processor time and save none.
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("SET LOCAL max_parallel_maintenance_workers = 0")
        cursor.execute(
            sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} PRIMARY KEY ({})").format(
                _table(name), sql.Identifier(f"{name}_key"), _list(definition.key)
            )
        )
        cursor.execute(sql.SQL("ANALYZE {}").format(_table(name)))


def _lines(table: pl.DataFrame, progress: Progress) -> Iterator[bytes]:
    """The rows as CSV, in blocks of about a megabyte."""
    for start in range(0, table.height, _ROWS_AT_ONCE):
        progress(start, table.height)
        content = io.BytesIO()
        table.slice(start, _ROWS_AT_ONCE).write_csv(content, include_header=False, line_terminator="\n")
        yield content.getvalue()


def seal(name: str) -> None:
    """From here on the database refuses every change of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "CREATE TRIGGER sealed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {}"
                " FOR EACH STATEMENT EXECUTE FUNCTION observations.refuse_change()"
            ).format(_table(name))
        )


def drop(name: str) -> None:
    """Forget the observations of a release that was discarded."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE {}").format(_table(name)))


def exists(name: str) -> bool:
    """Whether there is a table of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{SCHEMA}.{name}"])
        return bool(cursor.fetchone()[0])


# Reading ------------------------------------------------------------------------------------


def select(
    definition: Definition, name: str, selection: Selection, *, ordered: bool = True
) -> tuple[sql.Composable, list[Any]]:
    """The SELECT that answers a selection, columns named in upper case, and its parameters.

    Rows come in the order of the key, so that pages and files are the same every time. KeyError for an unknown column.
    """
    columns = [_known(definition, each) for each in selection.columns or definition.columns]
    conditions, params = _conditions(definition, selection)
    query = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(sql.SQL("{} AS {}").format(_column(each), sql.Identifier(each)) for each in columns),
        _table(name),
    ) + _where(conditions)
    if ordered:
        direction = " DESC" if selection.newest_first else ""
        query += sql.SQL(" ORDER BY ") + sql.SQL(", ").join(
            _column(each) + sql.SQL(direction if each == "TIME_PERIOD" else "") for each in definition.key
        )
    if selection.limit is not None:
        query += sql.SQL(" LIMIT %s")
        params.append(selection.limit)
    return query, params


def frame(definition: Definition, name: str, selection: Selection) -> pl.DataFrame:
    """The observations a selection asks for, as a tidy frame in the order of the key."""
    query, params = select(definition, name, selection)
    columns = [each.upper() for each in selection.columns] or list(definition.columns)
    schema = polars_schema(definition)
    content = copy_bytes(query, params)
    return pl.read_csv(content, schema={each: schema[each] for each in columns})


def rows(definition: Definition, name: str, selection: Selection) -> list[tuple[Any, ...]]:
    """The observations a selection asks for, as tuples, for a page of them."""
    query, params = select(definition, name, selection)
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())


def count(definition: Definition, name: str, selection: Selection) -> int:
    """How many observations a selection holds, whatever its page."""
    conditions, params = _conditions(definition, selection, paged=False)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(_table(name)) + _where(conditions), params)
        return int(cursor.fetchone()[0])


def distinct(definition: Definition, name: str, column: str) -> list[str]:
    """The codes of a dimension (or the periods) that occur, in order. Fast for few codes in many rows.

    PostgreSQL 18 skips along an index only where it leads with the column; a plain DISTINCT reads all rows once.
    """
    known = _known(definition, column)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT DISTINCT {0} FROM {1} ORDER BY {0}").format(_column(known), _table(name)))
        return [row[0] for row in cursor.fetchall()]


def totals(definition: Definition, name: str, wanted: Sequence[Total]) -> list[float | None]:
    """What the stored observations add up to for each total; null where there are none.

    Totals over the same dimensions are computed in one pass.
    """
    sums: dict[tuple[str, ...], Mapping[tuple[str, ...], float]] = {}
    for by in {tuple(sorted(each.where)) for each in wanted}:
        sums[by] = _sums(definition, name, by)
    return [sums[by].get(tuple(each.where[key] for key in by)) for each in wanted for by in [tuple(sorted(each.where))]]


def _sums(definition: Definition, name: str, by: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    columns = _list([_known(definition, each) for each in by])
    query = (
        sql.SQL("SELECT sum(obs_value), {0} FROM {1} GROUP BY {0}").format(columns, _table(name))
        if by
        else sql.SQL("SELECT sum(obs_value) FROM {}").format(_table(name))
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {tuple(key): value for value, *key in cursor.fetchall() if value is not None}


def _known(definition: Definition, column: str) -> str:
    name = column.upper()
    if name not in definition.columns:
        raise KeyError(f"dataset {definition.id} has no column {column}")
    return name


def _where(conditions: list[sql.Composable]) -> sql.Composable:
    return sql.SQL(" WHERE ") + sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("")


def _conditions(
    definition: Definition, selection: Selection, *, paged: bool = True
) -> tuple[list[sql.Composable], list[Any]]:
    conditions: list[sql.Composable] = []
    params: list[Any] = []
    for dimension, codes in selection.where.items():
        conditions.append(sql.SQL("{} = ANY(%s)").format(_column(_known(definition, dimension))))
        params.append(list(codes))
    if selection.start_period:
        conditions.append(sql.SQL("time_period >= %s"))
        params.append(selection.start_period)
    if selection.end_period:
        # "2021" as the end takes in "2021-Q4" and "2021-12-31": no period goes on with a character above "~".
        conditions.append(sql.SQL("time_period <= %s"))
        params.append(selection.end_period + "~")
    if paged and selection.after:
        if len(selection.after) != len(definition.key):
            raise ValueError(f"a cursor of {definition.id} has {len(definition.key)} parts: {definition.key}")
        if selection.newest_first:
            raise ValueError("pages go on in the order of the key only")
        conditions.append(
            sql.SQL("({}) > ({})").format(
                _list(definition.key), sql.SQL(", ").join([sql.Placeholder()] * len(definition.key))
            )
        )
        params.extend(selection.after)
    return conditions, params


# Comparing ----------------------------------------------------------------------------------

_MOST_SHOWN = 10
CHANGE_COLUMNS = ("CHANGE", "BEFORE", "AFTER", "STATUS_BEFORE", "STATUS_AFTER")


def difference(definition: Definition, older: str, newer: str) -> dict[str, Any]:
    """What changed from one table to another with the same key: counts, sums before and after, the largest changes.

    An observation changed if its value or its status did. Only what differs is kept on the way, so two releases of two
    million rows that differ in few are compared in one pass.
    """
    key = [_column(each) for each in definition.key]
    query = sql.SQL(
        "CREATE TEMP TABLE changes AS"
        " SELECT {keys}, o.time_period IS NULL AS added, n.time_period IS NULL AS removed,"
        " o.obs_value AS before, n.obs_value AS after"
        " FROM {older} o FULL JOIN {newer} n USING ({key})"
        " WHERE (o.obs_value, o.obs_status) IS DISTINCT FROM (n.obs_value, n.obs_status)"
    ).format(keys=sql.SQL(", ").join(key), key=sql.SQL(", ").join(key), older=_table(older), newer=_table(newer))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.changes")
        # Both tables lie in the order of their keys, so walking along them side by side takes two thirds of the
        # processor time of a hash join, and no memory. The planner can't know how well the order suits.
        cursor.execute("SET LOCAL enable_hashjoin = off")
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(query)
        cursor.execute("RESET enable_hashjoin")
        cursor.execute(
            "SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE removed),"
            " count(*) FILTER (WHERE NOT added AND NOT removed) FROM pg_temp.changes"
        )
        added, removed, changed = cursor.fetchone()
        before, after = (_summary(cursor, name) for name in (older, newer))
        found = {
            "added": added,
            "removed": removed,
            "changed": changed,
            "unchanged": before["rows"] - removed - changed,
            "before": before,
            "after": after,
            "largest_absolute": _largest(cursor, definition, "abs(after - before)"),
            "largest_relative": _largest(cursor, definition, "abs(after - before) / nullif(abs(before), 0)"),
        }
        cursor.execute("DROP TABLE pg_temp.changes")
    return found


def changes(definition: Definition, older: str, newer: str, selection: Selection) -> tuple[sql.Composable, list[Any]]:
    """The SELECT of every observation that differs between two tables with the same key, in the order of the key.

    Columns: those of the key, CHANGE ("added", "removed", "changed"), BEFORE, AFTER, STATUS_BEFORE, STATUS_AFTER.
    `selection` restricts by codes, periods, cursor and limit; its columns are not looked at.
    """
    key = _list(definition.key)
    inner = sql.SQL(
        "SELECT {key}, CASE WHEN o.obs_status IS NULL THEN 'added' WHEN n.obs_status IS NULL THEN 'removed'"
        " ELSE 'changed' END AS change, o.obs_value AS before, n.obs_value AS after,"
        " o.obs_status AS status_before, n.obs_status AS status_after"
        " FROM {older} o FULL JOIN {newer} n USING ({key})"
        " WHERE (o.obs_value, o.obs_status) IS DISTINCT FROM (n.obs_value, n.obs_status)"
    ).format(key=key, older=_table(older), newer=_table(newer))
    conditions, params = _conditions(definition, selection)
    named = (*definition.key, *CHANGE_COLUMNS)
    query = sql.SQL("SELECT {} FROM ({}) AS c").format(
        sql.SQL(", ").join(sql.SQL("{} AS {}").format(_column(each), sql.Identifier(each)) for each in named), inner
    )
    query += _where(conditions) + sql.SQL(" ORDER BY ") + key
    if selection.limit is not None:
        query += sql.SQL(" LIMIT %s")
        params.append(selection.limit)
    return query, params


def _summary(cursor: Any, name: str) -> dict[str, Any]:
    cursor.execute(sql.SQL("SELECT count(*), sum(obs_value) FROM {}").format(_table(name)))
    rows_, total = cursor.fetchone()
    return {"rows": rows_, "total": total}


def _largest(cursor: Any, definition: Definition, size: str) -> list[dict[str, Any]]:
    keys = _list(definition.key)
    cursor.execute(
        sql.SQL(
            "SELECT before, after, {keys} FROM pg_temp.changes WHERE NOT added AND NOT removed AND {size} > 0"
            " ORDER BY {size} DESC, {keys} LIMIT %s"
        ).format(keys=keys, size=sql.SQL(size)),
        [_MOST_SHOWN],
    )
    return [
        {"key": dict(zip(definition.key, key, strict=True)), "before": before, "after": after}
        for before, after, *key in cursor.fetchall()
    ]
