"""Permits and provisions as the API writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.reverse import reverse

from regulations import values
from regulations.elements import Element
from regulations.models import Permit
from regulations.queries.texts import translator
from regulations.quotas import adds_up
from regulations.rules.record import Citation, Claim, Conflict, IndicatorValue, PermitRecord, Quota
from regulations.values import ItemList, ReferenceMultiple
from regulations.vocabulary import Grade
from regulations.wording.phrase import Phrase
from regulations.wording.values import say


@dataclass(frozen=True)
class Reader:
    """In which language an answer is written, and what turns the content's English into it."""

    language: str
    translate: Callable[[str], Phrase]

    @classmethod
    def of_this_request(cls) -> Reader:
        """The language that was activated for the request."""
        language = (get_language() or "en").partition("-")[0]
        return cls(language, translator(language))

    def said(self, name: str, phrase: Phrase) -> dict[str, str]:
        """A text and, beside it, the language it is in."""
        return {name: phrase.text, f"{name}_language": phrase.language or self.language}


def identity(permit: Permit, reader: Reader) -> dict[str, Any]:
    """Who a permit is: names and classification."""
    own = permit.names.get(reader.language)
    return {
        "id": permit.code,
        "country": permit.jurisdiction.area,
        **reader.said("name", Phrase(own) if own else reader.translate(permit.names["en"])),
        "names": permit.names,
        "local_code": permit.local_code,
        "authority": permit.authority,
        "purpose": permit.purpose,
        "duration_class": permit.duration_class or None,
        "skill_level": permit.skill_level,
        "initiated_by": permit.initiated_by,
        "tied_to": permit.tied_to,
        "service_modes": permit.service_modes,
    }


def entry(permit: Permit, record: PermitRecord, day: date, reader: Reader, request: Request) -> dict[str, Any]:
    """A permit in a list, with what is held of it on its own today."""
    claims = [claim for several in record.provisions.values() for claim in several]
    holding = [claim for claim in claims if claim.holds_on(day)]
    return {
        **identity(permit, reader),
        "facts": len(holding),
        "elements": sorted({claim.element for claim in holding}),
        "coming": sum(_is_coming(claim, day) for claim in claims),
        "open_conflicts": sum(conflict.open for conflict in record.conflicts),
        "conditions_encoded": record.conditions is not None,
        "url": reverse("api-permit", [permit.code], request=request),
    }


def permit_on(
    permit: Permit,
    known: Mapping[str, PermitRecord],
    *,
    keys: set[str],
    as_of: date,
    known_on: date | datetime | None,
    record_begins: datetime | None,
    reader: Reader,
    request: Request,
) -> dict[str, Any]:
    """All that is known of a permit on a day, out of everything `known`.

    `keys` are its provisions, those included of which nothing is known.
    """
    record = known[permit.code]
    claims = [claim for several in record.provisions.values() for claim in several]
    holding = [claim for claim in claims if claim.holds_on(as_of)]
    valued = {claim.key for claim in holding if claim.value is not None}
    elements: dict[str, list[dict[str, Any]]] = {element.value: [] for element in Element}
    for claim in holding:
        elements[claim.element].append(provision(claim, record, as_of, reader))
    return {
        **identity(permit, reader),
        "as_of": as_of.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "record_begins": record_begins,
        "elements": elements,
        "coming": [provision(claim, record, as_of, reader) for claim in claims if _is_coming(claim, as_of)],
        "not_known": sorted((keys | record.provisions.keys()) - valued),
        "no_record": sorted({*elements} - {claim.element for claim in claims}),
        "conflicts": [_conflict(each, reader) for each in record.conflicts],
        "indicators": indicators(record),
        "quotas": [_quota(permit.code, each, as_of, known) for each in record.quotas],
        "conditions": msgspec.to_builtins(record.conditions, str_keys=True) if record.conditions else None,
        "url": reverse("api-permit", [permit.code], request=request),
    }


def provision(claim: Claim, record: PermitRecord, day: date, reader: Reader) -> dict[str, Any]:
    """One claim of one provision."""
    return {
        "key": claim.key,
        "element": claim.element,
        "claim": claim.claim,
        "value": values.encode(claim.value),
        **reader.said("value_text", _in_words(claim, reader)),
        **reader.said("text", reader.translate(claim.text)),
        "valid_from": claim.valid_from,
        "valid_to": claim.valid_to,
        "start_known": claim.start_known,
        "governing_date": claim.governing_date,
        "indicator_date": claim.indicator_date,
        "status": "coming" if _is_coming(claim, day) else "published",
        "recorded_from": claim.recorded_from,
        "confidence": claim.confidence,
        "confirmed_by_authority": any(each.grade is not Grade.SECONDARY for each in claim.citations),
        "freshness": claim.freshness,
        "review_due": claim.review_due,
        "certified_by": claim.certified_by or None,
        "certified_on": claim.certified_on,
        "citations": [_citation(each) for each in claim.citations],
        "conflicts": [_conflict(each, reader) for each in record.conflicts if each.open and claim.key in each.keys],
    }


def indicators(record: PermitRecord) -> Mapping[str, list[dict[str, Any]]]:
    """Every indicator a value is a multiple of, with its dated values; none where none is held."""
    named = {code for several in record.provisions.values() for claim in several for code in _indices(claim)}
    return {code: [_figure(each) for each in record.indicators.get(code, ())] for code in sorted(named)}


def _indices(claim: Claim) -> Iterator[str]:
    for each in claim.value.items if isinstance(claim.value, ItemList) else (claim.value,):
        if isinstance(each, ReferenceMultiple):
            yield each.indicator


def _is_coming(claim: Claim, day: date) -> bool:
    return claim.valid_from is not None and claim.valid_from > day


def _in_words(claim: Claim, reader: Reader) -> Phrase:
    phrase = say(claim.value)
    return reader.translate(phrase.text) if phrase.language and not phrase.parts else phrase


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.publisher,
        "source_id": citation.source,
        "url": citation.url,
        "locator": citation.locator,
        "source_date": citation.dated or None,
        "grade": citation.grade.value,
        "evidence": citation.evidence,
        "read_on": citation.read_on,
    }


def _conflict(conflict: Conflict, reader: Reader) -> dict[str, Any]:
    return {
        "id": conflict.code,
        "topic": reader.translate(conflict.topic).text,
        "status": "open" if conflict.open else "closed",
        "keys": list(conflict.keys),
        "assessment": reader.translate(conflict.resolution).text if conflict.resolution else "",
        "claims": [
            {
                "statement": reader.translate(side.claim).text,
                "source": side.publisher or None,
                "url": side.url,
                "source_date": side.source_date or None,
            }
            for side in conflict.claims
        ],
    }


def _quota(permit: str, quota: Quota, day: date, known: Mapping[str, PermitRecord]) -> dict[str, Any]:
    return {
        "key": quota.key,
        "nationals": list(quota.nationals),
        "part_of": quota.part_of or None,
        "parts": list(quota.parts),
        "adds_up": adds_up(permit, quota, day, known),
        "readings": [
            {
                "period_from": each.period_from,
                "period_to": each.period_to,
                "counted_until": each.counted_until,
                "used": each.used,
                "share": each.share,
                "citation": _citation(each.citation) if each.citation else None,
            }
            for each in quota.readings
        ],
    }


def _figure(value: IndicatorValue) -> dict[str, Any]:
    return {
        "value": f"{value.value.normalize():f}",
        "currency": value.currency,
        "per": value.per,
        "valid_from": value.valid_from,
        "valid_to": value.valid_to,
        "citation": _citation(value.citation) if value.citation else None,
    }
