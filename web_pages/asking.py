"""What every public page has in common: read only, revalidated by its content, and able to be asked "as of" a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

P = ParamSpec("P")
View = Callable[..., HttpResponse]


class UnclearQuestionError(ValueError):
    """The address asks for something in a way we can't read; the message is a sentence for the reader."""


def public_page(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> View:
    """A page everybody may read. Its entity tag is made of its content, so a reader's copy is never out of date."""

    @require_safe
    @cache_control(no_cache=True)
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnclearQuestionError as refusal:
            return render(request, "400.html", {"refusal": str(refusal)}, status=400)

    return answer


def as_of(request: HttpRequest) -> dt.date | None:
    """The day whose figures are wanted (`?as_of=2024-06-01`); None for those of now."""
    return day_in(request, "as_of")


def day_in(request: HttpRequest, parameter: str) -> dt.date | None:
    """The day that a parameter of the address names; None where it is left out."""
    written = request.GET.get(parameter, "").strip()
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        message = _("“%(written)s” is not a day. Write it as year-month-day, such as 2024-06-01.")
        raise UnclearQuestionError(message % {"written": written[:40]}) from None
