"""Publishing, withdrawing and discarding releases: one switch, one transaction, one event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from audit.actions import record
from datasets import queries, store
from datasets.loading import compare
from datasets.models import Dataset, Release
from datasets.people import BY_RULE
from datasets.workflow import RELEASE, RULE
from web_api import remembered
from workflow import engine
from workflow.engine import TransitionRefused
from workflow.people import Person
from workflow.table import Refusal


@transaction.atomic
def publish(*, release: Release, actor: Person, at: datetime) -> Release:
    """Put a checked release in force in place of the one before; readers see the one or the other, never a mix.

    Of two who publish at once one wins. A person publishes what they saw the difference of: if another release came
    into force since, TransitionRefused says `difference_outdated`; a rule looks at the new difference by itself. One
    that took over periods of a release that is no longer in force is refused to both: `base_replaced`.
    """
    _one_switch_at_a_time(release)
    release.refresh_from_db()
    current = Release.objects.published().filter(dataset=release.dataset_id).first()
    if queries.is_overtaken(release):
        _refuse_to_lose_periods(release)
        if RULE not in actor.roles_on(release):
            raise TransitionRefused([Refusal("difference_outdated", {"current": str(current)})])
        compare(release)
    if current and release.status == Release.Status.CHECKED:
        refusals = engine.why_not(RELEASE, release, "publish", person=actor, at=at)
        if refusals:
            raise TransitionRefused(refusals)
        engine.perform(RELEASE, current, "supersede", person=actor, at=at, record=record, subject=current.subject)
    remembered.forget_all()
    return engine.perform(RELEASE, release, "publish", person=actor, at=at, record=record, subject=release.subject)


@transaction.atomic
def refresh_difference(*, release: Release, actor: Person, at: datetime) -> Release:
    """Compare a checked release with what is in force now, so that somebody can look and publish.

    Comparing does not help one that took over periods of a release no longer in force: TransitionRefused says
    `base_replaced`.
    """
    _one_switch_at_a_time(release)
    release.refresh_from_db()
    if queries.is_overtaken(release):
        _refuse_to_lose_periods(release)
        compare(release)
        compared = {"with": str(release.compared_with) if release.compared_with else None}
        record(action="release.compare", actor=actor.identifier, subject=release.subject, data=compared, occurred_at=at)
    return release


@transaction.atomic
def withdraw(*, release: Release, actor: Person, at: datetime, reason: str) -> Release:
    """Take a published release out of force; nothing takes its place. Its observations are kept, not served."""
    _one_switch_at_a_time(release)
    remembered.forget_all()
    return engine.perform(
        RELEASE, release, "withdraw", person=actor, at=at, reason=reason, record=record, subject=release.subject
    )


@transaction.atomic
def discard(*, release: Release, actor: Person, at: datetime, reason: str) -> Release:
    """Put a checked release aside that nobody wants. Its observations are dropped, its row stays on record."""
    engine.perform(
        RELEASE, release, "discard", person=actor, at=at, reason=reason, record=record, subject=release.subject
    )
    store.drop(release.table_name)
    return release


def publish_by_rule(*, release: Release, at: datetime) -> Release | None:
    """Publish where the definition lets a rule do it and no warning was raised; None where a person must look."""
    warned = release.runs.filter(warning_count__gt=0).exists()
    if release.definition.publish != "rule" or warned:
        return None
    return publish(release=release, actor=BY_RULE, at=at)


def _refuse_to_lose_periods(release: Release) -> None:
    """What was published since an accumulating release was built is not in it, and would be gone for readers."""
    if release.definition.accumulates:
        raise TransitionRefused([Refusal("base_replaced", {"base": str(release.compared_with or "")})])


def _one_switch_at_a_time(release: Release) -> None:
    """Lock the dataset against other publishers; loading another release of it goes on beside."""
    Dataset.objects.select_for_update(no_key=True).get(pk=release.dataset_id)
