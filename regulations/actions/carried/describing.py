"""Rows that describe and have no history of their own: made, and brought up to date where a file says something new."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from countries.models import Country
from regulations.carried.content import Content
from regulations.models import Jurisdiction, LocalisedText, Permit, Provision, ReferenceIndicator, Source
from regulations.models.texts import hash_of


def describe(content: Content) -> int:
    """Jurisdictions, sources, permits, provisions, indicators; how many rows were new or other than before."""
    by_code = (_jurisdictions(content), _sources(content), _permits(content), _indicators(content))
    written = sum(_bring_up_to_date(rows) for rows in by_code)
    return written + _bring_up_to_date(_provisions(content), identity=("permit_id", "key"))


def translate(content: Content) -> int:
    """Translations; how many were new or other than before. What a person certified is left alone."""
    certified = set(LocalisedText.objects.filter(status="certified").values_list("source_hash", "language"))
    fresh = [
        LocalisedText(
            source_hash=hash_of(each.entry.en),
            source_text=each.entry.en,
            language=each.language,
            text=each.entry.text,
            status=each.entry.status.value,
        )
        for each in content.translations
    ]
    unique = {(text.source_hash, text.language): text for text in fresh}
    return _bring_up_to_date(
        [text for key, text in unique.items() if key not in certified], identity=("source_hash", "language")
    )


def _jurisdictions(content: Content) -> list[Model]:
    countries = dict(Country.objects.values_list("alpha2", "code"))
    return [
        Jurisdiction(code=each.entry.code, country_id=countries.get(each.entry.code), time_zone=each.entry.time_zone)
        for each in content.jurisdictions
    ]


def _sources(content: Content) -> list[Model]:
    return [
        Source(
            code=entry.code,
            publisher=entry.publisher,
            kind=entry.kind.value,
            language=entry.language,
            url=entry.url,
            source_date=entry.source_date or "",
            read_on=entry.read_on,
            how_read=entry.how_read,
            licence=entry.licence,
        )
        for entry in (found.entry for found in content.sources)
    ]


def _permits(content: Content) -> list[Model]:
    return [
        Permit(
            code=entry.code,
            jurisdiction_id=entry.code[:2],
            names=dict(entry.names),
            local_code=entry.local_code,
            authority=entry.authority,
            purpose=entry.purpose.value,
            duration_class=entry.duration_class.value if entry.duration_class else "",
            skill_level=entry.skill_level.value,
            initiated_by=entry.initiated_by.value,
            tied_to=entry.tied_to.value,
            service_modes=[mode.value for mode in entry.service_modes],
            note=entry.note,
        )
        for entry in (found.entry for found in content.permits)
    ]


def _indicators(content: Content) -> list[Model]:
    return [
        ReferenceIndicator(
            code=found.entry.code,
            jurisdiction_id=None if found.entry.each_member_state else found.file[:2],
            name=found.entry.name,
            currency=found.entry.currency,
            per=found.entry.per,
        )
        for found in content.indicators
    ]


def _provisions(content: Content) -> list[Model]:
    unique = {
        (entry.permit, entry.key): Provision(permit_id=entry.permit, key=entry.key, element=entry.element.value)
        for entry in (found.entry for found in content.facts)
    }
    return list(unique.values())


def _bring_up_to_date(fresh: Iterable[Model], identity: tuple[str, ...] = ("pk",)) -> int:
    """Create what is missing and update what differs; a row that is as it should be is not touched."""
    rows = list(fresh)
    if not rows:
        return 0
    model = type(rows[0])
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    columns = [name for name in columns if name not in identity]
    there = {tuple(getattr(row, name) for name in identity): row for row in model._default_manager.all()}
    missing, other = [], []
    for row in rows:
        old = there.get(tuple(getattr(row, name) for name in identity))
        if old is None:
            missing.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in columns):
            row.pk = old.pk
            other.append(row)
    if missing:
        model._default_manager.bulk_create(missing)
    if other:
        model._default_manager.bulk_update(other, columns)
    return len(missing) + len(other)
