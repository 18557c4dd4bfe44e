"""Coded answers in the reader's language. A term that is no code is the content's own wording and stays as it is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regulations.wording.phrase import Phrase

NAMES: dict[str, Promise] = {
    "Yes": _("yes"),
    "No": _("no"),
    "no": _("no"),
    "none": _("none"),
    "Yes; depends on job": _("yes; it depends on the job"),
    "Yes; at least 6 months": _("yes; at least 6 months"),
    "Yes; sponsor-registered employer": _("yes; from a registered sponsor"),
    "no, with exceptions": _("no, with exceptions"),
    "after 3 years": _("after 3 years"),
    "after 5 years": _("after 5 years"),
    "to 1 year in total": _("to 1 year in total"),
    "to 6 or 12 months in total": _("to 6 or 12 months in total"),
    "up to 2 years in total": _("up to 2 years in total"),
    "depends on salary": _("depends on the salary"),
    "repeatable": _("as often as wanted"),
    "immediate": _("at once"),
    "same as holder": _("as long as the holder’s"),
    "same as nationals": _("the same as nationals"),
    "possible if conditions met": _("possible where the conditions are met"),
    "not_permitted_in_principle": _("not permitted in principle"),
    "permanent_resident": _("permanent resident"),
    "family_reunification": _("family reunification, a procedure of its own"),
    "any_of": _("any of them"),
    # What silence means
    "deemed_granted": _("it counts as granted"),
    "deemed_refused": _("it counts as refused"),
    # Who applies
    "employer": _("the employer"),
    "worker": _("the worker"),
    "worker at consulate": _("the worker, at the consulate"),
    "employer at INM office": _("the employer, at an office of the institute (INM)"),
    # Labour-market tests
    "exempt": _("exempt"),
    "not_applied": _("not applied"),
    "not_required": _("not required"),
    "labour_market_assessment": _("labour-market impact assessment"),
    "local_recruitment_difficulty": _("the post can’t readily be filled locally"),
    "national_employment_situation": _("the national employment situation is looked at"),
    "no_prior_work_authorisation": _("no work authorisation is needed beforehand"),
    "employer failed to hire nationals": _("the employer tried to hire nationals and could not"),
    "evidence of local recruitment attempt": _("proof of an attempt to recruit locally"),
    "31 December of the year": _("31 December of the year"),
    # Dates that govern
    "application_date": _("the date of application"),
    "application_receipt_date": _("the date the application is received"),
    "receipt_date": _("the date the application is received"),
    "decision_date": _("the date of decision"),
    "nomination_date": _("the date of nomination"),
    "nomination_lodgement_date": _("the date the nomination is lodged"),
    "contract_date": _("the date of the contract"),
    "entry_date": _("the date of entry"),
    "issue_date": _("the date of issue"),
    "indicator_on_application_date": _("the date of application, for the reference value"),
    "application_date_for_median; in_force_date_for_rule": _(
        "the date of application for the median; the date in force for the rule"
    ),
    # What sources say of documents and bodies, where it is one word or a name of a kind
    "bachelor or equivalent": _("bachelor’s degree or equivalent"),
    "bachelor or equivalent in specialty": _("bachelor’s degree or equivalent in the specialty"),
    "3 years higher education or 5 years experience": _("3 years of higher education or 5 years of experience"),
    "3 years within the last 7": _("3 years within the last 7"),
    "qualified workers and specialists": _("qualified workers and specialists"),
    "apply before expiry": _("apply before it expires"),
}


def name(term: str) -> Phrase:
    """A coded term in the reader's language; other terms as the content words them, in English."""
    known = NAMES.get(term)
    return Phrase(str(known)) if known is not None else Phrase(term, language="en")
