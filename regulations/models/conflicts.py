"""Sources at odds: shown to readers until a focal point closes the matter with a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regulations import words
from regulations.models.permits import Permit
from regulations.models.provisions import Provision
from regulations.models.sources import PARTIAL_DATE, Source
from regulations.models.stamps import moves_the_stamp
from regulations.vocabulary import ConflictStatus


class Conflict(models.Model):
    """Two or more sources that say different things about the same matter.

    `assessment` is what the compiler makes of it. That closes nothing: a focal point does, and says why.
    """

    code = models.CharField(_("code"), max_length=60, primary_key=True, help_text=_("Such as C3."))
    topic = models.CharField(_("topic"), max_length=200)
    assessment = models.TextField(_("assessment"), blank=True)
    permits = models.ManyToManyField(Permit, related_name="conflicts", verbose_name=_("permits"))
    provisions = models.ManyToManyField(Provision, related_name="conflicts", verbose_name=_("provisions"), blank=True)
    status = models.CharField(
        _("status"), max_length=6, choices=words.choices(ConflictStatus), default=ConflictStatus.OPEN.value
    )
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.CharField(_("opened by"), max_length=200)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.CharField(_("closed by"), max_length=200, blank=True)
    closed_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["code"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", closed_at=None, closed_by="", closed_reason="")
                | Q(status="closed", closed_at__isnull=False) & ~Q(closed_by="") & ~Q(closed_reason=""),
                name="conflict_closed_says_when_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
                name="conflict_closed_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"conflict:{self.code}"


class ConflictClaim(models.Model):
    """What one source says in a conflict. `claim` names the claim of a version it backs, if any."""

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="claims", verbose_name=_("conflict"))
    statement = models.CharField(_("statement"), max_length=300)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="conflict_claims", verbose_name=_("source")
    )
    url = models.URLField(_("address"), max_length=500)
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)
    claim = models.CharField(_("claim"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("claim in a conflict")
        verbose_name_plural = _("claims in conflicts")
        ordering = ["conflict_id", "id"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="conflictclaim_says_something"),
            models.CheckConstraint(condition=Q(source_date__regex=PARTIAL_DATE), name="conflictclaim_source_date"),
        ]

    def __str__(self) -> str:
        return self.statement
