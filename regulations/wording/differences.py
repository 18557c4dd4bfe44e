"""How a value changed, in words: "EUR 2,400 more (5.0%)"."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from regulations.values import Money, Number, Value
from regulations.wording import amounts
from web_pages import numbers
from web_pages.places import language


def difference(before: Value | None, after: Value | None) -> str:
    """By how much, for amounts and numbers counted alike; else nothing, for then the two are read side by side."""
    match before, after:
        case Money(), Money() if (before.currency, before.per) == (after.currency, after.per):
            step = after.amount - before.amount
            return _said(step, before.amount, amounts.money(abs(step), after.currency, language()))
        case Number(), Number() if before.unit == after.unit:
            if isinstance(before.number, tuple) or isinstance(after.number, tuple):
                return ""
            step = Decimal(after.number) - Decimal(before.number)
            return _said(step, Decimal(before.number), amounts.count(abs(step), after.unit, language()))
        case _:
            return _("unchanged") if before == after else ""


def _said(step: Decimal, base: Decimal, size: str) -> str:
    if not step:
        return _("unchanged")
    share = numbers.percent(abs(step) / base * 100, language()) if base else ""
    words = {"size": size, "share": share}
    if step > 0:
        return _("%(size)s more (%(share)s)") % words if share else _("%(size)s more") % words
    return _("%(size)s less (%(share)s)") % words if share else _("%(size)s less") % words
