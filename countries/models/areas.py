"""M49 areas: the world, its regions, and the groups of countries the United Nations keeps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from countries.models.naming import Named, names_complete
from countries.vocabulary import WORLD, AreaKind


class Area(Named):
    """A region or group of the UN's Standard Country or Area Codes for Statistical Use (M49)."""

    class Kind(models.TextChoices):
        WORLD = AreaKind.WORLD.value, _("World")
        REGION = AreaKind.REGION.value, _("Region")
        SUBREGION = AreaKind.SUBREGION.value, _("Sub-region")
        INTERMEDIATE = AreaKind.INTERMEDIATE.value, _("Intermediate region")
        GROUP = AreaKind.GROUP.value, _("Group of countries")

    code = models.CharField(
        _("M49 code"), max_length=3, primary_key=True, help_text=_("Three digits; 001 is the world.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("The next larger area; the world has none, groups stand directly under the world."),
    )
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("For groups whose members change: the day of this list.")
    )

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{3}$"), name="area_code_is_three_digits"),
            models.CheckConstraint(
                condition=models.Q(code=WORLD, kind=AreaKind.WORLD.value, parent=None)
                | (~models.Q(code=WORLD) & ~models.Q(kind=AreaKind.WORLD.value) & models.Q(parent__isnull=False)),
                name="area_world_alone_has_no_parent",
            ),
            models.CheckConstraint(condition=~models.Q(parent=models.F("code")), name="area_is_not_its_own_parent"),
            names_complete("area_names_complete"),
        ]


class Membership(models.Model):
    """A country belongs to an area: one row for each step of the tree and for each group.

    The tree is written out, so that "all of Africa" is one index scan and needs no recursion.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("area"))
    country = models.ForeignKey(
        "countries.Country", on_delete=models.CASCADE, related_name="memberships", verbose_name=_("country")
    )

    class Meta:
        verbose_name = _("membership of an area")
        verbose_name_plural = _("memberships of areas")
        constraints = [models.UniqueConstraint(fields=["area", "country"], name="membership_once_an_area")]

    def __str__(self) -> str:
        return f"{self.country_id} ∈ {self.area_id}"
