"""What multiples of an index come to on a day, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from regulations.comparison.sums import sums_of
from regulations.rules.record import PermitRecord
from regulations.values import Money, Value
from regulations.wording import indicators
from regulations.wording.phrase import listed
from regulations.wording.values import say


def sums(record: PermitRecord, value: Value | None, day: dt.date) -> str:
    """The amounts of the multiples in a value, or that the index is not held; nothing where there is no multiple."""
    found = sums_of(record, value, day)
    return in_words(found.amounts, found.unheld)


def in_words(amounts: Iterable[Money], unheld: Sequence[str]) -> str:
    """What multiples come to, and of which indices no value is held for the day."""
    said = listed(say(money).text for money in amounts)
    if not unheld:
        return said
    names = listed(indicators.name(code) for code in unheld)
    missing = _("amount not held: no value of %(indicators)s for that day") % {"indicators": names}
    return f"{said}; {missing}" if said else missing
