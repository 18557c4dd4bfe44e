"""The database guard of a workflow, generated from its table: put it into the model's `Meta.triggers`.

The SQL holds the table, so a changed table is a changed trigger and `makemigrations` asks for its migration.
"""

from __future__ import annotations

import pgtrigger

from workflow.table import Workflow


def guard(workflow: Workflow) -> pgtrigger.Trigger:
    """A trigger that refuses to insert a row in any state but the first, and any change of state not in the table.

    A refusal is an IntegrityError (check_violation) whose message names the workflow and both states. The engine's
    roles and reasons cannot be known here: they are `workflow.engine.perform`'s to keep.
    """
    return pgtrigger.Trigger(
        name=f"{workflow.name}_{workflow.field}_guard",
        when=pgtrigger.Before,
        # All updates, not UPDATE OF the field: another trigger may change the field of a row on its way.
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=pgtrigger.Func(_function(workflow)),  # type: ignore[no-untyped-call]
    )


def _function(workflow: Workflow) -> str:
    edges = ", ".join(f"('{source}', '{target}')" for source, target in sorted(workflow.edges))
    column = f'"{{columns.{workflow.field}}}"'
    return f"""
        IF TG_OP = 'INSERT' THEN
            IF NEW.{column} IS DISTINCT FROM '{workflow.initial}' THEN
                RAISE EXCEPTION 'workflow {workflow.name}: a row begins as {workflow.initial}, not as %', NEW.{column}
                    USING ERRCODE = 'check_violation';
            END IF;
        ELSIF OLD.{column} IS DISTINCT FROM NEW.{column}
            AND (OLD.{column}, NEW.{column}) IN ({edges}) IS NOT TRUE THEN
            RAISE EXCEPTION 'workflow {workflow.name}: no way from % to %', OLD.{column}, NEW.{column}
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
