"""The words for every code: what is wrong, and how to mend it. Codes come from pure code, words are put in here.

A parameter that an importer did not give shows as "…" rather than breaking the page that reports the problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from datasets.words_for_files import FILE_PROBLEMS
from datasets.words_for_rows import ROW_PROBLEMS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Sentence(NamedTuple):
    """What is wrong, and what to do about it."""

    problem: _StrPromise
    mend: _StrPromise


PROBLEMS: Final[Mapping[str, Sentence]] = {
    code: Sentence(*words) for code, words in (FILE_PROBLEMS | ROW_PROBLEMS).items()
}

# Why a job failed.
FAILURES: Final[Mapping[str, Sentence]] = {
    "worker_lost": Sentence(_("The worker was lost while it was at this job. Nothing was stored."), _("Try again.")),
    "unexpected": Sentence(
        _("Something went wrong on our side. Nothing was stored, and the error was reported."),
        _("Try again; if it fails again, tell the secretariat the number of this job."),
    ),
    "file_refused": Sentence(
        _("“%(file)s” was refused (errors: %(errors)s). Nothing was stored."),
        _("Mend what the list of problems names, then upload the file again."),
    ),
    "file_gone": Sentence(_("“%(file)s” is no longer kept."), _("Hand in the file again.")),
    "input_missing": Sentence(
        _("%(dataset)s is computed from %(input)s, which has no published release."), _("Publish %(input)s first.")
    ),
    "result_refused": Sentence(
        _("What was computed for %(dataset)s breaks the rules of its definition (%(problem)s). Nothing was stored."),
        _("The definition or the function that computes it must be mended by a maintainer."),
    ),
    "results_refused": Sentence(
        _("These datasets could not be computed: %(datasets)s. The others are up to date."),
        _("Their definitions or the functions that compute them must be mended by a maintainer."),
    ),
}

# Why a release can't be moved on, see datasets/workflow.py and the engine.
REFUSALS: Final[Mapping[str, Sentence]] = {
    "own_work": Sentence(
        _("You imported this release yourself."), _("Ask another statistician to look at it and publish it.")
    ),
    "wrong_role": Sentence(_("Your roles do not allow this."), _("Ask the secretariat who may, or for the role.")),
    "wrong_state": Sentence(_("The release is not where it was: it is %(state)s now."), _("Look at its page again.")),
    "reason_needed": Sentence(_("A reason is missing."), _("Write in a sentence why, for those who read it later.")),
    "difference_outdated": Sentence(
        _("Another release was published since this one was compared."),
        _("Compare again and look at the difference before you publish."),
    ),
    "base_replaced": Sentence(
        _("Another release was published since this one was compared."),
        _("Discard this one and hand in the file again, so that it takes in what was published since."),
    ),
}

_ALL: Final = {**PROBLEMS, **FAILURES, **REFUSALS}


class _Given(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def problem(code: str, params: Mapping[str, Any]) -> str:
    """What is wrong, in the active language."""
    return str(_ALL[code].problem) % _Given(params)


def mend(code: str, params: Mapping[str, Any]) -> str:
    """How to mend it, in the active language."""
    near = {"suggestion": params["suggestion"] or "—"} if "suggestion" in params else {}
    return str(_ALL[code].mend) % _Given({**params, **near})


def where(*, sheet: str = "", row: int | None = None, column: str = "") -> str:
    """The place of a problem as people and the API say it: “sheet Data, row 7, column C”; empty for the whole file."""
    parts = []
    if sheet:
        parts.append(say("sheet %(sheet)s") % {"sheet": sheet.strip()})
    if row is not None:
        parts.append(say("row %(row)s") % {"row": row})
    if column:
        parts.append(say("column %(column)s") % {"column": column})
    return ", ".join(parts)
