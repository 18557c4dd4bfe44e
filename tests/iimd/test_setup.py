"""The steps that fill a database: each runs when what it reads has changed, and not otherwise."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings

from iimd import setup as hub_setup
from iimd.models import SetupStep
from iimd.setup import SetupRefused, Step, fingerprint_of, refuse_mixed_people, run_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were run, in order; none of them does anything."""
    commands: list[str] = []
    monkeypatch.setattr(hub_setup, "call_command", commands.append)
    monkeypatch.setattr(hub_setup, "STEPS", (Step("load_one", ("manage.py",)), Step("load_people", (), demo=True)))
    return commands


@override_settings(DEMO=True)
def test_steps_run_in_order_and_only_once(ran: list[str]) -> None:
    list(run_steps())
    list(run_steps())

    assert ran == ["load_one", "load_people"]


@override_settings(DEMO=False)
def test_an_empty_hub_gets_no_demonstration(ran: list[str]) -> None:
    list(run_steps())

    assert ran == ["load_one"]


@override_settings(DEMO=False)
def test_a_step_runs_again_when_what_it_reads_has_changed(ran: list[str]) -> None:
    list(run_steps())
    SetupStep.objects.update(fingerprint="of an earlier file")

    assert [(step.command, new) for step, new in run_steps()] == [("load_one", True)]


@override_settings(DEMO=False)
def test_everything_runs_again_when_asked_for(ran: list[str]) -> None:
    list(run_steps())
    list(run_steps(again=True))

    assert ran == ["load_one", "load_one"]


@override_settings(DEMO=False)
def test_a_step_that_fails_is_not_remembered(ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: str) -> None:
        raise RuntimeError(command)

    monkeypatch.setattr(hub_setup, "call_command", fail)

    with pytest.raises(RuntimeError, match="load_one"):
        list(run_steps())

    assert not SetupStep.objects.exists()


def test_the_fingerprint_sees_names_and_contents(tmp_path: Path) -> None:
    step = Step("load", ("data/*",))
    (tmp_path / "data").mkdir()
    prints = {fingerprint_of(step, tmp_path)}

    for name, text in (("a", "1"), ("a", "2"), ("b", "2")):
        (tmp_path / "data" / name).write_text(text)
        prints.add(fingerprint_of(step, tmp_path))

    assert len(prints) == 4


@pytest.mark.parametrize(
    ("invented", "demo", "allowed"),
    [(True, True, True), (True, False, False), (False, False, True), (False, True, False)],
    ids=["demo stays demo", "demo opened as real", "real stays real", "real opened as demo"],
)
def test_invented_and_real_people_never_meet(invented: bool, demo: bool, allowed: bool) -> None:
    get_user_model().objects.create_user("somebody@example.org", is_demo=invented)

    with override_settings(DEMO=demo), nullcontext() if allowed else pytest.raises(SetupRefused, match="DEMO="):
        refuse_mixed_people()
