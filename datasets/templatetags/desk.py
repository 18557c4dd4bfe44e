"""Filters of the desk's pages: `{% load desk %}`."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.timezone import localtime
from django.utils.translation import ngettext

from datasets.definition import Text
from datasets.desk import names, watching
from datasets.models import ImportRun, Job
from web_pages import numbers

register = template.Library()

register.filter("dataset_title", names.dataset_title)


@register.filter
def named(identifier: str, known: names.Names) -> str:
    """Who an identifier stands for: `{{ release.imported_by|named:names }}`."""
    return known[identifier]


@register.filter
def in_language(text: Text) -> str:
    """A text of a definition in the reader's language."""
    return text[names.language()]


@register.filter
def moment(value: datetime | None) -> str:
    """Day and minute in the time of the hub, which it names: "22 Nov 2026, 20:15 UTC"."""
    if value is None:
        return ""
    local = localtime(value)
    return f"{numbers.day(local.date(), names.language())}, {local:%H:%M %Z}"


@register.filter
def took(job: Job) -> str:
    """How long a finished job was at work."""
    if job.started_at is None or job.finished_at is None:
        return ""
    seconds = (job.finished_at - job.started_at).total_seconds()
    if seconds < 1:
        return ngettext("less than %(count)d second", "less than %(count)d seconds", 1) % {"count": 1}
    minutes, rest = divmod(round(seconds), 60)
    said = ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest}
    if not minutes:
        return said
    # Calls within a formatted string are not seen when messages are collected.
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes} + " " + said


@register.filter
def unlocalized(value: float | None) -> str:
    """A number for scripts: no marks of any language; nothing for None."""
    return "" if value is None else repr(value)


@register.filter
def run_pill(state: str) -> str:
    """The mark of an import's state."""
    return watching.RUN_PILLS[ImportRun.State(state)]


@register.filter
def release_pill(status: str) -> str:
    """The mark of a release's status."""
    return watching.RELEASE_PILLS[status]


@register.filter
def desk_address(step: str) -> str:
    """The name of the address at which a step is taken."""
    return f"desk_{step}"
