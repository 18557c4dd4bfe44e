"""Events as people read them."""

from __future__ import annotations

import pytest

from audit import sentences
from audit.models import Event
from audit.sentences import sentence, tells


@pytest.fixture
def told(monkeypatch):
    """A registry of its own with one sentence in it."""
    monkeypatch.setattr(sentences, "_tellers", {})

    @tells("tea.pour")
    def poured(event, name):
        return f"{name(event.actor)} poured {event.data['cups']} cups"


def an_event(**changes):
    return Event(**{"action": "tea.pour", "actor": "user:1", "subject": "pot:2", "data": {"cups": 3}} | changes)


def test_an_action_is_told_in_the_words_of_its_room(told):
    assert sentence(an_event(), {"user:1": "Ana"}.__getitem__) == "Ana poured 3 cups"


def test_an_action_nobody_tells_is_named_by_its_code(told):
    assert sentence(an_event(action="tea.drink")) == "user:1: tea.drink (pot:2)"


def test_an_old_event_that_lacks_what_the_sentence_needs_is_named_by_its_code(told):
    assert sentence(an_event(data={})) == "user:1: tea.pour (pot:2)"


def test_two_cannot_tell_the_same_action(told):
    with pytest.raises(ValueError, match=r"tea.pour is told by tests.audit"):
        tells("tea.pour")(sentence)
