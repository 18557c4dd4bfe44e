"""The rule of the hash: SQL and Python agree on whatever can be stored; a walk finds the first break."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.actions import record
from audit.chain import (
    BEGINNING,
    GENESIS,
    Break,
    Checkpoint,
    Entry,
    canonical_json,
    canonical_time,
    event_hash,
    netstring,
    verify,
)

# PostgreSQL stores neither NUL nor half a surrogate pair, in text or in jsonb.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
moments = st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
generated = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)


def in_sql(expression, *params):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}", params)
        return cursor.fetchone()[0]


@pytest.mark.slow
@pytest.mark.django_db
@generated
@given(value=values)
def test_canonical_json_is_the_text_of_jsonb(value):
    assert canonical_json(value) == in_sql("%s::jsonb::text", json.dumps(value))


@pytest.mark.slow
@pytest.mark.django_db
@generated
@given(text=texts, moment=moments)
def test_texts_and_times_are_written_alike(text, moment):
    assert netstring(text) == bytes(in_sql("audit_netstring(%s)", text))
    assert canonical_time(moment) == in_sql("audit_time(%s)", moment)


@pytest.mark.slow
@pytest.mark.django_db
@generated
@given(
    action=texts.filter(lambda text: 0 < len(text) <= 100),
    actor=texts.filter(lambda text: 0 < len(text) <= 100),
    subject=texts.filter(lambda text: 0 < len(text) <= 100),
    data=st.dictionaries(texts, values, max_size=3),
    occurred_at=moments,
)
def test_whatever_is_recorded_has_the_hash_of_the_rule(action, actor, subject, data, occurred_at):
    event = record(action=action, actor=actor, subject=subject, data=data, occurred_at=occurred_at)

    entry = Entry(
        event.sequence,
        occurred_at,
        event.recorded_at,
        action,
        actor,
        subject,
        canonical_json(data),
        event.previous_hash,
        "",
    )
    assert event.hash == event_hash(entry)


def test_the_rule_written_out_by_hand():
    moment = datetime(2026, 11, 22, 20, 30, tzinfo=timezone(timedelta(hours=1)))
    entry = Entry(1, moment, moment, "release.publish", "user:é", "r", '{"a": 1}', GENESIS, "")

    by_hand = (
        f"64:{GENESIS},1:1,27:2026-11-22T19:30:00.000000Z,27:2026-11-22T19:30:00.000000Z,"
        '15:release.publish,7:user:é,1:r,8:{"a": 1},'
    )
    assert event_hash(entry) == sha256(by_hand.encode()).hexdigest()


def test_moving_a_letter_from_one_text_to_the_next_changes_the_hash():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    one = Entry(1, moment, moment, "ab", "c", "d", "{}", GENESIS, "")

    assert event_hash(one) != event_hash(one._replace(action="a", actor="bc"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "aa": 2, "a": 3}, '{"a": 3, "b": 1, "aa": 2}'),
        (Decimal("1.10"), "1.10"),
        (1e23, "1" + "0" * 23),
        (1e-7, "0.0000001"),
        (-0.0, "0.0"),
        ('\x01\x7f\n"\\/', '"\\u0001\x7f\\n\\"\\\\/"'),
        ((1, [True, None]), "[1, [true, null]]"),
    ],
)
def test_canonical_json_of_awkward_values(value, text):
    assert canonical_json(value) == text


@pytest.mark.parametrize(("value", "error"), [(float("nan"), ValueError), (float("inf"), ValueError), (b"", TypeError)])
def test_what_json_cannot_say_is_refused(value, error):
    with pytest.raises(error):
        canonical_json(value)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        canonical_time(datetime(2026, 1, 1))  # noqa: DTZ001 - the case


def chain(length):
    """A chain that holds, made by the rule."""
    entries, previous, moment = [], GENESIS, datetime(2026, 1, 1, tzinfo=UTC)
    for sequence in range(1, length + 1):
        entry = Entry(sequence, moment, moment, "a", "b", f"thing:{sequence}", "{}", previous, "")
        entries.append(entry._replace(hash=event_hash(entry)))
        previous = entries[-1].hash
    return entries


def place(entry):
    return Checkpoint(entry.sequence, entry.hash)


def test_a_chain_that_holds():
    entries = chain(5)

    assert verify(entries) == (5, place(entries[-1]), None)


def test_nothing_yet_holds_too():
    assert verify([]) == (0, BEGINNING, None)


def test_an_altered_event_is_found():
    entries = chain(5)
    entries[2] = entries[2]._replace(actor="somebody else")

    count, head, broken = verify(entries)

    assert (count, head) == (2, place(entries[1]))
    assert (broken.sequence, broken.code, broken.found) == (3, "altered", entries[2].hash)


def test_an_altered_event_with_a_fitting_hash_is_found_at_the_next():
    entries = chain(5)
    entries[2] = entries[2]._replace(actor="somebody else")
    entries[2] = entries[2]._replace(hash=event_hash(entries[2]))

    assert verify(entries).broken == Break(4, "unlinked", entries[2].hash, entries[3].previous_hash)


@pytest.mark.parametrize("missing", [1, 2, 4])
def test_a_missing_event_is_found(missing):
    entries = [entry for entry in chain(5) if entry.sequence != missing]

    assert verify(entries).broken == Break(missing, "missing", str(missing), str(missing + 1))


def test_a_chain_written_anew_is_found_by_a_checkpoint_only():
    noted = place(chain(5)[3])
    anew = chain(3)
    anew.append(anew[-1]._replace(sequence=4, subject="other", previous_hash=anew[-1].hash))
    anew[-1] = anew[-1]._replace(hash=event_hash(anew[-1]))

    assert verify(anew).broken is None
    assert verify(anew[3:], since=noted).broken == Break(4, "replaced", noted.hash, anew[3].hash)


def test_a_cut_off_end_is_found_by_a_checkpoint_only():
    noted = place(chain(5)[4])

    assert verify(chain(4)).broken is None
    assert verify([], since=noted).broken == Break(5, "missing", noted.hash, "")


def test_from_a_checkpoint_only_the_rest_is_walked():
    entries = chain(5)

    assert verify(entries[2:], since=place(entries[2])) == (3, place(entries[4]), None)


def test_an_altered_event_at_the_checkpoint_is_found():
    entries = chain(5)
    entries[2] = entries[2]._replace(data='{"a": 1}')

    assert verify(entries[2:], since=place(entries[2])).broken.code == "altered"


def test_progress_adds_up():
    steps = []

    verify(chain(2300), progress=steps.append)

    assert steps == [1000, 1000, 300]


def test_a_checkpoint_is_written_and_read_back():
    noted = Checkpoint(12, "ab" * 32)

    assert Checkpoint.parse(str(noted)) == noted


@pytest.mark.parametrize("text", ["", "12", "12:", "x:" + "a" * 64, "12:" + "g" * 64, "-1:" + "a" * 64])
def test_what_is_no_checkpoint_is_refused_with_the_form_it_has(text):
    with pytest.raises(ValueError, match="SEQUENCE:HASH"):
        Checkpoint.parse(text)
