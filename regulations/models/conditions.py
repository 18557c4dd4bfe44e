"""A permit's conditions as a tree of predicates that rules/ evaluates."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regulations.models.permits import Permit
from regulations.models.stamps import moves_the_stamp
from regulations.models.times import ends_after_it_began, on_record


class ConditionSet(models.Model):
    """The conditions of a permit as they stood on record. A permit without one is "not yet encoded".

    Its leaves point to provisions, so amounts switch in time by themselves and a tree only changes with the shape of
    the law.
    """

    permit = models.ForeignKey(Permit, models.PROTECT, related_name="condition_sets", verbose_name=_("permit"))
    tree: models.JSONField[dict[str, object], dict[str, object]] = models.JSONField(
        _("tree"), help_text=_("As rules/ decodes it.")
    )
    recorded_from = models.DateTimeField(_("on record from"))
    recorded_to = models.DateTimeField(_("on record until"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=200)

    class Meta:
        verbose_name = _("conditions of a permit")
        verbose_name_plural = _("conditions of permits")
        triggers = [moves_the_stamp()]
        constraints = [
            ExclusionConstraint(
                name="conditionset_one_at_a_time",
                expressions=[("permit", RangeOperators.EQUAL), (on_record(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=ends_after_it_began(), name="conditionset_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(published_by=""), name="conditionset_says_who"),
        ]

    def __str__(self) -> str:
        return self.permit_id
