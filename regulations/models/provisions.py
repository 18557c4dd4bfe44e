"""What the law says about a permit: provisions, their versions in two times, and the citations under them."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, Final

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import BooleanField, F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regulations import values, words
from regulations.elements import Element
from regulations.models.permits import Permit
from regulations.models.sources import PARTIAL_DATE, Source
from regulations.models.stamps import moves_the_stamp
from regulations.models.times import ends_after_it_began, on_record
from regulations.querysets import ProvisionVersionQuerySet
from regulations.vocabulary import Confidence, Evidence, GoverningDate, Grade
from regulations.workflow import ON_RECORD, PROVISION_VERSION
from workflow.triggers import guard

NEEDS_A_CITATION: Final = """
IF NEW.recorded_from IS NOT NULL AND OLD.recorded_from IS NULL
    AND NOT EXISTS (SELECT 1 FROM regulations_citation WHERE version_id = NEW.id) THEN
    RAISE EXCEPTION 'provision version %: nothing is put on record without a citation', NEW.id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
CITATION_OF_A_DRAFT: Final = """
IF EXISTS (
    SELECT 1 FROM regulations_provisionversion WHERE id IN (NEW.version_id, OLD.version_id) AND status <> 'draft'
) THEN
    RAISE EXCEPTION 'citation: a citation changes only while its version is a draft'
        USING ERRCODE = 'check_violation';
END IF;
RETURN COALESCE(NEW, OLD);
"""


def fixed(*, name: str, fields: list[str], once: pgtrigger.Q) -> pgtrigger.Trigger:
    """A trigger that refuses to change `fields` once something is so. (pgtrigger.ReadOnly leaves conditions out.)"""
    changes = [pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields]
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=once & reduce(or_, changes))


def _not_among(person: str, people: str) -> Func:
    """Whether the person in one column is none of those in the other, an array."""
    # The options stand in the order of the alphabet, as migrations write them: in another they would differ for ever.
    return Func(
        F(person), F(people), arg_joiner=" <> ALL (", output_field=BooleanField(), template="(%(expressions)s))"
    )


class Provision(models.Model):
    """One matter a permit has a rule on, such as its lowest salary: what the versions of the rule hang on."""

    permit = models.ForeignKey(Permit, models.PROTECT, related_name="provisions", verbose_name=_("permit"))
    element = models.CharField(_("element"), max_length=3, choices=words.choices(Element))
    key = models.CharField(_("key"), max_length=60, help_text=_("Such as salary_min_general."))

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["permit_id", "element", "id"]
        triggers = [moves_the_stamp()]
        constraints = [
            models.UniqueConstraint(fields=["permit", "key"], name="provision_key_once_a_permit"),
            models.CheckConstraint(condition=Q(element__in=[*Element]), name="provision_element_known"),
            models.CheckConstraint(condition=Q(key__regex=r"^[a-z][a-z0-9_]*$"), name="provision_key_is_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id}/{self.key}"


class ProvisionVersion(models.Model):
    """What a provision says for a range of days, as it was put on record.

    Two times. `valid` is when the rule holds, by the jurisdiction's days, half-open; an open start or end was not read
    or does not exist, and no date is ever made up for it. `recorded_from` to `recorded_to` is when readers were shown
    it here. A correction of the past is another version with the same `valid` and a later record, so what the hub said
    on any day can be asked again.

    No two versions of one claim overlap in both times: the database refuses. Where sources contradict one another,
    each stands in a `claim` of its own.
    """

    class Status(models.TextChoices):
        """Where a version stands; the ways between are in workflow.py."""

        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        IN_REVIEW = "in_review", _("in review")
        APPROVED = "approved", _("approved")
        SCHEDULED = "scheduled", _("coming")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="versions", verbose_name=_("provision"))
    claim = models.CharField(
        _("claim"), max_length=40, blank=True, help_text=_("Tells sources apart that contradict one another.")
    )
    value: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        _("value"), null=True, blank=True, help_text=_("Typed, see values.py. Empty where the source gives none.")
    )
    text = models.TextField(_("text"), help_text=_("The rule in our own words, in English."))
    valid = DateRangeField(_("valid"), help_text=_("From the first day until the day after the last; open if unread."))
    governing_date = models.CharField(
        _("governing date"),
        max_length=20,
        blank=True,
        choices=words.choices(GoverningDate),
        help_text=_("The date of a case that decides whether this rule applies. Empty: not stated."),
    )
    indicator_date = models.CharField(
        _("governing date of the indicator"),
        max_length=20,
        blank=True,
        choices=words.choices(GoverningDate),
        help_text=_("Where the indicator of a multiple goes by another date than the rule."),
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=words.choices(Confidence))

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    authors = ArrayField(
        models.CharField(max_length=200), verbose_name=_("authors"), help_text=_("Such as “user:<uuid>”, first first.")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.CharField(_("submitted by"), max_length=200, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=200, blank=True)
    returned_reason = models.TextField(_("why it was sent back"), blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=200, blank=True)
    recorded_from = models.DateTimeField(_("on record from"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    recorded_to = models.DateTimeField(_("on record until"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=200, blank=True)
    ended_reason = models.TextField(_("why it ended"), blank=True)

    certified_by = models.CharField(
        _("certified by"), max_length=200, blank=True, help_text=_("The focal point who says it is still correct.")
    )
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    review_due = models.DateField(
        _("review due"), null=True, blank=True, help_text=_("Empty where nobody knows how old the source is.")
    )

    objects = ProvisionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a provision")
        verbose_name_plural = _("versions of provisions")
        ordering = ["provision_id", "id"]
        indexes = [models.Index(fields=["status", "review_due"], name="provisionversion_due")]
        triggers = [
            guard(PROVISION_VERSION),
            moves_the_stamp(),
            pgtrigger.Protect(
                name="provision_version_on_record_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__recorded_from__isnull=False),
            ),
            pgtrigger.Trigger(
                name="provision_version_needs_a_citation",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=NEEDS_A_CITATION,
            ),
            # What is reviewed is what is published, and what was published is what is shown again on that day.
            fixed(
                name="provision_version_submitted_is_fixed",
                fields=[
                    "provision",
                    "claim",
                    "value",
                    "text",
                    "valid",
                    "governing_date",
                    "indicator_date",
                    "confidence",
                    "authors",
                    "created_at",
                ],
                once=~pgtrigger.Q(old__status="draft"),
            ),
            fixed(
                name="provision_version_came_on_record_once",
                fields=["recorded_from", "published_by", "approved_by"],
                once=pgtrigger.Q(old__recorded_from__isnull=False),
            ),
            fixed(
                name="provision_version_left_the_record_once",
                fields=["recorded_to", "ended_by", "ended_reason"],
                once=pgtrigger.Q(old__recorded_to__isnull=False),
            ),
        ]
        constraints = [
            ExclusionConstraint(
                name="provisionversion_one_rule_at_a_time",
                violation_error_message=_("Another version of this claim is on record for some of these days."),
                expressions=[
                    ("provision", RangeOperators.EQUAL),
                    ("claim", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    (on_record(), RangeOperators.OVERLAPS),
                ],
                condition=Q(recorded_from__isnull=False),
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="provisionversion_holds_for_a_day"),
            models.CheckConstraint(condition=~Q(text=""), name="provisionversion_says_something"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__has_key="type", value__type__in=values.TYPES),
                name="provisionversion_value_has_a_type",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True)
                | ~Q(value__type="money")
                | Q(value__has_key="currency", value__currency__regex=r"^[A-Z]{3}$"),
                name="provisionversion_money_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(governing_date__in=["", *GoverningDate], indicator_date__in=["", *GoverningDate]),
                name="provisionversion_dates_known",
            ),
            models.CheckConstraint(condition=Q(confidence__in=[*Confidence]), name="provisionversion_confidence_known"),
            models.CheckConstraint(condition=Q(authors__len__gte=1), name="provisionversion_has_an_author"),
            models.CheckConstraint(condition=ends_after_it_began(), name="provisionversion_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "in_review", "approved"], recorded_from=None)
                | Q(status__in=ON_RECORD, recorded_from__isnull=False, recorded_to=None) & ~Q(published_by="")
                | Q(status="superseded", recorded_from__isnull=False, recorded_to__isnull=False) & ~Q(published_by="")
                | Q(status="withdrawn", recorded_from=None)
                | Q(status="withdrawn", recorded_from__isnull=False, recorded_to__isnull=False) & ~Q(published_by=""),
                name="provisionversion_record_fits_status",
            ),
            # A program that follows a written rule needs no second pair of eyes; a person always does.
            models.CheckConstraint(
                condition=~Q(status__in=["approved", *ON_RECORD, "superseded"])
                | ~Q(approved_by="")
                | Q(published_by__startswith="system:"),
                name="provisionversion_is_approved_first",
            ),
            models.CheckConstraint(
                condition=Q(_not_among("approved_by", "authors"))
                & (Q(published_by__startswith="system:") | Q(_not_among("published_by", "authors"))),
                name="provisionversion_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(certified_by="", certified_on=None) | Q(certified_on__isnull=False) & ~Q(certified_by=""),
                name="provisionversion_certified_says_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision} {self.valid}"

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"provision_version:{self.provision}@{self.pk}"

    @property
    def typed_value(self) -> values.Value | None:
        """The value as a struct."""
        return values.decode(self.value)

    @property
    def valid_from(self) -> date | None:
        """The first day of its range; None where the start was not read."""
        start: date | None = self.valid.lower
        return start

    @property
    def valid_to(self) -> date | None:
        """The day after the last of its range; None where it is open or was not read."""
        end: date | None = self.valid.upper
        return end

    @property
    def is_cited(self) -> bool:
        """Whether a citation stands under it."""
        return self.citations.exists()

    def has_begun(self, at: datetime) -> bool:
        """Whether its first day has begun at the moment `at`, by the jurisdiction's own clock."""
        start = self.valid_from
        return start is None or start <= self.provision.permit.jurisdiction.today(at)


class Citation(models.Model):
    """Where a version was read. Date and grade are those of the source as it was then."""

    version = models.ForeignKey(ProvisionVersion, models.CASCADE, related_name="citations", verbose_name=_("version"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", verbose_name=_("source"))
    locator = models.CharField(_("locator"), max_length=200, blank=True, help_text=_("Such as “art. 77(2)”."))
    quotation = models.TextField(_("quotation"), blank=True, help_text=_("At most 25 words."))
    evidence = models.CharField(_("evidence"), max_length=20, choices=words.choices(Evidence))
    grade = models.CharField(_("grade"), max_length=1, choices=words.choices(Grade))
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)
    read_on = models.DateField(_("read on"))

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["version_id", "grade", "id"]
        triggers = [
            moves_the_stamp(),
            pgtrigger.Trigger(
                name="citation_of_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CITATION_OF_A_DRAFT,
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["version", "source", "locator"], name="citation_once"),
            models.CheckConstraint(condition=Q(grade__in=[*Grade]), name="citation_grade_known"),
            models.CheckConstraint(condition=Q(evidence__in=[*Evidence]), name="citation_evidence_known"),
            models.CheckConstraint(condition=Q(source_date__regex=PARTIAL_DATE), name="citation_source_date"),
            models.CheckConstraint(
                condition=~Q(quotation__regex=r"^\s*(\S+\s+){25}\S"), name="citation_quotes_25_words_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.locator}".strip()
