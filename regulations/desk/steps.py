"""The buttons under a version: each step this person's roles are for, and in a sentence why it is closed now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from accounts.models import User
from accounts.permissions import SecondFactor
from regulations.desk.words import ANNOUNCE, WAYS, WayWords, refusal
from regulations.models import ProvisionVersion
from regulations.people import Acting
from regulations.policies import explain_in
from regulations.workflow import PROVISION_VERSION
from workflow import engine
from workflow.engine import WRONG_ROLE, TransitionRefused

# What a person may do at the desk; the other steps are taken by programs, and "schedule" hides behind "publish".
PERMISSIONS: Final = {
    "submit": "permits.write",
    "discard": "permits.write",
    "review": "permits.review",
    "send_back": "permits.review",
    "approve": "permits.review",
    "publish": "permits.publish",
    "withdraw": "permits.publish",
}
_NOT_BEGUN: Final = "not_begun"


@dataclass(frozen=True)
class Step:
    """A button; closed, with the reasons beside it, where `reasons` is not empty."""

    name: str
    words: WayWords
    needs_reason: bool
    reasons: tuple[str, ...]

    @property
    def dangerous(self) -> bool:
        """Whether it takes something away."""
        return self.needs_reason


def steps(version: ProvisionVersion, person: User, *, at: datetime, second_factor: SecondFactor) -> list[Step]:
    """The steps out of its state that the person's roles are for."""
    found = []
    for choice in engine.available(PROVISION_VERSION, version, person=Acting(person), at=at):
        name, refusals = choice.transition.name, choice.refusals
        if name not in PERMISSIONS or any(each.code == WRONG_ROLE for each in refusals):
            continue
        coming = any(each.code == _NOT_BEGUN for each in refusals)
        said = [refusal(each.code, each.params) for each in refusals if each.code != _NOT_BEGUN]
        unsure = explain_in(
            person, PERMISSIONS[name], version.provision.permit.jurisdiction, second_factor=second_factor
        )
        if unsure and not said:
            said.append(str(unsure.sentence))
        words = ANNOUNCE if name == "publish" and coming else WAYS[name]
        found.append(Step(name, words, choice.transition.needs_reason, tuple(said)))
    return found


def told(refused: TransitionRefused) -> str:
    """Why a step was not taken, with what to do about it."""
    return " ".join(refusal(each.code, each.params) for each in refused.refusals)
