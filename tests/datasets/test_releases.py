"""Publishing, vintages, differences; and what the database itself refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import polars as pl
import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event
from audit.sentences import sentence
from datasets import actions, checks, definition, queries, store
from datasets.definition import all_definitions
from datasets.digest import digest
from datasets.importing import Reading, Refused, Total
from datasets.models import Release
from datasets.selection import Selection
from datasets.workflow import PUBLISHER, STATISTICIAN
from tests.factories.datasets import NOON, observations, release
from tests.together import together
from workflow.engine import TransitionRefused
from workflow.people import Holder

OTHER = Holder("user:other", frozenset({STATISTICIAN, PUBLISHER}))
SELF = Holder("user:importer", frozenset({STATISTICIAN, PUBLISHER}))
LATER = NOON + timedelta(days=30)


@pytest.mark.django_db
class TestPublishing:
    def test_publishing_ends_the_release_before(self):
        first = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)])
        second = release("TEST_FLOW", [("DEU", "F", "2021", 2.0)], published_at=LATER)

        first.refresh_from_db()
        assert (first.status, first.ended_at) == ("superseded", LATER)
        assert queries.published_release("TEST_FLOW") == second
        assert [each.action for each in Event.objects.order_by("-sequence")[:2]] == [
            "release.publish",
            "release.supersede",
        ]

    def test_as_of_picks_the_release_readers_saw_then(self):
        first = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)])
        second = release("TEST_FLOW", [("DEU", "F", "2021", 2.0)], published_at=LATER)

        assert queries.published_release("TEST_FLOW", as_of=NOON - timedelta(seconds=1)) is None
        assert queries.published_release("TEST_FLOW", as_of=NOON) == first
        assert queries.published_release("TEST_FLOW", as_of=LATER.date() - timedelta(days=1)) == first
        assert queries.published_release("TEST_FLOW", as_of=LATER.date()) == second
        assert queries.published_release("TEST_FLOW", as_of=date(2099, 1, 1)) == second
        assert queries.published_release("TEST_FLOW", as_of=date.max) == second

    def test_nobody_publishes_what_they_imported(self):
        mine = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)], published_at=None)

        with pytest.raises(TransitionRefused) as refused:
            actions.publish(release=mine, actor=SELF, at=mine.imported_at)

        assert [each.code for each in refused.value.refusals] == ["own_work"]
        assert actions.publish(release=mine, actor=OTHER, at=datetime.now(UTC)).status == "published"

    def test_a_refused_publication_leaves_the_release_before_in_force(self):
        first = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)])
        mine = release("TEST_FLOW", [("DEU", "F", "2021", 2.0)], published_at=None)

        with pytest.raises(TransitionRefused):
            actions.publish(release=mine, actor=SELF, at=datetime.now(UTC))

        assert queries.published_release("TEST_FLOW") == first

    def test_a_person_is_asked_to_look_again_where_another_release_came_between(self):
        seen = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)], published_at=None)
        release("TEST_FLOW", [("DEU", "F", "2021", 2.0)])

        with pytest.raises(TransitionRefused) as refused:
            actions.publish(release=seen, actor=OTHER, at=LATER)

        assert refused.value.refusals[0].code == "difference_outdated"
        actions.refresh_difference(release=seen, actor=OTHER, at=LATER)
        event = Event.objects.order_by("sequence").last()
        assert (event.action, event.actor, event.subject) == ("release.compare", "user:other", "release:TEST_FLOW@1")
        assert event.data == {"with": "TEST_FLOW@2"}
        assert sentence(event) == "user:other compared release:TEST_FLOW@1 again with what is published."
        assert actions.publish(release=seen, actor=OTHER, at=LATER).difference["changed"] == 1

    def test_a_withdrawn_release_is_followed_by_none(self):
        made = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)])

        actions.withdraw(release=made, actor=OTHER, at=LATER, reason="the file was a forgery")

        assert queries.published_release("TEST_FLOW") is None
        assert queries.published_release("TEST_FLOW", as_of=NOON) == made

    def test_a_discarded_release_loses_its_observations_and_keeps_its_row(self):
        made = release("TEST_FLOW", [("DEU", "F", "2021", 1.0)], published_at=None)

        actions.discard(release=made, actor=OTHER, at=datetime.now(UTC), reason="wrong year")

        assert not store.exists(made.table_name)
        made.refresh_from_db()
        assert made.status == "discarded"


@pytest.mark.django_db
def test_the_difference_counts_and_shows_the_largest_changes():
    release("TEST_FLOW", [("DEU", "F", "2020", 1.0), ("DEU", "F", "2021", 5.0), ("MEX", "F", "2021", 100.0)])
    newer = release(
        "TEST_FLOW",
        [
            ("DEU", "F", "2021", 10.0),
            ("MEX", "F", "2021", 120.0),
            ("DEU", "M", "2021", 4.0),
            ("PHL", "F", "2021", None),
        ],
        published_at=None,
    )

    found = newer.difference

    assert {name: found[name] for name in ("added", "removed", "changed", "unchanged")} == {
        "added": 2,
        "removed": 1,
        "changed": 2,
        "unchanged": 0,
    }
    assert (found["before"]["total"], found["after"]["total"]) == (106.0, 134.0)
    assert [each["key"]["REF_AREA"] for each in found["largest_absolute"]] == ["MEX", "DEU"]
    assert [each["key"]["REF_AREA"] for each in found["largest_relative"]] == ["DEU", "MEX"]


@pytest.mark.django_db
def test_a_total_that_does_not_match_refuses_the_file():
    total = Total(where={"REF_AREA": "DEU"}, value=4.0, tolerance=0.5, sheet="Data", row=9, column="C")

    with pytest.raises(Refused) as refused:
        release("TEST_FLOW", [("DEU", "F", "2021", 1.0), ("DEU", "M", "2021", 2.0)], totals=(total,))

    (found,) = refused.value.problems
    assert (found.code, found.sheet, found.row, found.column) == ("total_does_not_match", "Data", 9, "C")
    assert (found.params["stated"], found.params["found"]) == (4.0, 3.0)
    assert not Release.objects.exists()


@pytest.mark.django_db
class TestReading:
    ROWS = [(area, sex, str(year), float(year)) for area in ("DEU", "MEX") for sex in "FM" for year in (2019, 2020)]

    def test_pages_go_through_all_rows_once_in_order(self):
        made = release("TEST_FLOW", self.ROWS)
        found, after = [], ()
        while after is not None:
            rows, after = queries.page(made, Selection(columns=["OBS_VALUE", "SEX"], limit=3, after=after))
            found += rows

        assert found == [(row[3], row[1]) for row in sorted(self.ROWS)]
        assert queries.count(made, Selection(where={"sex": ["F"]})) == 4

    def test_filters_and_periods(self):
        made = release("TEST_FLOW", self.ROWS)

        found = queries.frame(made, where={"REF_AREA": ["MEX"]}, start_period="2020", end_period="2020")

        assert found["SEX"].to_list() == ["F", "M"]
        assert queries.available_codes(made, "TIME_PERIOD") == ["2019", "2020"]
        assert queries.series("TEST_FLOW", REF_AREA="DEU", SEX="F")[0]["OBS_VALUE"] == 2019.0

    def test_blocks_are_the_same_bytes_as_one_copy_and_stop_when_the_reader_goes(self):
        made = release("TEST_FLOW", self.ROWS)
        query, params = store.select(made.definition, made.table_name, Selection(where={"SEX": ["F"]}))

        assert b"".join(store.copy_blocks(query, params)).count(b"\n") == 5
        blocks = store.copy_blocks("SELECT repeat('x', 1000) FROM generate_series(1, 100000)")
        next(blocks)
        if not connection.in_atomic_block:
            blocks.close()

    def test_an_error_of_the_database_reaches_the_reader(self):
        with pytest.raises(DataError), transaction.atomic():
            list(store.copy_blocks("SELECT 1/0"))


@pytest.mark.django_db(transaction=True)
def test_an_abandoned_download_cancels_its_query_and_leaves_the_connection_usable():
    blocks = store.copy_blocks("SELECT repeat('x', 1000) FROM generate_series(1, 10000000)")
    next(blocks)

    blocks.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_of_two_who_publish_at_once_one_wins():
    rivals = [release("TEST_FLOW", [("DEU", "F", "2021", value)], published_at=None) for value in (1.0, 2.0)]

    def publish(made: Release) -> str:
        try:
            return actions.publish(release=made, actor=OTHER, at=datetime.now(UTC)).status
        except TransitionRefused as refused:
            return refused.refusals[0].code

    assert sorted(together(*(partial(publish, each) for each in rivals))) == ["difference_outdated", "published"]
    assert Release.objects.published().count() == 1


INSERT = (
    "INSERT INTO observations.probe"
    " (ref_area, sex, time_period, obs_value, obs_status, lower_bound, upper_bound) VALUES ({})"
)


def _sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "statement",
        [
            "INSERT INTO observations.test_flow_1 (ref_area, sex, time_period, obs_value, obs_status)"
            " VALUES ('MEX', 'F', '2021', 1, 'A')",
            "UPDATE observations.test_flow_1 SET obs_value = 2",
            "DELETE FROM observations.test_flow_1",
            "TRUNCATE observations.test_flow_1",
            "DELETE FROM datasets_release",
            "UPDATE datasets_release SET digest = repeat('0', 64)",
            "UPDATE datasets_release SET row_count = 7",
            "UPDATE datasets_release SET status = 'checked'",
            "UPDATE datasets_release SET status = 'draft'",
            "UPDATE datasets_release SET published_by = ''",
            "UPDATE datasets_release SET ended_at = now()",
            "UPDATE datasets_release SET status = 'withdrawn', ended_at = now(), ended_by = 'user:x'",
            "UPDATE datasets_release SET status = 'superseded', ended_by = 'x', ended_at = '2000-01-01'",
        ],
    )
    def test_a_published_release_never_changes(self, statement: str):
        release("TEST_FLOW", [("DEU", "F", "2021", 1.0)])

        # pgtrigger raises what PostgreSQL calls an internal error, the others are integrity errors.
        with pytest.raises(Exception, match=r"sealed|violates|pgtrigger|workflow|[Cc]annot"):
            _sql(statement)

    def test_two_releases_in_force_at_once(self):
        release("TEST_FLOW", [("DEU", "F", "2021", 1.0)])
        release("TEST_FLOW", [("DEU", "F", "2021", 2.0)], published_at=LATER)

        with pytest.raises(IntegrityError, match="one_in_force_at_a_time"):
            _sql("UPDATE datasets_release SET ended_at = ended_at + interval '1 day' WHERE number = 1")

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ("'DEU', 'F', '2021', 'NaN', 'A', NULL, NULL", "finite"),
            ("'DEU', 'F', '2021', 'Infinity', 'A', NULL, NULL", "finite"),
            ("'DEU', 'F', '2021', NULL, 'A', NULL, NULL", "missing_says_why"),
            ("'DEU', 'F', '2021', 1, 'M', NULL, NULL", "missing_says_why"),
            ("'DEU', 'F', '2021', 1, 'A', 2, NULL", "lower_below"),
            ("'DEU', 'F', '2021', 1, 'A', NULL, 0.5", "upper_above"),
            ("'DEU', 'F', '2021', 1, 'A', NULL, 'NaN'", "upper_above"),
            ("'DEU', NULL, '2021', 1, 'A', NULL, NULL", "sex"),
            ("'MEX', 'F', '2021', 1, 'A', NULL, NULL", "probe_key"),
        ],
    )
    def test_what_no_observation_can_be(self, values: str, constraint: str):
        declared = definition.load("TEST_FLOW")
        table = checks.prepare(declared, Reading(table=observations("TEST_FLOW", [("MEX", "F", "2021", 1.0)])))
        with transaction.atomic():
            store.create(declared, "probe")
            store.copy_in(declared, "probe", table)

        with pytest.raises(IntegrityError, match=constraint):
            _sql(INSERT.format(values))


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
tables_of_observations = st.dictionaries(st.tuples(texts, texts), st.tuples(numbers, st.none() | texts), min_size=1)


@pytest.mark.django_db
@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=tables_of_observations)
def test_what_is_stored_comes_back_the_same(content: dict):
    declared = all_definitions()["TEST_FLOW"]
    rows = [
        {"REF_AREA": area, "SEX": sex, "TIME_PERIOD": "2021", "OBS_VALUE": value, "NOTE": note}
        for (area, sex), (value, note) in content.items()
    ]
    frame = observations("TEST_FLOW", []).with_columns(NOTE=None).clear()
    frame = pl.DataFrame(rows, schema={**frame.schema, "NOTE": pl.String})
    table = checks.prepare(declared, Reading(table=frame))
    with transaction.atomic():
        store.create(declared, "trip")
        store.copy_in(declared, "trip", table)
        found = store.frame(declared, "trip", Selection())
        store.drop("trip")

    plain = table.with_columns(pl.col(name).cast(pl.String) for name in declared.key).select(declared.columns)
    assert found.equals(plain)
    assert digest(found, columns=declared.columns) == digest(table, columns=declared.columns)
