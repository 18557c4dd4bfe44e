"""How far a mean of listed services could be off. Pure.

A percentile bootstrap over the services: the spread of the sample that was listed, not of what customers pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

DRAWS = 2000
# Any seed would do: bounds differ by two or three tenths from one to the next. This one gives the check value of the
# method, 7.95 to 17.17 for Kenya to Tanzania in 2025 Q3.
SEED = 2991
LEVEL_PERCENT = 95.0


@lru_cache(maxsize=512)
def _draws(services: int) -> npt.NDArray[np.int64]:
    """Which services each draw takes: the same for every group of a size, so that figures can be rebuilt."""
    return np.random.default_rng(SEED).integers(0, services, (DRAWS, services))


def mean_band(costs: Sequence[float]) -> tuple[float, float] | None:
    """(lower, upper) of the mean at 95 %; None for fewer than two services, whose spread is not known.

    The order of the services does not matter, and the mean lies within.
    """
    if len(costs) < 2:
        return None
    ordered = np.sort(np.asarray(costs, dtype=np.float64))
    means = ordered[_draws(len(ordered))].mean(axis=1)
    outside = (100.0 - LEVEL_PERCENT) / 2
    lower, upper = np.percentile(means, [outside, 100.0 - outside])
    mean = ordered.mean()
    return float(min(lower, mean)), float(max(upper, mean))
