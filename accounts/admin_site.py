"""The administration site with the house's sign-in: e-mail, password, second factor; no form of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import second_factor_in
from accounts.permissions import SecondFactor


class HouseAdminSite(admin.AdminSite):
    """Opens to staff who have used a second factor in this session, where the house requires one."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_factor_in(request) is SecondFactor.USED

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Never a form: on to where the person gets what they lack, and back to the administration site."""
        if not super().has_permission(request) and request.user.is_authenticated:
            raise PermissionDenied
        lacking = second_factor_in(request)
        steps = {SecondFactor.MISSING: "mfa_activate_totp", SecondFactor.UNUSED: "mfa_reauthenticate"}
        step = steps.get(lacking, "account_login") if request.user.is_authenticated else "account_login"
        return redirect(f"{reverse(step)}?{urlencode({'next': reverse('admin:index')})}")
