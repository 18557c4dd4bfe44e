"""What an observation is: the codes of SDMX's CL_OBS_STATUS that the hub uses. Pure.

Source: SDMX Global Registry, code list CL_OBS_STATUS 2.3.
"""

from __future__ import annotations

from typing import Final

OBS_STATUSES: Final = frozenset("ABDEFGHIJKLMNOPQSTUVW")
MEASURED, ESTIMATED, PROVISIONAL, FORECAST, IMPUTED, MISSING = "A", "E", "P", "F", "I", "M"

# Missing, missing by design of the source (L: it exists but was not collected), holiday, suspended, confidential.
WITHOUT_VALUE: Final = frozenset("HLMQS")
