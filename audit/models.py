"""What happened, who did it, to what: one row an event, chained by hashes, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from audit.querysets import EventQuerySet


class Event(models.Model):
    """Something that happened and must stay known.

    It names people and things in text, without foreign keys, so that it outlives them and holds nothing hostage.
    The database gives `sequence`, `recorded_at`, `previous_hash` and `hash`, whatever the insert says, and refuses to
    change, delete or truncate events (migration 0002). The rule of the hash is in `audit/chain.py`.
    """

    sequence = models.BigAutoField(
        _("sequence"), primary_key=True, help_text=_("Place in the chain, from 1, without gaps; given by the database.")
    )
    occurred_at = models.DateTimeField(
        _("occurred"), help_text=_("When it happened, as the one who recorded it knows it.")
    )
    recorded_at = models.DateTimeField(
        _("recorded"), db_default=Now(), editable=False, help_text=_("When it was written down, by the database clock.")
    )
    action = models.CharField(
        _("action"), max_length=100, help_text=_("What was done, as a code such as “release.publish”.")
    )
    actor = models.CharField(
        _("actor"), max_length=200, help_text=_("Who did it, such as “user:<uuid>”, “system:celery” or “demo:load”.")
    )
    subject = models.CharField(
        _("subject"), max_length=300, db_index=True, help_text=_("To what, such as “release:REM_INFLOW@3”.")
    )
    data = models.JSONField(
        _("data"),
        default=dict,
        encoder=DjangoJSONEncoder,
        help_text=_("What else a reader must know, without personal data."),
    )
    previous_hash = models.CharField(_("previous hash"), max_length=64, db_default="", editable=False)
    hash = models.CharField(_("hash"), max_length=64, db_default="", editable=False, unique=True)

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["sequence"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(action="") & ~models.Q(actor="") & ~models.Q(subject=""),
                name="audit_event_says_who_what_and_to_what",
            ),
            models.CheckConstraint(
                # Nothing a reader cannot show or re-compute: "infinity" and years before Christ stay outside.
                condition=models.Q(occurred_at__range=("1900-01-01T00:00Z", "2999-12-31T00:00Z")),
                name="audit_event_occurred_in_our_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"
