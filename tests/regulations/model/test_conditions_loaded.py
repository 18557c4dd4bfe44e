"""Conditions come on record with the facts, change with their files, and are missing where nobody has written them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from regulations.actions import carried
from regulations.carried import content
from regulations.carried.conditions import Conditions
from regulations.models import ConditionSet
from regulations.queries.record import records

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_permit_has_the_conditions_of_its_file_or_none() -> None:
    found = content.read()
    carried.load(content=found, at=AT)

    encoded = {code for code, record in records().items() if record.conditions is not None}

    assert encoded == {each.permit for each in found.conditions}
    assert len(encoded) >= 40
    assert len(encoded) < len(records())


def test_conditions_that_change_leave_the_earlier_ones_on_record() -> None:
    found = replace(content.read(), facts=[], permits=content.read().permits, conflicts=[], conflict_claims=[])
    found = replace(found, quotas=[], quota_readings=[])
    offer = {"permit": "DE-EUBC", "conditions": {"op": "job_offer", "id": "offer", "provision": "job_offer"}}
    later = {"permit": "DE-EUBC", "conditions": {"op": "job_offer", "id": "contract", "provision": "job_offer"}}

    carried.load(content=replace(found, conditions=[Conditions("DE-EUBC", offer)]), at=AT)
    again = carried.load(content=replace(found, conditions=[Conditions("DE-EUBC", offer)]), at=AT + timedelta(days=1))
    changed = carried.load(content=replace(found, conditions=[Conditions("DE-EUBC", later)]), at=AT + timedelta(days=2))

    then = records(known_on=AT + timedelta(days=1), now=AT + timedelta(days=3))["DE-EUBC"].conditions
    now = records(now=AT + timedelta(days=3))["DE-EUBC"].conditions
    assert (again.changed, changed.changed) == (False, True)
    assert then is not None
    assert now is not None
    assert (then.conditions.id, now.conditions.id) == ("offer", "contract")
    assert ConditionSet.objects.count() == 2
