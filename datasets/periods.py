"""How periods are written. One way in a dataset, so that they sort as text. Pure.

SDMX calls these the observational time period: Gregorian year, year and month, day, reporting quarter.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

Frequency = Literal["year", "quarter", "month", "day"]

PATTERNS: Final[dict[Frequency, str]] = {
    "year": r"\d{4}",
    "quarter": r"\d{4}-Q[1-4]",
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "day": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
}
EXAMPLES: Final[dict[Frequency, str]] = {
    "year": "2021",
    "quarter": "2020-Q3",
    "month": "2024-05",
    "day": "2024-05-01",
}
SDMX_FREQUENCY: Final[dict[Frequency, str]] = {"year": "A", "quarter": "Q", "month": "M", "day": "D"}


def is_period(text: str, frequency: Frequency) -> bool:
    """Whether `text` names a period of this frequency; 2023-02-30 does not."""
    if not re.fullmatch(PATTERNS[frequency], text, re.ASCII):
        return False
    if frequency != "day":
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
