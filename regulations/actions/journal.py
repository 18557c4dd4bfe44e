"""Entries of the journal of changes: what feeds and the page of changes tell readers."""

from __future__ import annotations

from datetime import datetime

from regulations.models import Change, Conflict, Permit, ProvisionVersion
from regulations.queries.statements import article, kept, leading_citation


def note(
    kind: Change.Kind, version: ProvisionVersion, *, old: ProvisionVersion | None, at: datetime, reason: str = ""
) -> Change:
    """An entry about a version that came on record, came into force, or left the record."""
    permit, citation = version.provision.permit, leading_citation(version)
    return Change.objects.create(
        kind=kind,
        jurisdiction=permit.jurisdiction,
        permit=permit,
        version=version,
        key=version.provision.key,
        old=kept(old) if old else None,
        new=None if kind == Change.Kind.WITHDRAWN else kept(version),
        valid_from=version.valid_from,
        article=article(citation) if citation else "",
        article_url=citation.source.url if citation else "",
        certified_by=version.certified_by,
        certified_on=version.certified_on,
        reason=reason,
        happened_at=at,
    )


def note_opened(permit: Permit, *, provisions: int, at: datetime) -> Change:
    """One entry for a permit whose first content was loaded, instead of one for each of its provisions."""
    return Change.objects.create(
        kind=Change.Kind.OPENED, jurisdiction=permit.jurisdiction, permit=permit, count=provisions, happened_at=at
    )


def note_conflict_closed(conflict: Conflict, *, at: datetime) -> list[Change]:
    """An entry for each permit that a conflict was about."""
    return [
        Change.objects.create(
            kind=Change.Kind.CONFLICT_CLOSED,
            jurisdiction=permit.jurisdiction,
            permit=permit,
            reason=conflict.closed_reason,
            happened_at=at,
        )
        for permit in conflict.permits.select_related("jurisdiction").order_by("pk")
    ]
