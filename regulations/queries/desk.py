"""What lies on the desk of a jurisdiction. A constant number of questions, however much that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from regulations.models import Conflict, Jurisdiction, Permit, ProvisionVersion
from regulations.querysets import ProvisionVersionQuerySet
from regulations.workflow import APPROVED, AT_THE_DESK, DRAFT, IN_REVIEW, ON_RECORD, SCHEDULED, SUBMITTED


@dataclass(frozen=True)
class OnTheDesk:
    """Everything that waits for somebody in a jurisdiction."""

    due: list[ProvisionVersion]
    drafts: list[ProvisionVersion]
    handed_in: list[ProvisionVersion]
    coming: list[ProvisionVersion]
    conflicts: list[Conflict]
    permits: list[Permit]


def on_the_desk(jurisdiction: Jurisdiction, today: date) -> OnTheDesk:
    """What is due for review by `today`, written, handed in, coming, and at odds."""
    versions = _of([jurisdiction])
    work = list(versions.filter(status__in=AT_THE_DESK).order_by("created_at", "pk"))
    waiting = versions.filter(status__in=ON_RECORD)
    return OnTheDesk(
        due=list(waiting.filter(_due(today)).order_by("review_due", "pk")),
        drafts=[version for version in work if version.status == DRAFT],
        handed_in=[version for version in work if version.status != DRAFT],
        coming=list(versions.filter(status=SCHEDULED).order_by("valid", "pk")),
        conflicts=list(
            Conflict.objects.filter(status="open", permits__jurisdiction=jurisdiction)
            .distinct()
            .prefetch_related("permits")
        ),
        permits=list(
            Permit.objects.filter(jurisdiction=jurisdiction).annotate(
                on_record=Count("provisions", filter=Q(provisions__versions__status__in=ON_RECORD), distinct=True)
            )
        ),
    )


@dataclass(frozen=True)
class Load:
    """How much waits in a jurisdiction, in numbers."""

    jurisdiction: Jurisdiction
    due: int
    drafts: int
    handed_in: int
    conflicts: int


def loads(jurisdictions: Iterable[Jurisdiction], today: date) -> list[Load]:
    """The same in numbers for many jurisdictions, those with most to do first."""
    places = list(jurisdictions)
    counted: dict[str, tuple[int, int, int]] = {
        code: (due, drafts, handed_in)
        for code, due, drafts, handed_in in ProvisionVersion.objects.filter(provision__permit__jurisdiction__in=places)
        .values_list("provision__permit__jurisdiction")
        .annotate(
            due=Count("pk", filter=Q(status__in=ON_RECORD) & _due(today)),
            drafts=Count("pk", filter=Q(status=DRAFT)),
            handed_in=Count("pk", filter=Q(status__in=[SUBMITTED, IN_REVIEW, APPROVED])),
        )
    }
    at_odds = dict(
        Conflict.objects.filter(status="open", permits__jurisdiction__in=places)
        .values_list("permits__jurisdiction")
        .annotate(Count("pk", distinct=True))
    )
    found = [Load(place, *counted.get(place.pk, (0, 0, 0)), at_odds.get(place.pk, 0)) for place in places]
    return sorted(found, key=lambda each: (-each.handed_in, -each.drafts, -each.due, each.jurisdiction.name))


def handed_in(jurisdictions: Iterable[Jurisdiction]) -> ProvisionVersionQuerySet:
    """What waits for a reviewer or a publisher, the oldest first."""
    waiting = _of(jurisdictions).filter(status__in=[SUBMITTED, IN_REVIEW, APPROVED])
    return waiting.order_by("submitted_at", "pk")


def displaced_by(version: ProvisionVersion) -> ProvisionVersionQuerySet:
    """What readers see now for days that a version would take when it is published."""
    same = ProvisionVersion.objects.with_everything().on_record()
    same = same.filter(provision=version.provision_id, claim=version.claim, valid__overlap=version.valid)
    return same.exclude(pk=version.pk).order_by("valid", "pk")


def _due(today: date) -> Q:
    """Whose review has fallen due. What has ceased to hold is history, which nobody certifies anew."""
    still_holds = Q(valid__upper_inf=True) | Q(valid__endswith__gt=today)
    return Q(review_due__lte=today) & still_holds


def _of(jurisdictions: Iterable[Jurisdiction]) -> ProvisionVersionQuerySet:
    return ProvisionVersion.objects.with_everything().filter(provision__permit__jurisdiction__in=[*jurisdictions])
