"""Child processes: started again when they crash, stopped with all they have started, gone when we are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from iimd.launch import parts
from iimd.launch.parts import Command, Part, next_pause, start, stop, wait_until
from tests.launch.processes import is_alive

pytestmark = pytest.mark.slow


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keep(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> Iterator[object]:
    """Keeps a shell script alive with hardly any pause between its lives."""
    monkeypatch.setattr(parts, "FIRST_PAUSE_SECONDS", 0.01)
    started: list[Part] = []

    def keep_script(script: str) -> Part:
        part = Part(Command("script", ["sh", "-c", script]), lambda name, text: said.append(f"{name}: {text}"))
        started.append(part.start())
        return part

    yield keep_script
    for part in started:
        part.stop()


def test_a_crashed_part_is_started_again(keep, said: list[str]) -> None:
    part = keep("exit 3")

    assert wait_until(lambda: part.restarts >= 2, seconds=10)
    assert said[0].startswith("script: ended (code 3)")


def test_a_killed_part_is_started_again_though_its_child_holds_the_output_open(keep) -> None:
    part = keep("sleep 1000 & wait")
    first = part.process.pid

    os.kill(first, signal.SIGKILL)

    assert wait_until(lambda: part.process.pid != first and part.restarts == 1, seconds=10)


def test_output_comes_line_by_line_with_the_name_of_the_part(keep, said: list[str]) -> None:
    keep("printf 'one\\ntwo\\n\\377'; sleep 1000")

    assert wait_until(lambda: "script: two" in said, seconds=10)
    assert said[0] == "script: one"


def test_a_stopped_part_takes_its_children_with_it(keep, said: list[str]) -> None:
    part = keep("sleep 1000 & echo $!; wait")
    assert wait_until(lambda: bool(said), seconds=10)

    part.stop()

    assert wait_until(lambda: not is_alive(int(said[0].split()[1])), seconds=10)
    assert part.ended


def test_a_part_that_ignores_its_signal_is_killed() -> None:
    command = Command("deaf", ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"])
    command = Command(command.name, command.argv, stop=((signal.SIGTERM, 0.05),))
    process = start(command)
    assert process.stdout is not None
    process.stdout.readline()

    stop(process, command)
    process.stdout.close()

    assert process.returncode == -signal.SIGKILL


def test_a_program_that_does_not_exist_is_an_error_and_no_endless_loop() -> None:
    with pytest.raises(FileNotFoundError):
        Part(Command("missing", ["/no/such/program"]), print).start()


def test_children_die_when_their_parent_is_killed() -> None:
    script = (
        "from iimd.launch.parts import Command, Part\n"
        "part = Part(Command('sleep', ['sleep', '1000']), print).start()\n"
        "print(part.process.pid, flush=True)\n"
        "import time; time.sleep(1000)\n"
    )
    folder = Path(parts.__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=folder) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())

        parent.kill()
        parent.wait()

    assert wait_until(lambda: not is_alive(child), seconds=10)


@pytest.mark.parametrize(
    ("pause", "lived", "expected"),
    [
        (0.0, 0.1, 0.5),  # the first crash
        (0.5, 0.1, 1.0),
        (16.0, 0.1, 30.0),  # never longer
        (30.0, 31.0, 0.5),  # it had been steady: the first pause again
    ],
)
def test_the_pause_before_a_restart_grows(pause: float, lived: float, expected: float) -> None:
    assert next_pause(pause, lived=lived) == expected
