"""Derived datasets are computed once, in order, only where something changed, and to the same bytes."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.utils import timezone

from datasets import actions, definition, queries
from datasets.actions import derived, jobs
from datasets.actions.derived import InputMissing
from datasets.code_version import code_version
from datasets.models import Dataset, Job, Release
from tests.datasets import computations
from tests.factories.datasets import NOON, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("datasets")]

FLOWS = [("DEU", "F", "2021", 1.0), ("DEU", "M", "2021", 2.0)]
RATES = [("DEU", "2021", 10.0)]


def recomputed() -> dict[str, str]:
    return actions.recompute(at=timezone.now())


def test_everything_downstream_is_computed_in_order_and_published_by_rule():
    release("TEST_FLOW", FLOWS)
    release("TEST_RATE", RATES)

    assert recomputed() == {"TEST_TOTAL": "published 1", "TEST_CONVERTED": "published 1"}

    made = queries.published_release("TEST_CONVERTED")
    assert queries.frame(made)["OBS_VALUE"].to_list() == [60.0]
    assert {str(each.input) for each in made.inputs.all()} == {"TEST_TOTAL@1", "TEST_RATE@1"}
    assert (made.parameters, made.published_by) == ({"factor": 2.0}, "system:rule")
    assert made.code_version == code_version("tests.datasets.computations")


def test_what_is_up_to_date_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    release("TEST_FLOW", FLOWS)
    release("TEST_RATE", RATES)
    recomputed()
    calls = []
    monkeypatch.setattr(computations, "total", lambda *given: calls.append(given))

    assert recomputed() == {"TEST_TOTAL": "unchanged", "TEST_CONVERTED": "unchanged"}
    assert calls == []


def test_only_what_rests_on_the_changed_input_is_computed():
    release("TEST_FLOW", FLOWS)
    release("TEST_RATE", RATES)
    recomputed()
    release("TEST_RATE", [("DEU", "2021", 20.0)], published_at=NOON + timedelta(days=1))

    assert recomputed() == {"TEST_TOTAL": "unchanged", "TEST_CONVERTED": "published 2"}


def test_a_dataset_without_all_inputs_waits():
    release("TEST_FLOW", FLOWS)

    assert recomputed() == {"TEST_TOTAL": "published 1", "TEST_CONVERTED": "no input"}
    with pytest.raises(InputMissing):
        actions.rebuild(dataset_id="TEST_CONVERTED", at=timezone.now())


def test_an_optional_input_is_taken_where_it_is_published_and_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    release("TEST_FLOW", FLOWS)
    actions.rebuild(dataset_id="TEST_TOTAL", at=timezone.now())
    declared = definition.load("TEST_CONVERTED")
    optional = msgspec.structs.replace(declared.derived, inputs=("TEST_TOTAL",), optional=("TEST_RATE",))
    changed = msgspec.structs.replace(declared, derived=optional)
    known = definition.load
    monkeypatch.setattr(definition, "load", lambda name: changed if name == changed.id else known(name))

    assert optional.rests_on == ("TEST_TOTAL", "TEST_RATE")
    assert set(derived.computation("TEST_CONVERTED").inputs) == {"TEST_TOTAL"}
    release("TEST_RATE", RATES)
    assert set(derived.computation("TEST_CONVERTED").inputs) == {"TEST_TOTAL", "TEST_RATE"}


def test_rebuilding_gives_the_same_bytes_and_no_new_release():
    release("TEST_FLOW", FLOWS)
    actions.rebuild(dataset_id="TEST_TOTAL", at=timezone.now())

    assert actions.rebuild(dataset_id="TEST_TOTAL", at=timezone.now()) is None
    assert Release.objects.filter(dataset="TEST_TOTAL").count() == 1


def test_a_result_that_breaks_a_rule_is_refused_and_holds_up_what_rests_on_it(monkeypatch: pytest.MonkeyPatch):
    release("TEST_FLOW", FLOWS)
    release("TEST_RATE", RATES)
    twice = computations.total
    monkeypatch.setattr(computations, "total", lambda *given: twice(*given).vstack(twice(*given)))

    assert recomputed() == {"TEST_TOTAL": "refused: duplicate_key", "TEST_CONVERTED": "waits for TEST_TOTAL"}
    assert not Release.objects.filter(dataset="TEST_TOTAL").exists()

    job = jobs.request_recompute(asked_by="system:test")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.failure_code) == ("failed", "results_refused")


def test_two_publications_close_together_are_served_by_one_computation(monkeypatch: pytest.MonkeyPatch):
    release("TEST_FLOW", FLOWS)
    release("TEST_RATE", RATES)
    first = jobs.request_recompute(asked_by="system:test")
    release("TEST_FLOW", [("DEU", "F", "2021", 5.0)], published_at=NOON + timedelta(days=1))

    assert jobs.request_recompute(asked_by="system:test") is None

    calls = []
    computed = derived.rebuild
    monkeypatch.setattr(derived, "rebuild", lambda **given: calls.append(given["dataset_id"]) or computed(**given))
    jobs.run(str(first.pk))
    again = jobs.request_recompute(asked_by="system:test")
    jobs.run(str(again.pk))
    assert calls == ["TEST_TOTAL", "TEST_CONVERTED"]
    first.refresh_from_db()
    assert first.result == {"TEST_TOTAL": "published 1", "TEST_CONVERTED": "published 1"}


def test_a_rebuild_job_says_which_input_is_missing():
    job = jobs.request_rebuild(dataset=Dataset.objects.get(pk="TEST_TOTAL"), asked_by="system:test")

    jobs.run(str(job.pk))

    job = Job.objects.get()
    assert (job.failure_code, job.failure_params) == ("input_missing", {"dataset": "TEST_TOTAL", "input": "TEST_FLOW"})
