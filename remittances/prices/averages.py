"""Average prices over services: of a corridor, a country, a kind of provider, the world. Pure.

Means are over **services**, not firms and not corridors, as the World Bank takes them: the 33 corridor means of the
United Kingdom in 2025 Q3 give 4.614 weighted by their services, as printed, and 5.044 unweighted. Only services that
disclose their rate count; outliers (-58.9 to 307.2) are never trimmed in the official figure: median and trimmed mean
stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from remittances.prices import codes

COST, TOTAL = pl.col("OBS_VALUE"), "TOTAL"
CORRIDOR = ("REF_AREA", "COUNTERPART_AREA")
# Share of the services cut off at each end for the trimmed mean.
TRIMMED_SHARE = 0.10
# An international money transfer operator is one present in at least this share of the corridors (to confirm).
INTERNATIONAL_SHARE = 0.85
# Kinds of service whose rule could not be read in its primary source; figures by them are marked so.
TO_CONFIRM: Final = ("MTO_INTERNATIONAL", "DIGITAL", "NON_DIGITAL", "DIGITAL_MTO")
ONLINE_ACCESS = ("ONLINE", "SELF_SERVICE")


def counted(services: pl.DataFrame) -> pl.DataFrame:
    """The services that averages are taken over: rate disclosed, and a total to take."""
    return services.filter(pl.col("TRANSPARENT") == codes.YES, COST.is_not_null())


def left_out(services: pl.DataFrame, rules: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The services without those that named rules leave out of the simple average of the world.

    A rule has `name`, `until` (the last quarter it holds for) and `senders` or `firms`: the notes of the workbook say
    that Russia and ex-Soviet providers were left out, without saying from when to when, so the rule is data.
    """
    for rule in rules:
        firm = pl.col("FIRM").fill_null("").str.to_lowercase()
        named = pl.col("REF_AREA").is_in(rule.get("senders", []))
        named = named | firm.is_in([each.lower() for each in rule.get("firms", [])])
        services = services.filter(~(named & (pl.col("TIME_PERIOD") <= rule["until"])))
    return services


def means(services: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """MEAN, MEDIAN and TRIMMED mean of the counted services in each group, with SERVICES, FIRMS and CORRIDORS."""
    cut = (pl.len() * TRIMMED_SHARE).floor().cast(pl.Int64)
    return (
        services.sort(*by, "OBS_VALUE")
        .group_by(*by, maintain_order=True)
        .agg(
            COST.mean().alias("MEAN"),
            COST.median().alias("MEDIAN"),
            COST.slice(cut, pl.len() - 2 * cut).mean().alias("TRIMMED"),
            pl.len().cast(pl.Int64).alias("SERVICES"),
            pl.col("FIRM").n_unique().cast(pl.Int64).alias("FIRMS"),
            pl.struct(CORRIDOR).n_unique().cast(pl.Int64).alias("CORRIDORS"),
            COST.alias("COSTS"),
        )
    )


def broken_down(services: pl.DataFrame) -> pl.DataFrame:
    """The services once for each kind they are of, in the column BREAKDOWN: TOTAL, TYPE_BANK, CHANNEL_DIGITAL, …

    A service that takes two means of payment is of both kinds. What is not known makes no kind.
    """
    kinds = [
        services.with_columns(pl.lit(TOTAL).alias("BREAKDOWN")),
        _kinds(services, "FIRM_TYPE", "TYPE"),
        _kinds(services, "SPEED", "SPEED"),
        _kinds(services, "PICKUP", "PICKUP"),
        _kinds(services, "REGION", "REGION"),
        _kinds(services.with_columns(pl.col("INSTRUMENTS").str.split(" ")).explode("INSTRUMENTS"), "INSTRUMENTS", "BY"),
    ]
    kinds += [
        services.filter(rule.fill_null(value=False)).with_columns(pl.lit(name).alias("BREAKDOWN"))
        for name, rule in _CHANNELS.items()
    ]
    kinds.append(international(services).with_columns(pl.lit("MTO_INTERNATIONAL").alias("BREAKDOWN")))
    return pl.concat(kinds, how="diagonal_relaxed")


def _kinds(services: pl.DataFrame, column: str, prefix: str) -> pl.DataFrame:
    known = services.filter(pl.col(column).is_not_null(), ~pl.col(column).is_in([codes.UNKNOWN, ""]))
    return known.with_columns(pl.concat_str(pl.lit(f"{prefix}_"), column).alias("BREAKDOWN"))


def digital() -> pl.Expr:
    """Sent online or self-assisted, received into an account or wallet (to confirm); null where that is not known."""
    known = pl.col("ACCESS").is_not_null() & (pl.col("PICKUP") != codes.UNKNOWN)
    into_account = pl.col("PICKUP").is_in(["BANK_ACCOUNT", "WALLET"])
    return pl.when(known).then(pl.col("ACCESS").is_in(ONLINE_ACCESS) & into_account)


_CHANNELS: Final = {
    "DIGITAL": digital(),
    "NON_DIGITAL": ~digital(),
    "DIGITAL_MTO": digital() & (pl.col("FIRM_TYPE") == "MTO"),
}


def international(services: pl.DataFrame) -> pl.DataFrame:
    """Services of money transfer operators that serve at least 85 % of the corridors of the quarter (to confirm)."""
    when = ["TIME_PERIOD", "AMOUNT"]
    corridors = services.group_by(when).agg(pl.struct(CORRIDOR).n_unique().alias("_ALL"))
    operators = (
        services.filter(pl.col("FIRM_TYPE") == "MTO")
        .group_by(*when, "FIRM")
        .agg(pl.struct(CORRIDOR).n_unique().alias("_SERVED"))
        .join(corridors, on=when)
        .filter(pl.col("_SERVED") >= INTERNATIONAL_SHARE * pl.col("_ALL"))
        .select(*when, "FIRM")
    )
    return services.filter(pl.col("FIRM_TYPE") == "MTO").join(operators, on=[*when, "FIRM"], how="semi")
