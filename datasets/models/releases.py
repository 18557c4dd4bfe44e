"""Releases: what a dataset said, from when to when."""

from __future__ import annotations

from typing import ClassVar, Final

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from datasets import definition as definitions
from datasets.definition import Definition
from datasets.querysets import ReleaseQuerySet
from datasets.workflow import RELEASE
from workflow.triggers import guard

# A release of a dataset that accumulates holds the periods of the one it was built on. In place of any other it would
# take periods from readers that they could see a moment before. The release it replaces has just ended.
KEEPS_EARLIER_PERIODS: Final = """
IF NOT COALESCE((OLD.declared ->> 'accumulates')::boolean, false) THEN
    RETURN NEW;
END IF;
IF NEW.compared_with_id IS DISTINCT FROM OLD.compared_with_id THEN
    RAISE EXCEPTION 'workflow: release % was built on another release than that', OLD.id;
END IF;
IF NEW.status = 'published' AND OLD.status <> 'published' THEN
    SELECT id INTO replaced FROM datasets_release
    WHERE dataset_id = NEW.dataset_id AND status = 'superseded' AND ended_at = NEW.published_at
    ORDER BY published_at DESC, number DESC LIMIT 1;
    IF replaced IS DISTINCT FROM NEW.compared_with_id THEN
        RAISE EXCEPTION 'workflow: release % would lose the periods of the release it replaces', NEW.id;
    END IF;
END IF;
RETURN NEW;
"""


class Release(models.Model):
    """The observations of a dataset as they were published once. Immutable from the moment it is checked.

    The observations stand in a table of their own in the schema `observations`; only datasets/store.py knows it.
    In force from `published_at` until `ended_at`, half-open; one release of a dataset at a time.
    """

    class Status(models.TextChoices):
        """Where a release stands; the ways between are in datasets/workflow.py."""

        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DISCARDED = "discarded", _("discarded")

    class Kind(models.TextChoices):
        """Where the observations came from."""

        IMPORTED = "imported", _("imported from a file")
        DERIVED = "derived", _("computed from other releases")

    dataset = models.ForeignKey("datasets.Dataset", models.PROTECT, verbose_name=_("dataset"), related_name="releases")
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts from 1 within the dataset."))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    source_file = models.ForeignKey(
        "datasets.SourceFile",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("source file"),
        related_name="releases",
    )
    read_sha256 = models.CharField(
        _("SHA-256 of what was read"),
        max_length=64,
        blank=True,
        help_text=_("Of the source file, or of the tidy table the project carries in its place."),
    )
    vintage = models.CharField(
        _("vintage"), max_length=100, blank=True, help_text=_("The publisher's name for the edition.")
    )
    table_name = models.CharField(_("table"), max_length=63, blank=True, help_text=_("In the schema “observations”."))
    row_count = models.PositiveBigIntegerField(_("observations"), default=0)
    digest = models.CharField(
        _("digest"), max_length=64, blank=True, help_text=_("Of the observations, see datasets/digest.py.")
    )
    period_start = models.CharField(_("first period"), max_length=10, blank=True)
    period_end = models.CharField(_("last period"), max_length=10, blank=True)
    definition_digest = models.CharField(_("digest of the definition"), max_length=64)
    declared = models.JSONField(
        _("declaration"), help_text=_("The definition as it was then: the table is laid out as it says.")
    )
    code_version = models.CharField(
        _("code version"), max_length=64, help_text=_("Digest of the source of the modules that made the observations.")
    )
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)
    notes = models.JSONField(
        _("notes"), default=list, blank=True, help_text=_("What the source file says about itself.")
    )
    compared_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("compared with"), related_name="+"
    )
    difference = models.JSONField(
        _("difference"), null=True, blank=True, help_text=_("From the release it was compared with.")
    )

    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.CharField(_("imported by"), max_length=200, help_text=_("Such as “user:<uuid>”."))
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    ended_at = models.DateTimeField(
        _("ended"), null=True, blank=True, help_text=_("When it was superseded, withdrawn or discarded.")
    )
    ended_by = models.CharField(_("ended by"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it was withdrawn or discarded."))

    objects: ClassVar[ReleaseQuerySet] = ReleaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["dataset", "-number"]
        triggers = [
            guard(RELEASE),
            pgtrigger.Protect(name="release_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="release_keeps_earlier_periods",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__checked_at__isnull=False),
                declare=[("replaced", "bigint")],
                func=KEEPS_EARLIER_PERIODS,
            ),
            # What a checked release says of its observations is as fixed as they are.
            pgtrigger.ReadOnly(
                name="release_checked_is_fixed",
                fields=[
                    "dataset",
                    "number",
                    "kind",
                    "source_file",
                    "read_sha256",
                    "table_name",
                    "row_count",
                    "digest",
                    "declared",
                    "definition_digest",
                    "code_version",
                    "parameters",
                    "imported_at",
                    "imported_by",
                ],
                condition=pgtrigger.Q(old__checked_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="datasets_release_number_is_unique"),
            models.UniqueConstraint(
                fields=["dataset"], condition=Q(status="published"), name="datasets_release_one_is_published"
            ),
            models.UniqueConstraint(
                fields=["table_name"], condition=~Q(table_name=""), name="datasets_release_has_its_own_table"
            ),
            ExclusionConstraint(
                name="datasets_release_one_in_force_at_a_time",
                expressions=[
                    ("dataset", RangeOperators.EQUAL),
                    (
                        Func(F("published_at"), F("ended_at"), function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(published_at__isnull=False),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="datasets_release_number_from_one"),
            models.CheckConstraint(
                condition=(Q(kind="imported", source_file__isnull=False) & ~Q(read_sha256=""))
                | Q(kind="derived", source_file__isnull=True, read_sha256=""),
                name="datasets_release_from_a_file_or_computed",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", checked_at__isnull=True)
                | Q(checked_at__isnull=False, digest__regex=r"^[0-9a-f]{64}$", row_count__gte=1)
                & ~Q(status="draft")
                & ~Q(table_name=""),
                name="datasets_release_checked_has_observations",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "checked", "discarded"], published_at__isnull=True, published_by="")
                | Q(status__in=["published", "superseded", "withdrawn"], published_at__isnull=False)
                & ~Q(published_by=""),
                name="datasets_release_published_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "checked", "published"], ended_at__isnull=True, ended_by="")
                | Q(status__in=["superseded", "withdrawn", "discarded"], ended_at__isnull=False) & ~Q(ended_by=""),
                name="datasets_release_ended_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(published_at__isnull=True) | Q(ended_at__gte=F("published_at")),
                name="datasets_release_ends_after_it_was_published",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["withdrawn", "discarded"]) | ~Q(reason=""),
                name="datasets_release_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id}@{self.number}"

    @property
    def definition(self) -> Definition:
        """The definition under which it was made; today's file may say something else."""
        today = definitions.all_definitions().get(self.dataset_id)
        if today and today.digest == self.definition_digest:
            return today
        return definitions.declared(self.declared)

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"release:{self}"


class ReleaseInput(models.Model):
    """A release that another one was computed from."""

    release = models.ForeignKey(Release, models.CASCADE, verbose_name=_("release"), related_name="inputs")
    input = models.ForeignKey(Release, models.PROTECT, verbose_name=_("input"), related_name="used_by")

    class Meta:
        verbose_name = _("input of a release")
        verbose_name_plural = _("inputs of releases")
        constraints = [
            models.UniqueConstraint(fields=["release", "input"], name="datasets_releaseinput_once"),
            models.CheckConstraint(condition=~Q(release=F("input")), name="datasets_releaseinput_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.input} → {self.release}"
