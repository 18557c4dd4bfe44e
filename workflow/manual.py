"""The page of the manual about one workflow, written from its table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from inspect import getdoc
from typing import Any

from workflow.deadlines import Deadline, WorkingDays
from workflow.diagram import mermaid
from workflow.table import Transition, Workflow


def page(workflow: Workflow) -> str:
    """Markdown: the diagram, the steps as a table, and what each guard asks."""
    lines = [
        f"# Workflow: {workflow.name}",
        "",
        "Written by `manage.py workflow_diagrams` from the table in the code; a test fails when they differ.",
        "",
        "```mermaid",
        *mermaid(workflow).splitlines(),
        "```",
        "",
        "| From | Step | To | Who | Reason | Guards | Due |",
        "|---|---|---|---|---|---|---|",
        *(_row(step) for step in workflow.transitions),
    ]
    guards = {guard.__name__: guard for step in workflow.transitions for guard in step.guards}
    if guards:
        lines += ["", "## Guards", "", *(f"- `{name}`: {_first_line(guard)}" for name, guard in guards.items())]
    return "\n".join(lines) + "\n"


def _row(step: Transition) -> str:
    cells = [
        ", ".join(step.sources),
        step.name,
        step.target,
        ", ".join(sorted(step.roles)),
        "needed" if step.needs_reason else "",
        ", ".join(f"`{guard.__name__}`" for guard in step.guards),
        _due(step.deadline),
    ]
    return "| " + " | ".join(cells) + " |"


def _due(deadline: Deadline | None) -> str:
    match deadline:
        case WorkingDays(days):
            return f"{days} working days"
        case timedelta():
            return f"{deadline.total_seconds() / 86400:g} days"
        case None:
            return ""


def _first_line(guard: Callable[..., Any]) -> str:
    return (getdoc(guard) or "").partition("\n")[0]
