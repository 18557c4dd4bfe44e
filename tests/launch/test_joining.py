"""A command in a second terminal finds the hub that runs, and only that."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from iimd.launch import joining
from iimd.launch.state import HOUSE, State

REACHED = {"SECRET_KEY": "s", "DATABASE_URL": "postgres://here", "REDIS_URL": "redis://here", "IIMD_DEMO": "1"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[State]:
    """The state of a hub that runs, and a shell that knows nothing of it but the folder."""
    state = State(tmp_path, demo=True).open()
    joining.leave(state.folder, REACHED | {"HOME": "/home/somebody"})
    with mock.patch.dict(os.environ, {"IIMD_STATE": str(tmp_path)}):
        for name in set(joining.NEEDED) - {"IIMD_STATE"}:
            os.environ.pop(name, None)
        yield state
    state.close()


@pytest.mark.usefixtures("running")
def test_a_command_joins_the_hub_that_runs() -> None:
    joining.join()

    assert {name: os.environ[name] for name in REACHED} == REACHED


@pytest.mark.usefixtures("running")
def test_what_the_environment_names_is_left_alone() -> None:
    os.environ["SECRET_KEY"] = "of another hub"

    joining.join()

    assert "DATABASE_URL" not in os.environ


def test_a_hub_that_has_ended_is_not_joined(running: State) -> None:
    running.close()

    assert joining.left(running.folder.parent) == {}


def test_what_is_left_is_for_the_owner_only_and_no_more_than_needed(running: State) -> None:
    kept = running.folder / joining.LEFT

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "somebody" not in kept.read_text()


@pytest.mark.slow
@pytest.mark.usefixtures("running")
def test_the_command_line_joins() -> None:
    ask = [
        sys.executable,
        "manage.py",
        "shell",
        "-v",
        "0",
        "-c",
        "from django.conf import settings as s; print(s.DEMO)",
    ]

    said = subprocess.run(ask, cwd=HOUSE, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "True"
