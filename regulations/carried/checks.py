"""What content files must agree on among themselves, and with the lists outside them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from regulations.carried import form
from regulations.carried.faults import Fault
from regulations.carried.reading import Found, value_of
from regulations.ranges import Days
from regulations.values import ItemList, Money, ReferenceMultiple, Value

if TYPE_CHECKING:
    from regulations.carried.content import Content

Check = Callable[["Content"], Iterator[Fault]]


def _twice(found: Iterable[Found[Any]], column: str) -> Iterator[Fault]:
    """Entries whose `column` another has already."""
    seen: dict[str, Found[Any]] = {}
    for each in found:
        code = getattr(each.entry, column)
        first = seen.setdefault(code, each)
        if first is not each:
            place = first.at(column)
            yield Fault(each.at(column), "said_twice", {"name": code, "file": place.file, "row": place.row})


def codes_are_unique(content: Content) -> Iterator[Fault]:
    """Jurisdictions, sources, permits, indicators and conflicts are each described once."""
    for found in (content.jurisdictions, content.sources, content.permits, content.indicators, content.conflicts):
        yield from _twice(found, "code")


def jurisdictions_are_real(content: Content) -> Iterator[Fault]:
    """A file is called after its jurisdiction, which is a country with a clock, and holds nobody else's permits."""
    of_file = {found.file: found.entry.code for found in content.jurisdictions}
    for found in content.jurisdictions:
        code, zone = found.entry.code, found.entry.time_zone
        if not content.known.is_country(code):
            yield Fault(found.at("code"), "country_unknown", {"name": code})
        if found.file != f"{code}.toml":
            yield Fault(found.at("code"), "file_misnamed", {"name": code})
        if content.known.time_zones is not None and zone not in content.known.time_zones:
            yield Fault(found.at("time_zone"), "time_zone_unknown", {"name": zone})
    for permit in content.permits:
        owner = of_file.get(permit.file)
        if owner and not permit.entry.code.startswith(f"{owner}-"):
            yield Fault(permit.at("code"), "permit_of_another", {"name": permit.entry.code, "owner": owner})


def permits_are_named(content: Content) -> Iterator[Fault]:
    """Every permit has an English name."""
    for permit in content.permits:
        if "en" not in permit.entry.names:
            yield Fault(permit.at("names"), "english_name_missing")


def references_lead_somewhere(content: Content) -> Iterator[Fault]:
    """Permits, sources, indicators, conflicts and provisions that entries name are described somewhere."""
    sources = {found.entry.code for found in content.sources}
    permits = {found.entry.code for found in content.permits}
    indicators = {found.entry.code for found in content.indicators}
    conflicts = {found.entry.code for found in content.conflicts}
    keys = content.keys()
    wanted: list[tuple[Iterable[Found[Any]], str, set[str], str]] = [
        (content.facts, "permit", permits, "permit_unknown"),
        (content.facts, "source", sources, "source_unknown"),
        (content.indicator_values, "source", sources, "source_unknown"),
        (content.indicator_values, "indicator", indicators, "indicator_unknown"),
        (content.quota_readings, "source", sources, "source_unknown"),
        (content.conflict_claims, "conflict", conflicts, "conflict_unknown"),
    ]
    for found, column, described, code in wanted:
        for each in found:
            if (name := getattr(each.entry, column)) not in described:
                yield Fault(each.at(column), code, {"name": name})
    for claim in content.conflict_claims:
        if claim.entry.source is not None and claim.entry.source not in sources:
            yield Fault(claim.at("source"), "source_unknown", {"name": claim.entry.source})
        if (claim.entry.source is None) is (claim.entry.url is None):
            yield Fault(claim.at("source"), "source_or_url")
    for conflict in content.conflicts:
        for name in conflict.entry.provisions:
            if name not in keys:
                yield Fault(conflict.at("provisions"), "provision_unknown", {"name": name})


def quotas_hang_together(content: Content) -> Iterator[Fault]:
    """A quota and what it is a part of are facts and quotas; a reading is of a quota, and either a count or a share."""
    keys, quotas = content.keys(), {found.entry.provision for found in content.quotas}
    yield from _twice(content.quotas, "provision")
    for quota in content.quotas:
        if quota.entry.provision not in keys:
            yield Fault(quota.at("provision"), "provision_unknown", {"name": quota.entry.provision})
        if quota.entry.part_of is not None and quota.entry.part_of not in quotas - {quota.entry.provision}:
            yield Fault(quota.at("part_of"), "quota_unknown", {"name": quota.entry.part_of})
    for reading in content.quota_readings:
        if reading.entry.provision not in quotas:
            yield Fault(reading.at("provision"), "quota_unknown", {"name": reading.entry.provision})
        if (reading.entry.used is None) is (reading.entry.share is None):
            yield Fault(reading.at("used"), "count_or_share")


def values_can_be_used(content: Content) -> Iterator[Fault]:
    """Currencies exist, and multiples are of indicators that are described."""
    indicators = {found.entry.code for found in content.indicators}
    currencies = content.known.currencies
    for fact in content.facts:
        for value in _parts(value_of(fact.entry)):
            if isinstance(value, Money) and currencies is not None and value.currency not in currencies:
                yield Fault(fact.at("value.currency"), "currency_unknown", {"name": value.currency})
            if isinstance(value, ReferenceMultiple) and value.indicator not in indicators:
                yield Fault(fact.at("value.indicator"), "indicator_unknown", {"name": value.indicator})
    for indicator in content.indicators:
        if currencies is not None and indicator.entry.currency not in currencies:
            yield Fault(indicator.at("currency"), "currency_unknown", {"name": indicator.entry.currency})


def _parts(value: Value | None) -> Iterator[Any]:
    yield value
    if isinstance(value, ItemList):
        yield from value.items


def ranges_run_forwards(content: Content) -> Iterator[Fault]:
    """A range ends after it began."""
    dated: list[Found[Any]] = [*content.facts, *content.indicator_values, *content.quota_readings]
    for found in dated:
        start, end = found.entry.valid_from, found.entry.valid_to
        if start and end and end <= start:
            yield Fault(found.at("valid_to"), "range_backwards", {"start": str(start), "end": str(end)})


def one_rule_holds_at_a_time(content: Content) -> Iterator[Fault]:
    """The versions of one claim do not overlap, nor do the values of an indicator."""
    timelines: list[list[Any]] = [*content.versions().values()]
    values: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for found in content.indicator_values:
        values[found.entry.indicator, found.entry.claim or ""].append(found)
    for timeline in [*timelines, *values.values()]:
        for earlier, later in combinations(timeline, 2):
            if _days(earlier).meets(_days(later)):
                place = earlier.at("valid_from")
                yield Fault(later.at("valid_from"), "versions_overlap", {"file": place.file, "row": place.row})


def _days(found: Found[Any]) -> Days:
    return Days(found.entry.valid_from, found.entry.valid_to)


def a_key_has_one_element(content: Content) -> Iterator[Fault]:
    """A key stands under the same element throughout a permit."""
    first: dict[tuple[str, str], Found[form.FactEntry]] = {}
    for fact in content.facts:
        other = first.setdefault((fact.entry.permit, fact.entry.key), fact)
        if other.entry.element is not fact.entry.element:
            yield Fault(fact.at("element"), "element_changes", {"name": other.entry.element.value})


def competing_claims_are_tied(content: Content) -> Iterator[Fault]:
    """Where a provision has more than one claim, a conflict says so to readers."""
    claims: dict[str, dict[str, Found[form.FactEntry]]] = defaultdict(dict)
    for fact in content.facts:
        claims[f"{fact.entry.permit}/{fact.entry.key}"].setdefault(fact.entry.claim or "", fact)
    tied = {name for conflict in content.conflicts for name in conflict.entry.provisions}
    for name, rivals in claims.items():
        if len(rivals) > 1 and name not in tied:
            yield Fault([*rivals.values()][1].at("claim"), "conflict_missing", {"name": name})


CHECKS: Final[tuple[Check, ...]] = (
    codes_are_unique,
    jurisdictions_are_real,
    permits_are_named,
    references_lead_somewhere,
    quotas_hang_together,
    values_can_be_used,
    ranges_run_forwards,
    one_rule_holds_at_a_time,
    a_key_has_one_element,
    competing_claims_are_tied,
)
