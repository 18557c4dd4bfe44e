"""The services of a corridor on its page: averages with their numbers, the cheapest, and what a sum costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from datasets import definition as definitions
from datasets.codes import labels
from datasets.shelf import Origin, Shelf
from remittances.blocks.datasets import INDEX, SERVICE, SMART
from remittances.blocks.odd_words import NOTES
from remittances.blocks.parts import shelf_on
from remittances.prices import codes, consumer
from remittances.prices.consumer import BUDGET, ON_TOP, Offer, Service, Wish
from web_pages.asking import UnclearQuestionError

# Nobody sends more by such a service at once; a longer number is a slip of the hand.
MOST_SENT = 1e9


@dataclass(frozen=True, slots=True)
class Average:
    """One way of taking an average, with what it is taken of and its band."""

    label: str
    percent: float | None
    services: int
    firms: int
    lower: float | None = None
    upper: float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An offer in words."""

    offer: Offer
    way: str
    speed: str
    others: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from in the form: name of the parameter, label, (code, words, chosen)."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Offers:
    """What the block shows. `lines` answer `wish`; those without a place stand last."""

    quarter: str
    currency: str
    usual: float
    usual_500: float | None
    wish: Wish
    averages: tuple[Average, ...]
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    origins: tuple[Origin, ...]

    @property
    def is_budget(self) -> bool:
        return self.wish.convention == BUDGET

    @property
    def is_estimated(self) -> bool:
        """Whether any price shown was not surveyed at this very amount."""
        return any(line.offer.how != consumer.SURVEYED for line in self.lines)


def block(origin: str, destination: str, as_of: dt.date | None, asked: Mapping[str, str]) -> Offers | None:
    """The services of the last surveyed quarter, for money from `destination` to `origin`; None where none is known.

    `asked` holds amount, convention, speed, instrument, pickup and odd of the form. Raises UnclearQuestionError.
    """
    shelf = shelf_on(as_of)
    pair = {"REF_AREA": destination, "COUNTERPART_AREA": origin}
    rows = shelf.rows(SERVICE, **pair)
    if not rows:
        return None
    quarter = str(rows[-1]["TIME_PERIOD"])
    now = [row for row in rows if row["TIME_PERIOD"] == quarter]
    listed = consumer.services(now)
    usual = consumer.usual_amount(listed)
    if usual is None:
        return None
    wish = _wish(asked, usual)
    return Offers(
        quarter=quarter,
        currency=str(now[0]["CURRENCY"] or ""),
        usual=usual,
        usual_500=consumer.usual_amount(listed, codes.USD500),
        wish=wish,
        averages=tuple(_averages(shelf, pair, quarter)),
        lines=tuple(_line(shelf, offer) for offer in consumer.offers(listed, wish)),
        choices=_choices(shelf, wish, listed),
        origins=shelf.origins((SERVICE, INDEX, SMART)),
    )


def _wish(asked: Mapping[str, str], usual: float) -> Wish:
    written = asked.get("amount", "").strip().replace(" ", "")
    try:
        amount = float(written) if written else usual
    except ValueError:
        amount = 0.0
    if not 0 < amount <= MOST_SENT:
        message = _("“%(written)s” is no amount. Write digits with a decimal point, such as 18000.")
        raise UnclearQuestionError(message % {"written": written[:40]})
    convention = BUDGET if asked.get("convention") == BUDGET else ON_TOP
    speed, instrument, pickup = (_known(asked, name) for name in ("speed", "instrument", "pickup"))
    return Wish(amount, convention, speed, instrument, pickup, with_odd=asked.get("odd") == "1")


def _known(asked: Mapping[str, str], name: str) -> str:
    """A code of the form; what is none stands for any."""
    return code if (code := asked.get(name, "")) in _words(name.upper(), "en") else ""


def _words(dimension: str, language: str) -> Mapping[str, str]:
    return labels(definitions.load(SERVICE).dimension(dimension), language)


def _choices(shelf: Shelf, wish: Wish, listed: Sequence[Service]) -> tuple[Choice, ...]:
    """Only what is listed in this corridor can be chosen."""
    wanted = (
        ("speed", _("How fast"), wish.speed, {each.speed for each in listed}),
        ("instrument", _("Paid by"), wish.instrument, {each.instrument for each in listed}),
        ("pickup", _("Received as"), wish.pickup, {each.pickup for each in listed}),
    )
    return tuple(
        Choice(
            name,
            label,
            (
                ("", _("any"), not chosen),
                *(
                    (code, text, code == chosen)
                    for code, text in _words(name.upper(), shelf.language).items()
                    if code in there
                ),
            ),
        )
        for name, label, chosen, there in wanted
    )


def _line(shelf: Shelf, offer: Offer) -> Line:
    service = offer.service
    return Line(
        offer=offer,
        way=_way(shelf, service),
        speed=_words("SPEED", shelf.language).get(service.speed, service.speed),
        others=tuple(_way(shelf, each) for each in offer.others),
        notes=tuple((str(NOTES[flag][0]), str(NOTES[flag][1])) for flag in NOTES if flag in service.quality),
        note=service.note,
    )


def _way(shelf: Shelf, service: Service) -> str:
    words = {
        "paid": _words("INSTRUMENT", shelf.language).get(service.instrument, service.instrument),
        "received": _words("PICKUP", shelf.language).get(service.pickup, service.pickup),
    }
    return _("%(paid)s → %(received)s") % words


def _averages(shelf: Shelf, pair: Mapping[str, str], quarter: str) -> list[Average]:
    """Simple mean with its band, median, trimmed mean, and the three cheapest by service and by firm."""
    index = shelf.rows(INDEX, **pair, AMOUNT=codes.USD200, BREAKDOWN="TOTAL")
    by_indicator = {row["INDICATOR"]: row for row in index if row["TIME_PERIOD"] == quarter}
    smart = {row["INDICATOR"]: row for row in shelf.rows(SMART, **pair) if row["TIME_PERIOD"] == quarter}
    named = (
        (_("Simple mean of all services"), by_indicator.get("MEAN")),
        (_("Median"), by_indicator.get("MEDIAN")),
        (_("Mean without the tenth at each end"), by_indicator.get("TRIMMED")),
        (_("Three cheapest services (SmaRT-like)"), smart.get("SMART")),
        (_("Cheapest service of three firms"), smart.get("SMART_FIRM")),
    )
    return [_average(label, row) for label, row in named if row is not None]


def _average(label: str, row: Mapping[str, Any]) -> Average:
    remarks = {
        "THIN": _("fewer than three services"),
        "NO_QUALIFYING_SERVICE": _("no qualifying service"),
    }
    return Average(
        label,
        row["OBS_VALUE"],
        row["SERVICES"] or 0,
        row["FIRMS"] or 0,
        row.get("LOWER_BOUND"),
        row.get("UPPER_BOUND"),
        remarks.get(row["QUALITY"] or "", ""),
    )
