"""How many requests a client may make, counted in Redis with one atomic step each, so that many web processes share it.

A fixed window. What costs us nothing costs the client nothing: HEAD and 304 are given back (see `web_api.middleware`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Budget:
    """What a client may ask in the current window, and what is left of it."""

    tier: str
    limit: int
    window: int
    used: int
    key: str
    resets_in: int

    @property
    def spent(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers-10."""
        return {
            "RateLimit-Policy": f'"{self.tier}";q={self.limit};w={self.window}',
            "RateLimit": f'"{self.tier}";r={max(self.limit - self.used, 0)};t={self.resets_in}',
        }


def spend(tier: str, holder: str, *, now: float) -> Budget:
    """Counts one request. The counter lives for two windows, so it cannot vanish between the two steps."""
    limit, window = rate_of(tier)
    number, passed = divmod(int(now), window)
    key = f"api:budget:{tier}:{holder}:{number}"
    try:
        used = cache.incr(key)
    except ValueError:  # the first request of the window
        cache.add(key, 0, timeout=2 * window)
        used = cache.incr(key)
    return Budget(tier, limit, window, used, key, window - passed)


def give_back(request: HttpRequest) -> None:
    """For an answer that cost nothing."""
    budget: Budget | None = getattr(request, "budget", None)
    if budget:
        request.budget = Budget(  # type: ignore[attr-defined]
            budget.tier, budget.limit, budget.window, cache.decr(budget.key), budget.key, budget.resets_in
        )


def rate_of(tier: str) -> tuple[int, int]:
    """Requests and seconds of a tier, from settings such as "600/minute"; an unnamed tier gets the anonymous rate."""
    rates: dict[str, str] = settings.API_RATES
    count, _, unit = rates.get(tier, rates[ANONYMOUS]).partition("/")
    return int(count), SECONDS[unit]
