"""Names of the reference values that thresholds are multiples of."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise] = {
    "DE.BBG.RV.annual": _("the annual ceiling of pension contributions (Germany)"),
    "ES.EUBC.threshold": _("the threshold of the EU Blue Card (Spain)"),
    "ES.IPREM.monthly": _("the monthly public income index IPREM (Spain)"),
    "ES.SMI.full_time_annual": _("the annual full-time minimum wage (Spain)"),
    "ES.SMI.monthly": _("the monthly minimum wage (Spain)"),
    "ES.mean_gross_annual": _("the mean gross annual salary (Spain)"),
    "FR.reference_mean_gross_annual": _("the reference mean gross annual salary (France)"),
    "MS.mean_gross_annual": _("the mean gross annual salary of the member state"),
    "SE.median_monthly": _("the median monthly salary (Sweden)"),
}


def name(code: str) -> str:
    """The name of a reference indicator; its code where nobody has named it yet."""
    return str(NAMES.get(code, code))
