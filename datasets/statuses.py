"""What an observation is: the codes of SDMX's CL_OBS_STATUS that the hub uses. Pure; labels in codelists/.

Source: SDMX Global Registry, code list CL_OBS_STATUS 2.3.
"""

from __future__ import annotations

from typing import Final

OBS_STATUSES: Final = frozenset("ABDEFGHIJKLMNOPQSUVW")
MEASURED, ESTIMATED, PROVISIONAL, FORECAST, IMPUTED, MISSING = "A", "E", "P", "F", "I", "M"

# Holiday, not collected, missing, missing in the source, suppressed, strike: those without a value, and no others.
WITHOUT_VALUE: Final = frozenset("HLMOQS")
