"""How events of releases and jobs read, see audit/sentences.py."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit.models import Event
from audit.sentences import Naming, tells


@tells("release.check")
def checked(event: Event, name: Naming) -> str:
    """The file became a release, or the computation did."""
    return _("%(who)s brought in %(what)s; it passed every check.") % _words(event, name)


@tells("release.publish")
def published(event: Event, name: Naming) -> str:
    """Readers see it from here on."""
    return _("%(who)s published %(what)s.") % _words(event, name)


@tells("release.supersede")
def superseded(event: Event, name: Naming) -> str:
    """A newer one took its place."""
    return _("%(what)s was replaced when %(who)s published a newer release.") % _words(event, name)


@tells("release.withdraw")
def withdrawn(event: Event, name: Naming) -> str:
    """Nothing took its place."""
    return _("%(who)s withdrew %(what)s: “%(reason)s”") % _words(event, name)


@tells("release.discard")
def discarded(event: Event, name: Naming) -> str:
    """Nobody ever saw it."""
    return _("%(who)s discarded %(what)s: “%(reason)s”") % _words(event, name)


@tells("release.compare")
def compared(event: Event, name: Naming) -> str:
    """Another release came into force since it was brought in."""
    return _("%(who)s compared %(what)s again with what is published.") % _who_and_what(event, name)


@tells("job.cancel")
def cancelled(event: Event, name: Naming) -> str:
    """It stores nothing from here on."""
    return _("%(who)s cancelled %(what)s.") % _who_and_what(event, name)


def _who_and_what(event: Event, name: Naming) -> dict[str, str]:
    return {"who": name(event.actor), "what": name(event.subject)}


def _words(event: Event, name: Naming) -> dict[str, str]:
    return {**_who_and_what(event, name), "reason": event.data["reason"]}
