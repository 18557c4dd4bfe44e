"""Datasets, and the files their figures came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets import definition


class Dataset(models.Model):
    """A dataset that a definition file declares: the row that releases hang on.

    Everything readers see about it stands in the file; `manage.py sync_datasets` keeps this row in step.
    """

    id = models.CharField(
        _("identifier"), primary_key=True, max_length=48, help_text=_("As in the file's name, such as REM_INFLOW.")
    )
    room = models.CharField(_("room"), max_length=40, help_text=_("The app whose folder holds the definition."))
    is_derived = models.BooleanField(
        _("computed"), help_text=_("Made from releases of other datasets, not from a file.")
    )
    definition_version = models.CharField(_("version of the definition"), max_length=20)
    definition_digest = models.CharField(
        _("digest of the definition"), max_length=64, help_text=_("Changes whenever anything in the file does.")
    )
    retired_at = models.DateTimeField(
        _("retired"), null=True, blank=True, help_text=_("Since when no file declares it; its releases stay readable.")
    )

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id__regex=r"^[A-Z][A-Z0-9_]{1,47}$"), name="datasets_dataset_id_is_upper_case"
            ),
            models.CheckConstraint(
                condition=models.Q(definition_digest__regex=r"^[0-9a-f]{64}$"), name="datasets_dataset_digest_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def definition(self) -> definition.Definition:
        """What its file says; KeyError once the file is gone."""
        return definition.load(self.id)


class SourceFile(models.Model):
    """A published file that was read: what it was, where it came from, on which terms. The ledger of all input.

    One row per content. The file itself is kept in private storage while a release rests on it; a refused file is not
    kept, nor is one whose figures the project carries in its own form. One whose job came to no end is kept for a week.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    name = models.CharField(_("file name"), max_length=255, help_text=_("As the publisher or the uploader called it."))
    size = models.BigIntegerField(_("size"), null=True, help_text=_("In bytes, where the file was at hand."))
    media_type = models.CharField(
        _("media type"), max_length=100, blank=True, help_text=_("What the content is, not what the name says.")
    )
    address = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("The publisher's page or download.")
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True, help_text=_("Such as CC-BY-4.0."))
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True)
    stored = models.FileField(_("stored file"), upload_to="sources", null=True, blank=True, max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("uploaded by"), related_name="+"
    )
    registered_at = models.DateTimeField(_("registered"), auto_now_add=True)

    class Meta:
        verbose_name = _("source file")
        verbose_name_plural = _("source files")
        ordering = ["-registered_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="datasets_sourcefile_sha256_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(size__isnull=True) | models.Q(size__gt=0), name="datasets_sourcefile_is_not_empty"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="datasets_sourcefile_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"
