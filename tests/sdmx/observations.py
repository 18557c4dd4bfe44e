"""Small observations with every oddity that a message must carry: gaps, statuses, bounds, marks that need escaping."""

from __future__ import annotations

from typing import Any

SENDERS = ("CHE", "DEU", "FRA", "USA")
RECEIVERS = ("IND", "MEX", "PHL")


def matrix(scale: float = 1.0) -> list[dict[str, Any]]:
    """Twelve corridors in two years; one value is missing."""
    return [
        _flow(sender, receiver, year, None if (sender, receiver) == ("CHE", "IND") else scale * (10 * i + j) / 7 + 1)
        for i, sender in enumerate(SENDERS)
        for j, receiver in enumerate(RECEIVERS)
        for year in ("2020", "2021")
    ]


def _flow(sender: str, receiver: str, year: str, value: float | None) -> dict[str, Any]:
    return {
        "REF_AREA": sender,
        "COUNTERPART_AREA": receiver,
        "TIME_PERIOD": year,
        "OBS_VALUE": value,
        "OBS_STATUS": "A" if value is not None else "M",
        "LOWER_BOUND": value * 0.9 if value is not None and receiver == "PHL" else None,
        "UPPER_BOUND": value * 1.1 if value is not None and receiver == "PHL" else None,
    }


def _price(
    sender: str, receiver: str, quarter: str, value: float, status: str = "A", remark: str | None = None
) -> dict[str, Any]:
    return {
        "REF_AREA": sender,
        "COUNTERPART_AREA": receiver,
        "TIME_PERIOD": quarter,
        "OBS_VALUE": value,
        "OBS_STATUS": status,
        "QUALITY": remark,
    }


PRICES = [
    _price("GBR", "IND", "2020-Q1", 2.9),
    _price("GBR", "IND", "2020-Q2", 3.1),
    _price("GBR", "IND", "2020-Q3", 1e-05),
    _price("SAU", "SDN", "2020-Q1", -11.36, "U", 'below <nought> & "odd", said\nJean d’Arc\\'),
    _price("SAU", "SDN", "2020-Q3", 3.0, "B"),
    _price("USA", "MEX", "2020-Q4", 4.18, "A", "plain"),
    _price("USA", "MEX", "2021-Q1", 3.333333333333333),
]

SAVINGS = [
    {
        "REF_AREA": "USA",
        "COUNTERPART_AREA": "MEX",
        "INDICATOR": "SAVING_3PCT",
        "TIME_PERIOD": "2020-Q3",
        "OBS_VALUE": 620.8,
        "CORRIDORS": 352,
        "COVERAGE_PERCENT": 62.1,
    },
    {
        "REF_AREA": "SAU",
        "COUNTERPART_AREA": "SDN",
        "INDICATOR": "SAVING_3PCT",
        "TIME_PERIOD": "2020-Q3",
        "OBS_VALUE": None,
        "OBS_STATUS": "M",
        "QUALITY": "NO_FLOW",
    },
]
