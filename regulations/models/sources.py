"""What the hub read: laws, pages of authorities, and what others write about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regulations import words
from regulations.vocabulary import GRADE_OF_KIND, Grade, SourceKind

PARTIAL_DATE = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"


class Source(models.Model):
    """A text that facts were read in."""

    code = models.CharField(_("code"), max_length=40, primary_key=True, help_text=_("Such as DE-AGV."))
    publisher = models.CharField(_("publisher"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=words.choices(SourceKind))
    language = models.CharField(_("language"), max_length=3)
    url = models.URLField(_("address"), max_length=500)
    source_date = models.CharField(
        _("date of the source"),
        max_length=10,
        blank=True,
        help_text=_("As exact as it is known: 2026, 2026-06 or 2026-06-14. Empty for an undated text."),
    )
    read_on = models.DateField(_("read on"))
    how_read = models.CharField(_("how it was read"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True, help_text=_("Of the source's own words."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(publisher=""), name="source_has_a_publisher"),
            models.CheckConstraint(condition=Q(url__regex=r"^https?://"), name="source_has_an_address"),
            models.CheckConstraint(condition=Q(kind__in=[*SourceKind]), name="source_kind_known"),
            models.CheckConstraint(condition=Q(language__regex=r"^[a-z]{2,3}$"), name="source_language_is_a_code"),
            models.CheckConstraint(condition=Q(source_date__regex=PARTIAL_DATE), name="source_date_is_a_date"),
        ]

    def __str__(self) -> str:
        return self.publisher

    @property
    def grade(self) -> Grade:
        """What it proves."""
        return GRADE_OF_KIND[SourceKind(self.kind)]
