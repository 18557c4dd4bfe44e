"""Permit openness: what of a destination's work permits nationality and occupation alone leave open. Pure.

REG_OPENNESS asks the rule engine about one reference worker for each nationality and sub-major group of ISCO-08, of
whom nothing else is known but what the parameters say. A permit that such a worker meets or may meet is open, one
whose conditions nationality, occupation or schooling already fail is closed. A destination whose permits have no
conditions here has no value: not encoded is not closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from regulations.rules import tree
from regulations.rules.applicant import Applicant
from regulations.rules.case import Case, alpha3_codes
from regulations.rules.conditions import leaves
from regulations.rules.held import texts_of
from regulations.rules.judging import outcome
from regulations.rules.money import NoRates
from regulations.rules.places import EU, GROUPS, countries
from regulations.rules.record import PermitRecord
from regulations.rules.states import Outcome
from regulations.vocabulary import Purpose

PLACES = tree.NationalityIn | tree.NationalityNotIn | tree.ResidenceIn | tree.ResidenceNotIn
# Who may move and work there without a permit (Directive 2004/38/EC, EEA Agreement, Agreement EU-Switzerland of 1999).
FREE_MOVEMENT = EU | GROUPS["EEA"] | GROUPS["EFTA"]
OPEN, CLOSED, NOT_ENCODED = "open", "closed", "not_encoded"
FATES: Mapping[Outcome, str] = {"met": OPEN, "unknown": OPEN, "not_met": CLOSED, "not_encoded": NOT_ENCODED}
NORMAL, NOT_COLLECTED = "A", "L"


class Worker(NamedTuple):
    """A reference worker: nationality as alpha-2, sub-major group of ISCO-08."""

    nationality: str
    occupation: str


def openness(
    records: Iterable[PermitRecord], occupations: Sequence[str], parameters: Mapping[str, Any], day: date
) -> pl.DataFrame:
    """The tidy table of REG_OPENNESS on `day`: a row for each destination, sub-major group and nationality.

    `parameters`: `education` by major group (ISCED 2011), `age`, `experience_years`, `job_offer` of the reference
    worker, and `without_nationality`, the codes that are no nationality. The same records give the same rows.
    """
    codes = {two: three for two, three in alpha3_codes().items() if three not in parameters["without_nationality"]}
    rows: list[dict[str, Any]] = []
    for destination, permits in sorted(_by_destination(records).items()):
        destination_rows = _rows(
            destination, permits, nationalities=sorted(codes), occupations=occupations, parameters=parameters, day=day
        )
        rows += ({**row, "REF_AREA": alpha3_codes()[destination]} for row in destination_rows)
    return (
        pl.DataFrame(rows, schema=_SCHEMA)
        .with_columns(pl.col("COUNTERPART_AREA").replace_strict(codes, default=None))
        .sort("REF_AREA", "OCCUPATION", "COUNTERPART_AREA")
    )


_SCHEMA = {
    "REF_AREA": pl.String,
    "OCCUPATION": pl.String,
    "COUNTERPART_AREA": pl.String,
    "TIME_PERIOD": pl.String,
    "OBS_VALUE": pl.Float64,
    "OBS_STATUS": pl.String,
    "OPEN": pl.Int64,
    "CLOSED": pl.Int64,
    "NOT_ENCODED": pl.Int64,
    "OPEN_PERMITS": pl.String,
}


def _by_destination(records: Iterable[PermitRecord]) -> dict[str, list[PermitRecord]]:
    """Permits to come in by the country that gives them: rules of leaving and rules above countries are none."""
    found: dict[str, list[PermitRecord]] = {}
    for record in sorted(records, key=lambda record: record.permit):
        if record.purpose != Purpose.EXIT_CLEARANCE and record.jurisdiction in alpha3_codes():
            found.setdefault(record.jurisdiction, []).append(record)
    return found


def _rows(
    destination: str,
    permits: list[PermitRecord],
    *,
    nationalities: Sequence[str],
    occupations: Sequence[str],
    parameters: Mapping[str, Any],
    day: date,
) -> Iterator[dict[str, Any]]:
    """The rows of one destination; workers whom no condition can tell apart are asked about once."""
    named, prefixes = list(_named_countries(permits)), sorted(_prefixes(permits))
    known: dict[tuple[Any, ...], dict[str, Any]] = {}
    for nationality in nationalities:
        if nationality == destination or {nationality, destination} <= FREE_MOVEMENT:
            continue
        standing = tuple(nationality in each for each in named)
        for occupation in occupations:
            schooling = parameters["education"][occupation[0]]
            key = (standing, schooling, tuple(_relation(occupation, prefix) for prefix in prefixes))
            if key not in known:
                worker = Worker(nationality, occupation)
                known[key] = _measured(permits, _applicant(worker, parameters, day), day)
            yield {**known[key], "OCCUPATION": occupation, "COUNTERPART_AREA": nationality}


def _relation(occupation: str, prefix: str) -> tuple[bool, bool]:
    return occupation.startswith(prefix), prefix.startswith(occupation)


def _named_countries(permits: Iterable[PermitRecord]) -> Iterator[frozenset[str]]:
    """Every set of countries that a condition on nationality or residence names."""
    for record, leaf in _leaves(permits):
        if isinstance(leaf, PLACES):
            texts = [text for claim in record.provisions.get(leaf.provision, ()) for text in texts_of(claim.value)]
            yield from (countries([code]) for code in (leaf.countries if leaf.countries is not None else texts))


def _prefixes(permits: Iterable[PermitRecord]) -> set[str]:
    """Every group of occupations that a condition names."""
    return {code for _, leaf in _leaves(permits) if isinstance(leaf, tree.OccupationIn) for code in leaf.isco}


def _leaves(permits: Iterable[PermitRecord]) -> Iterator[tuple[PermitRecord, tree.Leaf]]:
    for record in permits:
        if record.conditions is not None:
            yield from ((record, leaf) for leaf in leaves(record.conditions.conditions))


def _applicant(worker: Worker, parameters: Mapping[str, Any], day: date) -> Applicant:
    case = Case(
        nationality=worker.nationality,
        residence=worker.nationality,
        occupation=worker.occupation,
        education=parameters["education"][worker.occupation[0]],
        age=parameters["age"],
        experience_years=Decimal(parameters["experience_years"]),
        job_offer=parameters["job_offer"],
    )
    return Applicant(case, day, NoRates())


def _measured(permits: Iterable[PermitRecord], applicant: Applicant, day: date) -> dict[str, Any]:
    """The value, how many permits it comes from, and which are open."""
    fates = {record.permit: FATES[outcome(record, applicant)] for record in permits}
    counted = Counter(fates.values())
    encoded = counted[OPEN] + counted[CLOSED]
    return {
        "TIME_PERIOD": str(day.year),
        "OBS_VALUE": round(100 * counted[OPEN] / encoded, 1) if encoded else None,
        "OBS_STATUS": NORMAL if encoded else NOT_COLLECTED,
        "OPEN": counted[OPEN],
        "CLOSED": counted[CLOSED],
        "NOT_ENCODED": counted[NOT_ENCODED],
        "OPEN_PERMITS": " ".join(permit for permit, fate in fates.items() if fate == OPEN) or None,
    }
