"""A permit as schema.org describes one, for search engines: GovernmentPermit, issued through a GovernmentService."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from regulations.models import Permit
from regulations.presenting.permit import Sheet
from regulations.values import Duration
from regulations.wording.values import say

FIRST_STAY = ("initial_validity_max", "initial_stay_max", "validity_max", "initial_validity", "validity")
# What would end the script element or open another inside it; JSON reads the escapes as the characters.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def structured(permit: Permit, sheet: Sheet) -> SafeString:
    """The JSON-LD of a permit, safe inside a script element."""
    text = json.dumps(described(permit, sheet), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - what could leave the element is escaped


def described(permit: Permit, sheet: Sheet) -> dict[str, Any]:
    """The same as an object. What is not known is left out."""
    address = settings.SITE_URL + reverse("permit", args=[permit.code])
    organisation = {"@type": "GovernmentOrganization", "name": permit.authority} if permit.authority else None
    area = {"@type": "AdministrativeArea", "name": permit.jurisdiction.name}
    service = {
        "@type": "GovernmentService",
        "name": permit.name,
        "serviceType": permit.get_purpose_display(),
        "areaServed": area,
        "provider": organisation,
    }
    whole = {
        "@context": "https://schema.org",
        "@type": "GovernmentPermit",
        "@id": address,
        "identifier": permit.code,
        "name": permit.name,
        "alternateName": sorted({name for name in permit.names.values() if name} - {permit.name}),
        "url": address,
        "validIn": area,
        "validFor": _first_stay(sheet),
        "issuedBy": organisation,
        "issuedThrough": {name: value for name, value in service.items() if value},
    }
    return {name: value for name, value in whole.items() if value}


def _first_stay(sheet: Sheet) -> str | None:
    """How long a permit is first given for, in ISO 8601, where exactly one length is on record."""
    for key in FIRST_STAY:
        lengths = {fact.claim.value for fact in sheet.facts if fact.claim.key == key}
        if len(lengths) == 1 and isinstance(length := lengths.pop(), Duration):
            return length.iso8601
    return None


def summary(sheet: Sheet) -> str:
    """The answer in a sentence under the title, made of the facts a reader asks for first."""
    asked = ("salary_min_general", "salary_min", *FIRST_STAY, "decision_time_statutory_max")
    found = [fact for key in asked for fact in sheet.facts if fact.claim.key == key]
    return " · ".join(f"{fact.label}: {say(fact.claim.value)}" for fact in found[:3])
