"""Rows to records: a dozen queries at most, and the sorting of what they bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import msgspec
from django.db.models import Min, QuerySet

from regulations import values
from regulations.freshness import standing
from regulations.models import Citation as CitationRow
from regulations.models import ConditionSet, Permit, ProvisionVersion
from regulations.models import Conflict as ConflictRow
from regulations.models import IndicatorValue as IndicatorRow
from regulations.queries.quotas import read_quotas
from regulations.queries.shown import shown_at
from regulations.rules import tree
from regulations.rules.record import Citation, Claim, Conflict, ConflictClaim, IndicatorValue, PermitRecord, Quota
from regulations.source_dates import first_day
from regulations.values import ItemList, ReferenceMultiple, Value
from regulations.vocabulary import GoverningDate, Grade

ClaimsByKey = dict[str, list[Claim]]


def assemble(moment: datetime | None, today: date) -> Mapping[str, PermitRecord]:
    """Every permit as it stood on record at `moment` (None: now), its freshness seen on `today`."""
    provisions = _claims(moment, today)
    indicators = _indicators(moment)
    conflicts = _conflicts(moment)
    quotas = read_quotas(moment)
    trees = dict(_at(ConditionSet.objects.all(), moment).values_list("permit_id", "tree"))
    return {
        permit.code: _record(
            permit,
            provisions[permit.code],
            indicators=indicators,
            conflicts=conflicts[permit.code],
            trees=trees,
            quotas=quotas[permit.code],
        )
        for permit in Permit.objects.order_by("code")
    }


def first_recorded() -> datetime | None:
    """The first moment a version was on record."""
    found: datetime | None = ProvisionVersion.objects.aggregate(first=Min("recorded_from"))["first"]
    return found


def _record(
    permit: Permit,
    claims: ClaimsByKey,
    *,
    indicators: Mapping[str, tuple[IndicatorValue, ...]],
    conflicts: list[Conflict],
    trees: Mapping[str, dict[str, object]],
    quotas: list[Quota],
) -> PermitRecord:
    used = {code for several in claims.values() for claim in several for code in _indices(claim.value)}
    written = trees.get(permit.code)
    return PermitRecord(
        permit=permit.code,
        jurisdiction=permit.jurisdiction_id,
        purpose=permit.purpose,
        names=permit.names,
        provisions={key: tuple(several) for key, several in claims.items()},
        indicators={code: indicators[code] for code in sorted(used) if code in indicators},
        conditions=msgspec.convert(written, tree.Conditions) if written else None,
        conflicts=tuple(conflicts),
        quotas=tuple(quotas),
    )


def _indices(value: Value | None) -> Iterator[str]:
    """The indicators that a value is a multiple of."""
    for each in value.items if isinstance(value, ItemList) else (value,):
        if isinstance(each, ReferenceMultiple):
            yield each.indicator


def _at(rows: QuerySet[ConditionSet], moment: datetime | None) -> QuerySet[ConditionSet]:
    return rows.filter(shown_at(moment))


def _claims(moment: datetime | None, today: date) -> defaultdict[str, ClaimsByKey]:
    """The claims of every permit by key, in the order of elements, then of time: unknown starts first."""
    cited = _citations(moment)
    found: defaultdict[str, ClaimsByKey] = defaultdict(dict)
    rows = ProvisionVersion.objects.known_at(moment).select_related("provision")
    for row in rows.order_by("provision__permit_id", "provision__element", "provision_id", "valid", "claim"):
        claim = _claim(row, cited[row.pk], today)
        found[row.provision.permit_id].setdefault(claim.key, []).append(claim)
    return found


def _claim(row: ProvisionVersion, citations: list[Citation], today: date) -> Claim:
    provision = row.provision
    return Claim(
        key=provision.key,
        element=provision.element,
        value=values.decode(row.value),
        claim=row.claim,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        governing_date=GoverningDate(row.governing_date) if row.governing_date else None,
        indicator_date=GoverningDate(row.indicator_date) if row.indicator_date else None,
        text=row.text,
        citations=tuple(citations),
        freshness=standing(provision.element, provision.key, row.review_due, today).value,
        certified_by=row.certified_by,
        certified_on=row.certified_on,
        review_due=row.review_due,
        version=row.pk,
        status=row.status if row.status == "scheduled" else "published",
        confidence=row.confidence,
        recorded_from=row.recorded_from,
    )


def _citations(moment: datetime | None) -> defaultdict[int, list[Citation]]:
    """Citations by version, the best grade first."""
    shown = ProvisionVersion.objects.known_at(moment).values("pk")
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    for row in CitationRow.objects.filter(version__in=shown).select_related("source").order_by("grade", "pk"):
        found[row.version_id].append(
            Citation(
                publisher=row.source.publisher,
                url=row.source.url,
                locator=row.locator,
                source_date=first_day(row.source_date),
                grade=Grade(row.grade),
                source=row.source_id,
                dated=row.source_date,
                evidence=row.evidence,
                read_on=row.read_on,
            )
        )
    return found


def _indicators(moment: datetime | None) -> dict[str, tuple[IndicatorValue, ...]]:
    found: defaultdict[str, list[IndicatorValue]] = defaultdict(list)
    rows = IndicatorRow.objects.filter(shown_at(moment)).select_related("indicator", "source")
    for row in rows.order_by("indicator_id", "valid", "claim"):
        found[row.indicator_id].append(
            IndicatorValue(
                code=row.indicator_id,
                value=row.amount,
                currency=row.indicator.currency,
                per=row.indicator.per,
                valid_from=row.valid.lower,
                valid_to=row.valid.upper,
                citation=Citation(
                    publisher=row.source.publisher,
                    url=row.source.url,
                    source_date=first_day(row.source_date),
                    grade=Grade(row.grade),
                    source=row.source_id,
                    dated=row.source_date,
                    evidence=row.evidence,
                ),
            )
        )
    return {code: tuple(several) for code, several in found.items()}


def _conflicts(moment: datetime | None) -> defaultdict[str, list[Conflict]]:
    """Conflicts by permit, as open or closed as they were at the moment."""
    opened = ConflictRow.objects.filter(opened_at__lte=moment) if moment else ConflictRow.objects.all()
    found: defaultdict[str, list[Conflict]] = defaultdict(list)
    for row in opened.prefetch_related("claims__source", "provisions", "permits"):
        is_open = row.closed_at is None or (moment is not None and row.closed_at > moment)
        for permit in row.permits.all():
            keys = tuple(provision.key for provision in row.provisions.all() if provision.permit_id == permit.pk)
            found[permit.pk].append(
                Conflict(
                    code=row.code,
                    topic=row.topic,
                    keys=keys,
                    claims=tuple(_sides(row)),
                    open=is_open,
                    resolution=row.assessment if is_open else row.closed_reason,
                )
            )
    return found


def _sides(row: ConflictRow) -> Iterator[ConflictClaim]:
    for claim in row.claims.all():
        yield ConflictClaim(
            claim=claim.statement,
            publisher=claim.source.publisher if claim.source else "",
            url=claim.url,
            source_date=claim.source_date,
        )
