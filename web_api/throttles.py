"""Refuses what goes beyond a client's budget: by address for strangers, by key for those who have one."""

from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

from web_api.budgets import ANONYMOUS, Budget, spend

if TYPE_CHECKING:  # DRF reads this module while it makes its own view class
    from rest_framework.request import Request
    from rest_framework.views import APIView


class BudgetThrottle(BaseThrottle):
    """Refuses what goes beyond the budget of the tier, and leaves the count on the request for the headers."""

    budget: Budget | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        tier = getattr(request.auth, "tier", None) or ANONYMOUS
        holder = f"key:{request.auth.pk}" if request.auth else network_of(self.get_ident(request))
        try:
            self.budget = spend(str(tier), holder, now=time.time())
        except RedisError:
            # Public data stays readable while the counter is away; /healthz tells the people who look after it.
            return True
        request._request.budget = self.budget  # type: ignore[attr-defined]  # where the middleware finds it
        return not self.budget.spent

    def wait(self) -> float | None:
        return self.budget.resets_in if self.budget else None


def network_of(address: str | None) -> str:
    """An IPv6 client owns a whole /64, so that is what is counted."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
