"""The checks every table must pass before it is stored, whatever its source. Pure; one pass a rule, over columns.

`prepare` completes and sorts a reading; `check` says everything that is wrong with it, each thing with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

import polars as pl

from datasets import codes, periods
from datasets.definition import Definition, Dimension
from datasets.importing import COLUMN, PLACE, ROW, SHEET, Known, Problem, Reading, Severity
from datasets.statuses import MEASURED, MISSING, OBS_STATUSES, WITHOUT_VALUE

# A file with a shifted column has a problem in every row; nobody reads more than this, but all are counted.
MOST_KEPT = 1000
_NUMBER: Final = "_NUMBER"


@dataclass
class Findings:
    """Problems, of which the first are kept and all are counted."""

    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def add(self, problem: Problem, *, times: int = 1) -> None:
        """Note a problem that was met `times` times."""
        if problem.severity == "error":
            self.errors += times
        else:
            self.warnings += times
        if len(self.problems) < MOST_KEPT:
            self.problems.append(problem)

    def rows(self, found: pl.DataFrame, code: str, column: str, severity: Severity = "error") -> None:
        """Note each row of `found`, with the text of `column` as the value that is wrong."""
        room = max(0, MOST_KEPT - len(self.problems))
        for row in found.head(room).iter_rows(named=True):
            self.add(_at(row, code, heading=column, value=row.get(column), severity=severity))
        rest = found.height - min(room, found.height)
        if severity == "error":
            self.errors += rest
        else:
            self.warnings += rest


def _at(row: Mapping[str, object], code: str, *, heading: str, value: object, severity: Severity = "error") -> Problem:
    """A problem in a row of the table; the importer's column where it gave one, else the heading."""
    number = row.get(ROW)
    return Problem(
        code=code,
        sheet=str(row.get(SHEET) or ""),
        row=number if isinstance(number, int) else None,
        column=str(row.get(COLUMN) or heading),
        value="" if value is None else str(value)[:300],
        params={"dimension": heading},
        severity=severity,
    )


def missing_columns(definition: Definition, reading: Reading) -> list[str]:
    """Columns that a reading must have and has not."""
    return [name for name in (*definition.key, "OBS_VALUE") if name not in reading.table.columns]


def prepare(definition: Definition, reading: Reading) -> pl.DataFrame:
    """The reading with all columns of the definition in their types, in the order of the key, empty texts as null.

    Key columns become enumerations of what occurs, so that each key is a number to sort by, see `_in_order`.
    """
    table = reading.table
    value = pl.col("OBS_VALUE").cast(pl.Float64)
    bounds = [
        (pl.col(name).cast(pl.Float64) + 0.0 if name in table.columns else pl.lit(None, pl.Float64)).alias(name)
        for name in ("LOWER_BOUND", "UPPER_BOUND")
    ]
    status = pl.when(value.is_null()).then(pl.lit(MISSING)).otherwise(pl.lit(MEASURED))
    if "OBS_STATUS" in table.columns:
        status = pl.coalesce(_text("OBS_STATUS"), status)
    types = {"text": pl.String, "number": pl.Float64, "integer": pl.Int64}
    attributes = []
    for each in definition.attributes:
        if each.id not in table.columns:
            attributes.append(pl.lit(None, types[each.type]).alias(each.id))
        else:
            attributes.append(_text(each.id) if each.type == "text" else pl.col(each.id).cast(types[each.type]))
    places = [name for name in PLACE if name in table.columns]
    # Adding nought turns minus nought into nought: they are one value and must have one digest.
    table = table.select(
        *map(_text, definition.key),
        (value + 0.0).alias("OBS_VALUE"),
        status.alias("OBS_STATUS"),
        *bounds,
        *attributes,
        *places,
    )
    enumerated = [pl.col(name).cast(pl.Enum(table[name].drop_nulls().unique().sort())) for name in definition.key]
    return _in_order(table.with_columns(enumerated), definition.key)


def _in_order(table: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """The table in the order of its key, nulls first; rows with the same key stay as they came.

    The places of a row's codes make one number, as digits do: sorting two million rows by it takes a third of the
    processor time that sorting by three columns does, and seeing that they are in order already takes next to none.
    """
    sizes = [len(_occurring(table, name)) + 1 for name in key]
    if prod(sizes) >= 2**64:
        return table.sort(key, maintain_order=True)
    number = pl.lit(0, pl.UInt64)
    for name, size in zip(key, sizes, strict=True):
        number = number * size + (pl.col(name).to_physical().cast(pl.UInt64) + 1).fill_null(0)
    table = table.with_columns(number.alias(_NUMBER))
    if not table[_NUMBER].is_sorted():
        table = table.sort(_NUMBER, maintain_order=True)
    return table.drop(_NUMBER)


def _text(name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    return pl.when(text == "").then(None).otherwise(text).alias(name)


def check(definition: Definition, table: pl.DataFrame, known: Known) -> Findings:
    """Everything wrong with a prepared table."""
    findings = Findings()
    if table.height < definition.checks.minimum_rows:
        params: dict[str, object] = {"rows": table.height, "minimum": definition.checks.minimum_rows}
        findings.add(Problem(code="too_few_observations", params=params))
    for dimension in definition.dimensions:
        _check_codes(dimension, table, known, findings)
    _check_periods(definition, table, findings)
    for mask, code, column in _rules(definition):
        # Asking first whether there is any spares copying the rows of a sound table.
        if table.select(mask.any()).item():
            findings.rows(table.filter(mask), code, column)
    _check_duplicates(definition, table, findings)
    for each in definition.checks.coverage:
        present = table[each.dimension].n_unique()
        if present < each.at_least:
            params = {"dimension": each.dimension, "present": present, "at_least": each.at_least}
            findings.add(Problem(code="coverage_too_small", params=params))
    return findings


def _rules(definition: Definition) -> Iterator[tuple[pl.Expr, str, str]]:
    """Rules about one row: what breaks them, the problem's code, the column it stands in."""
    value, status = pl.col("OBS_VALUE"), pl.col("OBS_STATUS")
    absent = status.is_in(sorted(WITHOUT_VALUE))
    for name in definition.key:
        yield pl.col(name).is_null(), "code_missing", name
    yield ~status.is_in(sorted(OBS_STATUSES)), "status_unknown", "OBS_STATUS"
    yield value.is_null() & ~absent, "value_missing", "OBS_STATUS"
    yield value.is_not_null() & absent, "value_despite_status", "OBS_VALUE"
    yield value.is_nan() | value.is_infinite(), "value_not_finite", "OBS_VALUE"
    if (minimum := definition.measure.minimum) is not None:
        yield value < minimum, "value_below_minimum", "OBS_VALUE"
    if (maximum := definition.measure.maximum) is not None:
        # NaN is above everything for polars; it has a rule of its own.
        yield (value > maximum) & value.is_finite(), "value_above_maximum", "OBS_VALUE"
    for bound, outside in (
        ("LOWER_BOUND", pl.col("LOWER_BOUND") > value),
        ("UPPER_BOUND", pl.col("UPPER_BOUND") < value),
    ):
        unusable = ~pl.col(bound).is_finite() | (pl.col(bound).is_not_null() & value.is_null())
        yield outside | unusable, "bounds_do_not_enclose", bound
    for attribute in definition.attributes:
        if attribute.type == "text":
            yield pl.col(attribute.id).str.contains("\0", literal=True), "text_not_storable", attribute.id


def _check_codes(dimension: Dimension, table: pl.DataFrame, known: Known, findings: Findings) -> None:
    """Each unknown code once, at the first row that has it."""
    for value in (each for each in _occurring(table, dimension.id) if each not in known.codes[dimension.id]):
        here = table.filter(pl.col(dimension.id) == value)
        place = _at(here.row(0, named=True), _unknown(dimension), heading=dimension.id, value=value)
        params = {"dimension": dimension.id, "rows": here.height, "suggestion": codes.suggestion(dimension, value)}
        findings.add(_with(place, params))


def _occurring(table: pl.DataFrame, column: str) -> list[str]:
    """What occurs in a key column: the categories `prepare` gave it."""
    kind = table.schema[column]
    return kind.categories.to_list() if isinstance(kind, pl.Enum) else []


def _unknown(dimension: Dimension) -> str:
    return {codes.AREA: "unknown_country", codes.CURRENCY: "currency_unknown"}.get(dimension.codelist, "unknown_code")


def _check_periods(definition: Definition, table: pl.DataFrame, findings: Findings) -> None:
    frequency = definition.time.format
    for value in _occurring(table, "TIME_PERIOD"):
        if not periods.is_period(value, frequency):
            here = table.filter(pl.col("TIME_PERIOD") == value)
            place = _at(here.row(0, named=True), "period_not_understood", heading="TIME_PERIOD", value=value)
            findings.add(_with(place, {"expected": periods.EXAMPLES[frequency], "rows": here.height}))


def _check_duplicates(definition: Definition, table: pl.DataFrame, findings: Findings) -> None:
    """Rows with the key of the row before; both are named. The table is sorted, so equal keys are neighbours."""
    same = pl.all_horizontal([pl.col(name) == pl.col(name).shift() for name in definition.key])
    if not table.select(same.any()).item():
        return
    first = [pl.col(name).shift().alias(f"_FIRST{name}") for name in (*PLACE, "OBS_VALUE") if name in table.columns]
    twice = table.with_columns(first).filter(same)
    for row in twice.head(MOST_KEPT).iter_rows(named=True):
        key = " ".join(str(row[name]) for name in definition.key)
        first_place = " ".join(str(row[f"_FIRST{name}"]) for name in PLACE if row.get(f"_FIRST{name}") is not None)
        params = {"first": first_place, "first_value": row["_FIRSTOBS_VALUE"], "second_value": row["OBS_VALUE"]}
        findings.add(_with(_at(row, "duplicate_key", heading="", value=key), params))
    findings.errors += max(0, twice.height - MOST_KEPT)


def _with(problem: Problem, params: Mapping[str, object]) -> Problem:
    return Problem(
        code=problem.code,
        sheet=problem.sheet,
        row=problem.row,
        column=problem.column,
        value=problem.value,
        params=params,
        severity=problem.severity,
    )
