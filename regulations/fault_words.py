"""What is wrong with a content file and how to mend it, in sentences, for the codes of carried/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from regulations.carried.faults import Fault

# Code: what is wrong, and how to mend it.
WORDS: Final[Mapping[str, tuple[_StrPromise, _StrPromise]]] = {
    "not_utf8": (_("The file is not written in UTF-8."), _("Save it in UTF-8.")),
    "not_toml": (_("The file cannot be read: %(detail)s."), _("Mend the quotes, brackets or dates at this place.")),
    "jurisdiction_missing": (
        _("The file does not say whose permits it holds."),
        _("Begin it with a table [jurisdiction] that has a code and a time zone."),
    ),
    "unknown_table": (_("There is no table “%(name)s”."), _("Use one of: %(known)s.")),
    "not_a_list_of_entries": (
        _("“%(name)s” is not written as a list of entries."),
        _("Write [[%(name)s]] on a line of its own above every entry."),
    ),
    "unknown_key": (_("There is no key “%(name)s” here."), _("Remove it, or use one of: %(known)s.")),
    "key_missing": (_("“%(name)s” is missing."), _("Add it; content/README.md says what may stand there.")),
    "citation_missing": (
        _("The entry cites no source."),
        _("Add “source” with the code of an entry in [[sources]]: nothing is published without one."),
    ),
    "currency_missing": (
        _("The amount has no currency."),
        _("Add “currency” with an ISO 4217 code, such as EUR."),
    ),
    "wrong_value": (_("What stands here does not fit: %(detail)s."), _("Write it as content/README.md says.")),
    "said_twice": (
        _("“%(name)s” is described already in %(file)s, line %(row)s."),
        _("Keep one of the two, or give this one another code."),
    ),
    "country_unknown": (
        _("“%(name)s” is no country code."),
        _("Use an ISO 3166-1 alpha-2 code, or EU for the European Union."),
    ),
    "file_misnamed": (_("The file is not called after “%(name)s”."), _("Rename the file, or mend the code.")),
    "time_zone_unknown": (
        _("“%(name)s” is no time zone."),
        _("Use a name of the IANA database, such as Europe/Berlin."),
    ),
    "permit_of_another": (
        _("The permit “%(name)s” does not belong into the file of %(owner)s."),
        _("Begin its code with %(owner)s- or move it into the file of its jurisdiction."),
    ),
    "english_name_missing": (_("The permit has no English name."), _("Add “en” to its names.")),
    "permit_unknown": (
        _("There is no permit “%(name)s”."),
        _("Describe it in [[permits]], or mend the code."),
    ),
    "source_unknown": (
        _("There is no source “%(name)s”."),
        _("Describe it in [[sources]] of any file, or mend the code."),
    ),
    "indicator_unknown": (
        _("There is no indicator “%(name)s”."),
        _("Describe it in [[indicators]] of any file, or mend the code."),
    ),
    "conflict_unknown": (
        _("There is no conflict “%(name)s”."),
        _("Describe it in [[conflicts]], or mend the code."),
    ),
    "provision_unknown": (
        _("No fact stands under “%(name)s”."),
        _("Write the permit, a slash and the key of one of its facts."),
    ),
    "quota_unknown": (
        _("There is no other quota “%(name)s”."),
        _("Describe it in [[quotas]] as permit/key, or mend the name."),
    ),
    "count_or_share": (
        _("A reading is either a count or a share."),
        _("Write “used” for a count or “share” for a part of the ceiling (0.74), not both."),
    ),
    "source_or_url": (
        _("The claim needs either a source of ours or an address, not both."),
        _("Keep “source” for an entry in [[sources]], “url” for any other text."),
    ),
    "currency_unknown": (_("“%(name)s” is no currency."), _("Use an ISO 4217 code, such as EUR.")),
    "range_backwards": (
        _("The range ends on %(end)s and begins on %(start)s."),
        _("Let “valid_to”, the first day on which the rule no longer holds, be later than “valid_from”."),
    ),
    "versions_overlap": (
        _("The version holds on days on which the one in %(file)s, line %(row)s holds as well."),
        _("End the earlier one on the day this one begins, or give both a “claim” if their sources disagree."),
    ),
    "element_changes": (
        _("The key stands under the element %(name)s elsewhere in this permit."),
        _("Use the same element, or another key."),
    ),
    "conflict_missing": (
        _("“%(name)s” has competing claims, and no conflict tells readers so."),
        _("Add an entry to [[conflicts]] that names this provision."),
    ),
    "language_unknown": (_("The folder “%(name)s” is no language of the hub."), _("Use one of: %(known)s.")),
    "translated_twice": (
        _("The text is translated otherwise in %(file)s, line %(row)s."),
        _("Keep one of the two translations."),
    ),
    "conditions_invalid": (_("The conditions cannot be used: %(problem)s."), _("%(mend)s")),
}


def problem(fault: Fault) -> str:
    """What is wrong, as a sentence in the active language."""
    return str(WORDS[fault.code][0]) % _params(fault)


def mend(fault: Fault) -> str:
    """How to mend it, as a sentence in the active language."""
    return str(WORDS[fault.code][1]) % _params(fault)


def where(fault: Fault) -> str:
    """The place: file, row and column, as far as they are known."""
    place = fault.place
    if place.row and place.column:
        return gettext("%(file)s, row %(row)s, column %(column)s") % vars(place)
    if place.row:
        return gettext("%(file)s, row %(row)s") % vars(place)
    if place.column:
        return gettext("%(file)s, column %(column)s") % vars(place)
    return place.file


def line(fault: Fault) -> str:
    """Place, problem and mend in one line, for a terminal."""
    return f"{where(fault)}: {problem(fault)} {mend(fault)}"


def _params(fault: Fault) -> dict[str, Any]:
    return {
        name: ", ".join(value) if isinstance(value, (list, tuple)) else value for name, value in fault.params.items()
    }
