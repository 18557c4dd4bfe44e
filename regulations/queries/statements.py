"""What a version says, as plain values: to compare it, to keep it in the journal, to notice that it changed."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from regulations.differences import Cited, Statement
from regulations.models import Citation, ProvisionVersion


def statement_of(version: ProvisionVersion) -> Statement:
    """Everything a version says, its citations in their order. One query where they were not fetched before."""
    return Statement(
        value=version.value,
        text=version.text,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        governing_date=version.governing_date,
        citations=tuple(Cited(each.source_id, each.locator, each.quotation) for each in version.citations.all()),
    )


def kept(version: ProvisionVersion) -> dict[str, Any]:
    """What the journal and the audit trail keep of a version: JSON that reads without any other table."""
    days = {"valid_from": version.valid_from, "valid_to": version.valid_to}
    return {
        "value": version.value,
        "text": version.text,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def leading_citation(version: ProvisionVersion) -> Citation | None:
    """The citation that proves most: law before a page of the authority, before what others write."""
    return min(version.citations.all(), key=lambda each: (each.grade, each.pk), default=None)


def article(citation: Citation) -> str:
    """Publisher and place: "Federal Ministry of the Interior, s. 18g(2)"."""
    return ", ".join(part for part in (citation.source.publisher, citation.locator) if part)


def fingerprint(version: ProvisionVersion) -> str:
    """Changes whenever a draft says something else, so that nobody writes over what they have not seen."""
    said = statement_of(version)
    parts = [version.status, said.value, said.text, str(said.valid_from), str(said.valid_to), said.governing_date]
    cited = [[each.source, each.locator, each.quotation] for each in said.citations]
    return sha256(json.dumps([*parts, version.indicator_date, cited], sort_keys=True).encode()).hexdigest()
