"""Which edition of the carried files stands in the tables."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedEdition(models.Model):
    """One row at most: the digest of the files last loaded, so that a second load has nothing to do."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    digest = models.CharField(
        _("digest"), max_length=64, help_text=_("SHA-256 over countries/data and this room's code.")
    )
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        verbose_name = _("loaded edition")
        verbose_name_plural = _("loaded editions")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="loaded_edition_is_one_row")]

    def __str__(self) -> str:
        return self.digest[:12]
