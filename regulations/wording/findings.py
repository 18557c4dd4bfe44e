"""The one line that matters of a condition: by how much it is missed, where that stands, or why nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulations.questions import question
from regulations.rules.answer import Finding
from regulations.rules.record import Citation
from regulations.wording import amounts
from regulations.wording.needs import Sides, country, decimal, needed, pay
from web_pages.places import language


def one_line(finding: Finding) -> str:
    """The line that matters on a card: by how much the condition is missed, and where that stands."""
    missed = (
        short_by(finding) or _closed_to(finding) or _("Needed: %(condition)s") % {"condition": needed(finding).text}
    )
    place = where(finding.citation)
    return f"{missed}, {place}" if place else missed


def _closed_to(finding: Finding) -> str:
    """Whom a permit is closed to, by name: a list of all who are barred would bury the one that matters."""
    barred = (finding.has or {}).get("nationality")
    if "not_in" not in (finding.needs or {}) or not barred:
        return ""
    return _("Not open to nationals of this country: %(country)s") % {"country": country(barred)}


def short_by(finding: Finding) -> str:
    """By how much the person misses a condition, in the unit of the source; empty where there is no distance."""
    margin = finding.margin or {}
    for name, words in _SHORT.items():
        if name in margin and Decimal(margin[name]) < 0:
            return words(margin, -Decimal(margin[name]), finding)
    return ""


def above_by(finding: Finding) -> str:
    """By how much pay is above the floor; empty for what is not pay."""
    margin = finding.margin or {}
    if "amount" not in margin or Decimal(margin["amount"]) < 0:
        return ""
    return _("%(pay)s above the floor") % {"pay": pay(margin)}


def fact_in_words(fact: str) -> str:
    """The question about a named fact; its name where nobody has worded one."""
    asked = question(fact)
    return asked.wording(language()).text if asked else fact.replace("_", " ")


def where(citation: Citation | None) -> str:
    """The article and who says so: "§ 18g, Federal Office"."""
    return ", ".join(part for part in (citation.locator, citation.publisher) if part) if citation else ""


def reason(finding: Finding) -> str:
    """Why nobody's answer can settle the condition."""
    sentences = {
        "no_value_held": _("We hold no value for that day."),
        "no_rate": _("We hold no exchange rate for the currency, so the amounts can’t be compared."),
        "claims_disagree": _("Sources disagree, and the answer depends on which of them is right."),
        "period": _("The amounts are for periods that can’t be compared."),
        "within_band": _("The source gives a range, and the amount lies within it."),
    }
    return sentences.get(finding.reason, "")


def _short_of_pay(margin: Sides, distance: Decimal, finding: Finding) -> str:
    return _("Short by %(pay)s") % {"pay": pay({**margin, "amount": distance})}


def _short_of_years(margin: Sides, distance: Decimal, finding: Finding) -> str:
    words = {"years": amounts.count(distance, "year", language())}
    needs = finding.needs or {}
    if "age_max" in needs and "age_min" not in needs:
        return _("Too old by %(years)s") % words
    if "age_min" in needs and "age_max" not in needs:
        return _("Too young by %(years)s") % words
    return _("Short by %(years)s") % words


def _short_of_levels(margin: Sides, distance: Decimal, finding: Finding) -> str:
    number = int(distance)
    return ngettext("%(number)s level too low", "%(number)s levels too low", number) % {"number": number}


def _short_of_points(margin: Sides, distance: Decimal, finding: Finding) -> str:
    return _("Short by %(points)s") % {"points": amounts.count(distance, "points", language())}


def _short_of_number(margin: Sides, distance: Decimal, finding: Finding) -> str:
    return _("Off by %(number)s") % {"number": decimal(distance)}


_SHORT: Final[Mapping[str, Callable[[Sides, Decimal, Finding], str]]] = {
    "amount": _short_of_pay,
    "years": _short_of_years,
    "levels": _short_of_levels,
    "points": _short_of_points,
    "number": _short_of_number,
}
