"""Whether the parts of a ceiling add up to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from regulations.rules.record import PermitRecord, Quota
from regulations.values import Number


def adds_up(permit: str, quota: Quota, day: date, records: Mapping[str, PermitRecord]) -> bool | None:
    """Whether the parts add up to the total on a day; None where it has no parts or a number is not known.

    Where a source tells the totals of several years in one breath, one of them must fit.
    """
    totals = _numbers(f"{permit}/{quota.key}", day, records)
    parts = [_numbers(part, day, records) for part in quota.parts]
    if not totals or not parts or any(len(part) != 1 for part in parts):
        return None
    return sum(number for part in parts for number in part) in totals


def _numbers(provision: str, day: date, records: Mapping[str, PermitRecord]) -> set[Decimal]:
    permit, _, key = provision.partition("/")
    claims = records[permit].claims_on(key, day) if permit in records else ()
    numbers = [claim.value.number for claim in claims if isinstance(claim.value, Number)]
    return {Decimal(each) for number in numbers for each in (number if isinstance(number, tuple) else (number,))}
