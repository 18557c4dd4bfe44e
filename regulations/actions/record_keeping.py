"""Putting a version on record and taking it off. Nothing that was on record is ever deleted or changed.

A version that comes on record takes its days from whatever stood there under the same claim: the former version's
record is closed, and what is left of its days goes on on rows of their own, with the same words and the same citations.
The answer of before therefore stays as it was, for whoever asks what the hub said then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from audit.actions import record
from regulations import freshness
from regulations.actions import journal
from regulations.models import Change, Citation, Provision, ProvisionVersion
from regulations.people import BY_RULE
from regulations.queries.statements import article, kept, leading_citation
from regulations.querysets import ProvisionVersionQuerySet
from regulations.ranges import Days
from regulations.workflow import PROVISION_VERSION, SCHEDULED
from workflow import engine
from workflow.engine import TransitionRefused
from workflow.people import Person

# What goes on under another range: everything a version says, and who stood behind it.
_CARRIED_ON = (
    "claim",
    "value",
    "text",
    "governing_date",
    "indicator_date",
    "confidence",
    "authors",
    "created_at",
    "submitted_at",
    "submitted_by",
    "reviewed_by",
    "approved_at",
    "approved_by",
    "certified_by",
    "certified_on",
    "review_due",
)


@transaction.atomic
def publish(*, version: ProvisionVersion, actor: Person, at: datetime) -> ProvisionVersion:
    """Put an approved version on record: in force if its first day has begun in its jurisdiction, coming if not.

    Raises TransitionRefused with every reason, and then changes nothing. Of two at once, the second waits for the
    first and takes its days from it.
    """
    _one_at_a_time(version.provision_id)
    version.refresh_from_db()
    step = "publish" if version.has_begun(at) else "schedule"
    if refusals := engine.why_not(PROVISION_VERSION, version, step, person=actor, at=at):
        raise TransitionRefused(refusals)
    displaced = list(_in_the_way(version))
    # A clock that was set back must not end a record before it began.
    at = max([at, *(each.recorded_from for each in displaced if each.recorded_from)])
    before = _before(version, displaced)
    _make_room(displaced, Days(version.valid_from, version.valid_to), at)
    citation = leading_citation(version)
    if version.review_due is None and citation:  # no authority has certified it: it is as fresh as its reading
        provision = version.provision
        version.review_due = freshness.review_due(provision.element, provision.key, citation.read_on)
        version.save(update_fields=["review_due"])
    engine.perform(
        PROVISION_VERSION,
        version,
        step,
        person=actor,
        at=at,
        record=record,
        subject=version.subject,
        old=kept(before) if before else None,
        new=kept(version),
        valid_from=version.valid_from.isoformat() if version.valid_from else None,
        article=article(citation) if citation else "",
        certified_by=version.certified_by,
    )
    corrects = any(each.valid_from == version.valid_from for each in displaced)
    kind = Change.Kind.CORRECTED if corrects else Change.Kind.PUBLISHED
    journal.note(Change.Kind.SCHEDULED if step == "schedule" else kind, version, old=before, at=at)
    return version


@transaction.atomic
def withdraw(*, version: ProvisionVersion, actor: Person, at: datetime, reason: str) -> ProvisionVersion:
    """Take a version off the record; from now on its days are "not known".

    A coming rule that is withdrawn before its day gives its days back to the version it took them from.
    """
    _one_at_a_time(version.provision_id)
    version.refresh_from_db()
    was, recorded_from = version.status, version.recorded_from
    at = max(at, recorded_from) if recorded_from else at
    engine.perform(
        PROVISION_VERSION,
        version,
        "withdraw",
        person=actor,
        at=at,
        reason=reason,
        record=record,
        subject=version.subject,
        old=kept(version),
    )
    if recorded_from:
        journal.note(Change.Kind.WITHDRAWN, version, old=version, at=at, reason=version.ended_reason)
    if was == SCHEDULED:
        _give_back(version, at)
    return version


def carry_on(version: ProvisionVersion, days: Days, at: datetime) -> ProvisionVersion:
    """The same version under another range, on record from `at` on, by rule."""
    same = {name: getattr(version, name) for name in _CARRIED_ON}
    copy = ProvisionVersion.objects.create(provision=version.provision, valid=(days.start, days.end), **same)
    copy.refresh_from_db(fields=["valid"])
    Citation.objects.bulk_create(_copied(each, copy) for each in version.citations.all())
    step = "carry" if copy.has_begun(at) else "carry_coming"
    return engine.perform(
        PROVISION_VERSION, copy, step, person=BY_RULE, at=at, record=record, subject=copy.subject, goes_on=version.pk
    )


def _one_at_a_time(provision: int) -> None:
    """Lock the provision against other publishers."""
    Provision.objects.select_for_update(no_key=True).get(pk=provision)


def _same_claim(version: ProvisionVersion) -> ProvisionVersionQuerySet:
    return ProvisionVersion.objects.filter(provision=version.provision_id, claim=version.claim).exclude(pk=version.pk)


def _in_the_way(version: ProvisionVersion) -> ProvisionVersionQuerySet:
    """What is on record for some of the same days."""
    return _same_claim(version).on_record().filter(valid__overlap=version.valid).order_by("valid", "pk")


def _before(version: ProvisionVersion, displaced: list[ProvisionVersion]) -> ProvisionVersion | None:
    """What a reader was told for the first day of a version, or, where that was nothing, for the days just before."""
    first = version.valid_from
    if displaced:
        holding = [each for each in displaced if first is None or each.valid_from is None or each.valid_from <= first]
        return holding[-1] if holding else displaced[0]
    if first is None:
        return None
    return _same_claim(version).on_record().filter(valid__endswith=first).first()


def _make_room(displaced: Iterable[ProvisionVersion], taken: Days, at: datetime) -> None:
    for old in displaced:
        left = Days(old.valid_from, old.valid_to).without(taken)
        _supersede(old, at)
        for days in left:
            carry_on(old, days, at)


def _supersede(old: ProvisionVersion, at: datetime) -> None:
    engine.perform(PROVISION_VERSION, old, "supersede", person=BY_RULE, at=at, record=record, subject=old.subject)


def _give_back(version: ProvisionVersion, at: datetime) -> None:
    """Let what a coming rule had cut go on as it was, where nothing else has come on record for those days since."""
    cut = _same_claim(version).filter(
        status="superseded", recorded_to=version.recorded_from, valid__overlap=version.valid
    )
    for old in cut:
        whole = Days(old.valid_from, old.valid_to)
        there = list(_in_the_way(old))
        left_over = [each for each in there if _goes_on(each, old, whole)]
        if len(left_over) == len(there):
            for each in left_over:
                _supersede(each, at)
            carry_on(old, whole, at)


def _goes_on(each: ProvisionVersion, old: ProvisionVersion, whole: Days) -> bool:
    """Whether a version is what was left of `old` when it was cut."""
    same = (each.value, each.text, each.recorded_from) == (old.value, old.text, old.recorded_to)
    return same and whole.holds(Days(each.valid_from, each.valid_to))


def _copied(citation: Citation, version: ProvisionVersion) -> Citation:
    names = ("source_id", "locator", "quotation", "evidence", "grade", "source_date", "read_on")
    return Citation(version=version, **{name: getattr(citation, name) for name in names})
