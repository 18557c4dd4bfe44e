"""Small permits as the record gives them, for tests that need no database."""

import datetime as dt
from decimal import Decimal

from regulations.rules.record import Citation, Claim, IndicatorValue, PermitRecord
from regulations.values import decode

DAY = dt.date(2026, 3, 1)


def claim(key, value, element="e01", **more):
    """A claim with a citation; the value in the JSON of the content."""
    cited = (Citation(publisher="Ministry", url="https://example.org/law", locator="art. 1", grade="A"),)
    return Claim(key=key, element=element, value=decode(value), text=f"Text of {key}.", citations=cited, **more)


def record(permit, *claims, indicators=(), **more):
    """A permit with these claims, gathered by key."""
    provisions = {}
    for each in claims:
        provisions[each.key] = (*provisions.get(each.key, ()), each)
    by_code = {}
    for each in indicators:
        by_code[each.code] = (*by_code.get(each.code, ()), each)
    names = {"en": f"Permit {permit}"}
    return PermitRecord(
        permit=permit, jurisdiction=permit[:2], names=names, provisions=provisions, indicators=by_code, **more
    )


def indicator(code, value, valid_from=None, valid_to=None, currency="EUR", per="year"):
    return IndicatorValue(
        code=code, value=Decimal(value), currency=currency, per=per, valid_from=valid_from, valid_to=valid_to
    )


def money(amount, currency="EUR", per="year", gross_net="gross"):
    return {"type": "money", "amount": amount, "currency": currency, "per": per, "gross_net": gross_net}


def multiple(coefficient, code):
    return {"type": "reference_multiple", "coefficient": coefficient, "indicator": code}


def duration(iso8601, bound="max", day_basis="calendar"):
    return {"type": "duration", "iso8601": iso8601, "day_basis": day_basis, "bound": bound}
