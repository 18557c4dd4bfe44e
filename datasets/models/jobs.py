"""Work that runs in the background, and what became of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Something a worker does: it can be watched, cancelled and tried again.

    This row holds what must stay known. Progress within a running job changes too often for it and lives in the cache
    (datasets/progress.py); `done`, `total` and `step` here are the last that were seen when the job ended.
    """

    class Kind(models.TextChoices):
        """What is done."""

        IMPORT = "import", _("import of a file")
        REBUILD = "rebuild", _("computation of a dataset")
        RECOMPUTE = "recompute", _("computation of everything downstream")

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        SUCCEEDED = "succeeded", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    dataset = models.ForeignKey(
        "datasets.Dataset", models.PROTECT, null=True, blank=True, verbose_name=_("dataset"), related_name="jobs"
    )
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.CharField(_("created by"), max_length=200, help_text=_("Such as “user:<uuid>”."))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("More than one where a worker was lost and another took over.")
    )
    cancel_requested_at = models.DateTimeField(_("asked to stop"), null=True, blank=True)
    step = models.CharField(_("step"), max_length=40, blank=True)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("of"), default=0)
    failure_code = models.CharField(_("why it failed"), max_length=60, blank=True)
    failure_params = models.JSONField(default=dict, blank=True)
    import_run = models.ForeignKey(
        "datasets.ImportRun", models.SET_NULL, null=True, blank=True, verbose_name=_("import run"), related_name="jobs"
    )
    release = models.ForeignKey(
        "datasets.Release", models.PROTECT, null=True, blank=True, verbose_name=_("result"), related_name="jobs"
    )
    result = models.JSONField(
        _("outcome"), default=dict, blank=True, help_text=_("What became of each dataset of a computation.")
    )
    retry_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("tries again"), related_name="retried_by"
    )

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "created_at"], name="datasets_job_waiting")]
        constraints = [
            # A publication asks for a computation; a second one that comes before it began is served by the same.
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="recompute", state="queued"), name="datasets_job_one_recompute_waits"
            ),
            models.CheckConstraint(
                condition=Q(state="queued", started_at__isnull=True, finished_at__isnull=True)
                | Q(state="running", started_at__isnull=False, finished_at__isnull=True)
                | Q(state__in=["succeeded", "failed", "cancelled"], finished_at__isnull=False),
                name="datasets_job_state_fits_its_times",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(failure_code="")) | (~Q(state="failed") & Q(failure_code="")),
                name="datasets_job_failed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(started_at__isnull=True)
                | Q(finished_at__gte=F("started_at")),
                name="datasets_job_finishes_after_it_started",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dataset_id or ''}".strip()

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"job:{self.pk}"
