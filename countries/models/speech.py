"""Languages and how many people of a country can use them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.models.countries import Country
from countries.models.naming import Named, names_complete
from countries.vocabulary import OfficialStatus


class Language(Named):
    """A language, and its script where one language is written in several."""

    code = models.CharField(_("code"), max_length=12, primary_key=True, help_text=_("BCP 47 tag: es, zh-Hant."))
    own_name = models.CharField(_("name in the language itself"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$"), name="language_code_is_bcp47"
            ),
            names_complete("language_names_complete"),
        ]


class LanguageShare(models.Model):
    """The share of a country's people able to use a language (CLDR); shares add up to more than 100."""

    class Official(models.TextChoices):
        OFFICIAL = OfficialStatus.OFFICIAL.value, _("Official")
        DE_FACTO = OfficialStatus.DE_FACTO.value, _("De facto official")
        REGIONAL = OfficialStatus.REGIONAL.value, _("Official in a region")

    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="language_shares", verbose_name=_("country")
    )
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="shares", verbose_name=_("language"))
    share_percent = models.FloatField(
        _("share of the population, %"), help_text=_("Able to use the language, as first or later language.")
    )
    official_status = models.CharField(
        _("standing"), max_length=17, choices=Official.choices, blank=True, help_text=_("Empty where it has none.")
    )

    class Meta:
        verbose_name = _("language in use")
        verbose_name_plural = _("languages in use")
        ordering = ["country", "-share_percent", "language"]
        constraints = [
            models.UniqueConstraint(fields=["country", "language"], name="language_share_once_a_country"),
            models.CheckConstraint(
                condition=models.Q(share_percent__gte=0, share_percent__lte=100), name="language_share_is_0_to_100"
            ),
            models.CheckConstraint(
                condition=models.Q(official_status__in=["", *(status.value for status in OfficialStatus)]),
                name="language_official_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language_id} in {self.country_id}: {self.share_percent} %"
