"""The one line of a result that matters, by its outcome."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulations.pathways.branches import BranchLine, turning
from regulations.rules.answer import Answer
from regulations.wording import findings
from regulations.wording.asking import asked


def one_line(answer: Answer, branches: Sequence[BranchLine]) -> str:
    """What a reader who reads one line must know."""
    match answer.outcome:
        case "met":
            return _met(answer)
        case "unknown":
            return turning(branches) or _open(answer)
        case "not_met":
            return _missed(answer)
        case _:
            return _("Conditions not yet encoded: read the rules on the permit’s page.")


def _met(answer: Answer) -> str:
    above = next((text for each in answer.passing if (text := findings.above_by(each))), "")
    if above:
        return _("Every condition we hold is met; pay is %(distance)s.") % {"distance": above}
    return _("Every condition we hold is met.")


def _open(answer: Answer) -> str:
    if not answer.questions:
        why = next((findings.reason(each) for each in answer.not_known if each.reason), "")
        return why or _("We can’t tell.")
    words = {"question": asked(answer.questions[0].fact).text.text, "number": len(answer.questions) - 1}
    if not words["number"]:
        return _("Open: %(question)s") % words
    more = ngettext(
        "Open: %(question)s And %(number)s more question.",
        "Open: %(question)s And %(number)s more questions.",
        len(answer.questions) - 1,
    )
    return more % words


def _missed(answer: Answer) -> str:
    if not answer.failing:
        return _("Not every condition is met.")
    words = {"missed": findings.one_line(answer.failing[0]), "number": len(answer.failing) - 1}
    if not words["number"]:
        return str(words["missed"])
    more = ngettext(
        "%(missed)s; and %(number)s more condition",
        "%(missed)s; and %(number)s more conditions",
        len(answer.failing) - 1,
    )
    return more % words
