"""What the rows of a comparison are called; a row of one key is called as the key."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regulations.wording import keys
from regulations.wording.phrase import Phrase

NAMES: dict[str, Promise] = {
    "pay_floor": _("Pay floor"),
    "pay_floor_reduced": _("Pay floor, reduced"),
    "experience": _("Experience"),
    "qualification": _("Qualification"),
    "language": _("Language"),
    "points": _("Points"),
    "contract": _("Contract"),
    "offer": _("Job offer"),
    "fee": _("Fee for the application"),
    "target_time": _("Time the authority aims at"),
    "first_stay": _("First stay"),
    "employer_change": _("Change of employer"),
    "total_stay": _("Longest stay in all"),
    "renewal": _("Renewal"),
    "settlement": _("Settlement"),
    "family": _("Family"),
    "family_income": _("Pay needed to bring family"),
    "appeal": _("Appeal"),
    "quota": _("Quota"),
    "recognition": _("Recognition of qualifications"),
}


def name(code: str) -> Phrase:
    """The name of a row: of its topic, or of its one key."""
    known = NAMES.get(code)
    return Phrase(str(known)) if known is not None else keys.name(code)
