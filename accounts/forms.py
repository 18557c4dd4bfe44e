"""What people fill in about themselves. allauth's forms, without the words in the fields that repeat the labels."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiKey, User

_LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "remember": _("Keep me signed in on this computer"),
    "code": _("Code"),
}


class _Plain:
    """The labels of the house, and no placeholders: a label says it already and stays while one types."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class SignIn(_Plain, account.LoginForm): ...


class SignUp(_Plain, account.SignupForm):
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues will see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1", "password2")

    def custom_signup(self, _request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class AddAddress(_Plain, account.AddEmailForm): ...


class ForgottenPassword(_Plain, account.ResetPasswordForm): ...


class NewPassword(_Plain, account.ResetPasswordKeyForm): ...


class ChangePassword(_Plain, account.ChangePasswordForm): ...


class FirstPassword(_Plain, account.SetPasswordForm): ...


class ConfirmByPassword(_Plain, account.ReauthenticateForm): ...


class SecondStep(_Plain, mfa.AuthenticateForm): ...


class ConfirmByCode(_Plain, mfa.ReauthenticateForm): ...


class SetUpApp(_Plain, ActivateTOTPForm): ...


class KeyForm(forms.ModelForm):
    """Names a new key and says how long it lasts."""

    days = forms.TypedChoiceField(
        label=_("Lasts"),
        coerce=int,
        choices=[(90, _("three months")), (365, _("one year")), (0, _("until I revoke it"))],
        initial=365,
        help_text=_("A key that ends by itself is safer."),
    )

    class Meta:
        model = ApiKey
        fields = ("name",)

    def expires_at(self, now: datetime) -> datetime | None:
        """The moment the key ends, counted from `now`; None for never."""
        days: int = self.cleaned_data["days"]
        return now + timedelta(days=days) if days else None
