"""The first page of the desk: what this person may do now, and what waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import desks, permissions
from accounts.access import person_behind
from accounts.sentences import PERMISSION_NAMES
from datasets.desk import queues, watching
from datasets.views.common import desk_page, may


@require_safe
@desk_page("desk.open")
def home(request: HttpRequest) -> HttpResponse:
    """Queues for those who work on figures; for everybody the list of what their roles allow."""
    person, now = person_behind(request), timezone.now()
    sees = may(request, "datasets.see_unpublished")
    shown = queues.queues() if sees else None
    context = {
        "sees": sees,
        "may_import": may(request, "datasets.import"),
        "may": [
            PERMISSION_NAMES[permission.name] for permission in permissions.of(person) if permission.name != "desk.open"
        ],
        "roles": person.role_assignments.in_force_at(now).select_related("organisation", "country"),
        "desks": desks.open_to(person),
        "queues": shown,
        "going_on": [(watching.watch(job, now=now), watching.title(job)) for job in shown.going_on] if shown else [],
    }
    return render(request, "datasets/desk/home.html", context)
