"""The edge: may the person behind this request? Decorator and mixin for pages; api.py has the same for programs.

Only here is the session known, so only here is the second factor asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import View

from accounts.models import User
from accounts.permissions import Refusal, SecondFactor, explain

if TYPE_CHECKING:
    from accounts.querysets import Subject


def person_behind(request: HttpRequest) -> User:
    """The person who is signed in, for views that let nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def second_factor_in(request: HttpRequest) -> SecondFactor:
    """What this session has shown: a code of the authenticator app (or a recovery code) at sign-in or since."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return SecondFactor.USED
    if not isinstance(request.user, User) or not is_mfa_enabled(request.user):
        return SecondFactor.MISSING
    records = get_authentication_records(request, request.user)
    return SecondFactor.USED if any(record["method"] == "mfa" for record in records) else SecondFactor.UNUSED


def explain_request(
    request: HttpRequest,
    permission: str,
    *,
    on: Subject | None = None,
    done_by: User | Iterable[User | None] | None = None,
) -> Refusal | None:
    """`permissions.explain` for the person behind the request, second factor included. None means: go ahead."""
    return explain(request.user, permission, on=on, done_by=done_by, second_factor=second_factor_in(request))


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    """To sign-in for a visitor; for everybody else a page that says why, and where to go where that mends it."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else None
    if refusal.code == "signed_out":
        return redirect_to_login(here or reverse("account_home"))
    remedies = {"second_factor_missing": "mfa_activate_totp", "second_factor_unused": "mfa_reauthenticate"}
    remedy = reverse(remedies[refusal.code]) if refusal.code in remedies else None
    if remedy and here:
        remedy = f"{remedy}?{urlencode({'next': here})}"
    return render(request, "accounts/refused.html", {"refusal": refusal, "remedy": remedy}, status=403)


def permission_required(
    permission: str,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Opens a view to those whose roles and session give the permission.

    Questions about one thing (its country, who worked on it) are asked inside the view with `explain_request`.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refusal = explain_request(request, permission)
            return refuse(request, refusal) if refusal else view(request, *args, **kwargs)

        return guarded

    return decorate


class PermissionRequiredMixin(View):
    """The same for class-based views: name the permission in `permission_required`."""

    permission_required: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = explain_request(request, self.permission_required)
        return refuse(request, refusal) if refusal else super().dispatch(request, *args, **kwargs)
