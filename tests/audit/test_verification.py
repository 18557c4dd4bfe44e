"""The chain in the database, after somebody who owns the database has been at it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.actions import record
from audit.chain import BEGINNING, Checkpoint
from audit.models import Event
from audit.queries import checkpoint, for_subject, verify_chain

pytestmark = pytest.mark.django_db


def happen(times=1):
    for number in range(times):
        record(action="release.publish", actor="user:1", subject=f"release:{number}", data={"price": 4.10, "ü": [1]})


def tamper(sql):
    """What only the owner of the table can do, and must be found out."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        cursor.execute(sql)


def test_a_chain_as_the_database_wrote_it_holds():
    happen(4)

    assert verify_chain() == (4, checkpoint(), None)


def test_no_events_hold():
    assert verify_chain() == (0, BEGINNING, None)
    assert checkpoint() == BEGINNING


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE audit_event SET actor = 'user:2' WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET subject = 'release:9' WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET action = 'release.withdraw' WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET data = jsonb_set(data, '{price}', '4.2') WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET occurred_at = occurred_at + interval '1 microsecond' WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET recorded_at = recorded_at - interval '1 day' WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET hash = repeat('a', 64) WHERE sequence = 3", "altered"),
        ("UPDATE audit_event SET previous_hash = repeat('a', 64) WHERE sequence = 3", "unlinked"),
        ("DELETE FROM audit_event WHERE sequence = 3", "missing"),
        ("UPDATE audit_event SET sequence = 99 WHERE sequence = 3", "missing"),
    ],
)
def test_tampering_is_found_where_it_was_done(sql, code):
    happen(5)

    tamper(sql)

    count, head, broken = verify_chain()
    assert (count, head.sequence) == (2, 2)
    assert (broken.sequence, broken.code) == (3, code)


def test_a_cut_off_end_is_found_from_a_checkpoint():
    happen(5)
    noted = checkpoint()
    tamper("DELETE FROM audit_event WHERE sequence > 3")

    assert verify_chain().broken is None
    assert verify_chain(since=noted).broken.code == "missing"


def test_events_after_a_checkpoint_are_verified_without_those_before_it():
    happen(3)
    noted = checkpoint()
    happen(2)

    assert verify_chain(since=noted)[:2] == (3, checkpoint())


def test_verifying_asks_the_database_once(django_assert_num_queries):
    happen(3)

    with django_assert_num_queries(3):  # around it a savepoint and its release
        verify_chain()


def test_what_happened_to_one_thing():
    happen(3)

    assert [event.subject for event in for_subject("release:1")] == ["release:1"]
    assert list(Event.objects.by_actor("user:1")) == list(Event.objects.all())


def run(*arguments):
    output = StringIO()
    call_command("verify_audit", *arguments, stdout=output)
    return output.getvalue()


def test_the_command_says_that_the_chain_holds_and_gives_a_checkpoint():
    happen(3)

    assert f"3 events. Checkpoint to keep outside this database: {checkpoint()}" in run()


def test_the_command_goes_on_from_its_own_checkpoint():
    happen(3)
    noted = run().split()[-1]
    happen(1)

    assert "holds: 2 events" in run("--since", noted)


def test_the_command_fails_and_says_where_and_how_it_is_broken():
    happen(3)
    tamper("UPDATE audit_event SET actor = 'user:2' WHERE sequence = 2")

    with pytest.raises(CommandError, match=r"event 2 was altered.* Before it 1 events hold") as failed:
        run()
    assert failed.value.returncode == 1


def test_the_command_notices_an_event_that_is_not_the_one_of_the_checkpoint():
    happen(3)

    with pytest.raises(CommandError, match="event 2 is not the one of the checkpoint"):
        run("--since", str(Checkpoint(2, "a" * 64)))


def test_the_command_refuses_what_is_no_checkpoint():
    with pytest.raises(CommandError, match="SEQUENCE:HASH"):
        run("--since", "yesterday")
