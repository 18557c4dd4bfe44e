"""SmaRT, "small remitter target": what sending costs somebody who looks around. Pure.

The mean total cost of the three cheapest services of a corridor, at 200 US dollars, that disclose their rate, bring the
money in five days or less, and are within reach. The exact thresholds of reach stand in a note of 2016 of which only
the opening could be read: they are data here (`AccessRule`), and the result is called SmaRT-like until a published
corridor value is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from remittances.prices import codes
from remittances.prices.averages import CORRIDOR, counted

TAKEN = 3
MOST_DAYS = 5
THIN, NONE_QUALIFIES = "THIN", "NO_QUALIFYING_SERVICE"
ANY = "*"


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Whether services of an instrument, in receiving countries, are within reach given their network's coverage.

    "*" stands for any country or instrument. `coverages` are those that suffice: HIGH, MEDIUM, LOW, or "_U" where the
    source does not say.
    """

    coverages: tuple[str, ...]
    country: str = ANY
    instrument: str = ANY

    @classmethod
    def read(cls, rules: Iterable[Mapping[str, Any]]) -> tuple[AccessRule, ...]:
        """The rules of a definition's parameters."""
        return tuple(cls(**{**rule, "coverages": tuple(rule["coverages"])}) for rule in rules)

    def applies(self) -> pl.Expr:
        """True for the services the rule speaks of."""
        country = pl.lit(self.country == ANY) | (pl.col("COUNTERPART_AREA") == self.country)
        return country & (pl.lit(self.instrument == ANY) | (pl.col("INSTRUMENT") == self.instrument))

    def suffices(self) -> pl.Expr:
        """True where the coverage is enough."""
        return pl.col("COVERAGE").fill_null(codes.UNKNOWN).is_in(self.coverages)


# Without better knowledge: any network that is not called low, and those the source says nothing of.
DEFAULT_RULES = (AccessRule((codes.HIGH, codes.MEDIUM, codes.UNKNOWN)),)


def accessible(rules: Sequence[AccessRule]) -> pl.Expr:
    """Whether a service is within reach by the first rule that speaks of it; not, where none does."""
    decided = pl.lit(value=False)
    for rule in reversed(rules):
        decided = pl.when(rule.applies()).then(rule.suffices()).otherwise(decided)
    return decided


def qualifying(services: pl.DataFrame, rules: Sequence[AccessRule] = DEFAULT_RULES) -> pl.DataFrame:
    """The services SmaRT may choose from: 200 dollars, disclosed, in five days at most, within reach."""
    in_time = pl.col("SPEED").is_in([speed for speed, days in codes.DAYS.items() if days <= MOST_DAYS])
    return counted(services).filter(pl.col("AMOUNT") == codes.USD200, in_time, accessible(rules))


def corridors(
    services: pl.DataFrame, rules: Sequence[AccessRule] = DEFAULT_RULES, *, by_firm: bool = False
) -> pl.DataFrame:
    """SMART of each corridor and quarter with the SERVICES it is the mean of, and QUALITY.

    None qualifies: no value and NO_QUALIFYING_SERVICE, never nought. One or two: their mean and THIN. Of equal prices
    the first by id is taken, which leaves the mean the same. `by_firm` takes the cheapest service of each firm, since
    three rows can be one firm; the official figure does not.
    """
    key = [*CORRIDOR, "TIME_PERIOD"]
    ordered = qualifying(services, rules).sort(*key, "OBS_VALUE", "SERVICE")
    if by_firm:
        ordered = ordered.unique([*key, "FIRM"], keep="first", maintain_order=True)
    found = (
        ordered.group_by(key, maintain_order=True)
        .head(TAKEN)
        .group_by(key, maintain_order=True)
        .agg(
            pl.col("OBS_VALUE").mean().alias("SMART"),
            pl.len().cast(pl.Int64).alias("SERVICES"),
            pl.col("FIRM").n_unique().cast(pl.Int64).alias("FIRMS"),
        )
    )
    surveyed = services.filter(pl.col("AMOUNT") == codes.USD200).select(key).unique()
    quality = (
        pl.when(pl.col("SMART").is_null())
        .then(pl.lit(NONE_QUALIFIES))
        .when(pl.col("SERVICES") < TAKEN)
        .then(pl.lit(THIN))
    )
    counts = (pl.col("SERVICES").fill_null(0), pl.col("FIRMS").fill_null(0))
    return surveyed.join(found, on=key, how="left").with_columns(*counts, quality.alias("QUALITY")).sort(key)


def world(of_corridors: pl.DataFrame) -> pl.DataFrame:
    """Global SmaRT of each quarter: the simple mean over corridors that have one (to confirm), and who has none."""
    value, quality = pl.col("SMART"), pl.col("QUALITY")
    return (
        of_corridors.group_by("TIME_PERIOD")
        .agg(
            value.mean(),
            value.count().cast(pl.Int64).alias("CORRIDORS"),
            (quality == NONE_QUALIFIES).sum().cast(pl.Int64).alias("WITHOUT"),
            (quality == THIN).sum().cast(pl.Int64).alias("THIN"),
        )
        .sort("TIME_PERIOD")
    )
