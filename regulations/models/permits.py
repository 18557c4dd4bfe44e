"""Jurisdictions, and permits as stable identities. What the law says about a permit stands in its provisions."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from countries.models import Country
from regulations import words
from regulations.models.stamps import moves_the_stamp
from regulations.querysets import PermitQuerySet
from regulations.vocabulary import DurationClass, Initiator, Purpose, ServiceMode, SkillLevel, TiedTo

SUPRANATIONAL: Final = {"EU": _("European Union")}


class Jurisdiction(models.Model):
    """Who makes the rules: a country, or the European Union.

    Its clock decides when a day, and so a rule, begins. A country with several zones goes by its capital's.
    """

    code = models.CharField(_("code"), max_length=2, primary_key=True, help_text=_("ISO 3166-1 alpha-2, or EU."))
    country = models.OneToOneField(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="jurisdiction",
        verbose_name=_("country"),
        help_text=_("Empty for the European Union."),
    )
    time_zone = models.CharField(_("time zone"), max_length=50, help_text=_("IANA name, such as Europe/Berlin."))

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        ordering = ["code"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z]{2}$"), name="jurisdiction_code_is_alpha2"),
            models.CheckConstraint(
                condition=Q(code__in=[*SUPRANATIONAL], country=None)
                | ~Q(code__in=[*SUPRANATIONAL]) & Q(country__isnull=False),
                name="jurisdiction_is_a_country_or_union",
            ),
            models.CheckConstraint(condition=~Q(time_zone=""), name="jurisdiction_has_a_clock"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The country's name in the active language."""
        return self.country.name if self.country else str(SUPRANATIONAL[self.code])

    @property
    def area(self) -> str:
        """Its code in addresses and in the API: alpha-3, or EU."""
        return self.country_id or self.code

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Its clock."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def today(self, at: datetime) -> date:
        """The day it is there at the moment `at`."""
        return at.astimezone(self.zone).date()


class Permit(models.Model):
    """A way to be admitted for work (or to be let go), known by a code that never changes.

    The classification is the compiler's, made from the provisions; it is no legal fact and carries no citation.
    """

    code = models.CharField(_("code"), max_length=20, primary_key=True, help_text=_("Such as DE-EUBC."))
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="permits", verbose_name=_("jurisdiction")
    )
    names: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        _("names"), help_text=_("As the authority calls it, and in English, by BCP 47 language.")
    )
    local_code = models.CharField(_("local code"), max_length=30, blank=True)
    authority = models.CharField(_("competent authority"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=30, choices=words.choices(Purpose))
    duration_class = models.CharField(_("duration"), max_length=12, blank=True, choices=words.choices(DurationClass))
    skill_level = models.CharField(_("skill level"), max_length=12, choices=words.choices(SkillLevel))
    initiated_by = models.CharField(_("who applies"), max_length=24, choices=words.choices(Initiator))
    tied_to = models.CharField(_("tied to"), max_length=30, choices=words.choices(TiedTo))
    service_modes = ArrayField(
        models.CharField(max_length=11, choices=words.choices(ServiceMode)),
        verbose_name=_("GATS Mode 4"),
        default=list,
        blank=True,
    )
    note = models.TextField(_("note"), blank=True, help_text=_("On the classification."))

    objects = PermitQuerySet.as_manager()

    class Meta:
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        ordering = ["code"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*$"), name="permit_code_names_jurisdiction_first"
            ),
            models.CheckConstraint(condition=Q(code__startswith=models.F("jurisdiction")), name="permit_code_fits"),
            models.CheckConstraint(condition=Q(names__has_key="en"), name="permit_has_an_english_name"),
            models.CheckConstraint(condition=Q(purpose__in=[*Purpose]), name="permit_purpose_known"),
            models.CheckConstraint(
                condition=Q(duration_class__in=["", *DurationClass]), name="permit_duration_class_known"
            ),
            models.CheckConstraint(condition=Q(skill_level__in=[*SkillLevel]), name="permit_skill_level_known"),
            models.CheckConstraint(condition=Q(initiated_by__in=[*Initiator]), name="permit_initiator_known"),
            models.CheckConstraint(condition=Q(tied_to__in=[*TiedTo]), name="permit_tie_known"),
        ]

    def __str__(self) -> str:
        return f"{self.names['en']} ({self.code})"

    @property
    def name(self) -> str:
        """Its name in the active language where the authority or the compiler gave one, else in English."""
        language = (get_language() or "en").partition("-")[0]
        return self.names.get(language) or self.names["en"]

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"permit:{self.code}"
