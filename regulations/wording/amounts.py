"""Money, counts, shares and multiples in words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from web_pages import numbers


def money(amount: Decimal, currency: str, language: str) -> str:
    """ "EUR 50,700", with cents only where there are some: the code, as half the world writes a dollar sign."""
    digits = 0 if amount == amount.to_integral_value() else 2
    words = {"currency": currency, "amount": numbers.number(amount, language, digits)}
    return (_("%(currency)s %(amount)s") % words).replace(" ", numbers.NO_BREAK)


def pay(amount: Decimal, currency: str, language: str, *, per: str | None, gross_net: str | None = None) -> str:
    """Money with what it is for and whether tax is still in it: "EUR 50,700 a year, gross"."""
    said = per_unit(money(amount, currency, language), per)
    taxed = {"gross": _("%(pay)s, gross"), "net": _("%(pay)s, net")}
    return taxed[gross_net] % {"pay": said} if gross_net in taxed else said


def per_unit(text: str, per: str | None) -> str:
    """An amount with the unit it is counted by; as it stands for a unit we have no words for."""
    sentences = {
        "hour": _("%(amount)s an hour"),
        "week": _("%(amount)s a week"),
        "month": _("%(amount)s a month"),
        "year": _("%(amount)s a year"),
        "application": _("%(amount)s per application"),
        "person": _("%(amount)s per person"),
        "person_year": _("%(amount)s per person and year"),
        "position": _("%(amount)s per position"),
        "offer": _("%(amount)s per offer"),
        "adult": _("%(amount)s per adult"),
        "child": _("%(amount)s per child"),
    }
    if per in sentences:
        return sentences[per] % {"amount": text}
    return text if not per else f"{text} / {per.replace('_', ' ')}"


def count(number: Decimal, unit: str, language: str) -> str:
    """A number with its unit: "16 years", "4,500 permits", "20%"."""
    if unit in ("share", "percent", "share_of_full_time"):
        percent = number if unit == "percent" else number * 100
        text = numbers.percent(percent, language, 0 if percent == percent.to_integral_value() else 1)
        return _("%(share)s of full time") % {"share": text} if unit == "share_of_full_time" else text
    digits = max(0, -int(number.normalize().as_tuple().exponent))
    words = {"number": numbers.number(number, language, digits)}
    many = int(number) if digits == 0 else 2  # "1.5 years" takes the plural in all our languages
    sentences = {
        "year": ngettext("%(number)s year", "%(number)s years", many),
        "points": ngettext("%(number)s point", "%(number)s points", many),
        "person": ngettext("%(number)s person", "%(number)s persons", many),
        "permit": ngettext("%(number)s permit", "%(number)s permits", many),
        "petition": ngettext("%(number)s petition", "%(number)s petitions", many),
        "country": ngettext("%(number)s country", "%(number)s countries", many),
        "industry_field": ngettext("%(number)s field of industry", "%(number)s fields of industry", many),
        "hour_per_week": ngettext("%(number)s hour a week", "%(number)s hours a week", many),
    }
    return sentences[unit] % words if unit in sentences else f"{words['number']} {unit.replace('_', ' ')}"


def compared(text: str, op: str | None) -> str:
    """The same with its bound: "at least 16 years"."""
    sentences = {
        ">=": _("at least %(number)s"),
        "<=": _("at most %(number)s"),
        ">": _("more than %(number)s"),
        "<": _("less than %(number)s"),
    }
    return sentences[op] % {"number": text} if op in sentences else text


def multiple(coefficient: Decimal, indicator: str, language: str) -> str:
    """A multiple of a reference value: "50% of the pension ceiling", "1.5 times the mean salary"."""
    if coefficient < 1:
        percent = coefficient * 100
        share = numbers.percent(percent, language, 0 if percent == percent.to_integral_value() else 1)
        return _("%(share)s of %(indicator)s") % {"share": share, "indicator": indicator}
    factor = numbers.number(coefficient, language, 0 if coefficient == coefficient.to_integral_value() else 1)
    return _("%(factor)s × %(indicator)s") % {"factor": factor, "indicator": indicator}
