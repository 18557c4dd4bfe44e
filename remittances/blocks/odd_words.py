"""Why a number is odd, in words: every flag of a price, for readers who open the note."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

# Flag: what stands on the badge, and the note that opens.
NOTES: Final = {
    "RATE_UNDISCLOSED": (
        _("rate not disclosed"),
        _(
            "The provider does not say at which rate it changes the money. The figure is its fee alone; what the rate "
            "takes is unknown, not nought. It takes no part in averages and is never called the cheapest."
        ),
    ),
    "SAME_CURRENCY": (
        _("no exchange"),
        _("The money is paid out in the currency in which it is sent, or in dollars or euros: the rate takes nothing."),
    ),
    "ZERO_MARGIN": (
        _("no margin"),
        _("The provider’s rate equals the market’s, or the survey did not learn the real one."),
    ),
    "NEGATIVE_MARGIN": (
        _("better than the market"),
        _(
            "The rate is better than the market’s: a promotion, or an official rate that is not the market’s. It stays "
            "in the average, as the World Bank keeps it, and is not called the cheapest."
        ),
    ),
    "NEGATIVE_TOTAL": (
        _("below nought"),
        _("Fee and margin together are below nought: the sender would gain. Nobody should count on it."),
    ),
    "PROMOTION": (
        _("promotion"),
        _("The price was a promotion, campaign or discount when it was surveyed; it may be over."),
    ),
    "UNDEFINED": (
        _("no percentage"),
        _("The amount or the interbank rate was noted as nought; nothing can be computed."),
    ),
    "TOTAL_DIFFERS": (
        _("does not add up"),
        _("The printed total is not the sum of fee and margin. The printed figure is kept."),
    ),
    "MARGIN_DIFFERS": (
        _("margin does not fit"),
        _("The printed margin does not follow from the printed rates. The printed figure is kept."),
    ),
    "CURRENCY_DOUBTFUL": (
        _("currency doubtful"),
        _(
            "The amount seems to be in another currency than the survey says, such as dollars noted as francs. The "
            "percentages are right all the same."
        ),
    ),
    "OTHER_PAYOUT_CURRENCY": (
        _("other payout currency"),
        _("This service is quoted in another currency than most of this corridor, often in dollars."),
    ),
    "NEAR_DUPLICATE": (
        _("listed more than once"),
        _("The same provider offers this price with another way of paying or picking up. Each counts in the average."),
    ),
}
