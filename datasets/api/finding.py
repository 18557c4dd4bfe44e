"""Which dataset and which release an address means, or a problem that says why there is none."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.translation import gettext as _

from datasets import definition as definitions
from datasets import queries
from datasets.api.question import Question
from datasets.definition import Definition
from datasets.models import Release
from web_api.parameters import did_you_mean
from web_api.problems import Fault, Problem


def definition_of(dataset_id: str) -> Definition:
    """The dataset with this id, in either case."""
    known = definitions.all_definitions()
    if found := known.get(dataset_id.upper()):
        return found
    problem = _("There is no dataset “%(id)s”.") % {"id": dataset_id[:60]}
    raise Problem("not-found", errors=[Fault("dataset", problem, did_you_mean(dataset_id[:60], known))])


def release_of(definition: Definition, question: Question, since: str | None = None) -> Release:
    """The release asked for by number or day, or the one in force; it must have the dimensions asked for.

    `since` is the stamp of the last publication (web_api.remembered): until the next one the answer is the same.
    """
    wanted = (definition.id, question.release, question.as_of)
    found = _remembered(since, *wanted) if since else _release_of(definition, *wanted[1:])
    if found.status == Release.Status.WITHDRAWN:
        raise Problem("release-withdrawn", errors=[Fault("release", found.reason, _("Use the release in force."))])
    missing = [name for name in question.where if name not in found.definition.key]
    if missing:
        problem = _("Release %(number)s had no such dimension.") % {"number": found.number}
        faults = [Fault(name.lower(), problem, _("Leave it out, or ask a later release.")) for name in missing]
        raise Problem("invalid-parameters", errors=faults)
    return found


@lru_cache(maxsize=1_024)
def _remembered(since: str, dataset_id: str, number: int | None, as_of: dt.date | None) -> Release:
    return _release_of(definition_of(dataset_id), number, as_of)


def _release_of(definition: Definition, number: int | None, as_of: dt.date | None) -> Release:
    if number is not None:
        return numbered(definition, number)
    if found := queries.published_release(definition.id, as_of):
        return found
    first = (
        Release.objects.filter(dataset_id=definition.id, published_at__isnull=False).order_by("published_at").first()
    )
    if as_of and first and first.published_at:
        problem = _("Nothing was published on %(day)s.") % {"day": as_of}
        mend = _("The first release is of %(day)s.") % {"day": first.published_at.date()}
        raise Problem("not-found", errors=[Fault("as_of", problem, mend)])
    raise Problem(
        "not-found",
        detail=_("This dataset has no release that is in force."),
        errors=[
            Fault(
                "dataset",
                _("No release of “%(id)s” is published.") % {"id": definition.id},
                _("Its list of releases says what there was; come back once one is published."),
            )
        ],
    )


def numbered(definition: Definition, number: int) -> Release:
    """A release by its number, if it was ever published."""
    seen = Release.objects.filter(dataset_id=definition.id, published_at__isnull=False)
    found = seen.filter(number=number).first()
    if found is None:
        numbers = [str(each) for each in seen.order_by("-number").values_list("number", flat=True)[:10]]
        problem = _("“%(id)s” has no published release %(number)s.") % {"id": definition.id, "number": number}
        mend = (
            _("Published: %(numbers)s.") % {"numbers": ", ".join(numbers)} if numbers else _("None is published yet.")
        )
        raise Problem("not-found", errors=[Fault("release", problem, mend)])
    return found
