"""Each indicator's formula in words, for its page: how it is computed, and why it may not be measured."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

_NO_FILE = _("No file in hand gives it, so it is not measured for any country.")

FORMULAS: Final = {
    "INFLOW_USD": _(
        "Money received by the country as the World Bank and KNOMAD report it; personal transfers and pay of "
        "people who work abroad for less than a year."
    ),
    "INFLOW_GDP": _("Money received / gross domestic product × 100, as the World Development Indicators give it."),
    "CONCENTRATION": _(
        "Sum over sending countries of (money from the country / all money received)², in the last bilateral "
        "matrix. 1: all comes from one country; near 0: many equal senders."
    ),
    "VOLATILITY": _(
        "Standard deviation of the change from one year to the next, in per cent, over the last ten years; at"
        " least three changes."
    ),
    "DEPENDENCE_RISK": _(
        "Share of GDP × volatility / 100: what a usual swing of one year is worth, in per cent of GDP."
    ),
    "PRICE_MEAN": _(
        "Simple mean over surveyed corridors into the country of the cost of sending 200 dollars, in the last"
        " quarter in which the world was surveyed."
    ),
    "PRICE_SMART": _(
        "Mean over surveyed corridors into the country of the three cheapest qualifying services (SmaRT-like)."
    ),
    "PRICE_WORST": _("The highest corridor mean into the country, in the quarter of the average price."),
    "SAVING_USD": _(
        "Sum over corridors with price and flow of (cost − 3%) × flow, where the cost is above 3%. The sum "
        "sent is held fixed."
    ),
    "SAVING_SHARE": _("Saving at 3% / money received × 100."),
    "EMIGRANTS": _("People born in the country who live in another, by United Nations estimates."),
    "EMIGRANT_RATE": _("People born in the country who live in another / population × 100."),
    "INFLOW_ODA": _("Money received / official development assistance received."),
    "INFLOW_FDI": _("Money received / foreign direct investment received."),
    "SKILLED_RATE": _(
        "Emigrants of a schooling aged 25 and over / (those emigrants + residents of the same schooling) × 100."
    ),
    "DOCTORS": _("Doctors / population × 10,000."),
    "NURSES": _("Nurses / population × 10,000."),
    "RECRUITMENT_COST": _(
        "Median over workers of (recruitment cost paid / earnings of the first month abroad), numerator and "
        "denominator of the same person."
    ),
    "GOVERNANCE_COVERAGE": _(
        "Questions of the Migration Governance Indicators with a dated answer / all questions × 100."
    ),
    "RETURN_SCHEMES": _("Number of schemes that support people who return, as the country reports them."),
}
UNIT_WORDS: Final = {
    "USD_MILLION": _("million US dollars"),
    "PERCENT": _("per cent"),
    "INDEX": _("index from 0 to 1"),
    "PERSONS": _("people"),
    "RATIO": _("times"),
    "PER_10000": _("per 10,000 people"),
    "MONTHS": _("months of wage"),
    "NUMBER": _("number"),
}
WHY: Final = {"NO_SOURCE": _NO_FILE, "NO_FIGURE": _("The source has no figure for this country.")}
