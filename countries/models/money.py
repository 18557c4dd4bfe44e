"""Currencies of ISO 4217 and where they are legal tender."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.models.countries import Country
from countries.models.naming import Named, names_complete


class Currency(Named):
    """A currency or fund of ISO 4217."""

    code = models.CharField(_("code"), max_length=3, primary_key=True, help_text=_("ISO 4217 alphabetic code."))
    numeric = models.CharField(_("numeric code"), max_length=3, unique=True)
    minor_units = models.PositiveSmallIntegerField(
        _("minor units"),
        null=True,
        blank=True,
        help_text=_("Decimal places of the smallest unit (2 for cents); empty for gold, test codes and the like."),
    )

    class Meta:
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{3}$"), name="currency_code_is_iso4217"),
            models.CheckConstraint(
                condition=models.Q(numeric__regex=r"^[0-9]{3}$"), name="currency_numeric_is_three_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(minor_units=None) | models.Q(minor_units__lte=4), name="currency_minor_units_0_to_4"
            ),
            names_complete("currency_names_complete"),
        ]


class CurrencyUse(models.Model):
    """A currency is legal tender in a country."""

    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="currency_uses", verbose_name=_("country")
    )
    currency = models.ForeignKey(Currency, on_delete=models.PROTECT, related_name="uses", verbose_name=_("currency"))
    is_main = models.BooleanField(_("main currency"), help_text=_("The one prices are usually written in."))

    class Meta:
        verbose_name = _("currency in use")
        verbose_name_plural = _("currencies in use")
        ordering = ["country", "-is_main", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["country", "currency"], name="currency_use_once_a_country"),
            models.UniqueConstraint(
                fields=["country"], condition=models.Q(is_main=True), name="currency_use_one_main_a_country"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency_id} in {self.country_id}"
