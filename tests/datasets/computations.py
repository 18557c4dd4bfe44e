"""What the derived datasets of the tests are computed with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl


def total(inputs: Mapping[str, pl.DataFrame], parameters: Mapping[str, Any]) -> pl.DataFrame:
    """Both sexes together."""
    return inputs["TEST_FLOW"].group_by("REF_AREA", "TIME_PERIOD").agg(pl.col("OBS_VALUE").sum())


def converted(inputs: Mapping[str, pl.DataFrame], parameters: Mapping[str, Any]) -> pl.DataFrame:
    """The totals times the rate times a factor."""
    joined = inputs["TEST_TOTAL"].join(inputs["TEST_RATE"], on=["REF_AREA", "TIME_PERIOD"], suffix="_RATE")
    value = pl.col("OBS_VALUE") * pl.col("OBS_VALUE_RATE") * parameters["factor"]
    return joined.select("REF_AREA", "TIME_PERIOD", OBS_VALUE=value)
