"""Reading what somebody else wrote: take it up, send it back with a reason, or approve it."""

from __future__ import annotations

from datetime import datetime

from audit.actions import record
from regulations.models import ProvisionVersion
from regulations.workflow import PROVISION_VERSION
from workflow import engine
from workflow.people import Person


def take_up(*, version: ProvisionVersion, actor: Person, at: datetime) -> ProvisionVersion:
    """Begin to review what was handed in. Refused to its authors."""
    return engine.perform(
        PROVISION_VERSION, version, "review", person=actor, at=at, record=record, subject=version.subject
    )


def send_back(*, version: ProvisionVersion, actor: Person, at: datetime, reason: str) -> ProvisionVersion:
    """Make it a draft again, with the reason before the author's eyes."""
    return engine.perform(
        PROVISION_VERSION,
        version,
        "send_back",
        person=actor,
        at=at,
        reason=reason,
        record=record,
        subject=version.subject,
    )


def approve(*, version: ProvisionVersion, actor: Person, at: datetime) -> ProvisionVersion:
    """Find that it says what its sources say. Refused to its authors, here and by the database."""
    return engine.perform(
        PROVISION_VERSION, version, "approve", person=actor, at=at, record=record, subject=version.subject
    )
