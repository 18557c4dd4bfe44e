"""Loading the carried content tells readers once a permit, and from then on of every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from regulations.actions import carried
from regulations.carried import content
from regulations.models import Change, Permit, ProvisionVersion

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = AT + timedelta(days=30)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_first_load_is_one_entry_a_permit_and_the_second_none():
    carried.load(content=content.read(), at=AT)

    assert set(Change.objects.values_list("kind", flat=True)) == {"opened"}
    assert Change.objects.count() == Permit.objects.count() == 63
    assert (
        sum(Change.objects.values_list("count", flat=True))
        == ProvisionVersion.objects.values("provision").distinct().count()
    )

    carried.load(content=content.read(), at=LATER)
    assert Change.objects.count() == 63


def test_a_later_load_tells_of_every_change():
    whole = content.read()
    carried.load(content=whole, at=AT)
    facts = {(found.entry.permit, found.entry.key, found.entry.valid_from): found for found in whole.facts}
    changed = facts["DE-EUBC", "salary_min_general", date(2026, 1, 1)]
    gone = facts["CA-FSW", "points_age", None]
    news = msgspec.structs.replace(changed.entry, text="Said in other words.")
    rest = [found for found in whole.facts if found not in (changed, gone)]

    carried.load(content=replace(whole, facts=(*rest, replace(changed, entry=news))), at=LATER)

    told = {(change.permit_id, change.kind) for change in Change.objects.exclude(kind="opened")}
    assert told == {("DE-EUBC", "corrected"), ("CA-FSW", "withdrawn")}
    correction = Change.objects.get(kind="corrected")
    assert correction.new["text"] == "Said in other words."
    assert correction.old["text"] == changed.entry.text
