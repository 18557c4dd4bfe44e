"""Which release a page shows, and what is said of every release there was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from datasets import queries
from datasets.definition import Definition, UpdateRhythm
from datasets.models import Release
from iimd.pages.datasets.words import decided_by, names_of, writer
from web_pages import numbers, places
from web_pages.asking import UnclearQuestionError

MOST_CHANGES: Final = 3
_PILLS: Final = {"published": "good", "withdrawn": "bad"}
_DAYS: Final[dict[UpdateRhythm, int]] = {
    "day": 1,
    "week": 7,
    "month": 31,
    "quarter": 92,
    "half_year": 183,
    "year": 366,
}


@dataclass(frozen=True)
class Shown:
    """The release a page speaks of (None where there is none to show), and what a reader must know about that.

    `status` is the status of the answer: 404 where no such release was published, 410 where it was withdrawn.
    """

    release: Release | None
    notice: str = ""
    status: int = 200
    newest: bool = True


@dataclass(frozen=True)
class Vintage:
    """One release in the list of all that were published."""

    release: Release
    shown: bool
    pill: str
    decided_by: str
    differences: tuple[str, ...]
    largest: tuple[str, ...]


def published(dataset_id: str) -> list[Release]:
    """Every release readers ever saw, newest first."""
    releases = Release.objects.filter(dataset_id=dataset_id, published_at__isnull=False)
    return list(releases.select_related("compared_with").order_by("-number"))


def shown(params: QueryDict, dataset_id: str, releases: list[Release], as_of: dt.date | None) -> Shown:
    """The release that `?release=3` or `?as_of=2026-01-31` names; without either, the one in force."""
    number = _number(params)
    if number and as_of:
        raise UnclearQuestionError(_("A release and a day can’t both be asked for: leave one of them out."))
    current = next((each for each in releases if each.status == Release.Status.PUBLISHED), None)
    if number:
        found = next((each for each in releases if each.number == number), None)
        if found is None:
            notice = _("Release %(number)s was never published.") % {"number": number}
            return Shown(None, notice, 404)
    elif as_of:
        found = queries.published_release(dataset_id, as_of)
        if found is None:
            return Shown(None, _nothing_then(as_of, releases), 404)
    else:
        return Shown(current) if current else Shown(None, _withdrawn_only(releases))
    if found.status == Release.Status.WITHDRAWN:
        words = {"number": found.number, "reason": found.reason}
        notice = _("Release %(number)s was withdrawn, and its figures are not shown. The reason given: %(reason)s")
        return Shown(None, notice % words, 410)
    newest = found == current
    return Shown(found, "" if newest else _older(found), newest=newest)


def _number(params: QueryDict) -> int | None:
    written = params.get("release", "").strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        message = _("“%(written)s” is not the number of a release. Write it like 3.")
        raise UnclearQuestionError(message % {"written": written[:40]})
    return int(written)


def _nothing_then(as_of: dt.date, releases: list[Release]) -> str:
    said = _("Nothing of this dataset was in force on %(day)s.") % {"day": _day(as_of)}
    if releases and releases[-1].published_at:
        said += " " + _("The first release is of %(day)s.") % {"day": _day(releases[-1].published_at.date())}
    return said


def _withdrawn_only(releases: list[Release]) -> str:
    """Why nothing is in force, where something was."""
    if not releases:
        return ""
    words = {"number": releases[0].number, "reason": releases[0].reason}
    return _("No release is in force. Release %(number)s was withdrawn; the reason given: %(reason)s") % words


def _older(release: Release) -> str:
    if release.published_at is None or release.ended_at is None:
        return ""
    words = {
        "number": release.number,
        "start": _day(release.published_at.date()),
        "end": _day(release.ended_at.date()),
    }
    return _("This is release %(number)s, in force from %(start)s to %(end)s. It is not the newest.") % words


def _day(day: dt.date) -> str:
    return numbers.day(day, places.language())


def listed(releases: list[Release], shown_release: Release | None, language: str) -> list[Vintage]:
    """Every release with what changed against the one before it."""
    return [
        Vintage(
            release=each,
            shown=each == shown_release,
            pill=_PILLS.get(each.status, ""),
            decided_by=decided_by(each),
            differences=tuple(differences(each, language)),
            largest=tuple(largest(each, language)),
        )
        for each in releases
    ]


def differences(release: Release, language: str) -> Iterator[str]:
    """What changed, in sentences."""
    found = release.difference
    if not found:
        yield _("The first release: there is nothing to compare it with.")
        return
    if found.get("structure_changed"):
        yield _("Its dimensions differ from those of the release before; figures can’t be compared one by one.")
        return
    before = release.compared_with.number if release.compared_with else ""
    counts = {name: numbers.number(found[name], language) for name in ("added", "removed", "changed", "unchanged")}
    if not any(found[name] for name in ("added", "removed", "changed")):
        yield _("The same figures as release %(before)s.") % {"before": before}
        return
    said = _(
        "Against release %(before)s: %(added)s added, %(removed)s removed, %(changed)s changed, %(same)s as before."
    )
    yield said % ({"before": before, "same": counts["unchanged"]} | counts)


def largest(release: Release, language: str) -> Iterator[str]:
    """The largest changes of single figures."""
    definition = release.definition
    write = writer(definition, language)
    names = {dimension.id: names_of(dimension, language) for dimension in definition.dimensions}
    for change in (release.difference or {}).get("largest_absolute", [])[:MOST_CHANGES]:
        yield _("%(name)s: from %(before)s to %(after)s") % {
            "name": _name(change["key"], names, language),
            "before": write(change["before"]),
            "after": write(change["after"]),
        }


def _name(key: Mapping[str, Any], names: Mapping[str, Mapping[str, str]], language: str) -> str:
    parts = [names[part].get(code, code) for part, code in key.items() if part in names]
    return f"{' – '.join(parts)}, {numbers.period(str(key['TIME_PERIOD']), language)}"


def next_expected(definition: Definition, current: Release | None) -> dt.date | None:
    """When the next release is due by the rhythm of the dataset; None where it has none or rests on others."""
    if current is None or current.published_at is None or definition.derived:
        return None
    days = _DAYS.get(definition.update_rhythm)
    return current.published_at.date() + dt.timedelta(days=days) if days else None


def is_overdue(expected: dt.date | None) -> bool:
    """Whether a release that was due has not come."""
    return expected is not None and expected < timezone.now().date()
