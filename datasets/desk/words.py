"""The words of the desk for codes of the data core: steps of a job, rhythms, outcomes, ways of a release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# In the order in which an import takes them.
IMPORT_STEPS: Final[dict[str, _StrPromise]] = {
    "read": _("Read the file"),
    "check": _("Check every row"),
    "store": _("Store the observations"),
    "verify": _("Verify the totals"),
    "compare": _("Compare with what is published"),
}
REBUILD_STEPS: Final[dict[str, _StrPromise]] = {
    "read": _("Read the inputs"),
    "compute": _("Compute"),
    "store": _("Store the observations"),
    "verify": _("Verify the totals"),
    "compare": _("Compare with what is published"),
}

RHYTHMS: Final[dict[str, _StrPromise]] = {
    "day": _("every day"),
    "week": _("every week"),
    "month": _("every month"),
    "quarter": _("every quarter"),
    "half_year": _("every half-year"),
    "year": _("every year"),
    "irregular": _("now and then"),
}


class WayWords(NamedTuple):
    """How a page asks for a step in the life of a release."""

    button: _StrPromise
    question: _StrPromise
    consequence: _StrPromise
    done: _StrPromise


WAYS: Final[dict[str, WayWords]] = {
    "publish": WayWords(
        _("Publish this release"),
        _("Publish this release?"),
        _("Readers and programs see it from the moment you publish. The release before it stays on record."),
        _("%(release)s is published."),
    ),
    "discard": WayWords(
        _("Discard it"),
        _("Discard this release?"),
        _("Its observations are deleted. Its row and your reason stay on record. The published release is untouched."),
        _("%(release)s is discarded."),
    ),
    "withdraw": WayWords(
        _("Withdraw it"),
        _("Withdraw this release from readers?"),
        _("Nothing takes its place: pages and the API show no figures of this dataset until another is published."),
        _("%(release)s is withdrawn."),
    ),
}

_PUBLISHED = re.compile(r"published (\d+)")
_REFUSED = re.compile(r"refused: (\w+)")
_WAITS = re.compile(r"waits for (\w+)")


def outcome(text: str) -> tuple[str, str]:
    """What became of a dataset of a computation: (kind of pill, sentence). See datasets/actions/derived.py."""
    if found := _PUBLISHED.fullmatch(text):
        return "good", say("computed and published as release %(number)s") % {"number": found[1]}
    if found := _REFUSED.fullmatch(text):
        return "bad", say("refused by its checks (%(code)s); the earlier release stays") % {"code": found[1]}
    if found := _WAITS.fullmatch(text):
        return "bad", say("not computed, because %(dataset)s could not be") % {"dataset": found[1]}
    if text == "no input":
        return "", say("an input has no published release yet")
    return "", say("up to date already")
