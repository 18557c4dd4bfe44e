"""What the views of the permit desk share: who may come in, and what they may see.

What lies outside a person's jurisdictions is not found (404): whether Germany is writing something is nobody's
business in Spain. What they see but may not do is refused with the reason (403).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from accounts.access import permission_required, person_behind, second_factor_in
from accounts.permissions import Refusal
from regulations.models import Jurisdiction, Permit, Provision, ProvisionVersion
from regulations.policies import explain_in, jurisdictions_of
from regulations.queries.changes import jurisdiction_called

View = Callable[..., HttpResponseBase]
SEES = "permits.see_drafts"


def desk_page(permission: str) -> Callable[[View], View]:
    """A page of the desk: open to those with the permission somewhere, and never kept by a browser or a proxy."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return guarded(request, *args, **kwargs)

        guarded = never_cache(permission_required(permission)(view))
        return page

    return decorate


def seen_by(request: HttpRequest) -> QuerySet[Jurisdiction]:
    """The jurisdictions whose desk the person may look at."""
    return jurisdictions_of(request.user, SEES)


def refusal_in(request: HttpRequest, permission: str, jurisdiction: Jurisdiction) -> Refusal | None:
    """Why the person behind the request may not, session included; None: go ahead."""
    return explain_in(person_behind(request), permission, jurisdiction, second_factor=second_factor_in(request))


def jurisdiction_or_404(request: HttpRequest, area: str) -> Jurisdiction:
    """A jurisdiction the person may look at, by alpha-3 or EU."""
    found = jurisdiction_called(area)
    if found is None or not seen_by(request).filter(pk=found.pk).exists():
        raise Http404
    return found


def permit_or_404(request: HttpRequest, code: str) -> Permit:
    """A permit of a jurisdiction the person may look at."""
    rows = Permit.objects.with_jurisdiction().filter(jurisdiction__in=seen_by(request))
    return get_object_or_404(rows, pk=code)


def provision_or_404(request: HttpRequest, code: str, key: str) -> Provision:
    """A matter of such a permit."""
    rows = Provision.objects.select_related("permit__jurisdiction__country")
    return get_object_or_404(rows, permit=code, key=key, permit__jurisdiction__in=seen_by(request))


def version_or_404(request: HttpRequest, number: int) -> ProvisionVersion:
    """A version of such a permit, whatever its state."""
    rows = ProvisionVersion.objects.with_everything()
    return get_object_or_404(rows, pk=number, provision__permit__jurisdiction__in=seen_by(request))
