"""Published permits and exchange rates, small but real-shaped."""

from __future__ import annotations

from datetime import date

import pytest

from regulations.vocabulary import SourceKind
from tests.api.releases import published
from tests.factories.regulations import make_permit, make_provision, make_published, make_source

YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def money(amount, currency="EUR", per="year"):
    return {"type": "money", "amount": amount, "currency": currency, "per": per, "gross_net": "gross"}


def provide(permit, key, value, element="e01", **version):
    """One published fact of a permit."""
    return make_published(make_provision(permit, key, element), value=value, text=f"Rule on {key}.", **version)


@pytest.fixture
def blue_card():
    """A German permit with a past, a present and a coming salary, a stated none, and an element without record."""
    permit = make_permit("DE-EUBC", names={"en": "EU Blue Card (Germany)", "de": "Blaue Karte EU"}, authority="Office")
    provide(permit, "salary_min_general", money("48300"), valid=(date(2025, 1, 1), date(2026, 1, 1)))
    provide(permit, "salary_min_general", money("50700"), valid=YEAR)
    provide(permit, "salary_min_general", money("53000"), valid=(date(2099, 1, 1), None))
    provide(permit, "quota", {"type": "term", "term": "none"}, "e09")
    return permit


@pytest.fixture
def work_permit():
    """A Swedish one, in another currency and read in a newspaper."""
    permit = make_permit("SE-WP", names={"en": "Work permit"}, time_zone="Europe/Stockholm", skill_level="any")
    newspaper = make_source("SE-NEWS", SourceKind.SECONDARY)
    provide(permit, "salary_min", money("34470", "SEK", "month"), source=newspaper)
    return permit


@pytest.fixture
def rates():
    """The euro on two days, the dollar in a month; no dirham."""
    published(
        "FX_DAILY",
        [
            {"CURRENCY": code, "CURRENCY_DENOM": "EUR", "TIME_PERIOD": day, "OBS_VALUE": rate}
            for code, day, rate in [
                ("SEK", "2026-02-26", 10.0),
                ("SEK", "2026-02-27", 11.0),
                ("USD", "2026-02-27", 1.25),
                ("GBP", "2026-01-05", 0.9),
            ]
        ],
    )
    published(
        "FX_MONTHLY",
        [{"CURRENCY": "KES", "CURRENCY_DENOM": "USD", "TIME_PERIOD": "2026-01", "OBS_VALUE": 128.0}],
    )
