"""Dated figures that thresholds are multiples of: the median wage, the pension ceiling."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from regulations import words
from regulations.models.permits import Jurisdiction
from regulations.models.sources import PARTIAL_DATE, Source
from regulations.models.stamps import moves_the_stamp
from regulations.models.times import ends_after_it_began, on_record
from regulations.vocabulary import Evidence, Grade


class ReferenceIndicator(models.Model):
    """A figure that rules refer to by name. One without values is known to matter and not held here."""

    code = models.CharField(_("code"), max_length=60, primary_key=True, help_text=_("Such as SE.median_monthly."))
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("jurisdiction"),
        help_text=_("Empty for one that every Member State of the Union has its own value of."),
    )
    name = models.CharField(_("name"), max_length=200)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    per = models.CharField(_("per"), max_length=20, help_text=_("year, month …"))

    class Meta:
        verbose_name = _("reference indicator")
        verbose_name_plural = _("reference indicators")
        ordering = ["code"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex=r"^[A-Z]{3}$"), name="indicator_currency_is_a_code"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(per=""), name="indicator_is_described"),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """What an indicator was from one day to another, as it stood on record, with its citation.

    As with provisions, a start or end that was not read is open, and values whose ranges overlap for that reason
    stand in claims of their own.
    """

    indicator = models.ForeignKey(
        ReferenceIndicator, models.PROTECT, related_name="values", verbose_name=_("indicator")
    )
    claim = models.CharField(_("claim"), max_length=40, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=6)
    valid = DateRangeField(_("valid"), help_text=_("From the first day until the day after the last; open if unread."))
    recorded_from = models.DateTimeField(_("on record from"))
    recorded_to = models.DateTimeField(_("on record until"), null=True, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=200, help_text=_("Such as “user:<uuid>”."))
    published_by = models.CharField(_("published by"), max_length=200)
    how = models.CharField(_("how it was found"), max_length=300, blank=True)
    evidence = models.CharField(_("evidence"), max_length=20, choices=words.choices(Evidence))
    source = models.ForeignKey(Source, models.PROTECT, related_name="indicator_values", verbose_name=_("source"))
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)
    grade = models.CharField(_("grade"), max_length=1, choices=words.choices(Grade))

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        triggers = [moves_the_stamp()]
        constraints = [
            ExclusionConstraint(
                name="indicatorvalue_one_at_a_time",
                expressions=[
                    ("indicator", RangeOperators.EQUAL),
                    ("claim", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    (on_record(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=ends_after_it_began(), name="indicatorvalue_ends_after_it_began"),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="indicatorvalue_holds_for_a_day"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="indicatorvalue_is_above_nought"),
            models.CheckConstraint(
                condition=~Q(published_by="")
                & (~Q(published_by=F("entered_by")) | Q(entered_by__startswith="system:")),
                name="indicatorvalue_four_eyes",
            ),
            models.CheckConstraint(condition=Q(source_date__regex=PARTIAL_DATE), name="indicatorvalue_source_date"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.amount}"
