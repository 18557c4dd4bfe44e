"""`perform` and its twins, on permits."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.db import connections

from tests.workflow.examples import PERMIT, Permit, Stamp
from workflow.engine import TransitionRefused, available, perform, why_not
from workflow.people import Holder
from workflow.table import Refusal

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OWNER = Holder("user:owner", frozenset({"owner"}))
CLERK = Holder("user:clerk", frozenset({"clerk"}))
JUDGE = Holder("user:judge", frozenset({"judge"}))


class Notebook(list):
    """Records events into a list."""

    def __call__(self, **event):
        self.append(event)


def filed(permits, **fields):
    permit = permits.create(**fields)
    perform(PERMIT, permit, "file", person=OWNER, at=NOW, record=Notebook())
    return permit


def test_a_transition_moves_the_row_sets_its_fields_and_runs_its_effects(permits):
    permit = filed(permits)

    perform(PERMIT, permit, "grant", person=JUDGE, at=NOW, record=Notebook())

    stored = permits.get()
    assert (stored.status, stored.decided_at) == ("granted", NOW)
    assert (permit.status, permit.decided_at) == ("granted", NOW)
    assert Stamp.objects.get().text == "grant"


def test_the_event_says_what_moved_from_where_to_where_by_whom_as_what_and_why(permits):
    notebook, permit = Notebook(), filed(permits)

    perform(
        PERMIT,
        permit,
        "refuse",
        person=JUDGE,
        at=NOW,
        record=notebook,
        subject="permit:A7",
        reason="  No quota. ",
        law="§ 18a",
    )

    assert notebook == [
        {
            "action": "permit.refuse",
            "actor": "user:judge",
            "subject": "permit:A7",
            "data": {
                "from": "filed",
                "to": "refused",
                "roles": ["judge"],
                "reason": "No quota.",
                "facts": {"law": "§ 18a"},
            },
            "occurred_at": NOW,
        }
    ]


def no_event(**event):
    pytest.fail(f"recorded {event}")


def refusals_of(permit, transition, **how):
    with pytest.raises(TransitionRefused) as caught:
        perform(PERMIT, permit, transition, record=no_event, **{"at": NOW} | how)
    return caught.value.refusals


def test_refused_from_another_state(permits):
    assert refusals_of(permits.create(), "grant", person=JUDGE) == [
        Refusal("wrong_state", {"state": "draft", "needed": ["filed"]})
    ]


def test_refused_to_another_role(permits):
    assert refusals_of(filed(permits), "grant", person=OWNER)[0] == Refusal("wrong_role", {"needed": ["judge"]})


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_refused_without_a_reason_where_one_is_needed(permits, reason):
    assert refusals_of(filed(permits), "refuse", person=JUDGE, reason=reason) == [Refusal("reason_needed")]


def test_refused_with_every_reason_of_every_guard(permits):
    permit = filed(permits, pages=1, written_by="user:judge")

    assert refusals_of(permit, "grant", person=JUDGE) == [
        Refusal("pages_missing", {"missing": 2}),
        Refusal("own_work"),
    ]
    assert permits.get().status == "filed"


def test_a_failing_effect_takes_everything_back(permits):
    permit, notebook = filed(permits), Notebook()

    with pytest.raises(RuntimeError, match="printer"):
        perform(PERMIT, permit, "grant", person=JUDGE, at=NOW, record=notebook, printer="broken")

    assert notebook == []
    assert (permits.get().status, permits.get().decided_at, Stamp.objects.count()) == ("filed", None, 0)


def test_a_failing_record_takes_everything_back(permits):
    permit = filed(permits)

    def no_paper(**event):
        raise OSError("no paper")

    with pytest.raises(OSError, match="no paper"):
        perform(PERMIT, permit, "grant", person=JUDGE, at=NOW, record=no_paper)

    assert (permits.get().status, Stamp.objects.count()) == ("filed", 0)


def test_the_state_is_read_again_and_not_believed(permits):
    permit = filed(permits)
    stale = permits.get()
    perform(PERMIT, permit, "grant", person=JUDGE, at=NOW, record=Notebook())

    assert refusals_of(stale, "refuse", person=JUDGE, reason="x")[0].code == "wrong_state"
    assert stale.status == "granted"


def test_an_unknown_transition_is_a_mistake_of_the_programmer(permits):
    with pytest.raises(KeyError, match="no transition 'eat'"):
        perform(PERMIT, permits.create(), "eat", person=JUDGE, at=NOW, record=Notebook())


def test_why_not_answers_what_perform_would_raise(permits):
    permit = filed(permits, pages=2)

    asked = why_not(PERMIT, permit, "grant", person=OWNER, at=NOW)

    assert [refusal.code for refusal in asked] == ["wrong_role", "pages_missing", "own_work"]
    assert asked == refusals_of(permit, "grant", person=OWNER)


def test_why_not_is_empty_for_what_may_be_done(permits):
    assert why_not(PERMIT, filed(permits), "refuse", person=JUDGE, at=NOW, reason="No quota.") == []


def test_buttons_show_each_step_out_of_the_state_and_why_not_yet(permits):
    choices = {choice.transition.name: choice for choice in available(PERMIT, filed(permits), person=CLERK, at=NOW)}

    assert [*choices] == ["return_to_owner", "grant", "refuse"]
    assert choices["return_to_owner"].open  # its reason is asked for by the form behind the button
    assert [refusal.code for refusal in choices["grant"].refusals] == ["wrong_role"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_exactly_one_wins(permits_in_database):
    permit = Permit.objects.create()
    perform(PERMIT, permit, "file", person=OWNER, at=NOW, record=Notebook())
    ready, notebook, outcomes = threading.Barrier(2), Notebook(), []

    def decide(transition):
        mine = Permit.objects.get(pk=permit.pk)
        ready.wait()
        try:
            perform(PERMIT, mine, transition, person=JUDGE, at=NOW, record=notebook, reason="Decided.")
            outcomes.append("won")
        except TransitionRefused as refused:
            outcomes.append(refused.refusals[0].code)
        finally:
            connections.close_all()

    try:
        deciders = [threading.Thread(target=decide, args=[name]) for name in ("grant", "refuse")]
        for decider in deciders:
            decider.start()
        for decider in deciders:
            decider.join()

        assert sorted(outcomes) == ["won", "wrong_state"]
        assert len(notebook) == 1
        assert notebook[0]["data"]["to"] == Permit.objects.get().status
    finally:
        Stamp.objects.all().delete()  # flush empties the tables of installed applications only
        Permit.objects.all().delete()
