"""The record in two times: what held on a day, and what was shown on a day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from regulations.actions import carried
from regulations.carried import content
from regulations.models import Conflict, ConflictClaim
from regulations.queries.record import record_begins, records
from regulations.values import Money
from tests.factories.regulations import (
    LOADED,
    make_permit,
    make_provision,
    make_published,
    make_source,
    supersede,
)

pytestmark = pytest.mark.django_db

THIS_YEAR = (date(2026, 1, 1), date(2027, 1, 1))
CORRECTED = datetime(2026, 5, 4, 15, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Queries = Callable[[int], AbstractContextManager[Any]]


def amount(permit: str = "DE-EUBC", key: str = "salary_min_general", **asked: Any) -> list[str]:
    claims = records(now=NOW, **asked)[permit].claims_on(key, date(2026, 4, 1))
    return [str(claim.value.amount) for claim in claims if isinstance(claim.value, Money)]


def money(amount: str) -> dict[str, str]:
    return {"type": "money", "amount": amount, "currency": "EUR", "per": "year"}


def test_a_back_dated_correction_leaves_the_then_answer_as_it_was() -> None:
    provision = make_provision()
    mistake = make_published(provision, valid=THIS_YEAR, value=money("57000"))
    supersede(mistake, at=CORRECTED)
    make_published(provision, valid=THIS_YEAR, value=money("50700"), at=CORRECTED)

    assert amount() == ["50700"]
    assert amount(known_on=date(2026, 4, 1)) == ["57000"]
    assert amount(known_on=CORRECTED - timedelta(seconds=1)) == ["57000"]
    assert amount(known_on=CORRECTED) == ["50700"]


def test_a_day_of_record_time_means_its_end() -> None:
    supersede(make_published(value=money("57000")), at=CORRECTED)
    make_published(value=money("50700"), at=CORRECTED)

    assert amount(known_on=CORRECTED.date()) == ["50700"]
    assert amount(known_on=CORRECTED.date() - timedelta(days=1)) == ["57000"]


def test_before_the_first_day_of_record_nothing_is_known() -> None:
    make_published()

    assert records(known_on=LOADED - timedelta(days=1), now=NOW)["DE-EUBC"].provisions == {}
    assert record_begins() == LOADED


def test_what_will_be_known_tomorrow_is_what_is_known_now() -> None:
    make_published(value=money("50700"))

    assert amount(known_on=date(2030, 1, 1)) == ["50700"]


def test_a_withdrawn_version_is_shown_no_more_but_was() -> None:
    version = make_published(value=money("50700"))
    version.status, version.recorded_to, version.ended_by = "withdrawn", CORRECTED, "user:publisher"
    version.save(update_fields=["status", "recorded_to", "ended_by"])

    assert amount() == []
    assert amount(known_on=date(2026, 4, 1)) == ["50700"]


def test_citations_come_with_the_best_grade_first() -> None:
    make_published(source=make_source("DE-LAW"))

    claim = records()["DE-EUBC"].provisions["salary_min_general"][0]

    assert claim.citation is not None
    assert (claim.citation.grade.value, claim.citation.url) == ("A", "https://example.org/DE-LAW")


def test_a_conflict_was_open_until_it_was_closed() -> None:
    conflict = Conflict.objects.create(code="C1", topic="the floor", opened_at=LOADED, opened_by="system:test")
    conflict.permits.add(make_permit())
    conflict.provisions.add(make_provision())
    ConflictClaim.objects.create(conflict=conflict, statement="50,700", url="https://example.org")
    conflict.status, conflict.closed_at, conflict.closed_by = "closed", CORRECTED, "user:focal-point"
    conflict.closed_reason = "The gazette says so."
    conflict.save()

    (now,) = records(now=NOW)["DE-EUBC"].conflicts
    (then,) = records(known_on=date(2026, 4, 1), now=NOW)["DE-EUBC"].conflicts

    assert (now.open, now.resolution, now.keys) == (False, "The gazette says so.", ("salary_min_general",))
    assert (then.open, then.claims[0].claim) == (True, "50,700")


def test_records_are_made_anew_when_something_is_published() -> None:
    before = records()
    assert records() is before

    make_published()

    assert records() is not before


def test_what_was_undone_is_forgotten() -> None:
    make_permit()
    with transaction.atomic():
        make_published()
        assert records()["DE-EUBC"].provisions
        transaction.set_rollback(True)
    make_published(make_provision(key="another"))

    assert list(records()["DE-EUBC"].provisions) == ["another"]


def test_the_number_of_queries_does_not_grow_with_the_permits(
    django_assert_num_queries: Queries,
) -> None:
    for number in range(9):
        make_published(make_provision(f"DE-P{number}"))
    with django_assert_num_queries(8):
        records(now=NOW)
    conflict = Conflict.objects.create(code="C1", topic="the floor", opened_at=LOADED, opened_by="system:test")
    conflict.permits.add(make_permit())
    with django_assert_num_queries(11):
        records(now=NOW)
    with django_assert_num_queries(1):
        records(now=NOW)


@pytest.mark.slow
def test_the_german_floor_by_date() -> None:
    carried.load(content=content.read(), at=LOADED)
    record = records()["DE-EUBC"]

    def floor(year: int, month: int, day: int) -> list[Decimal]:
        claims = record.claims_on("salary_min_general", date(year, month, day))
        return [claim.value.amount for claim in claims if isinstance(claim.value, Money)]

    assert floor(2023, 12, 15) == [43800]
    assert floor(2024, 6, 1) == [45300]
    assert floor(2026, 3, 1) == [50700]
    assert floor(2023, 11, 1) == []


@pytest.mark.slow
def test_competing_claims_hold_side_by_side() -> None:
    carried.load(content=content.read(), at=LOADED)

    claims = records()["HK-TTPS"].claims_on("initial_stay_a", date(2026, 6, 1))

    assert {claim.claim for claim in claims} == {"HK-ADM", "HK-ADM0"}
