"""The journal of what readers were shown: one row a change, never altered. Feeds and the page of changes read it."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regulations.models.permits import Jurisdiction, Permit
from regulations.models.provisions import ProvisionVersion


class Change(models.Model):
    """Something readers are shown differently from `happened_at` on.

    `old` and `new` are what stood and stands there: {"value": …, "text": …, "valid_from": …, "valid_to": …}, the value
    as its JSON (values.py); None where there was or is nothing. They are kept here in full, so that an entry of a
    feed reads the same for ever, whatever becomes of the versions.
    """

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _("record opened")
        PUBLISHED = "published", _("published")
        SCHEDULED = "scheduled", _("announced")
        IN_FORCE = "in_force", _("came into force")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CONFLICT_CLOSED = "conflict_closed", _("conflict closed")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="changes", verbose_name=_("jurisdiction")
    )
    permit = models.ForeignKey(Permit, models.PROTECT, related_name="changes", verbose_name=_("permit"))
    version = models.ForeignKey(
        ProvisionVersion, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("version")
    )
    key = models.CharField(_("key"), max_length=60, blank=True, help_text=_("Of the provision; empty for a permit."))
    count = models.PositiveIntegerField(
        _("provisions"), default=0, help_text=_("How many a record was opened with; 0 for any other change.")
    )
    old: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        _("old"), null=True, blank=True
    )
    new: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        _("new"), null=True, blank=True
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True, help_text=_("Empty where it was not read."))
    article = models.CharField(
        _("article"), max_length=400, blank=True, help_text=_("Publisher of the source, and the place in it.")
    )
    article_url = models.URLField(_("address of the article"), max_length=500, blank=True)
    certified_by = models.CharField(_("certified by"), max_length=200, blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    happened_at = models.DateTimeField(_("happened"))

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [models.Index(fields=["jurisdiction", "-id"], name="change_of_a_jurisdiction")]
        triggers = [pgtrigger.Protect(name="change_stays_as_it_is", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="opened", count__gte=1, version=None)
                | Q(kind="conflict_closed", count=0, version=None) & ~Q(reason="")
                | Q(kind="withdrawn", count=0, version__isnull=False, old__isnull=False) & ~Q(reason="")
                | Q(kind__in=["published", "scheduled", "in_force", "corrected"], count=0)
                & Q(version__isnull=False, new__isnull=False)
                & ~Q(article=""),
                name="change_says_what_its_kind_needs",
            ),
            models.CheckConstraint(condition=Q(key="") | Q(version__isnull=False), name="change_key_is_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.key} {self.kind}"
