"""Every workflow of the hub: the tables that stand in the `workflow.py` of an installed application."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from workflow.table import Workflow


def registered() -> dict[str, Workflow]:
    """All workflows by name, in the order of the names; ValueError when two have the same one."""
    found: dict[str, Workflow] = {}
    for app in apps.get_app_configs():
        if not module_has_submodule(app.module, "workflow"):
            continue
        for workflow in vars(import_module(f"{app.name}.workflow")).values():
            if isinstance(workflow, Workflow) and found.setdefault(workflow.name, workflow) is not workflow:
                raise ValueError(f"two workflows are called {workflow.name}")
    return dict(sorted(found.items()))
