"""Reads in the words of the room."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from regulations.workflow import ON_RECORD

if TYPE_CHECKING:
    from regulations.models import Permit, ProvisionVersion  # noqa: F401


class PermitQuerySet(models.QuerySet["Permit"]):
    """Permits."""

    def of(self, code: str) -> PermitQuerySet:
        """Those of a country (alpha-3 or alpha-2) or of the Union (EU)."""
        return self.filter(Q(jurisdiction=code) | Q(jurisdiction__country=code))

    def with_jurisdiction(self) -> PermitQuerySet:
        """With their jurisdiction and its country, in the same query."""
        return self.select_related("jurisdiction__country")


class ProvisionVersionQuerySet(models.QuerySet["ProvisionVersion"]):
    """Versions, by the two times they live in."""

    def on_record(self) -> ProvisionVersionQuerySet:
        """What readers are shown now: published and coming."""
        return self.filter(status__in=ON_RECORD)

    def known_at(self, moment: datetime | None) -> ProvisionVersionQuerySet:
        """What readers were shown at `moment`; what they are shown now if None."""
        if moment is None:
            return self.on_record()
        return self.filter(recorded_from__lte=moment).filter(Q(recorded_to=None) | Q(recorded_to__gt=moment))

    def holding_on(self, day: date) -> ProvisionVersionQuerySet:
        """Those whose range of days holds `day`."""
        return self.filter(valid__contains=day)

    def with_everything(self) -> ProvisionVersionQuerySet:
        """With permit, jurisdiction and citations, in two queries."""
        return self.select_related("provision__permit__jurisdiction__country").prefetch_related("citations__source")
