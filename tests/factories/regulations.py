"""Permits, provisions and versions as tests need them: one call, everything else filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from countries.models import Country
from regulations.models import Citation, Jurisdiction, Permit, Provision, ProvisionVersion, Source
from regulations.vocabulary import Grade, SourceKind

LOADED = datetime(2026, 3, 1, 9, tzinfo=UTC)
FIFTY_THOUSAND = {"type": "money", "amount": "50000.00", "currency": "EUR", "per": "year", "gross_net": "gross"}


def make_jurisdiction(code: str = "DE", time_zone: str = "Europe/Berlin") -> Jurisdiction:
    """Germany, unless told."""
    country = None if code == "EU" else Country.objects.get(alpha2=code)
    return Jurisdiction.objects.get_or_create(code=code, defaults={"country": country, "time_zone": time_zone})[0]


def make_permit(code: str = "DE-EUBC", *, time_zone: str = "Europe/Berlin", **fields: Any) -> Permit:
    """A permit whose jurisdiction is the beginning of its code."""
    defaults = {
        "jurisdiction": make_jurisdiction(code[:2], time_zone),
        "names": {"en": f"Permit {code}"},
        "purpose": "employment",
        "duration_class": "temporary",
        "skill_level": "high",
        "initiated_by": "worker",
        "tied_to": "employer",
    }
    return Permit.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def make_source(code: str = "DE-LAW", kind: SourceKind = SourceKind.LAW, source_date: str = "2026-01-01") -> Source:
    """A law, unless told."""
    return Source.objects.get_or_create(
        code=code,
        defaults={
            "publisher": f"Publisher of {code}",
            "kind": kind.value,
            "language": "en",
            "url": f"https://example.org/{code}",
            "source_date": source_date,
            "read_on": date(2026, 2, 1),
        },
    )[0]


def make_provision(
    permit: Permit | str = "DE-EUBC", key: str = "salary_min_general", element: str = "e01"
) -> Provision:
    """The lowest salary of the Blue Card, unless told."""
    owner = make_permit(permit) if isinstance(permit, str) else permit
    return Provision.objects.get_or_create(permit=owner, key=key, defaults={"element": element})[0]


def make_draft(
    provision: Provision | None = None,
    *,
    valid: tuple[date | None, date | None] = (None, None),
    source: Source | None = None,
    cited: bool = True,
    author: str = "user:author",
    **fields: Any,
) -> ProvisionVersion:
    """A draft with one citation."""
    defaults: dict[str, Any] = {"value": FIFTY_THOUSAND, "text": "The salary floor.", "confidence": "high"}
    version = ProvisionVersion.objects.create(
        provision=provision or make_provision(), valid=DateRange(*valid), authors=[author], **(defaults | fields)
    )
    if cited:
        make_citation(version, source)
    return version


def make_citation(version: ProvisionVersion, source: Source | None = None, **fields: Any) -> Citation:
    """A citation of a law, unless told."""
    source = source or make_source()
    defaults = {"locator": "§ 1", "evidence": "read", "source_date": source.source_date, "read_on": source.read_on}
    return Citation.objects.create(
        version=version, source=source, **({"grade": Grade(source.grade).value} | defaults | fields)
    )


def put_on_record(version: ProvisionVersion, *, at: datetime = LOADED, coming: bool = False) -> ProvisionVersion:
    """Publish by rule, as the loader of the carried facts does."""
    version.status = "scheduled" if coming else "published"
    version.recorded_from, version.published_by = at, "system:test"
    version.save(update_fields=["status", "recorded_from", "published_by"])
    return version


def make_published(provision: Provision | None = None, *, at: datetime = LOADED, **fields: Any) -> ProvisionVersion:
    """A published version; `make_draft` says what it may be told."""
    return put_on_record(make_draft(provision, **fields), at=at)


def supersede(version: ProvisionVersion, *, at: datetime) -> ProvisionVersion:
    """End its time on record."""
    version.status, version.recorded_to, version.ended_by = "superseded", at, "system:test"
    version.save(update_fields=["status", "recorded_to", "ended_by"])
    return version
