"""Countries and areas in use, their names, and the countries that are no more."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models.areas import Area
from countries.models.naming import Named, names_complete
from countries.querysets import CountryQuerySet
from countries.vocabulary import IncomeClass, IsoStatus, NameKind


class IncomeGroup(models.TextChoices):
    """World Bank classification by gross national income per head."""

    LOW = IncomeClass.LOW.value, _("Low income")
    LOWER_MIDDLE = IncomeClass.LOWER_MIDDLE.value, _("Lower-middle income")
    UPPER_MIDDLE = IncomeClass.UPPER_MIDDLE.value, _("Upper-middle income")
    HIGH = IncomeClass.HIGH.value, _("High income")


class Country(Named):
    """A country or area in use: what ISO 3166-1 lists today, and Kosovo, which our sources report.

    The word follows the UN's statistical usage and says nothing about the legal status of a territory.
    """

    class Iso(models.TextChoices):
        OFFICIAL = IsoStatus.OFFICIAL.value, _("Assigned by ISO 3166-1")
        USER_ASSIGNED = IsoStatus.USER_ASSIGNED.value, _("User-assigned code")

    code = models.CharField(_("alpha-3 code"), max_length=3, primary_key=True, help_text=_("ISO 3166-1 alpha-3."))
    alpha2 = models.CharField(_("alpha-2 code"), max_length=2, unique=True, help_text=_("ISO 3166-1 alpha-2."))
    numeric = models.CharField(
        _("numeric code"), max_length=3, unique=True, null=True, blank=True, help_text=_("ISO 3166-1 and M49 code.")
    )
    iso_status = models.CharField(_("standing of the code"), max_length=13, choices=Iso.choices)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="countries",
        verbose_name=_("area"),
        help_text=_("The smallest M49 area it lies in; the world itself for Antarctica."),
    )
    income_group = models.CharField(
        _("income group"), max_length=12, choices=IncomeGroup.choices, null=True, blank=True
    )
    income_group_as_of = models.DateField(
        _("income group as of"),
        null=True,
        blank=True,
        help_text=_("First day of the World Bank's fiscal year for which the classification holds."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Shown wherever the name stands."))
    sort_keys: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        _("sort keys"), help_text=_("By language: text whose code-point order is alphabetical.")
    )
    languages = models.ManyToManyField(
        "countries.Language", through="countries.LanguageShare", verbose_name=_("languages")
    )
    currencies = models.ManyToManyField(
        "countries.Currency", through="countries.CurrencyUse", verbose_name=_("currencies")
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country or area")
        verbose_name_plural = _("countries and areas")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{3}$"), name="country_code_is_alpha3"),
            models.CheckConstraint(condition=models.Q(alpha2__regex=r"^[A-Z]{2}$"), name="country_alpha2_is_alpha2"),
            models.CheckConstraint(
                condition=models.Q(numeric=None) | models.Q(numeric__regex=r"^[0-9]{3}$"),
                name="country_numeric_is_three_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(iso_status=IsoStatus.USER_ASSIGNED.value) | models.Q(numeric__isnull=False),
                name="country_official_has_numeric",
            ),
            models.CheckConstraint(
                condition=models.Q(income_group=None, income_group_as_of=None)
                | models.Q(income_group__in=IncomeGroup.values, income_group_as_of__isnull=False),
                name="country_income_group_is_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(iso_status__in=[status.value for status in IsoStatus]),
                name="country_iso_status_known",
            ),
            names_complete("country_names_complete"),
        ]

    @property
    def translated_note(self) -> str:
        """The note in the active language; empty where there is none."""
        return gettext(self.note) if self.note else ""


class FormerCountry(Named):
    """A country withdrawn from ISO 3166-1, kept apart so that historic figures can be named."""

    code = models.CharField(_("code"), max_length=3, primary_key=True, help_text=_("The alpha-3 code it had."))
    numeric = models.CharField(_("numeric code"), max_length=3, null=True, blank=True)
    ended_on = models.DateField(_("ended on"), help_text=_("Day from which the successors stand in its place."))
    successors = models.ManyToManyField(Country, related_name="predecessors", verbose_name=_("successors"))

    class Meta:
        verbose_name = _("former country")
        verbose_name_plural = _("former countries")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{3}$"), name="former_code_is_alpha3"),
            names_complete("former_names_complete"),
        ]


class Name(models.Model):
    """A way of writing a country: its names, and every code or spelling a source uses for it."""

    class Kind(models.TextChoices):
        SHORT = NameKind.SHORT.value, _("Short name")
        FORMAL = NameKind.FORMAL.value, _("Formal name")
        ALIAS = NameKind.ALIAS.value, _("Also called")
        FORMER = NameKind.FORMER.value, _("Former name")
        SOURCE = NameKind.SOURCE.value, _("Spelling of a source")
        CODE = NameKind.CODE.value, _("Code")

    country = models.ForeignKey(
        Country, on_delete=models.CASCADE, related_name="known_names", verbose_name=_("country")
    )
    language = models.CharField(
        _("language"), max_length=2, blank=True, help_text=_("Empty for codes, which belong to no language.")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=150)
    folded = models.CharField(
        _("folded text"), max_length=150, help_text=_("Without case, accents and punctuation: what search compares.")
    )
    source = models.CharField(_("source"), max_length=200, help_text=_("Who writes it so, or why it is a name."))

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "language"],
                condition=models.Q(kind=NameKind.SHORT.value),
                name="name_one_short_a_language",
            ),
            models.UniqueConstraint(fields=["country", "language", "kind", "text"], name="name_said_once"),
            models.CheckConstraint(condition=~models.Q(text="") & ~models.Q(folded=""), name="name_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(language="", kind__in=[NameKind.CODE.value, NameKind.SOURCE.value])
                | models.Q(language__regex=r"^[a-z]{2}$"),
                name="name_only_codes_without_language",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in NameKind]), name="name_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["folded"], name="name_folded"),
            GinIndex(OpClass(models.F("folded"), name="gin_trgm_ops"), name="name_folded_trigrams"),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.country_id})"
