"""What comes on record takes its days, and nothing that was on record is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import InternalError, connection, transaction

from accounts.roles import Role
from audit.models import Event
from regulations.actions import coming, drafts, record_keeping
from regulations.models import Change, ProvisionVersion
from regulations.people import Acting
from tests.factories.accounts import person_with
from tests.factories.regulations import make_permit, make_provision, make_published
from tests.regulations.desk.conftest import NOW, WEEK_AGO, approved, content, euros, focal_point, of
from workflow.engine import TransitionRefused

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)
THIS_YEAR = date(2026, 1, 1)
# Midnight of New Year in Berlin is an hour before it in Greenwich.
MIDNIGHT_IN_BERLIN = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)


def told(day, known_on=None):
    """What readers are told about a day, as known at a moment: the amounts."""
    versions = ProvisionVersion.objects.known_at(known_on).holding_on(day)
    return [version.value["amount"] for version in versions]


def publish(provision, author, reviewer, amount="50700", *, at=NOW, **fields):
    version = approved(provision, author, reviewer, amount, **fields)
    return record_keeping.publish(version=version, actor=Acting(reviewer), at=at)


def test_the_first_rule_is_published_and_told(salary, german, reviewer):
    version = publish(salary, german, reviewer)

    assert version.status == "published"
    assert told(date(2026, 6, 1)) == ["50700"]
    assert told(date(2025, 12, 31)) == []
    assert (version.certified_by, version.certified_on) == ("Ministry of Tests", date(2026, 11, 23))


def test_a_rule_that_no_authority_certified_is_as_fresh_as_its_reading(salary, reviewer):
    version = publish(salary, reviewer, person_with(Role.REVIEWER))

    version.refresh_from_db()
    assert (version.certified_by, version.review_due) == ("", date(2027, 1, 30))  # read on 1 November, plus 90 days


def test_a_new_rule_from_a_day_on_ends_the_old_one_there(salary, german, reviewer):
    old = make_published(salary, valid=(None, None), value=euros("48300"))

    publish(salary, german, reviewer)

    assert told(date(2025, 12, 31)) == ["48300"]
    assert told(THIS_YEAR) == ["50700"]
    old.refresh_from_db()
    assert (old.status, old.recorded_to) == ("superseded", NOW)
    assert told(THIS_YEAR, known_on=NOW - timedelta(seconds=1)) == ["48300"]


def test_a_correction_of_the_past_leaves_the_then_answer_as_it_was(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"))

    publish(salary, german, reviewer, "50700")

    assert told(date(2026, 4, 1)) == ["50700"]
    assert told(date(2026, 4, 1), known_on=NOW - timedelta(days=1)) == ["48300"]
    assert Change.objects.get().kind == "corrected"


def test_a_rule_for_some_days_in_the_middle_leaves_both_ends(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"))

    publish(salary, german, reviewer, valid_from=date(2026, 3, 1), valid_to=date(2026, 4, 1))

    assert [told(date(2026, month, 15))[0] for month in (1, 3, 5)] == ["48300", "50700", "48300"]
    rest = ProvisionVersion.objects.on_record().filter(value__amount="48300")
    assert {each.citations.count() for each in rest} == {1}
    assert {each.published_by for each in rest} == {"system:rule"}


def test_other_claims_are_left_alone(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"), claim="press")

    publish(salary, german, reviewer)

    assert sorted(told(THIS_YEAR)) == ["48300", "50700"]


def test_a_rule_for_next_year_is_coming_and_switches_at_midnight_where_it_holds(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"))
    version = publish(salary, german, reviewer, valid_from=NEW_YEAR)

    assert version.status == "scheduled"
    assert told(date(2026, 12, 31)) == ["48300"]
    assert told(NEW_YEAR) == ["50700"]

    assert coming.publish_due(at=MIDNIGHT_IN_BERLIN - timedelta(seconds=1)) == []
    assert coming.publish_due(at=MIDNIGHT_IN_BERLIN) == [version]
    version.refresh_from_db()
    assert version.status == "published"
    assert [change.kind for change in Change.objects.order_by("pk")] == ["scheduled", "in_force"]


def test_the_switch_survives_missed_runs_doubled_runs_and_a_clock_set_back(salary, german, reviewer):
    version = publish(salary, german, reviewer, valid_from=NEW_YEAR)

    assert coming.publish_due(at=MIDNIGHT_IN_BERLIN + timedelta(days=40)) == [version]
    assert coming.publish_due(at=MIDNIGHT_IN_BERLIN + timedelta(days=40)) == []
    assert coming.publish_due(at=NOW) == []
    version.refresh_from_db()
    assert version.status == "published"
    assert Event.objects.filter(action="provision_version.take_effect").count() == 1


def test_a_clock_set_back_between_two_publications_ends_no_record_before_it_began(salary, german, reviewer):
    publish(salary, german, reviewer, "48300", at=NOW)

    publish(salary, german, reviewer, "50700", at=NOW - timedelta(hours=1))

    assert told(THIS_YEAR) == ["50700"]
    assert not ProvisionVersion.objects.filter(recorded_to__lt=NOW).exists()


def test_a_coming_rule_that_is_withdrawn_gives_its_days_back(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"))
    version = publish(salary, german, reviewer, valid_from=NEW_YEAR)

    record_keeping.withdraw(
        version=version, actor=Acting(reviewer), at=NOW + timedelta(days=1), reason="Not adopted after all."
    )

    assert told(NEW_YEAR) == ["48300"]
    assert [each.valid_from for each in ProvisionVersion.objects.on_record()] == [THIS_YEAR]
    assert told(NEW_YEAR, known_on=NOW + timedelta(hours=1)) == ["50700"]


def test_days_that_something_else_took_meanwhile_are_not_given_back(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"))
    version = publish(salary, german, reviewer, valid_from=NEW_YEAR)
    publish(salary, german, reviewer, "49000", valid_from=date(2026, 6, 1), valid_to=NEW_YEAR)

    record_keeping.withdraw(version=version, actor=Acting(reviewer), at=NOW + timedelta(days=1), reason="Not adopted.")

    assert told(date(2026, 7, 1)) == ["49000"]
    assert told(NEW_YEAR) == []


def test_a_published_rule_that_is_withdrawn_leaves_its_days_unknown(salary, german, reviewer):
    version = publish(salary, german, reviewer)

    record_keeping.withdraw(version=version, actor=Acting(reviewer), at=NOW + timedelta(days=1), reason="Misread.")

    assert told(THIS_YEAR) == []
    assert told(THIS_YEAR, known_on=NOW + timedelta(hours=1)) == ["50700"]
    assert Change.objects.get(kind="withdrawn").old["value"]["amount"] == "50700"


def test_a_refused_publication_changes_nothing(salary, german, reviewer):
    make_published(salary, valid=(THIS_YEAR, None), value=euros("48300"))
    draft = drafts.start(**of(salary), content=content(), actor=Acting(german), at=WEEK_AGO)

    with pytest.raises(TransitionRefused, match="wrong_state"):
        record_keeping.publish(version=draft, actor=Acting(reviewer), at=NOW)

    assert told(THIS_YEAR) == ["48300"]
    assert not Change.objects.exists()


def test_the_event_says_old_new_from_when_which_article_and_who_certified(salary, german, reviewer):
    make_published(salary, valid=(None, THIS_YEAR), value=euros("48300"))

    publish(salary, german, reviewer)

    facts = Event.objects.get(action="provision_version.publish").data["facts"]
    assert (facts["old"]["value"]["amount"], facts["new"]["value"]["amount"]) == ("48300", "50700")
    assert facts["valid_from"] == "2026-01-01"
    assert facts["article"] == "Publisher of DE-LAW, s. 18g"
    assert facts["certified_by"] == "Ministry of Tests"
    change = Change.objects.get()
    assert (change.old["value"]["amount"], change.new["value"]["amount"]) == ("48300", "50700")
    assert (change.article, change.certified_by) == (facts["article"], facts["certified_by"])


def test_the_journal_cannot_be_rewritten_even_in_sql(salary, german, reviewer):
    publish(salary, german, reviewer)

    for statement in ("UPDATE regulations_change SET reason = 'x'", "DELETE FROM regulations_change"):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_each_country_switches_by_its_own_clock(salary, german, reviewer):
    author = focal_point("NZL")
    auckland = make_provision(make_permit("NZ-AEWV", time_zone="Pacific/Auckland"))
    here = publish(salary, german, reviewer, valid_from=NEW_YEAR)
    there = publish(auckland, author, reviewer, valid_from=NEW_YEAR)

    # New Year begins in Auckland at eleven in the morning of Greenwich, twelve hours before it does in Berlin.
    assert coming.publish_due(at=datetime(2026, 12, 31, 10, 59, tzinfo=UTC)) == []
    assert coming.publish_due(at=datetime(2026, 12, 31, 11, 0, tzinfo=UTC)) == [there]
    assert coming.publish_due(at=MIDNIGHT_IN_BERLIN) == [here]


def test_a_rule_of_today_is_in_force_at_once_and_one_of_tomorrow_is_coming(salary, german, reviewer):
    """At half past eleven in the evening in Berlin, tomorrow is tomorrow there and not in Greenwich's time."""
    assert publish(salary, german, reviewer, valid_from=date(2026, 12, 1)).status == "scheduled"
    assert publish(salary, german, reviewer, valid_from=date(2026, 11, 30)).status == "published"
