"""Files of whole releases, written once when a release is published."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class BulkFile(models.Model):
    """A release as one file: its name, size and SHA-256. The bytes lie in STATE_DIR/bulk, named like the address."""

    class Format(models.TextChoices):
        """What kind of file it is; the value ends its name."""

        CSV_GZIP = "csv.gz", _("CSV, compressed with gzip")
        CSV_ZSTD = "csv.zst", _("CSV, compressed with Zstandard")
        PARQUET = "parquet", _("Parquet")
        PACKAGE = "json", _("data package: structure, licence and checksums (Frictionless)")

    release = models.ForeignKey(
        "datasets.Release", models.CASCADE, verbose_name=_("release"), related_name="bulk_files"
    )
    format = models.CharField(_("format"), max_length=10, choices=Format)
    name = models.CharField(_("name"), max_length=80)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    sha256 = models.CharField("SHA-256", max_length=64)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("bulk file")
        verbose_name_plural = _("bulk files")
        ordering = ["release", "format"]
        constraints = [
            models.UniqueConstraint(fields=["release", "format"], name="datasets_bulkfile_one_of_a_format"),
            models.UniqueConstraint(fields=["release", "name"], name="datasets_bulkfile_one_of_a_name"),
            models.CheckConstraint(condition=Q(size__gt=0), name="datasets_bulkfile_has_content"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="datasets_bulkfile_has_a_digest"),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[A-Za-z0-9_]+(\.[a-z0-9]+)+$"), name="datasets_bulkfile_has_a_plain_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("api-bulk-file", args=[self.release.dataset_id, self.release.number, self.name])

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return folder_of(self.release.dataset_id, self.release.number) / self.name


def folder_of(dataset_id: str, number: int) -> Path:
    """The folder of the bulk files of a release."""
    return Path(settings.STATE_DIR) / "bulk" / dataset_id / str(number)
