"""What the views of the desk share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from kombu.exceptions import OperationalError

from accounts.access import explain_request, permission_required
from accounts.permissions import Refusal
from datasets import tasks
from datasets.desk import steps
from datasets.models import Job, Release

View = Callable[..., HttpResponseBase]
PAGE = 50


def desk_page(permission: str) -> Callable[[View], View]:
    """A page of the desk: open to those with the permission, and never kept by a browser or a proxy."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return guarded(request, *args, **kwargs)

        guarded = never_cache(permission_required(permission)(view))
        return page

    return decorate


def may(request: HttpRequest, permission: str) -> bool:
    """Whether to show a way that needs the permission."""
    return explain_request(request, permission) is None


def explain(request: HttpRequest) -> steps.Explain:
    """The access matrix with this request's session, for the buttons under a release."""

    def asked(permission: str, release: Release) -> Refusal | None:
        return explain_request(request, permission, done_by=steps.done_by(release))

    return asked


def hand_over(request: HttpRequest, job: Job) -> Job:
    """Give a job to the workers; where the queue can't be reached, say so: the job is kept and delivered later."""
    try:
        tasks.enqueue(job)
    except OperationalError:
        messages.warning(
            request, _("The queue of the workers can't be reached now. The job is kept and starts when it is back.")
        )
    return job
