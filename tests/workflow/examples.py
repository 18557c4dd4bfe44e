"""A small workflow with everything in it, on a table made for the test alone."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import models

from workflow.table import Attempt, Refusal, State, Transition, Workflow


def complete(attempt: Attempt) -> list[Refusal]:
    """Refuses a permit with missing pages, and one already refused by the clerk's own hand."""
    refusals = []
    if attempt.row.pages < 3:
        refusals.append(Refusal("pages_missing", {"missing": 3 - attempt.row.pages}))
    if attempt.row.written_by == attempt.person.identifier:
        refusals.append(Refusal("own_work"))
    return refusals


def stamp(attempt: Attempt) -> None:
    """An effect that leaves a trace in the database."""
    Stamp.objects.create(permit=attempt.row.pk, text=attempt.transition.name)


def fail(attempt: Attempt) -> None:
    """An effect that fails when the facts ask it to."""
    if attempt.facts.get("printer") == "broken":
        raise RuntimeError("the printer is broken")


PERMIT = Workflow(
    name="permit",
    states=(
        State(name="draft"),
        State(name="filed"),
        State(name="granted", final=True),
        State(name="refused", final=True),
    ),
    transitions=(
        Transition(name="file", sources=("draft",), target="filed", roles=frozenset({"owner"})),
        Transition(
            name="return_to_owner",
            sources=("filed",),
            target="draft",
            roles=frozenset({"clerk", "judge"}),
            needs_reason=True,
        ),
        Transition(
            name="grant",
            sources=("filed",),
            target="granted",
            roles=frozenset({"judge"}),
            guards=(complete,),
            sets=lambda attempt: {"decided_at": attempt.at},
            effects=(stamp, fail),
        ),
        Transition(
            name="refuse",
            sources=("draft", "filed"),
            target="refused",
            roles=frozenset({"judge"}),
            needs_reason=True,
        ),
    ),
)

_apps = Apps()  # a registry of its own: these tables are in no migration


class Permit(models.Model):
    status = models.CharField(max_length=20, default="draft")
    pages = models.IntegerField(default=3)
    written_by = models.CharField(max_length=50, default="user:owner")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        apps = _apps
        app_label = "examples"

    def __str__(self) -> str:
        return f"permit {self.pk}"


class Stamp(models.Model):
    permit = models.IntegerField()
    text = models.CharField(max_length=20)

    class Meta:
        apps = _apps
        app_label = "examples"

    def __str__(self) -> str:
        return self.text
