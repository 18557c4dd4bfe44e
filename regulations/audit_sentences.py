"""How events of permits read, see audit/sentences.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.sentences import Naming, tells

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_SENTENCES: Final[dict[str, _StrPromise]] = {
    "provision_version.start": _("%(who)s began to write %(what)s."),
    "provision_version.change": _("%(who)s changed the draft of %(what)s."),
    "provision_version.submit": _("%(who)s handed in %(what)s for review."),
    "provision_version.discard": _("%(who)s put %(what)s aside: “%(reason)s”"),
    "provision_version.review": _("%(who)s began to review %(what)s."),
    "provision_version.send_back": _("%(who)s sent back %(what)s: “%(reason)s”"),
    "provision_version.approve": _("%(who)s approved %(what)s."),
    "provision_version.publish": _("%(who)s published %(what)s."),
    "provision_version.schedule": _("%(who)s announced %(what)s."),
    "provision_version.take_effect": _("%(what)s came into force."),
    "provision_version.carry": _("%(what)s was put on record by %(who)s."),
    "provision_version.carry_coming": _("%(what)s was announced by %(who)s."),
    "provision_version.supersede": _("Another version took days from %(what)s."),
    "provision_version.withdraw": _("%(who)s withdrew %(what)s: “%(reason)s”"),
    "provision_version.renew": _("%(who)s confirmed that %(what)s is still correct."),
    "source.add": _("%(who)s added the source %(what)s."),
    "conflict.close": _("%(who)s closed the conflict %(what)s: “%(reason)s”"),
    "permit_content.load": _("%(who)s loaded the carried content of %(what)s."),
}


def _teller(pattern: _StrPromise) -> Callable[[Event, Naming], str]:
    def tell(event: Event, name: Naming) -> str:
        words = {"who": name(event.actor), "what": name(event.subject), "reason": event.data.get("reason", "")}
        return str(pattern) % words

    return tell


for _action, _pattern in _SENTENCES.items():
    tells(_action)(_teller(_pattern))
