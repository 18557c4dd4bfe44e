"""The pages about oneself: account, API keys, and the people of the demonstration."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from accounts import demo, permissions
from accounts.access import person_behind
from accounts.actions.keys import KEYS_AT_ONCE, TooManyKeysError, create_key, revoke_key
from accounts.forms import KeyForm
from accounts.models import User
from accounts.sentences import PERMISSION_NAMES


@login_required
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I may do and how I sign in."""
    person, now = person_behind(request), timezone.now()
    context = {
        "memberships": person.memberships.select_related("organisation").order_by("organisation__name"),
        "roles": person.role_assignments.in_force_at(now).select_related("organisation", "country"),
        "may": [PERMISSION_NAMES[permission.name] for permission in permissions.of(person)],
        "second_factor": is_mfa_enabled(person),
        "keys": person.api_keys.open_at(now).count(),
    }
    return render(request, "accounts/home.html", context)


@login_required
@never_cache
@sensitive_variables("fresh")
def keys(request: HttpRequest) -> HttpResponse:
    """My API keys. A new one is shown in the answer to the form that asked for it, and never again."""
    person, now = person_behind(request), timezone.now()
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key, fresh = create_key(
                person=person, name=form.cleaned_data["name"], at=now, expires_at=form.expires_at(now)
            )
        except TooManyKeysError:
            form.add_error(
                None, _("You have %(count)d open keys. Revoke one you don't need.") % {"count": KEYS_AT_ONCE}
            )
        else:
            return render(request, "accounts/key_made.html", {"key": key, "fresh": fresh, "site": settings.SITE_URL})
    context = {"form": form, "keys": person.api_keys.all(), "now": now}
    return render(request, "accounts/keys.html", context)


@login_required
@never_cache
def revoke(request: HttpRequest, key_id: str) -> HttpResponse:
    """Asks once, then revokes one of my keys. The key of somebody else does not exist here."""
    person = person_behind(request)
    key = get_object_or_404(person.api_keys.filter(revoked_at=None), pk=key_id)
    if request.method == "POST":
        revoke_key(person=person, key=key, at=timezone.now())
        messages.success(request, _("The key “%(name)s” is revoked.") % {"name": key.name})
        return redirect("account_keys")
    return render(request, "accounts/key_revoke.html", {"key": key})


@never_cache
def demo_people(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person with one click. Exists in demonstration mode only."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        person = get_object_or_404(User, is_demo=True, is_active=True, email=request.POST.get("email", ""))
        login(request, person)
        return redirect(_inside_the_hub(request, request.POST.get("next", "")) or "account_home")
    found = User.objects.filter(is_demo=True, is_active=True).in_bulk(field_name="email")
    people = [persona for persona in demo.PERSONAS if persona.email in found]
    wanted = _inside_the_hub(request, request.GET.get("next", ""))
    return render(request, "accounts/demo.html", {"people": people, "next": wanted})


def _inside_the_hub(request: HttpRequest, address: str) -> str:
    """The address if it is one of ours, else nothing: nobody is sent elsewhere from here."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else ""
