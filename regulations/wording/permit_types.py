"""Names of the kinds of permits that are compared across countries."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise] = {
    "eu-blue-card": _("EU Blue Card"),
    "highly-skilled": _("Highly skilled employment"),
    "skilled": _("Skilled employment"),
    "any-skill": _("Employment at any skill level"),
    "seasonal": _("Seasonal work"),
    "transfer": _("Intra-corporate transfer"),
    "job-search": _("Job search"),
    "self-employment": _("Self-employment, business and remote work"),
}
