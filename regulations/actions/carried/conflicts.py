"""Documented conflicts: opened as the files tell them, and from then on a focal point's to close."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from regulations.actions.carried.versions import CARRIER
from regulations.carried import form
from regulations.carried.content import Content
from regulations.models import Conflict, ConflictClaim, Provision, Source


def bring_conflicts(content: Content, *, at: datetime) -> int:
    """How many conflicts were new, or are told otherwise than before. A closed one stays as it was closed."""
    provisions = {str(row): row for row in Provision.objects.select_related("permit")}
    sources = {source.code: source for source in Source.objects.all()}
    labels = {entry.claim for entry in (found.entry for found in content.facts) if entry.claim}
    claims: dict[str, list[ConflictClaim]] = defaultdict(list)
    for found in content.conflict_claims:
        claims[found.entry.conflict].append(_claim(found.entry, sources, labels))
    there = {row.code: row for row in Conflict.objects.prefetch_related("claims", "provisions")}
    changed = 0
    for entry in (found.entry for found in content.conflicts):
        old = there.get(entry.code)
        if old and (old.status == "closed" or _as_told(old) == _told(entry, claims[entry.code])):
            continue
        _write(entry, [provisions[name] for name in entry.provisions], claims[entry.code], at)
        changed += 1
    return changed


def _claim(entry: form.ConflictClaimEntry, sources: dict[str, Source], labels: set[str]) -> ConflictClaim:
    source = sources.get(entry.source or "")
    return ConflictClaim(
        conflict_id=entry.conflict,
        statement=entry.statement,
        source=source,
        url=source.url if source else entry.url or "",
        source_date=source.source_date if source else entry.source_date or "",
        claim=source.code if source and source.code in labels else "",
    )


def _write(entry: form.ConflictEntry, provisions: list[Provision], claims: list[ConflictClaim], at: datetime) -> None:
    told = {"topic": entry.topic, "assessment": entry.assessment}
    opened = told | {"opened_at": at, "opened_by": CARRIER}
    conflict, _ = Conflict.objects.update_or_create(code=entry.code, defaults=told, create_defaults=opened)
    conflict.provisions.set(provisions)
    conflict.permits.set([*{provision.permit_id: provision.permit for provision in provisions}.values()])
    conflict.claims.all().delete()
    ConflictClaim.objects.bulk_create(claims)


def _told(entry: form.ConflictEntry, claims: list[ConflictClaim]) -> tuple[Any, ...]:
    return entry.topic, entry.assessment, set(entry.provisions), [_says(claim) for claim in claims]


def _as_told(conflict: Conflict) -> tuple[Any, ...]:
    keys = {str(provision) for provision in conflict.provisions.all()}
    return conflict.topic, conflict.assessment, keys, [_says(claim) for claim in conflict.claims.all()]


def _says(claim: ConflictClaim) -> tuple[Any, ...]:
    return claim.statement, claim.source_id, claim.url, claim.source_date, claim.claim
