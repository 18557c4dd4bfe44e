"""Events as they are written, and as they refuse to be changed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from audit.actions import record
from audit.chain import GENESIS, Entry, canonical_json, event_hash
from audit.models import Event

pytestmark = pytest.mark.django_db


def an_event(**changes):
    return record(**{"action": "release.publish", "actor": "user:1", "subject": "release:REM_INFLOW@3"} | changes)


def as_entry(event):
    return Entry(
        event.sequence,
        event.occurred_at,
        event.recorded_at,
        event.action,
        event.actor,
        event.subject,
        canonical_json(event.data),
        event.previous_hash,
        event.hash,
    )


def test_the_first_event_stands_on_genesis_and_the_next_on_the_first():
    first, second = an_event(), an_event(subject="release:REM_INFLOW@4")

    assert (first.sequence, first.previous_hash) == (1, GENESIS)
    assert (second.sequence, second.previous_hash) == (2, first.hash)


def test_the_database_gives_the_hash_that_the_written_rule_gives():
    event = an_event(data={"naïve": [1, 2.5, None, True], "z": {"b": "“ß”", "aa": 0}})

    assert event.hash == event_hash(as_entry(event))


def test_an_event_may_have_occurred_before_it_was_recorded():
    long_ago = datetime(2024, 2, 29, 12, tzinfo=UTC)

    event = an_event(occurred_at=long_ago)

    assert event.occurred_at == long_ago
    assert timezone.now() - event.recorded_at < timedelta(minutes=1)


def test_what_the_database_gives_cannot_be_chosen():
    Event(
        sequence=77,
        occurred_at=timezone.now(),
        recorded_at=datetime(2000, 1, 1, tzinfo=UTC),
        action="a",
        actor="b",
        subject="c",
        previous_hash="x",
        hash="y",
    ).save(force_insert=True)

    event = Event.objects.get()
    assert (event.sequence, event.previous_hash, len(event.hash)) == (1, GENESIS, 64)
    assert event.recorded_at.year > 2000


def test_bulk_writing_keeps_the_chain():
    Event.objects.bulk_create(
        Event(occurred_at=timezone.now(), action="a", actor="b", subject=str(number)) for number in range(3)
    )

    events = list(Event.objects.all())
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]


def test_a_rolled_back_event_leaves_no_gap():
    an_event()
    with transaction.atomic():
        an_event()
        transaction.set_rollback(True)

    assert an_event().sequence == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET data = '{}'",
        "UPDATE audit_event SET action = 'x' WHERE false",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event WHERE sequence = 1",
        "INSERT INTO audit_event (sequence, occurred_at, action, actor, subject, data) "
        "SELECT 1, now(), 'a', 'b', 'c', '{}' ON CONFLICT (sequence) DO UPDATE SET action = 'x'",
        "SET LOCAL session_replication_role = replica; UPDATE audit_event SET action = 'x'",
        "SET LOCAL pgtrigger.ignore = '{audit_event_keep}'; DELETE FROM audit_event",
    ],
)
def test_the_database_refuses_to_change_an_event(sql):
    before = an_event()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert Event.objects.values().get()["hash"] == before.hash


@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(action="x"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.get().delete(),
        lambda: Event.objects.get().save(),
        lambda: Event.objects.bulk_update([Event.objects.get()], ["action"]),
    ],
)
def test_the_orm_cannot_change_an_event_either(change):
    an_event()

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        change()


def test_truncate_is_refused_unless_the_database_itself_is_a_throw_away_one():
    an_event()
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} RESET iimd.throwaway")
        cursor.execute("SET LOCAL iimd.throwaway = 'on'")  # what a session says of itself does not count
        with pytest.raises(IntegrityError, match="TRUNCATE refused"), transaction.atomic():
            cursor.execute("TRUNCATE audit_event")
        cursor.execute(f"ALTER DATABASE {name} SET iimd.throwaway = 'on'")
        cursor.execute("TRUNCATE audit_event")

    assert not Event.objects.exists()


@pytest.mark.parametrize("missing", ["action", "actor", "subject"])
def test_an_event_says_who_what_and_to_what(missing):
    with pytest.raises(IntegrityError, match="says_who"), transaction.atomic():
        an_event(**{missing: ""})


@pytest.mark.parametrize("time", ["infinity", "-infinity", "0044-03-15 BC"])
def test_a_time_no_reader_can_show_is_refused(time):
    sql = "INSERT INTO audit_event (occurred_at, action, actor, subject, data) VALUES (%s, 'a', 'b', 'c', '{}')"
    with (
        pytest.raises(IntegrityError, match=r'in_our_time|"hash"'),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [time])


def test_events_hold_nothing_hostage():
    assert not [field.name for field in Event._meta.get_fields() if field.is_relation]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND 'audit_event'::regclass IN (conrelid, confrelid)"
        )
        assert cursor.fetchall() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    ready = threading.Barrier(6)

    def write():
        ready.wait()
        try:
            for _ in range(10):
                an_event()
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    events = list(Event.objects.all())
    assert [event.sequence for event in events] == list(range(1, 61))
    assert [event.previous_hash for event in events] == [GENESIS, *(event.hash for event in events[:-1])]
