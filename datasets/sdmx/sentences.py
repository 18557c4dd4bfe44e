"""What is wrong with an SDMX request, and how to mend it, in words."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from datasets.sdmx.faults import Fault

# By what happened: the problem, and the way out of it.
_WORDS: Final[dict[str, tuple[Any, ...]]] = {
    "no-observations": (_("No observation matches the request."),),
    "no-structure": (
        _("There is no such artefact."),
        _("All dataflows are listed at /sdmx/2.1/dataflow/all/all/latest."),
    ),
    "no-flow": (
        _("There is no dataflow “%(flow)s”."),
        "%(mend)s",
    ),
    "no-release": (_("Of “%(flow)s” nothing is published that could be shown."),),
    "nothing-new": (_("Nothing was published since %(moment)s."),),
    "no-address": (
        _("There is nothing at this address."),
        _("Data stand at /sdmx/2.1/data/{flow}/{key}, structures at /sdmx/2.1/{kind}/{agency}/{id}/{version}."),
    ),
    "too-long": (
        _("The request has %(given)s characters; no more than %(most)s are read."),
        _("Leave parts of the key empty, or ask in several requests."),
    ),
    "key-parts": (
        _("The key has %(given)s parts; this dataflow has %(number)s dimensions: %(dimensions)s."),
        _("Separate the dimensions by full stops and leave those empty that do not matter."),
    ),
    "key-code": (
        _("“%(code)s” cannot be a code of %(dimension)s."),
        _("A code has letters, digits, “_”, “-”, “@” and “$”. Several are joined by “+”."),
    ),
    "keys-differ": (
        _("Several keys may differ in one dimension only."),
        _("Ask for them one by one."),
    ),
    "filter-operator": (
        _("“%(operator)s” is no operator of a filter on %(component)s."),
        _("Use one of: %(operators)s."),
    ),
    "filter-value": (
        _("“%(value)s” cannot be a value of %(component)s."),
        _("Separate several values by commas."),
    ),
    "filter-component": (
        _("Observations cannot be filtered by “%(component)s”."),
        _("Filter by one of the dimensions: %(dimensions)s."),
    ),
    "period": (
        _("%(parameter)s: “%(value)s” is not a period that can be used here."),
        _("Write it as 2021, 2021-S1, 2021-Q3, 2021-05, 2021-W07 or 2021-05-31."),
    ),
    "periods-exchanged": (
        _("The range begins with %(start)s and ends with %(end)s: no period of this dataflow lies in it."),
        _("Exchange the two ends, or widen the range."),
    ),
    "moment": (
        _("%(parameter)s: “%(value)s” is not a point in time."),
        _("Write it as 2026-03-01 or 2026-03-01T12:00:00Z."),
    ),
    "observed": (
        _("“%(value)s” is not a dimension of this dataflow."),
        _("Use AllDimensions or one of: %(dimensions)s."),
    ),
    "references": (
        _("references: “%(value)s” is no kind of reference."),
        _("Use none, parents, parentsandsiblings, ancestors, children, descendants, all or a kind of artefact."),
    ),
    "value": (
        _("%(parameter)s: “%(value)s” is not one of the values."),
        _("Use one of: %(values)s."),
    ),
    "kind-not-kept": (
        _("The hub keeps no artefacts of the kind “%(kind)s”."),
        _("It keeps: %(kinds)s."),
    ),
    "history": (
        _("Earlier versions of observations are not told along with the present ones."),
        _("Ask for what was in force on a day with asOf."),
    ),
    "changes": (
        _("What changed since %(moment)s is not told observation by observation."),
        _("Ask for everything; the ETag of an answer tells whether anything changed."),
    ),
    "not-implemented": (_("The hub does not implement “%(what)s”."),),
    "not-acceptable": (
        _("“%(asked)s” is not a format that can be made here."),
        _("Ask for one of: %(formats)s."),
    ),
    "json-too-large": (
        _("The answer would hold more than %(most)s observations, which is the most that is sent as SDMX-JSON."),
        _("Ask for CSV or XML, or for less at a time."),
    ),
    "not-ready": (_("The hub is being set up and has no structures yet."), _("Try again in a minute.")),
}


def of(fault: Fault) -> list[str]:
    """The sentences for a fault in the active language."""
    return [str(sentence) % fault.details for sentence in _WORDS[fault.what]]
