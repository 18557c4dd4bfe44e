"""The two days a page about permits may be asked for: when the rules held, and when the hub said so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from regulations.queries.record import record_begins
from web_pages.asking import day_in


@dataclass(frozen=True, slots=True)
class Moment:
    """What the address asks for; None stands for today, and for what is on record now."""

    as_of: dt.date | None
    known_on: dt.date | None

    @classmethod
    def of(cls, request: HttpRequest) -> Moment:
        """`?as_of=` and `?known_on=`; UnclearQuestionError for what is no day."""
        return cls(day_in(request, "as_of"), day_in(request, "known_on"))

    def day(self, today: dt.date | None = None) -> dt.date:
        """The day whose rules are shown: the one asked for, else `today` in the country, else today in UTC."""
        return self.as_of or today or timezone.now().date()

    @property
    def before_the_record(self) -> dt.datetime | None:
        """When the record begins, where the reader asks for a day on which the hub had shown nothing yet."""
        begins = record_begins() if self.known_on else None
        return begins if begins and self.known_on and self.known_on < begins.date() else None

    @property
    def is_now(self) -> bool:
        """Whether the page shows today as it is known today."""
        return self.as_of is None and self.known_on is None

    @property
    def asked(self) -> str:
        """The query that keeps both days, to stand behind the address of another page; empty for now."""
        days = (("as_of", self.as_of), ("known_on", self.known_on))
        query = "&".join(f"{name}={day.isoformat()}" for name, day in days if day)
        return f"?{query}" if query else ""
