"""Reading the audit: what happened to a thing, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import models, transaction
from django.db.models.functions import Cast

from audit.chain import BEGINNING, Checkpoint, Entry, Verification, verify
from audit.models import Event
from audit.querysets import EventQuerySet


def for_subject(subject: str) -> EventQuerySet:
    """What happened to one thing, oldest first."""
    return Event.objects.for_subject(subject)


def checkpoint() -> Checkpoint:
    """The end of the chain as it stands, to be noted down outside the database."""
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return Checkpoint(*last) if last else BEGINNING


def verify_chain(progress: Callable[[int], object] | None = None, *, since: Checkpoint = BEGINNING) -> Verification:
    """Recompute every hash from `since` to the end, in one snapshot, holding a few events in memory at a time.

    Without a checkpoint this proves that the events agree with one another. Only a checkpoint kept elsewhere shows
    that the end was not cut off, or all of it written anew by somebody who owns the database.
    """
    with transaction.atomic():  # a server-side cursor lives in a transaction
        return verify(_entries(since), since=since, progress=progress)


def _entries(since: Checkpoint) -> Iterator[Entry]:
    columns = [name if name != "data" else "data_text" for name in Entry._fields]
    events = Event.objects.filter(sequence__gte=since.sequence).annotate(data_text=Cast("data", models.TextField()))
    return map(Entry._make, events.order_by("sequence").values_list(*columns).iterator(chunk_size=1000))
