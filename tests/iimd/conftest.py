import polars as pl
import pytest

from datasets.shelf import Shelf
from tests.iimd.shelves import PaperShelf
from web_pages.places import language

WORLD = "001"
QUARTERS = ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q3"]


def observations(columns, rows):
    """A small frame; each row holds codes, period, value and status."""
    return pl.DataFrame(rows, schema=columns, orient="row")


def _frames():
    corridor = {"REF_AREA": pl.Utf8, "COUNTERPART_AREA": pl.Utf8}
    observed = {"TIME_PERIOD": pl.Utf8, "OBS_VALUE": pl.Float64, "OBS_STATUS": pl.Utf8}
    country = {"REF_AREA": pl.Utf8} | observed
    average = corridor | {"INDICATOR": pl.Utf8} | observed
    saving = average | {
        "QUALITY": pl.Utf8,
        "PRICE_QUARTER": pl.Utf8,
        "FLOW_YEAR": pl.Utf8,
        "CORRIDORS": pl.Int64,
        "COVERAGE_PERCENT": pl.Float64,
    }
    prices = [("USA", "MEX", period, cost, "A") for period, cost in zip(QUARTERS, [4.6, 4.5, 4.0, 4.18], strict=True)]
    odd = [
        ("SAU", "SDN", "2020-Q1", -11.36, "U"),
        ("SAU", "SDN", "2020-Q3", 3.0, "B"),
        ("GBR", "IND", "2020-Q3", 2.9, "A"),
    ]
    return {
        "REM_PRICE_CORRIDOR": observations(corridor | observed, prices + odd),
        "REM_PRICE_AVERAGE": observations(
            average,
            [(WORLD, WORLD, "MEAN_SIMPLE", period, 7.0, "A") for period in QUARTERS]
            + [(WORLD, "MEX", "MEAN_SIMPLE", "2020-Q3", 4.2, "A"), ("USA", WORLD, "MEAN_SIMPLE", "2020-Q3", 5.3, "A")],
        ),
        "REM_FLOW_BILATERAL": observations(
            corridor | observed,
            [
                ("USA", "MEX", "2017", 30019.0, "E"),
                ("USA", "MEX", "2021", 52595.3, "E"),
                ("CAN", "MEX", "2021", 400.0, "E"),
                ("GBR", "IND", "2021", 4460.0, "E"),
                ("DEU", "PHL", "2021", 311.0, "E"),
                ("MEX", "USA", "2021", 712.0, "E"),
            ],
        ),
        "REM_SAVING": observations(
            saving,
            [
                ("USA", "MEX", "SAVING_3PCT", "2020-Q3", 620.8, "A", None, "2020-Q3", "2021", None, None),
                ("USA", "MEX", "SAVING_5PCT", "2020-Q3", 0.0, "A", None, "2020-Q3", "2021", None, None),
                ("SAU", "SDN", "SAVING_3PCT", "2020-Q3", None, "M", "NO_FLOW", "2020-Q3", "2021", None, None),
                (WORLD, WORLD, "SAVING_3PCT", "2020-Q3", 8970.0, "A", None, "2020-Q3", "2021", 352, 62.1),
                (WORLD, WORLD, "SAVING_5PCT", "2020-Q3", 3260.0, "A", None, "2020-Q3", "2021", 352, 62.1),
            ],
        ),
        "REM_INFLOW": observations(
            country, [("MEX", "2020", 42900.0, "A"), ("MEX", "2021", 54100.0, "A"), ("IND", "2021", 89375.0, "A")]
        ),
        "REM_OUTFLOW": observations(country, [("MEX", "2021", 1300.0, "A"), ("USA", "2021", 72700.0, "A")]),
        "REM_INFLOW_GDP": observations(country, [("MEX", "2020", 3.9, "A"), ("MEX", "2021", 4.2, "A")]),
        "REM_COST_RECEIVING": observations(country, [("MEX", "2020", 4.2, "A"), ("IND", "2020", 5.0, "A")]),
    }


@pytest.fixture
def shelf(monkeypatch):
    """Published figures on money, small but real-shaped, without an import."""
    held = {}

    def on(_cls, as_of, _room):
        key = (language(), as_of)
        frames = _frames() if as_of is None or as_of.year >= 2024 else {}
        return held.setdefault(key, PaperShelf(*key, (object(),), frames=frames))

    monkeypatch.setattr(Shelf, "on", classmethod(on))
