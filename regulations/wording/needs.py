"""Both sides of a condition in words: what is needed, and what the person has.

The engine gives them as mappings (`needs`, `has`) in the unit of the source. What a mapping holds and no sentence here
knows is told by the question about the fact or the name of the provision, never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries import queries as countries
from datasets import occupations
from regulations.questions import question
from regulations.rules.answer import Finding
from regulations.rules.case import alpha3_codes
from regulations.wording import amounts, indicators, keys
from regulations.wording.person import EDUCATION
from regulations.wording.phrase import Phrase, listed
from regulations.wording.speech import language_name
from web_pages import numbers
from web_pages.places import language

Sides = Mapping[str, Any]
# A list of countries or occupations longer than this is told by its first entries and how many more there are.
_MOST_NAMED: Final = 8


def needed(finding: Finding) -> Phrase:
    """What the condition asks for; the name of its provision where the engine says no more."""
    needs = finding.needs or {}
    for name, words in _NEEDED.items():
        if name in needs:
            return Phrase(words(needs))
    return _by_question(needs, finding) or keys.name(finding.provision)


def stated(finding: Finding) -> str:
    """What the person said about it; empty where nothing was."""
    has = {name: value for name, value in (finding.has or {}).items() if value is not None}
    for name, words in _STATED.items():
        if name in has:
            return words(has)
    said = next(iter(has.values()), None)
    return (_("yes") if said else _("no")) if isinstance(said, bool) else "" if said is None else str(said)


def _by_question(needs: Sides, finding: Finding) -> Phrase | None:
    """A named fact has a question in the content, which says best what is asked."""
    for fact in needs:
        if asked := question(fact):
            text, spoken = asked.wording(language())
            return Phrase(text, language="" if spoken == language() else spoken)
    return None


def pay(sides: Sides) -> str:
    """An amount with its currency, period and tax: "EUR 50,700 a year, gross"."""
    taxed = {True: "gross", False: "net"}.get(sides.get("gross"))  # type: ignore[arg-type]  # None: not said
    period = sides.get("period")
    return amounts.pay(
        Decimal(sides["amount"]),
        sides["currency"],
        language(),
        per=None if period == "total" else period,
        gross_net=taxed,
    )


def _needed_pay(needs: Sides) -> str:
    if "currency" not in needs:
        return _("A salary")
    words = {"pay": pay(needs), "highest": ""}
    if "amount_high" in needs:
        words["highest"] = pay({**needs, "amount": needs["amount_high"]})
        text = _("Pay of at least %(pay)s to %(highest)s") % words
    else:
        text = _("Pay of at least %(pay)s") % words
    if multiple := needs.get("multiple"):
        share = amounts.multiple(
            Decimal(str(multiple["coefficient"])), indicators.name(multiple["indicator"]), language()
        )
        text = _("%(pay)s, that is %(multiple)s") % {"pay": text, "multiple": share}
    if "age" in needs:
        text = _("%(pay)s, at age %(age)s") % {"pay": text, "age": needs["age"]}
    return text


def _stated_pay(has: Sides) -> str:
    if "compared" not in has:
        return pay(has)
    words = {"pay": pay(has), "compared": pay(has["compared"])}
    text = _("%(pay)s, which is %(compared)s") % words
    if rate := has.get("rate"):
        day = rate["date"]
        words = {"text": text, "day": numbers.day(day, language()), "source": rate["source"]}
        text = _("%(text)s at the rate of %(day)s (%(source)s)") % words
    return text


def _needed_age(needs: Sides) -> str:
    low, high = needs.get("age_min"), needs.get("age_max")
    if low is None:
        return _("At most %(age)s years old") % {"age": high}
    if high is None:
        return _("At least %(age)s years old") % {"age": low}
    return _("From %(low)s to %(high)s years old") % {"low": low, "high": high}


def _needed_years(needs: Sides) -> str:
    words = {"years": amounts.count(Decimal(needs["years"]), "year", language()), "window": needs.get("within_years")}
    if needs.get("within_years"):
        return _("At least %(years)s of experience within the last %(window)s") % words
    if needs.get("in_destination"):
        return _("At least %(years)s of experience in the country") % words
    return _("At least %(years)s of experience") % words


def _needed_language(needs: Sides) -> str:
    spoken = [language_name(code, language()) for code in needs["languages"]]
    return _("%(languages)s at level %(level)s or above") % {"languages": _or(spoken), "level": needs["level"]}


def _needed_family(needs: Sides) -> str:
    parts = []
    if "partner" in needs:
        parts.append(_("with a partner") if needs["partner"] else _("without a partner"))
    if "children_max" in needs:
        most = needs["children_max"]
        parts.append(
            ngettext("with at most %(number)s child", "with at most %(number)s children", most) % {"number": most}
        )
    return listed(parts)


def _needed_limits(needs: Sides) -> str:
    limits = ((">=", needs.get("min")), ("<=", needs.get("max")))
    said = [amounts.compared(decimal(limit), op) for op, limit in limits if limit is not None]
    return listed(said).capitalize()


def decimal(value: object) -> str:
    """A number with the decimals it has."""
    number = Decimal(str(value))
    return numbers.number(number, language(), max(0, -int(number.normalize().as_tuple().exponent)))


def _countries(codes: list[str]) -> str:
    named = [country(code) for code in codes]
    if len(named) <= _MOST_NAMED:
        return listed(named)
    words = {"countries": listed(named[:_MOST_NAMED]), "number": len(named) - _MOST_NAMED}
    return _("%(countries)s and %(number)s more") % words


def country(alpha2: str) -> str:
    """The name of a country by alpha-2 code; the code itself for what is no country."""
    return countries.names(language()).get(alpha3_codes().get(alpha2, ""), alpha2)


def _or(texts: list[str]) -> str:
    return _(" or ").join(texts)


def _occupations(codes: list[str]) -> str:
    named = [occupations.title(code, language()) for code in codes[:_MOST_NAMED]]
    more = len(codes) - len(named)
    return listed(named) if more <= 0 else _("%(names)s and %(number)s more") % {"names": listed(named), "number": more}


def _education(level: int) -> str:
    return str(dict(EDUCATION)[level])


def _needed_quota(needs: Sides) -> str:
    """The ceiling is named, for some nationalities have one of their own; competing claims stand elsewhere."""
    ceiling, unit = needs["quota"], needs.get("unit")
    if isinstance(ceiling, list) or unit is None:
        return _("A place in the quota")
    return _("A place in the quota of %(ceiling)s") % {"ceiling": amounts.count(Decimal(ceiling), unit, language())}


def _one_of(names: list[str]) -> str:
    return _or([name.replace("_", " ") for name in names])


_NEEDED: Final[Mapping[str, Callable[[Sides], str]]] = {
    "months": lambda needs: _("Means of at least %(pay)s") % {"pay": pay(needs)},
    "amount": _needed_pay,
    "age_min": _needed_age,
    "age_max": _needed_age,
    "in": lambda needs: _("One of these countries: %(countries)s") % {"countries": _countries(needs["in"])},
    "not_in": lambda needs: _("None of these countries: %(countries)s") % {"countries": _countries(needs["not_in"])},
    "isco": lambda needs: _("One of these occupations: %(names)s") % {"names": _occupations(needs["isco"])},
    "isced": lambda needs: _("At least: %(education)s") % {"education": _education(needs["isced"])},
    "years": _needed_years,
    "languages": _needed_language,
    "job_offer": lambda _needs: _("A job offer"),
    "relation": lambda needs: _one_of(needs["relation"]),
    "partner": _needed_family,
    "children_max": _needed_family,
    "points": lambda needs: (
        _("At least %(points)s") % {"points": amounts.count(Decimal(needs["points"]), "points", language())}
    ),
    "quota": _needed_quota,
    "one_of": lambda needs: _one_of(needs["one_of"]),
    "min": _needed_limits,
    "max": _needed_limits,
}
_STATED: Final[Mapping[str, Callable[[Sides], str]]] = {
    "amount": _stated_pay,
    "age": lambda has: amounts.count(Decimal(has["age"]), "year", language()),
    "nationality": lambda has: country(has["nationality"]),
    "residence": lambda has: country(has["residence"]),
    "destinations": lambda has: _countries(list(has["destinations"])),
    "isced": lambda has: _education(has["isced"]),
    "years": lambda has: amounts.count(Decimal(has["years"]), "year", language()),
    "occupation": lambda has: occupations.title(has["occupation"], language()),
    "languages": lambda has: listed(
        f"{language_name(code, language())} {level}" for code, level in has["languages"].items()
    ),
    "points": lambda has: amounts.count(Decimal(has["points"]), "points", language()),
}
