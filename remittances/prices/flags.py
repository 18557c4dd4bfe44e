"""What is odd about a service's price: rules that put a flag on a row and never change what was printed. Pure.

A table of services has a row a service and amount with the columns of REM_PRICE_SERVICE: OBS_VALUE (total cost, per
cent, as printed), MARGIN, FEE, SENT (amount in the sending currency), RATE, INTERBANK, TRANSPARENT, NOTE. Each rule is
an expression that is true where it applies; its docstring says what was seen and what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import polars as pl

from remittances.prices import codes
from remittances.prices.formulas import MARGIN_TOLERANCE, TOTAL_TOLERANCE

Rule = Callable[[], pl.Expr]

TOTAL, MARGIN, FEE, SENT = pl.col("OBS_VALUE"), pl.col("MARGIN"), pl.col("FEE"), pl.col("SENT")
RATE, INTERBANK, NOTE = pl.col("RATE"), pl.col("INTERBANK"), pl.col("NOTE").fill_null("").str.to_lowercase()
# Binary fractions of decimals such as 0.01 are a little off; a thousandth of the tolerance is no difference.
_SLACK = 1.001
DOLLARS: Final = MappingProxyType({codes.USD200: 200.0, codes.USD500: 500.0})
# Share by which an amount may be off before its currency is doubted, and an interbank rate before its currency is.
AMOUNT_OFF, RATE_OFF = 0.20, 0.05
PEERS = ("REF_AREA", "TIME_PERIOD", "AMOUNT", "CURRENCY")
CORRIDOR = ("REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "AMOUNT")


def rate_undisclosed() -> pl.Expr:
    """`transparent = no`: margin 0 and both rates 1 in over 99 % of 7,418 rows. The nought is unknown, not free.

    The printed total is the fee alone: out of all averages, listed without a rank.
    """
    return pl.col("TRANSPARENT") == codes.NO


def same_currency() -> pl.Expr:
    """Margin 0, disclosed, and no exchange: both rates are 1, or the note speaks of dollars or euros. Kept."""
    no_exchange = (RATE == 1) & (INTERBANK == 1)
    return _zero_margin() & (no_exchange | NOTE.str.contains(r"\b(?:usd|eur|dollars?|euros?)\b|same currency"))


def zero_margin() -> pl.Expr:
    """Margin 0 and disclosed, without a reason in sight: 12.9 to 19.5 % of transparent rows. Kept, and said."""
    return _zero_margin() & ~same_currency()


def _zero_margin() -> pl.Expr:
    return (pl.col("TRANSPARENT") == codes.YES) & (MARGIN == 0)


def negative_margin() -> pl.Expr:
    """A better rate than the market's (10,970 rows): a promotion, or a rate that is not the market's. Kept."""
    return MARGIN < 0


def negative_total() -> pl.Expr:
    """A total below nought (1,435 rows). Stays in means, as the World Bank keeps it; is nobody's "cheapest"."""
    return TOTAL < 0


def promotion() -> pl.Expr:
    """The note speaks of a promotion, campaign or discount: no price to count on. Kept; nobody's "cheapest"."""
    return NOTE.str.contains("promotion|campaign|discount|special offer")


def undefined() -> pl.Expr:
    """Amount or interbank rate nought (103 rows and 1): there is no percentage. The value becomes null."""
    return (SENT == 0) | (INTERBANK == 0)


def total_differs() -> pl.Expr:
    """The printed total is more than 0.01 points away from F/A x 100 + margin. The printed one stays the record."""
    return (FEE / SENT * 100 + MARGIN - TOTAL).abs().round(6) > TOTAL_TOLERANCE * _SLACK


def margin_differs() -> pl.Expr:
    """The printed margin is more than 0.1 points away from (1 - r/m) x 100; not asked where the rate is undisclosed."""
    computed = (1 - RATE / INTERBANK) * 100
    return ~rate_undisclosed() & ((computed - MARGIN).abs().round(6) > MARGIN_TOLERANCE * _SLACK)


def currency_doubtful() -> pl.Expr:
    """The amount is over 20 % off what the same sum is in its currency: mislabelled, but percentages are still right.

    Seen: 200 "RWF" with a fee of 19 and a rate of 121.85, that is US dollars. Compared with the median of the other
    rows of the country, quarter and currency, not with the market: amounts are rounded once and kept for years (18,000
    KES were 200 dollars long ago), so the market alone would flag every row of Kenya.
    """
    usual = SENT.median().over(PEERS)
    return ((SENT / usual - 1).abs() > AMOUNT_OFF) & (usual > 0)


def other_payout_currency() -> pl.Expr:
    """Quoted in another currency than most services of the corridor: the interbank rate is over 5 % off the median.

    The payout currency is not recorded. Western Union quotes Kenya to South Sudan in dollars, to Tanzania in shillings.
    """
    usual = INTERBANK.median().over(CORRIDOR)
    return ((INTERBANK / usual - 1).abs() > RATE_OFF) & (usual > 0)


def near_duplicate() -> pl.Expr:
    """Another service of the firm in the corridor has the same price, with another pick-up or instrument.

    Kept for the official mean; one line for consumers.
    """
    return (pl.len().over([*CORRIDOR, "FIRM", "OBS_VALUE"]) > 1) & TOTAL.is_not_null()


# Flag to rule, in the order in which readers meet them.
RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "RATE_UNDISCLOSED": rate_undisclosed,
        "SAME_CURRENCY": same_currency,
        "ZERO_MARGIN": zero_margin,
        "NEGATIVE_MARGIN": negative_margin,
        "NEGATIVE_TOTAL": negative_total,
        "PROMOTION": promotion,
        "UNDEFINED": undefined,
        "TOTAL_DIFFERS": total_differs,
        "MARGIN_DIFFERS": margin_differs,
        "CURRENCY_DOUBTFUL": currency_doubtful,
        "OTHER_PAYOUT_CURRENCY": other_payout_currency,
        "NEAR_DUPLICATE": near_duplicate,
    }
)
# A service with one of these is never called the cheapest unless a reader asks for it: unknown, or nothing to count on.
NOT_CHEAPEST: Final = ("RATE_UNDISCLOSED", "NEGATIVE_MARGIN", "NEGATIVE_TOTAL", "PROMOTION", "UNDEFINED")


def flagged(services: pl.DataFrame) -> pl.DataFrame:
    """The services with QUALITY, their flags between blanks (null for none), and null totals where undefined."""
    flags = [pl.when(rule().fill_null(value=False)).then(pl.lit(flag)) for flag, rule in RULES.items()]
    quality = pl.concat_str(flags, separator=" ", ignore_nulls=True)
    return services.with_columns(
        pl.when(quality != "").then(quality).alias("QUALITY"),
        pl.when(undefined().fill_null(value=False)).then(None).otherwise(TOTAL).alias("OBS_VALUE"),
    )


def has(flag: str) -> pl.Expr:
    """True for the rows that carry a flag."""
    return pl.col("QUALITY").fill_null("").str.split(" ").list.contains(flag)


def payout_currency(interbank: float, candidates: Mapping[str, float]) -> str | None:
    """The currency whose rate on the day is nearest to a quoted interbank rate, within 5 %; None where none is.

    `candidates` are units of each currency for one unit sent. Receivers may be paid in dollars or euros as well.
    """
    off = {name: abs(interbank / rate - 1) for name, rate in candidates.items() if rate > 0}
    nearest = min(off, key=lambda name: (off[name], name), default=None)
    return nearest if nearest is not None and off[nearest] <= RATE_OFF else None


def parallel_rate(mean_percent: float, interbank: float | None = None, official: float | None = None) -> bool:
    """Whether a corridor's prices are held against a rate that is not the market's.

    Its mean is below nought (Saudi Arabia to Sudan 2017: -11.36), or the interbank rate used is over 5 % off the
    official one of the day, where both are known. Such a corridor is left out of savings.
    """
    if mean_percent < 0:
        return True
    return bool(interbank and official and abs(interbank / official - 1) > RATE_OFF)
