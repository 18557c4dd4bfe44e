"""What the database itself refuses, asked in plain SQL: no program can get round it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from regulations.models import Citation, ProvisionVersion, RecordStamp
from tests.factories.regulations import (
    LOADED,
    make_draft,
    make_permit,
    make_provision,
    make_published,
    make_source,
    put_on_record,
    supersede,
)

pytestmark = pytest.mark.django_db

THIS_YEAR = (date(2026, 1, 1), date(2027, 1, 1))
OVERLAPPING = (date(2026, 6, 1), None)
LATER = datetime(2026, 5, 1, 9, tzinfo=UTC)
CHANGE = "UPDATE regulations_provisionversion SET {} WHERE id = %s"
PUBLISH = """
    UPDATE regulations_provisionversion
    SET status = 'published', recorded_from = %s, published_by = 'system:test' WHERE id = %s
"""


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@contextmanager
def refused(what: str) -> Iterator[None]:
    with pytest.raises((IntegrityError, InternalError), match=what), transaction.atomic():
        yield


def test_two_published_versions_of_a_claim_cannot_overlap() -> None:
    make_published(valid=THIS_YEAR)
    second = make_draft(valid=OVERLAPPING)

    with refused("provisionversion_one_rule_at_a_time"):
        sql(PUBLISH, LATER, second.pk)


def test_a_coming_version_cannot_overlap_either() -> None:
    make_published(valid=THIS_YEAR)
    second = make_draft(valid=OVERLAPPING)

    with refused("provisionversion_one_rule_at_a_time"):
        sql(PUBLISH.replace("'published'", "'scheduled'"), LATER, second.pk)


def test_a_version_whose_start_is_unknown_overlaps_every_day_before_its_end() -> None:
    make_published(valid=(None, date(2026, 1, 1)))
    second = make_draft(valid=(date(2020, 1, 1), date(2020, 2, 1)))

    with refused("provisionversion_one_rule_at_a_time"):
        sql(PUBLISH, LATER, second.pk)


def test_versions_may_follow_one_another_without_a_gap() -> None:
    make_published(valid=(date(2025, 1, 1), date(2026, 1, 1)))
    second = make_draft(valid=THIS_YEAR)

    sql(PUBLISH, LATER, second.pk)

    assert ProvisionVersion.objects.on_record().count() == 2


def test_the_same_days_may_be_told_again_once_the_first_telling_has_ended() -> None:
    supersede(make_published(valid=THIS_YEAR), at=LATER)
    second = make_draft(valid=THIS_YEAR)

    sql(PUBLISH, LATER, second.pk)

    assert ProvisionVersion.objects.on_record().get() == second


def test_a_correction_cannot_be_put_on_record_before_the_mistake_left_it() -> None:
    supersede(make_published(valid=THIS_YEAR), at=LATER)
    second = make_draft(valid=THIS_YEAR)

    with refused("provisionversion_one_rule_at_a_time"):
        sql(PUBLISH, LOADED, second.pk)


def test_competing_claims_and_drafts_may_overlap() -> None:
    make_published(valid=THIS_YEAR)
    make_draft(valid=THIS_YEAR)
    rival = make_draft(valid=THIS_YEAR, claim="OTHER")

    sql(PUBLISH, LATER, rival.pk)

    assert ProvisionVersion.objects.on_record().count() == 2


def test_nothing_is_put_on_record_without_a_citation() -> None:
    version = make_draft(cited=False)

    with refused("without a citation"):
        sql(PUBLISH, LATER, version.pk)


def test_a_row_cannot_begin_its_life_on_record() -> None:
    version = make_draft()

    with refused("begins as draft"):
        sql(
            "INSERT INTO regulations_provisionversion (provision_id, claim, text, valid, governing_date,"
            " indicator_date, confidence, status, authors, created_at, submitted_by, reviewed_by, returned_reason,"
            " approved_by, published_by, ended_by, ended_reason, certified_by, recorded_from)"
            " SELECT provision_id, claim, text, valid, governing_date, indicator_date, confidence, 'published',"
            " authors, created_at, '', '', '', '', 'system:test', '', '', '', now()"
            " FROM regulations_provisionversion WHERE id = %s",
            version.pk,
        )


@pytest.mark.parametrize(
    "change",
    [
        "value = NULL",
        "text = 'Something else.'",
        "valid = '[2020-01-01,)'",
        "claim = 'OTHER'",
        "authors = ARRAY['user:other']",
        "recorded_from = now()",
        "published_by = 'system:other'",
    ],
)
def test_what_was_published_is_not_changed(change: str) -> None:
    version = make_published(valid=THIS_YEAR)

    with refused("Cannot update"):
        sql(CHANGE.format(change), version.pk)


def test_what_was_published_is_not_deleted() -> None:
    version = make_published()

    with refused("Cannot delete"):
        sql("DELETE FROM regulations_provisionversion WHERE id = %s", version.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM regulations_citation WHERE version_id = %s",
        "UPDATE regulations_citation SET locator = 'elsewhere' WHERE version_id = %s",
        "INSERT INTO regulations_citation (version_id, source_id, locator, quotation, evidence, grade, source_date,"
        " read_on) SELECT version_id, source_id, 'another', '', 'read', 'A', '', now() FROM regulations_citation"
        " WHERE version_id = %s",
    ],
)
def test_the_citations_of_what_was_published_stay(statement: str) -> None:
    version = make_published()

    with refused("a citation changes only while its version is a draft"):
        sql(statement, version.pk)


def test_nobody_approves_what_they_wrote() -> None:
    version = make_draft(author="user:one")
    for status in ("submitted", "in_review"):
        sql("UPDATE regulations_provisionversion SET status = %s WHERE id = %s", status, version.pk)

    with refused("provisionversion_four_eyes"):
        sql(
            "UPDATE regulations_provisionversion SET status = 'approved', approved_by = 'user:one' WHERE id = %s",
            version.pk,
        )


def test_nobody_publishes_what_they_wrote() -> None:
    version = make_draft(author="user:one")
    for status, approver in (("submitted", ""), ("in_review", ""), ("approved", "user:two")):
        sql(
            "UPDATE regulations_provisionversion SET status = %s, approved_by = %s WHERE id = %s",
            status,
            approver,
            version.pk,
        )

    with refused("provisionversion_four_eyes"):
        sql(PUBLISH.replace("system:test", "user:one"), LATER, version.pk)


def test_a_person_publishes_only_what_another_approved() -> None:
    version = make_draft()

    with refused("provisionversion_is_approved_first"):
        sql(PUBLISH.replace("system:test", "user:two"), LATER, version.pk)


def test_stated_none_is_a_value_and_no_value_is_none_of_it() -> None:
    none = make_published(make_provision(key="quota", element="e09"), value={"type": "term", "term": "none"})
    unstated = make_published(make_provision(key="pass_mark"), value=None)

    with_a_value = ProvisionVersion.objects.filter(value__isnull=False)

    assert list(with_a_value) == [none]
    assert unstated.typed_value is None


@pytest.mark.parametrize(
    ("value", "constraint"),
    [
        ('{"type": "money", "amount": "5"}', "provisionversion_money_has_a_currency"),
        ('{"type": "money", "amount": "5", "currency": "Euro"}', "provisionversion_money_has_a_currency"),
        ('{"type": "riddle"}', "provisionversion_value_has_a_type"),
        ("{}", "provisionversion_value_has_a_type"),
        ('"50000"', "provisionversion_value_has_a_type"),
    ],
)
def test_a_value_has_a_type_and_money_a_currency(value: str, constraint: str) -> None:
    version = make_draft()

    with refused(constraint):
        sql("UPDATE regulations_provisionversion SET value = %s WHERE id = %s", value, version.pk)


def test_a_range_holds_at_least_one_day() -> None:
    version = make_draft()

    with refused("provisionversion_holds_for_a_day"):
        sql("UPDATE regulations_provisionversion SET valid = 'empty' WHERE id = %s", version.pk)


def test_a_quotation_has_25_words_at_most() -> None:
    citation = Citation.objects.get(version=make_draft())
    sql("UPDATE regulations_citation SET quotation = %s WHERE id = %s", " ".join(["word"] * 25), citation.pk)

    with refused("citation_quotes_25_words_at_most"):
        sql("UPDATE regulations_citation SET quotation = %s WHERE id = %s", " ".join(["word"] * 26), citation.pk)


def test_a_conflict_is_closed_with_a_reason_or_not_at_all() -> None:
    sql("INSERT INTO regulations_conflict VALUES ('C1', 'fees', '', 'open', now(), 'system:test', NULL, '', '')")

    with refused("conflict_closed_says_when_who_and_why"):
        sql("UPDATE regulations_conflict SET status = 'closed', closed_at = now(), closed_by = 'user:one'")


def test_one_value_of_an_indicator_holds_at_a_time() -> None:
    make_permit("SE-WP", time_zone="Europe/Stockholm")
    make_source("SE-1")
    sql("INSERT INTO regulations_referenceindicator VALUES ('SE.median', 'Median', 'SEK', 'month', 'SE')")
    insert = (
        "INSERT INTO regulations_indicatorvalue (indicator_id, claim, amount, valid, recorded_from, entered_by,"
        " published_by, how, evidence, source_id, source_date, grade)"
        " VALUES ('SE.median', '', 1, %s, now(), 'system:test', 'system:test', '', 'read', 'SE-1', '', 'A')"
    )
    sql(insert, "[2026-01-01,)")

    with refused("indicatorvalue_one_at_a_time"):
        sql(insert, "[2026-06-01,)")


def test_a_reading_of_a_quota_is_a_count_or_a_share_and_stands_once() -> None:
    make_source("CH-1")
    provision = make_provision("CH-B", key="quota_annual", element="e09")
    sql("INSERT INTO regulations_quota (provision_id, nationals) VALUES (%s, '{}')", provision.pk)
    insert = (
        "INSERT INTO regulations_quotareading (quota_id, period, counted_until, used, share, recorded_from, entered_by,"
        " evidence, source_id, source_date, grade) SELECT id, '[2025-01-01,2026-01-01)', '2025-09-30', %s, %s, now(),"
        " 'system:test', 'read', 'CH-1', '', 'A' FROM regulations_quota"
    )
    for used, share in ((None, None), (5, 0.5), (-5, None)):
        with refused("quotareading_count_or_share"):
            sql(insert, used, share)
    sql(insert, None, 0.74)

    with refused("quotareading_one_at_a_time"):
        sql(insert, 3000, None)


def test_the_stamp_moves_with_every_change_readers_may_see() -> None:
    version = make_draft()
    before = RecordStamp.objects.get().counter

    put_on_record(version)

    assert RecordStamp.objects.get().counter > before
