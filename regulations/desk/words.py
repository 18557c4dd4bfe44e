"""The words of the permit desk: steps and how they are asked for, why one is closed, fields of a version, marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from regulations.freshness import Freshness
from regulations.models import ProvisionVersion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PILLS: Final = {
    "draft": "",
    "submitted": "busy",
    "in_review": "busy",
    "approved": "busy",
    "scheduled": "good",
    "published": "good",
    "superseded": "",
    "withdrawn": "bad",
}
FRESHNESS_PILLS: Final = {
    Freshness.FRESH: "good",
    Freshness.AMBER: "busy",
    Freshness.RED: "bad",
    Freshness.UNKNOWN: "",
}
FRESHNESS: Final[Mapping[Freshness, _StrPromise]] = {
    Freshness.FRESH: _("reviewed in time"),
    Freshness.AMBER: _("review is late"),
    Freshness.RED: _("review left out"),
    Freshness.UNKNOWN: _("age of the source not known"),
}


class WayWords(NamedTuple):
    """How a page asks for a step in the life of a version."""

    button: _StrPromise
    question: _StrPromise
    consequence: _StrPromise
    done: _StrPromise


WAYS: Final[Mapping[str, WayWords]] = {
    "submit": WayWords(
        _("Hand in for review"),
        _("Hand this draft in for review?"),
        _("Somebody else reads it against its sources. You certify that it is correct; nobody changes it meanwhile."),
        _("Handed in. It waits for a reviewer."),
    ),
    "review": WayWords(
        _("Begin the review"),
        _("Begin to review this draft?"),
        _("Others see that you are reading it."),
        _("You are reviewing it now."),
    ),
    "send_back": WayWords(
        _("Send it back"),
        _("Send this draft back?"),
        _("It becomes a draft again, with your reason before the author’s eyes."),
        _("Sent back to its author."),
    ),
    "approve": WayWords(
        _("Approve it"),
        _("Approve this draft?"),
        _("You say that it says what its sources say. Readers see it once it is published."),
        _("Approved. It can be published."),
    ),
    "publish": WayWords(
        _("Publish it"),
        _("Publish this version?"),
        _("Readers see it at once. What it replaces stays on file and can be asked for."),
        _("Published."),
    ),
    "withdraw": WayWords(
        _("Withdraw it"),
        _("Withdraw this version?"),
        _("Its days become “not known” to readers. The version and your reason stay on file."),
        _("Withdrawn."),
    ),
    "discard": WayWords(
        _("Put it aside"),
        _("Put this draft aside?"),
        _("Nobody works on it any more. It stays on file; readers never saw it."),
        _("Put aside."),
    ),
}
# A rule whose first day has not begun is announced by the same button.
ANNOUNCE: Final = WayWords(
    _("Announce it"),
    _("Announce this version?"),
    _("Readers see it as coming. On its first day it holds by itself, at midnight where it holds."),
    _("Announced. It holds from its first day on."),
)


class Sentence(NamedTuple):
    """What is wrong, and what to do about it."""

    problem: _StrPromise
    mend: _StrPromise


REFUSALS: Final[Mapping[str, Sentence]] = {
    "own_work": Sentence(_("You had a hand in writing it."), _("Somebody else must decide on it.")),
    "citation_missing": Sentence(_("No source stands under it."), _("Add the place where it was read.")),
    "not_begun": Sentence(
        _("Its first day, %(valid_from)s, has not begun where it holds."), _("Announce it as coming.")
    ),
    "wrong_role": Sentence(_("Your roles do not allow this."), _("Ask the secretariat who may.")),
    "wrong_state": Sentence(
        _("It is not where it was: it is %(state)s now."), _("Look at it again before you decide.")
    ),
    "reason_needed": Sentence(_("A reason is missing."), _("Write in a sentence why.")),
}

FIELDS: Final[Mapping[str, _StrPromise]] = {
    "value": _("Value"),
    "value.amount": _("Amount"),
    "value.currency": _("Currency"),
    "value.per": _("For each"),
    "value.gross_net": _("Before or after tax"),
    "value.iso8601": _("Length"),
    "value.day_basis": _("Kind of days"),
    "value.bound": _("Least or most"),
    "value.number": _("Number"),
    "value.unit": _("Unit"),
    "value.op": _("Least or most"),
    "value.term": _("Word or phrase"),
    "value.value": _("Answer"),
    "value.coefficient": _("Multiple"),
    "value.indicator": _("Reference value"),
    "value.items": _("List"),
    "value.name": _("Office"),
    "value.phone": _("Telephone"),
    "value.address": _("Address"),
    "text": _("The rule in plain words"),
    "valid_from": _("Holds from"),
    "valid_to": _("Holds until"),
    "governing_date": _("The date of a case that decides"),
    "indicator_date": _("The date that decides for the reference value"),
    "citation": _("Source"),
}


def refusal(code: str, params: Mapping[str, Any]) -> str:
    """Why a step is closed and what to do, in the active language."""
    sentence = REFUSALS[code]
    if "state" in params:
        state = str(params["state"])
        known = dict(ProvisionVersion.Status.choices)
        params = {**params, "state": known.get(state, state)}
    return f"{sentence.problem % params} {sentence.mend % params}"
