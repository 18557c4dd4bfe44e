"""The life cycle of a release: drafted while a file is read, checked, published, and in the end replaced or withdrawn.

A failed import leaves nothing at all, so there is no "failed" state; a checked release nobody wants is discarded and
stays on record. Nobody publishes their own work, unless a written rule does it: a program that holds the role `rule`.
Pure: what it asks of a release is `imported_by`, the identifier ("user:<uuid>") of who imported it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workflow.table import Attempt, Refusal, State, Transition, Workflow

STATISTICIAN = "statistician"  # imports files and answers for their checks
PUBLISHER = "publisher"  # decides that others may rely on a release
WITHDRAWER = "withdrawer"  # takes figures back that should not be read, such as the secretariat
RULE = "rule"  # a program following a written rule: derived releases, demo data, scheduled fetches

DRAFT, CHECKED, PUBLISHED = "draft", "checked", "published"
SUPERSEDED, WITHDRAWN, DISCARDED = "superseded", "withdrawn", "discarded"


def not_own_work(attempt: Attempt) -> Iterator[Refusal]:
    """Refuses whoever imported the release."""
    by_rule = RULE in attempt.person.roles_on(attempt.row)
    if not by_rule and attempt.row.imported_by == attempt.person.identifier:
        yield Refusal("own_work")


def _checked(attempt: Attempt) -> Mapping[str, Any]:
    return {"checked_at": attempt.at}


def _published(attempt: Attempt) -> Mapping[str, Any]:
    return {"published_at": attempt.at, "published_by": attempt.person.identifier}


def _ended(attempt: Attempt) -> Mapping[str, Any]:
    return {"ended_at": attempt.at, "ended_by": attempt.person.identifier, "reason": attempt.reason}


RELEASE = Workflow(
    name="release",
    states=(
        State(name=DRAFT),
        State(name=CHECKED),
        State(name=PUBLISHED),
        State(name=SUPERSEDED, final=True),
        State(name=WITHDRAWN, final=True),
        State(name=DISCARDED, final=True),
    ),
    transitions=(
        Transition(
            name="check", sources=(DRAFT,), target=CHECKED, roles=frozenset({STATISTICIAN, RULE}), sets=_checked
        ),
        Transition(
            name="publish",
            sources=(CHECKED,),
            target=PUBLISHED,
            roles=frozenset({PUBLISHER, RULE}),
            guards=(not_own_work,),
            sets=_published,
        ),
        Transition(
            name="discard",
            sources=(CHECKED,),
            target=DISCARDED,
            roles=frozenset({STATISTICIAN, PUBLISHER, RULE}),
            needs_reason=True,
            sets=_ended,
        ),
        Transition(
            name="supersede",
            sources=(PUBLISHED,),
            target=SUPERSEDED,
            roles=frozenset({PUBLISHER, RULE}),
            sets=_ended,
        ),
        Transition(
            name="withdraw",
            sources=(PUBLISHED,),
            target=WITHDRAWN,
            roles=frozenset({PUBLISHER, WITHDRAWER}),
            needs_reason=True,
            sets=_ended,
        ),
    ),
)
