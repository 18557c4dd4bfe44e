"""The life of one version of a provision: drafted, reviewed by somebody else, put on record, and in the end replaced.

A version is *on record* from the moment it is published or scheduled until it is superseded or withdrawn; readers see
what is on record and nothing else. A scheduled version is on record as a coming rule. Which version governs a day
follows from its valid range alone, so a missed run of `take_effect` delays a word on a page, never a rule.

Nobody approves or publishes what they wrote, and nothing is published without a citation. Programs that follow a
written rule hold the role `rule`: the clock, the loader of the carried facts, and the cut of a range that a newer
version takes over.

Pure: what it asks of a version is

- `authors`: the identifiers ("user:<uuid>") of everybody who had a hand in it, its first author first;
- `is_cited`: whether at least one citation stands under it;
- `valid_from`: the first day of its range, None where it is not known;
- `has_begun(at)`: whether that day has begun at the moment `at` in the jurisdiction, by its own clocks;
- `recorded_from`: when it went on record, None before.

The columns it sets: `submitted_at`, `submitted_by`, `reviewed_by`, `returned_reason`, `approved_at`, `approved_by`,
`recorded_from`, `published_by`, `recorded_to`, `ended_by`, `ended_reason`. Texts are empty, moments None, until then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from workflow.table import Attempt, Refusal, State, Transition, Workflow

AUTHOR: Final = "author"  # writes and submits: the focal point of the country, for the hub a reviewer
REVIEWER: Final = "reviewer"  # reads it against its sources, for the hub
PUBLISHER: Final = "publisher"  # decides that readers may rely on it
RULE: Final = "rule"  # a program following a written rule

DRAFT, SUBMITTED, IN_REVIEW, APPROVED = "draft", "submitted", "in_review", "approved"
SCHEDULED, PUBLISHED = "scheduled", "published"
SUPERSEDED, WITHDRAWN = "superseded", "withdrawn"

ON_RECORD: Final = (SCHEDULED, PUBLISHED)  # what readers see now
AT_THE_DESK: Final = (DRAFT, SUBMITTED, IN_REVIEW, APPROVED)  # what readers have not seen yet


def not_own_work(attempt: Attempt) -> Iterator[Refusal]:
    """Refuses whoever had a hand in writing the version."""
    if attempt.person.identifier in attempt.row.authors:
        yield Refusal("own_work")


def cited(attempt: Attempt) -> Iterator[Refusal]:
    """Refuses a version under which no citation stands."""
    if not attempt.row.is_cited:
        yield Refusal("citation_missing")


def begun(attempt: Attempt) -> Iterator[Refusal]:
    """Refuses a version whose first day has not begun in its jurisdiction."""
    if not attempt.row.has_begun(attempt.at):
        yield Refusal("not_begun", {"valid_from": str(attempt.row.valid_from)})


def _submitted(attempt: Attempt) -> Mapping[str, Any]:
    return {"submitted_at": attempt.at, "submitted_by": attempt.person.identifier, "returned_reason": ""}


def _in_review(attempt: Attempt) -> Mapping[str, Any]:
    return {"reviewed_by": attempt.person.identifier}


def _returned(attempt: Attempt) -> Mapping[str, Any]:
    return {"returned_reason": attempt.reason, "approved_at": None, "approved_by": ""}


def _approved(attempt: Attempt) -> Mapping[str, Any]:
    return {"approved_at": attempt.at, "approved_by": attempt.person.identifier}


def _on_record(attempt: Attempt) -> Mapping[str, Any]:
    return {"recorded_from": attempt.at, "published_by": attempt.person.identifier}


def _off_record(attempt: Attempt) -> Mapping[str, Any]:
    never_seen = attempt.row.recorded_from is None
    return {
        "recorded_to": None if never_seen else attempt.at,
        "ended_by": attempt.person.identifier,
        "ended_reason": attempt.reason,
    }


PROVISION_VERSION: Final = Workflow(
    name="provision_version",
    states=(
        State(name=DRAFT),
        State(name=SUBMITTED),
        State(name=IN_REVIEW),
        State(name=APPROVED),
        State(name=SCHEDULED),
        State(name=PUBLISHED),
        State(name=SUPERSEDED, final=True),
        State(name=WITHDRAWN, final=True),
    ),
    transitions=(
        Transition(
            name="submit",
            sources=(DRAFT,),
            target=SUBMITTED,
            roles=frozenset({AUTHOR}),
            guards=(cited,),
            sets=_submitted,
        ),
        Transition(
            name="review",
            sources=(SUBMITTED,),
            target=IN_REVIEW,
            roles=frozenset({REVIEWER}),
            guards=(not_own_work,),
            sets=_in_review,
        ),
        Transition(
            name="send_back",
            sources=(SUBMITTED, IN_REVIEW, APPROVED),
            target=DRAFT,
            roles=frozenset({REVIEWER}),
            needs_reason=True,
            sets=_returned,
        ),
        Transition(
            name="approve",
            sources=(IN_REVIEW,),
            target=APPROVED,
            roles=frozenset({REVIEWER}),
            guards=(not_own_work, cited),
            sets=_approved,
        ),
        Transition(
            name="publish",
            sources=(APPROVED,),
            target=PUBLISHED,
            roles=frozenset({PUBLISHER}),
            guards=(not_own_work, cited, begun),
            sets=_on_record,
        ),
        Transition(
            name="schedule",
            sources=(APPROVED,),
            target=SCHEDULED,
            roles=frozenset({PUBLISHER}),
            guards=(not_own_work, cited),
            sets=_on_record,
        ),
        Transition(
            name="take_effect",
            sources=(SCHEDULED,),
            target=PUBLISHED,
            roles=frozenset({RULE}),
            guards=(begun,),
        ),
        Transition(
            name="carry",
            sources=(DRAFT,),
            target=PUBLISHED,
            roles=frozenset({RULE}),
            guards=(cited, begun),
            sets=_on_record,
        ),
        Transition(
            name="carry_coming",
            sources=(DRAFT,),
            target=SCHEDULED,
            roles=frozenset({RULE}),
            guards=(cited,),
            sets=_on_record,
        ),
        Transition(
            name="supersede",
            sources=ON_RECORD,
            target=SUPERSEDED,
            roles=frozenset({PUBLISHER, RULE}),
            sets=_off_record,
        ),
        Transition(
            name="withdraw",
            sources=(APPROVED, *ON_RECORD),
            target=WITHDRAWN,
            roles=frozenset({PUBLISHER}),
            needs_reason=True,
            sets=_off_record,
        ),
        Transition(
            name="discard",
            sources=(DRAFT,),
            target=WITHDRAWN,
            roles=frozenset({AUTHOR}),
            needs_reason=True,
            sets=_off_record,
        ),
    ),
)
