"""Answers that turn on a date nobody knows yet, in words: "decided before 1 June 2026: met"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from regulations.rules.answer import Answer, Branch, Finding
from regulations.rules.states import Outcome
from regulations.wording import findings
from regulations.wording.person import DATES
from regulations.wording.phrase import listed
from web_pages import numbers
from web_pages.places import language


@dataclass(frozen=True, slots=True)
class BranchLine:
    """One stretch of time: its name, its outcome, and what decides there."""

    when: str
    outcome: Outcome
    told: str
    failing: tuple[Finding, ...]


def branch_lines(answer: Answer) -> list[BranchLine]:
    """Every branch in words."""
    return [
        BranchLine(_when(branch), branch.outcome, outcome_in_words(branch.outcome), branch.failing)
        for branch in answer.branches
    ]


def turning(branches: Sequence[BranchLine]) -> str:
    """On what the answer turns, in one sentence; empty where all branches agree."""
    if len({branch.outcome for branch in branches}) < 2:
        return ""
    parts = [_("%(when)s: %(outcome)s") % {"when": each.when, "outcome": each.told} for each in branches]
    lost = next((findings.short_by(each) for branch in branches for each in branch.failing), "")
    said = "; ".join(parts)
    return f"{said} ({lost})" if lost else said


def outcome_in_words(outcome: Outcome) -> str:
    """An outcome inside a sentence."""
    return {
        "met": _("met"),
        "not_met": _("not met"),
        "unknown": _("open"),
        "not_encoded": _("conditions not yet encoded"),
    }[outcome]


def _when(branch: Branch) -> str:
    return listed(_stretch(each) for each in branch.dates) or branch.when


def _stretch(each: Mapping[str, Any]) -> str:
    name = str(dict(DATES).get(each["date"], each["date"]))
    start, end = _day(each.get("start")), _day(each.get("end"))
    words = {"date": name, "start": start, "end": end}
    if start and end:
        return _("%(date)s from %(start)s and before %(end)s") % words
    if start:
        return _("%(date)s from %(start)s") % words
    if end:
        return _("%(date)s before %(end)s") % words
    return _("%(date)s on any day") % words


def _day(value: date | None) -> str:
    return numbers.day(value, language()) if value else ""
