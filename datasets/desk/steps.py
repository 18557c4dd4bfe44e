"""The buttons under a release: each step out of its state, and in a sentence why this person can't take it yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from accounts.models import User
from accounts.permissions import Refusal
from datasets import queries, sentences
from datasets.desk.names import people_of
from datasets.desk.words import WAYS, WayWords
from datasets.models import Release
from datasets.people import Acting
from datasets.workflow import RELEASE
from workflow import engine
from workflow.engine import TransitionRefused

# What a person may do at the desk; the other steps are taken by programs. The permission of each is in the matrix.
PERMISSIONS: Final = {
    "publish": "datasets.publish",
    "discard": "datasets.import",
    "withdraw": "datasets.withdraw",
}

Explain = Callable[[str, Release], Refusal | None]


@dataclass(frozen=True)
class Step:
    """A button; closed, with the reasons beside it, where `reasons` is not empty."""

    name: str
    words: WayWords
    needs_reason: bool
    reasons: tuple[str, ...]


def steps(release: Release, person: User, *, at: datetime, explain: Explain) -> list[Step]:
    """The steps a person may see; `explain` asks the access matrix, which knows of the second factor."""
    found = []
    for choice in engine.available(RELEASE, release, person=Acting(person), at=at):
        name = choice.transition.name
        if name not in PERMISSIONS:
            continue
        refusal = explain(PERMISSIONS[name], release)
        said = [_say(each.code, dict(each.params)) for each in choice.refusals]
        # The matrix and the workflow both know of own work and of roles: one sentence is enough.
        if refusal and not said:
            said.append(str(refusal.sentence))
        if name == "publish" and release.definition.accumulates and queries.is_overtaken(release):
            said.append(_say("base_replaced", {}))
        found.append(Step(name, WAYS[name], choice.transition.needs_reason, tuple(said)))
    return found


def done_by(release: Release) -> list[User]:
    """Who did the work that publishing decides on; nobody where a program did."""
    return people_of([release.imported_by])


def told(refused: TransitionRefused) -> str:
    """Why a step was not taken, with what to do about it."""
    return " ".join(_say(each.code, dict(each.params)) for each in refused.refusals)


def _say(code: str, params: dict[str, object]) -> str:
    if "state" in params:
        params["state"] = Release.Status(str(params["state"])).label
    return f"{sentences.problem(code, params)} {sentences.mend(code, params)}"
