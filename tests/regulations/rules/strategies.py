"""Trees, records and cases of every kind, for properties that must hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from regulations.rules.record import Claim, PermitRecord
from tests.regulations.rules.records import claim, duration, index, items, money, multiple, number, record, text

KEYS = ("one", "two", "three")
DAYS = st.integers(0, 2400).map(lambda offset: (date(2022, 1, 1) + timedelta(days=offset)).isoformat())
KINDS = st.sampled_from(["application", "receipt", "decision", "nomination", "contract", "entry", "issue"])
CURRENCIES = st.sampled_from(["EUR", "SEK", "USD"])
PERIODS = st.sampled_from(["year", "month", "week", "day", "hour"])
VALUES = st.one_of(
    st.none(),
    st.builds(
        money,
        st.integers(0, 90000).map(str),
        CURRENCIES,
        st.sampled_from(["year", "month", "hour", "application"]),
        st.sampled_from(["gross", "net", None]),
    ),
    st.builds(multiple, st.sampled_from(["0.8", "1.5"]), st.sampled_from(["SE.median", "XX.none"])),
    st.builds(number, st.integers(0, 60), st.just("year"), st.sampled_from([">=", "<=", None])),
    st.builds(duration, st.sampled_from(["P1Y", "P6M", "P2Y6M", "P30D"]), st.sampled_from(["min", "max", None])),
    st.just(items("18-35:12", "36:11", "<18 or >=47:0")),
    st.just(items("23:5600", "30-40:7000", "45+:9000")),
    st.just(items("AF", "VN")),
    st.just(text()),
    st.just(text("none")),
    st.just({"type": "list", "items": [multiple("1.0", "SE.median"), multiple("1.6", "SE.median")]}),
    st.just({"type": "number", "number": [1, 2], "unit": "person", "op": None}),
    st.just({"type": "boolean", "value": True}),
    st.just({"type": "contact", "name": "Office"}),
)
AMOUNTS = st.fixed_dictionaries(
    {"amount": st.integers(0, 90000), "currency": CURRENCIES, "period": PERIODS},
    optional={"gross": st.booleans()},
)
PLACES = st.lists(st.sampled_from(["AF", "VN", "GB", "EU", "EFTA"]), min_size=1, max_size=3)


def _leaf(op: str, required: dict[str, Any] | None = None, optional: dict[str, Any] | None = None) -> Any:
    """A leaf whose id tells everything that is in it, so that no two meanings share one."""
    written = st.fixed_dictionaries(
        {"op": st.just(op), "provision": st.sampled_from([*KEYS, "absent"])} | (required or {}),
        optional={"date": KINDS, "route": st.sampled_from(["general", "reduced"])} | (optional or {}),
    )
    return written.map(lambda leaf: leaf | {"id": f"c{crc32(repr(sorted(leaf.items())).encode()):x}"})


EDUCATION = _leaf("education_at_least", {"isced": st.integers(0, 8)})
LEAVES = st.one_of(
    _leaf("age", optional={"min": st.integers(16, 30), "max": st.integers(31, 60)}),
    _leaf("nationality_in", optional={"countries": PLACES, "ask": st.just("listed")}),
    _leaf("nationality_not_in", optional={"countries": PLACES}),
    _leaf("residence_in", optional={"countries": PLACES}),
    _leaf("residence_not_in", optional={"countries": PLACES}),
    _leaf("destination_in", optional={"countries": PLACES}),
    _leaf("occupation_in", {"isco": st.lists(st.sampled_from(["2", "25", "2512", "133"]), min_size=1, max_size=3)}),
    EDUCATION,
    _leaf(
        "experience_at_least",
        optional={
            "years": st.integers(0, 10),
            "within_years": st.sampled_from([3, 7, 10]),
            "in_destination": st.booleans(),
        },
    ),
    _leaf(
        "salary_at_least",
        optional={"amount": AMOUNTS, "above": st.booleans(), "indicator_date": KINDS, "ask": st.just("listed")},
    ),
    _leaf("salary_by_age", {"currency": CURRENCIES}, {"period": PERIODS}),
    _leaf(
        "language_at_least",
        {
            "languages": st.lists(st.sampled_from(["de", "en", "fr"]), min_size=1, max_size=2),
            "level": st.sampled_from(["A1", "B1", "C2"]),
        },
    ),
    _leaf("job_offer"),
    _leaf("relation", {"to_be": st.just(["child", "grandchild"])}),
    _leaf("funds_at_least", optional={"amount": AMOUNTS, "months": st.sampled_from([1, 12])}),
    _leaf("family", {"partner": st.booleans()}, {"children_max": st.integers(0, 3)}),
    _leaf("fact", {"fact": st.sampled_from(["listed", "months"])}),
    _leaf("fact", {"fact": st.just("listed"), "is": st.booleans()}),
    _leaf("fact", {"fact": st.just("months"), "min": st.integers(0, 12)}),
    _leaf("fact", {"fact": st.just("months"), "unit": st.sampled_from(["year", "month", "day", "number", "amount"])}),
    _leaf("fact", {"fact": st.just("kind"), "one_of": st.just(["first", "renewal"])}),
    _leaf("quota_available"),
    _leaf("dated", {"from": DAYS}),
    _leaf("dated", {"before": DAYS}),
)


def _grid(whens: Any) -> Any:
    row = st.fixed_dictionaries({"points": st.integers(-10, 60), "when": whens})
    by_rows = st.fixed_dictionaries(
        {
            "id": st.just("rows"),
            "provision": st.sampled_from(KEYS),
            "rows": st.lists(row, min_size=1, max_size=3),
            "counts": st.sampled_from(["best", "sum"]),
        },
        optional={"max": st.integers(0, 60)},
    )
    by_table = st.fixed_dictionaries(
        {"id": st.just("age"), "provision": st.sampled_from(KEYS), "by": st.sampled_from(["age", "experience"])}
    )
    told = st.fixed_dictionaries(
        {
            "id": st.just("told"),
            "provision": st.sampled_from(KEYS),
            "fact": st.just("months"),
            "max": st.integers(0, 60),
        }
    )
    return _leaf(
        "points",
        {"factors": st.lists(by_rows | by_table | told, min_size=1, max_size=3)},
        {"pass_mark": st.integers(0, 60), "ask": st.just("months")},
    )


def _joined(parts: Any) -> Any:
    many = st.lists(parts, min_size=1, max_size=4)
    return st.one_of(
        st.fixed_dictionaries({"op": st.sampled_from(["all", "any"]), "of": many}),
        many.flatmap(
            lambda of: st.integers(1, len(of)).map(lambda n: {"op": "at_least", "n": n, "of": of}),
        ),
        st.fixed_dictionaries({"op": st.just("not"), "of": parts}),
    )


TREES = st.recursive(LEAVES | _grid(EDUCATION | _leaf("fact", {"fact": st.just("listed")})), _joined, max_leaves=10)


@st.composite
def claims(draw: Any) -> Claim:
    """A claim about one of the keys, with any value and any range that is not empty."""
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and end <= start:
        start = None
    more = {}
    if draw(st.booleans()):
        more["governing_date"] = draw(st.sampled_from(["application_date", "decision_date", "nomination_date"]))
    return claim(draw(st.sampled_from(KEYS)), draw(VALUES), start, end, **more)


@st.composite
def records(draw: Any) -> PermitRecord:
    """A record with any conditions and any provisions, competing claims included."""
    return record(
        draw(TREES),
        *draw(st.lists(claims(), max_size=6)),
        indicators=(
            index("SE.median", "30000", None, "2024-01-01", "2023-06-01"),
            index("SE.median", "36000", "2023-10-01", None, "2024-02-01"),
        ),
    )


CASES = st.fixed_dictionaries(
    {},
    optional={
        "nationality": st.sampled_from(["IND", "VN", "GBR", "FRA"]),
        "residence": st.sampled_from(["IND", "VN", "GBR", "FRA"]),
        "destinations": st.lists(st.sampled_from(["DE", "VNM", "AF"]), max_size=3),
        "occupation": st.sampled_from(["2", "25", "2512", "1330", "9"]),
        "education": st.integers(0, 8),
        "experience_years": st.decimals(0, 30, places=1).map(float),
        "age": st.integers(0, 80),
        "salary": st.fixed_dictionaries(
            {"amount": st.integers(0, 10**6), "currency": CURRENCIES},
            optional={"period": PERIODS, "gross": st.booleans(), "hours_per_week": st.integers(1, 60)},
        ),
        "job_offer": st.booleans(),
        "languages": st.dictionaries(st.sampled_from(["de", "en"]), st.sampled_from(["A1", "B2", "C2"])),
        "dates": st.dictionaries(KINDS, DAYS, max_size=4),
        "facts": st.fixed_dictionaries(
            {},
            optional={
                "listed": st.booleans() | st.integers(0, 3),
                "months": st.integers(0, 40) | st.booleans(),
                "kind": st.sampled_from(["first", "renewal", "other"]),
                "quota_left": st.booleans(),
                "experience_years_last_3": st.integers(0, 3),
                "experience_years_in_destination_last_7": st.integers(0, 7),
            },
        ),
        "family": st.fixed_dictionaries({}, optional={"partner": st.booleans(), "children": st.integers(0, 5)}),
        "funds": st.fixed_dictionaries(
            {"amount": st.integers(0, 10**5), "currency": CURRENCIES},
            optional={"period": st.sampled_from(["total", "month", "year"])},
        ),
        "relation": st.sampled_from(["child", "spouse"]),
    },
)
