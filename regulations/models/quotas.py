"""What is special about a provision that is a ceiling: whom it is for, what it is a part of, how it was used."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from regulations import words
from regulations.models.provisions import Provision
from regulations.models.sources import PARTIAL_DATE, Source
from regulations.models.stamps import moves_the_stamp
from regulations.models.times import ends_after_it_began, on_record
from regulations.vocabulary import Evidence, Grade


class Quota(models.Model):
    """A ceiling. Its number is the provision's, in every version; here stands what does not change with the years."""

    provision = models.OneToOneField(Provision, models.CASCADE, related_name="quota", verbose_name=_("provision"))
    nationals = ArrayField(
        models.CharField(max_length=4),
        verbose_name=_("nationals"),
        default=list,
        blank=True,
        help_text=_("Alpha-2 codes, EU, EEA or EFTA: whom alone it is for. Empty: nobody in particular."),
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["provision_id"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.CheckConstraint(condition=Q(part_of=None) | ~Q(part_of=F("id")), name="quota_is_no_part_of_itself"),
        ]

    def __str__(self) -> str:
        return str(self.provision)


class QuotaReading(models.Model):
    """How much of a quota's period was used up by a day: a count or a share, as a source tells it."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="readings", verbose_name=_("quota"))
    period = DateRangeField(_("period"), help_text=_("The days the ceiling was for, such as the year 2025."))
    counted_until = models.DateField(_("counted until"))
    used = models.DecimalField(_("used"), max_digits=12, decimal_places=2, null=True, blank=True)
    share = models.DecimalField(_("share used"), max_digits=6, decimal_places=4, null=True, blank=True)
    recorded_from = models.DateTimeField(_("on record from"))
    recorded_to = models.DateTimeField(_("on record until"), null=True, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=200)
    evidence = models.CharField(_("evidence"), max_length=20, choices=words.choices(Evidence))
    source = models.ForeignKey(Source, models.PROTECT, related_name="quota_readings", verbose_name=_("source"))
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)
    grade = models.CharField(_("grade"), max_length=1, choices=words.choices(Grade))

    class Meta:
        verbose_name = _("reading of a quota")
        verbose_name_plural = _("readings of quotas")
        ordering = ["quota_id", "counted_until"]
        triggers = [moves_the_stamp()]
        constraints = [
            ExclusionConstraint(
                name="quotareading_one_at_a_time",
                expressions=[
                    ("quota", RangeOperators.EQUAL),
                    ("period", RangeOperators.EQUAL),
                    ("counted_until", RangeOperators.EQUAL),
                    (on_record(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=ends_after_it_began(), name="quotareading_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(used__isnull=False, used__gte=0, share=None)
                | Q(used=None, share__isnull=False, share__gte=0),
                name="quotareading_count_or_share",
            ),
            models.CheckConstraint(condition=Q(source_date__regex=PARTIAL_DATE), name="quotareading_source_date"),
        ]

    def __str__(self) -> str:
        return f"{self.quota}, {self.counted_until}"
