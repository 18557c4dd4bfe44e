"""Writing what a provision is to say: drafts are made, changed, handed in and put aside by their own country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.permissions import NotAllowed
from audit.actions import record
from regulations.actions.certification import certify
from regulations.differences import differences
from regulations.models import Citation, Permit, Provision, ProvisionVersion, Source
from regulations.people import Acting
from regulations.policies import explain_in
from regulations.queries.statements import fingerprint, statement_of
from regulations.vocabulary import Confidence, Evidence, Grade
from regulations.workflow import DRAFT, PROVISION_VERSION
from workflow import engine
from workflow.engine import WRONG_STATE, TransitionRefused
from workflow.table import Refusal


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation to be: the code of a source, the place in it, at most 25 words of it, the day it was read."""

    source: str
    locator: str
    quotation: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a version is to say. `value` is the JSON of a value; a day that is not known is None."""

    value: dict[str, Any] | None
    text: str
    valid_from: date | None
    valid_to: date | None
    governing_date: str
    references: tuple[Reference, ...]
    indicator_date: str = ""


class ChangedMeanwhile(Exception):
    """Somebody else changed the draft since the person saw it; nothing was stored."""

    def __init__(self, version: ProvisionVersion) -> None:
        super().__init__(f"{version.subject} was changed meanwhile")
        self.version = version


@transaction.atomic
def start(
    *, permit: Permit, element: str, key: str, claim: str = "", content: Content, actor: Acting, at: datetime
) -> ProvisionVersion:
    """A new draft: a rule from a day on, or a correction of what was said about the same days.

    Which of the two it is shows when it is published, from the days of what stands on record. A matter the permit has
    no rule on yet is made with its first draft, under `element`. Raises NotAllowed where the person does not write
    for the jurisdiction.
    """
    _require_author(actor, permit)
    provision, _made = Provision.objects.get_or_create(permit=permit, key=key, defaults={"element": element})
    draft = ProvisionVersion(provision=provision, claim=claim, authors=[actor.identifier], created_at=at)
    _fill(draft, content)
    _record("start", draft, actor, at, {})
    return draft


@transaction.atomic
def change(*, version: ProvisionVersion, content: Content, seen: str, actor: Acting, at: datetime) -> ProvisionVersion:
    """Change a draft. `seen` is the fingerprint of what the person had before them.

    Raises ChangedMeanwhile where somebody else was faster, TransitionRefused where it is no draft any more, NotAllowed
    where the person does not write for the jurisdiction. Whoever changes a draft is one of its authors from then on.
    """
    version.refresh_from_db(from_queryset=ProvisionVersion.objects.select_for_update())
    _require_author(actor, version.provision.permit)
    if version.status != DRAFT:
        raise TransitionRefused([Refusal(WRONG_STATE, {"state": version.status, "needed": [DRAFT]})])
    if seen != fingerprint(version):
        raise ChangedMeanwhile(version)
    before = statement_of(version)
    if actor.identifier not in version.authors:
        version.authors = [*version.authors, actor.identifier]
    _fill(version, content)
    fields = [each.field for each in differences(before, statement_of(version))]
    _record("change", version, actor, at, {"fields": fields})
    return version


@transaction.atomic
def submit(*, version: ProvisionVersion, actor: Acting, at: datetime) -> ProvisionVersion:
    """Hand a draft in for review. A focal point thereby certifies it for the country."""
    engine.perform(PROVISION_VERSION, version, "submit", person=actor, at=at, record=record, subject=version.subject)
    certify(version, actor, at)
    return version


@transaction.atomic
def discard(*, version: ProvisionVersion, actor: Acting, at: datetime, reason: str) -> ProvisionVersion:
    """Put a draft aside that nobody wants. It stays on file; readers never see it."""
    return engine.perform(
        PROVISION_VERSION,
        version,
        "discard",
        person=actor,
        at=at,
        reason=reason,
        record=record,
        subject=version.subject,
    )


def _require_author(actor: Acting, permit: Permit) -> None:
    if refusal := explain_in(actor.user, "permits.write", permit.jurisdiction):
        raise NotAllowed(refusal)


def _fill(version: ProvisionVersion, content: Content) -> None:
    """Write the content into a draft, citations and all."""
    sources = Source.objects.in_bulk([each.source for each in content.references])
    version.value, version.text = content.value, content.text
    version.valid = (content.valid_from, content.valid_to)
    version.governing_date, version.indicator_date = content.governing_date, content.indicator_date
    version.confidence = _confidence(sources.values())
    # What somebody certified before said something else.
    version.certified_by, version.certified_on, version.review_due = "", None, None
    version.save()
    version.refresh_from_db(fields=["valid"])
    version.citations.all().delete()
    Citation.objects.bulk_create(_citation(version, each, sources[each.source]) for each in content.references)


def _confidence(sources: Iterable[Source]) -> Confidence:
    """High where an authority itself speaks, medium where somebody else tells it."""
    spoken = any(source.grade != Grade.SECONDARY for source in sources)
    return Confidence.HIGH if spoken else Confidence.MEDIUM


def _citation(version: ProvisionVersion, reference: Reference, source: Source) -> Citation:
    return Citation(
        version=version,
        source=source,
        locator=reference.locator,
        quotation=reference.quotation,
        evidence=Evidence.READ,
        grade=source.grade,
        source_date=source.source_date,
        read_on=reference.read_on,
    )


def _record(action: str, version: ProvisionVersion, actor: Acting, at: datetime, data: dict[str, Any]) -> None:
    """Says that a draft was touched, not what is in it: drafts are for the desk alone."""
    record(
        action=f"provision_version.{action}",
        actor=actor.identifier,
        subject=version.subject,
        data={"provision": str(version.provision), **data},
        occurred_at=at,
    )
