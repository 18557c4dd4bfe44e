"""Several at once: two publishers, two clocks."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from audit.models import Event
from countries import actions as countries
from countries import queries
from regulations.actions import coming, record_keeping
from regulations.models import ProvisionVersion
from regulations.people import Acting
from tests.factories.regulations import make_draft, make_provision, make_source, put_on_record
from tests.regulations.desk.conftest import NOW, approved, focal_point
from tests.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def places() -> None:
    countries.load()  # an earlier test that commits may have had them flushed
    queries.forget()


def test_of_two_who_publish_for_the_same_days_the_second_takes_them_from_the_first(reviewer):
    make_source()
    provision, author = make_provision(), focal_point("DEU")
    versions = [approved(provision, author, reviewer, amount) for amount in ("50000", "51000")]

    outcomes = together(
        *(
            lambda version=version: record_keeping.publish(version=version, actor=Acting(reviewer), at=NOW).pk
            for version in versions
        )
    )

    assert sorted(outcomes) == sorted(version.pk for version in versions)
    assert ProvisionVersion.objects.on_record().holding_on(date(2026, 6, 1)).count() == 1
    assert sorted(ProvisionVersion.objects.values_list("status", flat=True)) == ["published", "superseded"]


def test_two_clocks_at_once_switch_a_rule_once():
    make_source()
    put_on_record(make_draft(valid=(date(2027, 1, 1), None)), coming=True)
    new_year = datetime.fromisoformat("2027-01-01T00:00Z")

    together(*(lambda: len(coming.publish_due(at=new_year)) for _number in range(3)))

    assert ProvisionVersion.objects.get().status == "published"
    assert Event.objects.filter(action="provision_version.take_effect").count() == 1
