"""What happened when a file was read, kept whether it was taken or refused."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One attempt to make a release from one file. It stays when the file is refused; nothing else does."""

    class State(models.TextChoices):
        """How it ended."""

        RUNNING = "running", _("running")
        SUCCEEDED = "succeeded", _("succeeded")
        UNCHANGED = "unchanged", _("already imported")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")

    dataset = models.ForeignKey("datasets.Dataset", models.PROTECT, verbose_name=_("dataset"), related_name="runs")
    source_file = models.ForeignKey(
        "datasets.SourceFile", models.PROTECT, null=True, blank=True, verbose_name=_("source file"), related_name="runs"
    )
    file_name = models.CharField(_("file name"), max_length=255)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    started_by = models.CharField(_("started by"), max_length=200, help_text=_("Such as “user:<uuid>”."))
    error_count = models.PositiveIntegerField(_("errors"), default=0)
    warning_count = models.PositiveIntegerField(_("warnings"), default=0)
    release = models.ForeignKey(
        "datasets.Release",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("release"),
        related_name="runs",
        help_text=_("The release it made, or the one that holds this file already."),
    )

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", finished_at__isnull=True)
                | ~Q(state="running") & Q(finished_at__isnull=False),
                name="datasets_importrun_finished_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["succeeded", "unchanged"], release__isnull=False)
                | ~Q(state__in=["succeeded", "unchanged"]) & Q(release__isnull=True),
                name="datasets_importrun_succeeded_has_a_release",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(error_count__gte=1), name="datasets_importrun_refused_says_why"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="datasets_importrun_finishes_after_it_started",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} ← {self.file_name}"


class ImportProblem(models.Model):
    """One thing wrong with a file. The first thousand of a run are kept; the run counts them all."""

    class Severity(models.TextChoices):
        """An error refuses the file; a warning is shown before somebody publishes."""

        ERROR = "error", _("error")
        WARNING = "warning", _("warning")

    run = models.ForeignKey(ImportRun, models.CASCADE, verbose_name=_("import run"), related_name="problems")
    position = models.PositiveIntegerField(_("position"))
    severity = models.CharField(_("severity"), max_length=7, choices=Severity)
    code = models.CharField(_("code"), max_length=60, help_text=_("The words for it are in datasets/sentences.py."))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True, help_text=_("Counts from 1, as in the file."))
    column = models.CharField(_("column"), max_length=200, blank=True, help_text=_("A letter or a heading."))
    value = models.CharField(_("value"), max_length=300, blank=True)
    params = models.JSONField(_("parameters"), default=dict, blank=True)

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="datasets_importproblem_position_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.sheet} {self.row or ''} {self.column}".strip()
