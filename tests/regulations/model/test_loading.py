"""The carried facts: all of them, as they were compiled, and never a second time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from audit.models import Event
from regulations import values
from regulations.actions import carried
from regulations.carried import content
from regulations.carried.content import Content
from regulations.models import (
    Citation,
    Conflict,
    IndicatorValue,
    LocalisedText,
    Permit,
    Provision,
    ProvisionVersion,
    QuotaReading,
    RecordStamp,
    ReferenceIndicator,
    Source,
)
from tests.shared import shared

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOVERNING = {
    "application_date": ("application_date", ""),
    "application_receipt_date": ("receipt_date", ""),
    # The rule applied at once, also to pending cases; its median is that of the day of application.
    "application_date_for_median; in_force_date_for_rule": ("decision_date", "application_date"),
}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[carried.Loaded]:
    """Loaded once for all tests here; what a test changes is undone after it, the load after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield carried.load(content=content.read(), at=AT)
        transaction.set_rollback(True)


@pytest.fixture
def found() -> Content:
    """The content as a file might have changed it: a copy of the lists, not of what stands in them."""
    whole = _whole()
    return replace(whole, facts=[*whole.facts], translations=[*whole.translations])


@lru_cache(maxsize=1)
def _whole() -> Content:
    return content.read()


def test_every_fact_comes_on_record_with_its_citation(loaded: carried.Loaded) -> None:
    versions = ProvisionVersion.objects.on_record()

    assert (loaded.published, loaded.ended) == (547, 0)
    assert versions.count() == Citation.objects.count() == 547
    assert Permit.objects.count() == 63
    assert Permit.objects.values("jurisdiction").distinct().count() == 25
    assert Source.objects.count() == 109
    assert IndicatorValue.objects.count() == 10
    assert QuotaReading.objects.count() == 2


def test_nobody_has_certified_what_was_loaded(loaded: carried.Loaded) -> None:
    assert not ProvisionVersion.objects.exclude(certified_by="", certified_on=None).exists()


def test_the_twelve_documented_conflicts_and_the_other_overlaps_are_open(loaded: carried.Loaded) -> None:
    conflicts = Conflict.objects.filter(status="open")

    assert conflicts.filter(code__regex=r"^C[0-9]+$").count() == 12
    assert set(conflicts.exclude(code__regex=r"^C[0-9]+$").values_list("code", flat=True)) == {
        "FR-EUBC/salary_min",
        "FR-TSQ/salary_min",
        "SE-WP/salary_min_example",
    }


def test_the_six_known_overlaps_are_competing_claims(loaded: carried.Loaded) -> None:
    versions = ProvisionVersion.objects.exclude(claim="").select_related("provision")
    claims = Counter(str(version.provision) for version in versions)

    assert claims == dict.fromkeys(
        [
            "HK-TTPS/initial_stay_a",
            "SE-WP/salary_min_example",
            "FR-TSQ/salary_min",
            "FR-EUBC/salary_min",
            "KE-D/fee_processing",
            "KE-D/fee_issuance",
        ],
        2,
    )


def test_nulls_are_left_null(loaded: carried.Loaded) -> None:
    unstated = ProvisionVersion.objects.filter(value__isnull=True)

    assert {str(version.provision) for version in unstated.select_related("provision")} == {
        "CA-FSW/pass_mark",
        "ES-JOBSEEK/quota",
        "HK-GEP/legislation",
    }
    assert ProvisionVersion.objects.filter(valid__startswith__isnull=True).count() == 430
    assert ProvisionVersion.objects.filter(valid__endswith__isnull=True).count() == 491


def test_what_begins_later_is_coming(loaded: carried.Loaded) -> None:
    coming = ProvisionVersion.objects.filter(status="scheduled").select_related("provision")

    assert {str(version.provision) for version in coming} == {
        "IT-NS/quota_annual",
        "IT-SE/quota_annual",
        "IT-SEAS/quota_annual",
    }
    assert {version.valid_from for version in coming} == {date(2027, 1, 1), date(2028, 1, 1)}


def test_the_spanish_employee_permit_fills_all_twelve_elements(loaded: carried.Loaded) -> None:
    elements = Provision.objects.filter(permit="ES-CA-INI").values_list("element", flat=True)

    assert set(elements) == {f"e{number:02}" for number in range(1, 13)}


def test_an_indicator_without_values_is_named(loaded: carried.Loaded) -> None:
    named = ReferenceIndicator.objects.filter(values=None).values_list("code", flat=True)

    assert set(named) == {
        "ES.EUBC.threshold",
        "ES.IPREM.monthly",
        "ES.SMI.full_time_annual",
        "ES.SMI.monthly",
        "ES.mean_gross_annual",
        "MS.mean_gross_annual",
    }


def test_a_second_load_writes_nothing(loaded: carried.Loaded, found: Content) -> None:
    stamp, events = RecordStamp.objects.get().counter, Event.objects.count()

    again = carried.load(content=found, at=AT + timedelta(days=1))

    assert not again.changed
    assert RecordStamp.objects.get().counter == stamp
    assert Event.objects.count() == events
    assert ProvisionVersion.objects.count() == 547


def test_each_jurisdiction_has_one_event_that_names_what_came(loaded: carried.Loaded) -> None:
    event = Event.objects.get(action="permit_content.load", subject="jurisdiction:MX")

    assert event.data["published"]["MX-OFERTA/contact"] == 1
    assert Event.objects.filter(action="permit_content.load").count() == 25


def test_a_fact_that_changes_ends_the_old_version_and_no_other(loaded: carried.Loaded, found: Content) -> None:
    fact = next(fact for fact in found.facts if fact.entry.key == "pass_mark")
    found.facts[found.facts.index(fact)] = replace(fact, entry=_with(fact.entry, text="The Minister fixes it."))

    again = carried.load(content=found, at=AT + timedelta(days=1))

    old, new = ProvisionVersion.objects.filter(provision__key="pass_mark").order_by("pk")
    assert (again.published, again.ended) == (1, 1)
    assert (old.status, old.recorded_to) == ("superseded", AT + timedelta(days=1))
    assert (new.status, new.text) == ("published", "The Minister fixes it.")


def test_what_a_focal_point_has_certified_is_left_alone(loaded: carried.Loaded, found: Content) -> None:
    version = ProvisionVersion.objects.get(provision__permit="CA-FSW", provision__key="pass_mark")
    version.certified_by, version.certified_on = "user:focal-point", date(2026, 11, 23)
    version.save(update_fields=["certified_by", "certified_on"])
    found.facts = [fact for fact in found.facts if fact.entry.key != "pass_mark"]

    again = carried.load(content=found, at=AT + timedelta(days=1))

    version.refresh_from_db()
    assert (again.ended, version.status) == (0, "published")


def test_every_translation_in_the_files_is_of_a_text_that_stands_there(loaded: carried.Loaded, found: Content) -> None:
    assert found.stray_translations() == []
    assert LocalisedText.objects.count() == len({(each.language, each.entry.en) for each in found.translations})


def test_the_command_says_what_it_did(loaded: carried.Loaded, capsys: pytest.CaptureFixture[str]) -> None:
    ProvisionVersion.objects.filter(provision__permit="NL-HSM").update(
        status="superseded", recorded_to=AT, ended_by=carried.CARRIER
    )

    call_command("load_permit_facts")
    call_command("load_permit_facts")

    first, second = capsys.readouterr().out.splitlines()
    assert first == "permit facts: 4 versions came on record, 0 left it, 0 other rows changed"
    assert second == "Permit facts are up to date."


@pytest.mark.shared
def test_the_carried_facts_are_those_that_were_compiled(loaded: carried.Loaded) -> None:
    compiled = json.loads(shared("data/regulations/permit_facts.json").read_text())
    stored = Counter(map(_as_compiled, Citation.objects.select_related("version__provision", "source")))
    expected: Counter[tuple[Any, ...]] = Counter()
    for permit in compiled["permits"]:
        for element, facts in permit["elements"].items():
            for fact in facts or []:
                expected[_compiled(permit["id"], element[:3], fact)] += 1

    assert stored == expected


def _as_compiled(citation: Citation) -> tuple[Any, ...]:
    version = citation.version
    return (
        version.provision.permit_id,
        version.provision.element,
        version.provision.key,
        json.dumps(values.encode(version.typed_value), sort_keys=True),
        version.text,
        version.valid_from and version.valid_from.isoformat(),
        version.valid_to and version.valid_to.isoformat(),
        (version.governing_date, version.indicator_date),
        citation.locator,
        citation.source_id,
        citation.source.url,
        citation.source_date,
        citation.source.kind,
        citation.evidence,
        version.confidence,
    )


def _compiled(permit: str, element: str, fact: dict[str, Any]) -> tuple[Any, ...]:
    return (
        permit,
        element,
        fact["key"],
        json.dumps(fact["value"], sort_keys=True),
        fact["text"],
        fact["valid_from"],
        fact["valid_to"],
        GOVERNING.get(fact["applies_by"], ("", "")),
        fact["locator"] or "",
        fact["source_id"],
        fact["source_url"],
        fact["source_date"] or "",
        fact["source_kind"],
        fact["evidence"],
        fact["confidence"],
    )


def _with(entry: Any, **changes: Any) -> Any:
    return type(entry)(**{name: getattr(entry, name) for name in entry.__struct_fields__} | changes)
