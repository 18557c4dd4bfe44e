"""Keys, filters and periods are read as the standard says, without a database."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.periods import SDMX_FREQUENCY, Frequency, is_period
from datasets.sdmx import keys, ranges
from datasets.sdmx.faults import Fault, Malformed, NotImplementedHere, TooLarge
from datasets.sdmx.media import DATA_2, DATA_3, GENERIC, JSON_1, SPECIFIC, choose

DIMENSIONS = ("AREA", "SEX")
KNOWN = {"AREA": {"DEU", "USA", "MEX"}, "SEX": {"F", "M", "_T"}}


def meant(dimension: str, word: str) -> str | None:
    return word if word in KNOWN[dimension] else None


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("all", {}),
        ("*", {}),
        (".", {}),
        ("*.*", {}),
        ("DEU.", {"AREA": ("DEU",)}),
        (".F+M", {"SEX": ("F", "M")}),
        ("USA+DEU+USA._T", {"AREA": ("USA", "DEU"), "SEX": ("_T",)}),
        ("DEU+XXX.F", {"AREA": ("DEU",), "SEX": ("F",)}),
        ("XXX.", {"AREA": ()}),
    ],
)
def test_a_key_names_codes_by_dimension(key: str, where: keys.Where) -> None:
    assert keys.read(key, DIMENSIONS, meant) == where


@pytest.mark.parametrize("key", ["DEU", "DEU.F.2020", "DEU..", "DE'U.F", "DEU+.F", "DEU,USA.F", "D U.F"])
def test_what_is_no_key_is_malformed(key: str) -> None:
    with pytest.raises(Malformed):
        keys.read(key, DIMENSIONS, meant)


def test_a_key_beyond_measure_is_not_read() -> None:
    with pytest.raises(TooLarge):
        keys.read("A" * (keys.LONGEST + 1), DIMENSIONS, meant)


@pytest.mark.slow
@given(st.text(max_size=80))
def test_any_text_is_a_key_or_a_fault(text: str) -> None:
    try:
        found = keys.read(text, DIMENSIONS, meant)
    except Fault:
        return
    assert all(set(codes) <= KNOWN[dimension] for dimension, codes in found.items())


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(DIMENSIONS), st.sets(st.sampled_from(["DEU", "USA", "F", "M"]), min_size=1)))
def test_a_written_key_reads_back(wanted: dict[str, set[str]]) -> None:
    wanted = {dimension: codes & KNOWN[dimension] for dimension, codes in wanted.items() if codes & KNOWN[dimension]}
    key = ".".join("+".join(sorted(wanted.get(each, ()))) for each in DIMENSIONS)

    assert {dimension: set(codes) for dimension, codes in keys.read(key, DIMENSIONS, meant).items()} == wanted


def test_keys_that_differ_in_one_dimension_are_one_question() -> None:
    read = [keys.read(each, DIMENSIONS, meant) for each in ("DEU.F", "USA.F")]

    assert keys.merged(read, DIMENSIONS) == {"AREA": ("DEU", "USA"), "SEX": ("F",)}
    assert keys.merged([{"SEX": ("F",)}, read[0]], DIMENSIONS) == {"SEX": ("F",)}
    with pytest.raises(NotImplementedHere):
        keys.merged([read[0], keys.read("USA.M", DIMENSIONS, meant)], DIMENSIONS)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("DEU", {"DEU"}),
        ("eq:DEU,USA", {"DEU", "USA"}),
        ("ne:DEU", {"USA", "MEX"}),
        ("ne:DEU,USA", {"MEX"}),
        ("sw:U", {"USA"}),
        ("ew:X", {"MEX"}),
        ("co:E", {"DEU", "MEX"}),
        ("nc:E", {"USA"}),
        ("ge:MEX", {"MEX", "USA"}),
        ("gt:DEU+lt:USA", {"MEX"}),
        ("gt:DEU le:MEX", {"MEX"}),
        ("XXX", set()),
    ],
)
def test_a_filter_chooses_among_the_codes(text: str, codes: set[str]) -> None:
    assert set(keys.filtered("AREA", text, KNOWN["AREA"], meant)) == codes


@pytest.mark.parametrize(
    ("frequency", "start", "end", "first", "last"),
    [
        ("year", "2020", "2021", "2020", "2021"),
        ("year", "2020-02", "2021-11", "2021", "2020"),
        ("year", "2020-01-01", "2021-12-31", "2020", "2021"),
        ("quarter", "2020", "2020", "2020-Q1", "2020-Q4"),
        ("quarter", "2020-S2", "2020-S2", "2020-Q3", "2020-Q4"),
        ("quarter", "2020-T2", "2020-T2", "2020-Q3", "2020-Q2"),
        ("quarter", "2020-02", "2020-07", "2020-Q2", "2020-Q2"),
        ("month", "2020-Q4", "2020-A1", "2020-10", "2020-12"),
        ("month", "2020-M02", "2020-02-28", "2020-02", "2020-01"),
        ("day", "2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("day", "2020-W01", "2020-W01", "2019-12-30", "2020-01-05"),
        ("day", "2020-D366", "2020-D366", "2020-12-31", "2020-12-31"),
        ("day", "2020-02-03T10:30:00", "2020-02-03T10:30:00Z", "2020-02-03", "2020-02-03"),
    ],
)
def test_a_range_holds_whole_periods(frequency: Frequency, start: str, end: str, first: str, last: str) -> None:
    assert (ranges.start("startPeriod", start, frequency), ranges.end("endPeriod", end, frequency)) == (first, last)


DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@pytest.mark.slow
@given(DAYS, st.sampled_from(list(SDMX_FREQUENCY)))
def test_a_period_begins_and_ends_with_itself(day: dt.date, frequency: Frequency) -> None:
    period = ranges.containing(day, frequency)

    assert is_period(period, frequency)
    assert ranges.start("", period, frequency) == ranges.end("", period, frequency) == period
    first, last = ranges.days(period)
    assert first <= day <= last


@pytest.mark.slow
@given(DAYS, DAYS, st.sampled_from(list(SDMX_FREQUENCY)))
def test_what_lies_between_two_days_is_found(one: dt.date, other: dt.date, frequency: Frequency) -> None:
    begin, end = sorted((one, other))
    middle = begin + (end - begin) // 2
    period = ranges.containing(middle, frequency)
    first, last = ranges.days(period)
    inside = begin <= first and last <= end

    bounds = ranges.start("", begin.isoformat(), frequency), ranges.end("", end.isoformat(), frequency)

    assert (bounds[0] <= period <= bounds[1]) == inside


@pytest.mark.slow
@given(st.text(max_size=30))
def test_any_text_is_a_period_or_a_fault(text: str) -> None:
    for read in (ranges.start, ranges.end, ranges.before, ranges.after):
        for frequency in SDMX_FREQUENCY:
            try:
                assert is_period(read("startPeriod", text, frequency), frequency)
            except Fault:
                continue


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", GENERIC),
        ("application/vnd.sdmx.data+json;q=0.3, application/vnd.sdmx.structurespecificdata+xml;q=0.8", SPECIFIC),
        ("application/vnd.sdmx.data+json;version=1", JSON_1),
        ("application/vnd.sdmx.data+json;version=1.0.0-wd, application/*;q=0.1", GENERIC),
        ("application/vnd.sdmx.data+json;q=x", None),
        (";;;,,,=", None),
    ],
)
def test_the_format_wanted_most_is_chosen(accept: str, chosen: object) -> None:
    found = choose(DATA_2, accept)

    assert (found.format if found else None) is chosen


@pytest.mark.slow
@given(st.text(max_size=60))
def test_any_accept_header_is_understood_or_refused(accept: str) -> None:
    for formats in (DATA_2, DATA_3):
        found = choose(formats, accept)
        assert found is None or found.format in formats
