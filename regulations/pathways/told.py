"""Short texts that the results, the checklist and its PDF share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from datasets import occupations
from regulations.finder.costs import Cost, Total
from regulations.rules.case import Case
from regulations.rules.record import Citation
from regulations.wording import amounts, findings, times
from regulations.wording.needs import country
from regulations.wording.person import DATES, EDUCATION
from regulations.wording.speech import language_name
from web_pages import numbers
from web_pages.places import language

OUTCOMES: Final[Mapping[str, Promise]] = {
    "met": gettext_lazy("Conditions met"),
    "unknown": gettext_lazy("Could be met"),
    "not_met": gettext_lazy("Not met"),
    "not_encoded": gettext_lazy("Conditions not yet encoded"),
}
STATES: Final[Mapping[str, str | Promise]] = {
    "met": gettext_lazy("met"),
    "not_met": gettext_lazy("not met"),
    "unknown": gettext_lazy("open"),
}
PAYERS: Final[Mapping[str, Promise]] = {
    "worker": gettext_lazy("The worker pays"),
    "employer": gettext_lazy("The employer pays"),
    "not_stated": gettext_lazy("Who pays is not stated"),
}
BASES: Final[Mapping[str, Promise]] = {
    "statutory": gettext_lazy("Limit set by law"),
    "target": gettext_lazy("The office’s own target"),
    "observed": gettext_lazy("As observed, not promised"),
}
EXIT_OUTCOMES: Final[Mapping[str, Promise]] = {
    "met": gettext_lazy("Applies to you"),
    "unknown": gettext_lazy("May apply to you"),
    "not_encoded": gettext_lazy("May apply to you"),
}


def passing(cost: Cost) -> str:
    """Whether the employer may take a fee back from the worker, where a source says so."""
    said = {"no": _("It may not be taken back from the worker."), "yes": _("It may be passed on to the worker.")}
    return said.get(cost.may_pass_on, "")


def total(total: Total, amount: str) -> str:
    """A total by payer: "The worker pays EUR 100 in all."."""
    sentences = {
        "worker": _("The worker pays %(amount)s in all."),
        "employer": _("The employer pays %(amount)s in all."),
        "not_stated": _("In all %(amount)s, of which no source states who pays."),
    }
    return sentences[total.payer] % {"amount": amount}


def source(citation: Citation) -> str:
    """Who says so, where, and of what day the source speaks."""
    parts = (citation.publisher, citation.locator, times.partial(citation.dated) if citation.dated else "")
    return ", ".join(part for part in parts if part)


def person(case: Case) -> Iterator[tuple[str, str]]:
    """What was understood of the person, the job and the moment: as pairs of label and value."""
    for label, code in ((_("Nationality"), case.nationality), (_("Lives in"), case.residence)):
        if code:
            yield label, country(code)
    if case.destinations:
        yield _("Where to"), ", ".join(map(country, case.destinations))
    if case.age is not None:
        yield _("Age"), str(case.age)
    yield from _work(case)
    yield from _moment(case)
    if case.family.partner is not None:
        yield _("Partner comes along"), _yes_no(case.family.partner)
    if case.family.children is not None:
        yield _("Children who come along"), str(case.family.children)
    for fact, value in case.facts.items():
        yield findings.fact_in_words(fact), _yes_no(value)


def _work(case: Case) -> Iterator[tuple[str, str]]:
    if case.occupation:
        yield _("Occupation"), f"{occupations.title(case.occupation, language())} ({case.occupation})"
    if case.education is not None:
        yield _("Education"), str(dict(EDUCATION)[case.education])
    if case.experience_years is not None:
        yield _("Experience"), amounts.count(case.experience_years, "year", language())
    if case.job_offer is not None:
        yield _("Job offer"), _yes_no(case.job_offer)
    if pay := case.salary:
        taxed = "gross" if pay.gross else "net"
        yield _("Salary"), amounts.pay(pay.amount, pay.currency, language(), per=pay.period, gross_net=taxed)


def _moment(case: Case) -> Iterator[tuple[str, str]]:
    if case.languages:
        spoken = [f"{language_name(code, language())} {level}" for code, level in case.languages.items()]
        yield _("Languages"), ", ".join(spoken)
    for kind, name in DATES:
        if day := getattr(case.dates, kind):
            yield str(name), numbers.day(day, language())


def _yes_no(value: object) -> str:
    return (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)
