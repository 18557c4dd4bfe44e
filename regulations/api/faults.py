"""What is wrong with a case, field by field, in the words of the API's problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.resolver import Resolver
from regulations.rules.case import Case, CaseFault
from web_api.parameters import did_you_mean
from web_api.problems import Fault

# What a field takes, for what the parser's own words leave open.
_TAKES: Final[Mapping[str, Promise]] = {
    "nationality": gettext_lazy("Write a country code of ISO 3166-1, such as IND."),
    "residence": gettext_lazy("Write a country code of ISO 3166-1, such as IND."),
    "destinations": gettext_lazy("Write a list of at most 60 country codes, or leave it out for any."),
    "occupation": gettext_lazy("Write one to four digits of ISCO-08, such as 2512."),
    "education": gettext_lazy("Write a level of ISCED 2011, a whole number from 0 to 8."),
    "experience_years": gettext_lazy("Write a number of years from 0 to 80."),
    "age": gettext_lazy("Write a whole number from 0 to 130."),
    "salary": gettext_lazy("Give amount (0 to 10^12), currency (ISO 4217), period (year, month, week, day or hour)."),
    "funds": gettext_lazy("Give amount (0 to 10^12), currency (ISO 4217), period (total, year, month)."),
    "job_offer": gettext_lazy("Write true or false, or leave it out."),
    "languages": gettext_lazy('Write levels of the CEFR by language, such as {"de": "B1"}.'),
    "dates": gettext_lazy("Write days as YYYY-MM-DD, from 1900 to 2199."),
    "facts": gettext_lazy("Write yes or no (true, false), a number, or a word for each fact; at most 100."),
    "family": gettext_lazy("Give partner (true or false) and children (0 to 30)."),
    "permits": gettext_lazy("Write codes of permits, such as DE-EUBC."),
}


def fault(found: CaseFault) -> Fault:
    """One fault of a case."""
    sentences = {
        "not_an_object": _("The body is no JSON object."),
        "unknown_field": _("There is no such field."),
        "unknown_country": found.problem,
        "too_many": found.problem,
        "invalid": found.problem,
    }
    return Fault(found.where.replace("\x00", "�") or "body", sentences[found.code].replace("\x00", "�"), _mend(found))


def _mend(found: CaseFault) -> str:
    if found.code == "not_an_object":
        return _("Send an object with the fields of a case; see /api/docs/.")
    if found.code == "unknown_field":
        return did_you_mean(found.where, Case.__struct_fields__)
    takes = str(_TAKES.get(found.where.partition(".")[0].partition("[")[0], _("See /api/docs/ for what is allowed.")))
    if found.code == "unknown_country" and (near := _near(found.problem)):
        return _("Did you mean %(words)s?") % {"words": near}
    return takes


def _near(problem: str) -> str:
    """Codes of the countries whose names are like what was written."""
    written = problem.partition("“")[2].partition("”")[0]
    return Resolver.carried().code(written) or ", ".join(Resolver.carried().suggest(written))
