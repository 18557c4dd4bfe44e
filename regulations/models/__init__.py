"""The tables of the permit database; README.md of the room says how they hang together."""

from regulations.models.changes import Change
from regulations.models.conditions import ConditionSet
from regulations.models.conflicts import Conflict, ConflictClaim
from regulations.models.indicators import IndicatorValue, ReferenceIndicator
from regulations.models.permits import Jurisdiction, Permit
from regulations.models.provisions import Citation, Provision, ProvisionVersion
from regulations.models.quotas import Quota, QuotaReading
from regulations.models.sources import Source
from regulations.models.stamps import RecordStamp
from regulations.models.texts import LocalisedText

__all__ = [
    "Change",
    "Citation",
    "ConditionSet",
    "Conflict",
    "ConflictClaim",
    "IndicatorValue",
    "Jurisdiction",
    "LocalisedText",
    "Permit",
    "Provision",
    "ProvisionVersion",
    "Quota",
    "QuotaReading",
    "RecordStamp",
    "ReferenceIndicator",
    "Source",
]
