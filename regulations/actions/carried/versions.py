"""Facts to versions: what is new is put on record, what the files no longer say leaves it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from regulations import values
from regulations.carried import form
from regulations.carried.content import Content
from regulations.carried.reading import value_of
from regulations.freshness import review_due
from regulations.models import Citation, Provision, ProvisionVersion, Source
from regulations.source_dates import first_day
from regulations.workflow import PUBLISHED, SCHEDULED, SUPERSEDED

CARRIER: Final = "system:carried-content"  # a program that follows a written rule: workflow.RULE
_CITED: Final = ("source_id", "locator", "quotation", "evidence", "grade", "source_date", "read_on")


@dataclass(frozen=True)
class Moved:
    """What came on record, what left it, and the facts that were left to the people who took them over."""

    published: tuple[ProvisionVersion, ...]
    ended: tuple[ProvisionVersion, ...]
    left_alone: int


def bring_versions(content: Content, *, at: datetime) -> Moved:
    """Make the record of every provision nobody else has touched say what the files say."""
    provisions = {
        (row.permit_id, row.key): row for row in Provision.objects.select_related("permit__jurisdiction__country")
    }
    taken_over = _taken_over()
    sources = {source.code: source for source in Source.objects.all()}
    standing = _standing(taken_over)
    drafts: list[tuple[ProvisionVersion, Citation]] = []
    left_alone = 0
    for fact in (found.entry for found in content.facts):
        provision = provisions[fact.permit, fact.key]
        if provision.pk in taken_over:
            left_alone += 1
            continue
        version, citation = _draft(fact, provision, sources[fact.source], at)
        if not standing.pop(_signature(version, [citation]), None):
            drafts.append((version, citation))
    ended = _end(standing.values(), at)
    return Moved(_publish(drafts, at), ended, left_alone)


def _taken_over() -> set[int]:
    """Provisions of which a person wrote, ended or certified a version: they are theirs from then on."""
    by_somebody_else = ~Q(authors=[CARRIER]) | ~Q(ended_by__in=["", CARRIER]) | ~Q(certified_by="")
    on_record = ProvisionVersion.objects.filter(recorded_from__isnull=False)
    return set(on_record.filter(by_somebody_else).values_list("provision_id", flat=True))


def _standing(taken_over: set[int]) -> dict[str, ProvisionVersion]:
    """What the carrier has on record, by what it says."""
    rows = ProvisionVersion.objects.on_record().exclude(provision__in=taken_over).prefetch_related("citations")
    rows = rows.select_related("provision__permit__jurisdiction")
    return {_signature(row, list(row.citations.all())): row for row in rows}


def _draft(
    fact: form.FactEntry, provision: Provision, source: Source, at: datetime
) -> tuple[ProvisionVersion, Citation]:
    value = value_of(fact)
    seen = first_day(source.source_date)
    version = ProvisionVersion(
        provision=provision,
        claim=fact.claim or "",
        value=values.encode(value),
        text=fact.text,
        valid=DateRange(fact.valid_from, fact.valid_to),
        governing_date=fact.governing_date.value if fact.governing_date else "",
        indicator_date=fact.indicator_date.value if fact.indicator_date else "",
        confidence=fact.confidence.value,
        authors=[CARRIER],
        created_at=at,
        review_due=review_due(provision.element, provision.key, seen) if seen else None,
    )
    citation = Citation(
        version=version,
        source=source,
        locator=fact.locator,
        quotation=fact.quotation,
        evidence=fact.evidence.value,
        grade=source.grade.value,
        source_date=source.source_date,
        read_on=source.read_on,
    )
    return version, citation


def _signature(version: ProvisionVersion, citations: list[Citation]) -> str:
    """Everything a version says and rests on, as one text; two with the same text are the same to a reader."""
    cited = sorted([str(getattr(citation, name)) for name in _CITED] for citation in citations)
    said: list[Any] = [
        version.provision_id,
        version.claim,
        version.value,
        version.text,
        str(version.valid.lower),
        str(version.valid.upper),
        version.governing_date,
        version.indicator_date,
        version.confidence,
    ]
    return json.dumps([*said, *cited], sort_keys=True)


def _end(gone: Iterable[ProvisionVersion], at: datetime) -> tuple[ProvisionVersion, ...]:
    ended = tuple(gone)
    if ended:
        ProvisionVersion.objects.filter(pk__in=[version.pk for version in ended]).update(
            status=SUPERSEDED, recorded_to=at, ended_by=CARRIER
        )
    return ended


def _publish(drafts: list[tuple[ProvisionVersion, Citation]], at: datetime) -> tuple[ProvisionVersion, ...]:
    """Put drafts on record: in force, or coming where their first day has not begun at home."""
    versions = ProvisionVersion.objects.bulk_create([version for version, _ in drafts])
    Citation.objects.bulk_create([citation for _, citation in drafts])
    for status, begun in ((PUBLISHED, True), (SCHEDULED, False)):
        chosen = [version.pk for version in versions if version.has_begun(at) is begun]
        if chosen:
            ProvisionVersion.objects.filter(pk__in=chosen).update(status=status, recorded_from=at, published_by=CARRIER)
    return tuple(versions)
