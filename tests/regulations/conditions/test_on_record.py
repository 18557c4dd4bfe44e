"""The carried conditions as the database gives them back, and the design's cases about what was shown when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import transaction

from regulations.actions import carried
from regulations.carried import content
from regulations.carried.conditions import Conditions
from regulations.models import ConditionSet
from regulations.queries.record import records
from regulations.rules import case as cases
from regulations.rules.answer import Answer
from regulations.rules.judging import evaluate
from regulations.rules.record import PermitRecord
from tests.regulations.conditions import carried as files
from tests.regulations.conditions.examples import EXAMPLES, yes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOADED = datetime(2026, 3, 2, 12, tzinfo=UTC)
MENDED = datetime(2026, 5, 4, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """What was on record on 1 April, after a load with two mistakes, and is today, after they were mended in May."""

    then: Mapping[str, PermitRecord]
    now: Mapping[str, PermitRecord]
    trees_on_record: int
    trees_ever: int
    written_by_a_second_load: int


@pytest.fixture(scope="module")
def shown(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Shown]:
    """Loaded once for all tests of the module: records are values and outlive the rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        carried.load(content=with_mistakes(), at=LOADED)
        carried.load(content=content.read(), at=MENDED)
        second = carried.load(content=content.read(), at=MENDED + timedelta(days=1))
        yield Shown(
            then=records(known_on=date(2026, 4, 1), now=NOW),
            now=records(now=NOW),
            trees_on_record=ConditionSet.objects.filter(recorded_to=None).count(),
            trees_ever=ConditionSet.objects.count(),
            written_by_a_second_load=second.others,
        )
        transaction.set_rollback(True)


def with_mistakes() -> content.Content:
    """The carried content with a wrong floor for Germany in 2026, and without the report in Spain's tree."""
    read = content.read()
    read.facts = [_with_a_wrong_floor(found) for found in read.facts]
    read.conditions = [_with_a_wrong_fact(each) for each in read.conditions]
    return read


def _with_a_wrong_floor(found: Any) -> Any:
    entry = found.entry
    if (entry.permit, entry.key, entry.valid_from) != ("DE-EUBC", "salary_min_general", date(2026, 1, 1)):
        return found
    return replace(found, entry=msgspec.structs.replace(entry, value={**entry.value, "amount": "57000"}))


def _with_a_wrong_fact(each: Conditions) -> Conditions:
    if each.permit != "ES-ENTR":
        return each
    return Conditions(each.permit, {**each.tree, "conditions": {**each.tree["conditions"], "is": False}})


def ask(record: PermitRecord, on: str = "2026-03-15", **case: Any) -> Answer:
    day = date.fromisoformat(on)
    return evaluate(record, cases.read({"dates": {"application": on}, **case}), as_of=day)


def test_trees_come_on_record_once_and_leave_it_when_they_change(shown: Shown) -> None:
    assert (shown.trees_on_record, shown.trees_ever) == (57, 58)
    assert shown.written_by_a_second_load == 0


@pytest.mark.parametrize("permit", EXAMPLES)
def test_the_record_answers_as_the_files_do(shown: Shown, permit: str) -> None:
    example = EXAMPLES[permit]
    for change in ({}, *example.fails.values()):
        case = {**example.met, **change}
        assert ask(shown.now[permit], example.on, **case).outcome == files.ask(permit, on=example.on, **case).outcome


def test_a_floor_that_was_corrected_for_the_past_is_shown_as_it_was_on_the_first_of_april(shown: Shown) -> None:
    person = {"salary": files.pay(52000, "EUR"), "education": 6}

    assert ask(shown.now["DE-EUBC"], **person).outcome == "met"
    then = ask(shown.then["DE-EUBC"], **person)
    assert then.failing[0].needs
    assert then.failing[0].needs["amount"] == 57000
    assert then.failing[0].margin
    assert then.failing[0].margin["amount"] == -5000


def test_a_tree_that_was_mended_answers_as_it_did(shown: Shown) -> None:
    with_a_report = yes("es_enisa_report")

    assert ask(shown.now["ES-ENTR"], **with_a_report).outcome == "met"
    assert ask(shown.then["ES-ENTR"], **with_a_report).outcome == "not_met"


def test_british_bar_has_the_day_we_first_published_it_and_no_legal_start(shown: Shown) -> None:
    (bar,) = shown.now["GB-SW"].claims_on("nationality_bar", NOW.date())

    assert ask(shown.now["GB-SW"], nationality="AFG", job_offer=True).outcome == "not_met"
    assert bar.recorded_from == LOADED
    assert not bar.start_known


def test_mexican_registration_was_last_modified_in_2024_and_is_overdue(shown: Shown) -> None:
    (contact,) = shown.now["MX-OFERTA"].claims_on("contact", NOW.date())

    assert contact.citation
    assert contact.citation.dated == "2024-02-08"
    assert contact.freshness == "red"


def test_hong_kong_page_is_undated(shown: Shown) -> None:
    (bar,) = shown.now["HK-GEP"].claims_on("nationality_bar", NOW.date())

    assert bar.freshness == "unknown"
    assert bar.citation
    assert bar.citation.dated == ""


def test_swedish_conflict_comes_with_the_answer_until_somebody_closes_it(shown: Shown) -> None:
    (conflict,) = [each for each in shown.now["SE-WP"].conflicts if each.code == "C3"]

    assert conflict.open
    assert set(conflict.keys) == {"salary_min", "rule_date_basis"}
    assert len(conflict.claims) == 3


def test_only_secondary_sources_are_not_confirmed_by_the_authority(shown: Shown) -> None:
    answer = ask(shown.now["DE-EUBC"], salary=files.pay(60000, "EUR"), education=6)
    grades = {each.condition: each.citation.grade.value for each in answer.passing if each.citation}

    assert grades["salary_min"] == "D"
    assert grades["education_min"] == "B"


def test_what_is_not_encoded_says_so(shown: Shown) -> None:
    not_encoded = sorted(code for code, record in shown.now.items() if record.conditions is None)

    assert not_encoded == ["AE-STD", "GB-CHAR", "GB-HPI", "GB-INNO", "GB-SUPP", "GB-YMS"]
    assert ask(shown.now["GB-YMS"], age=25).outcome == "not_encoded"
