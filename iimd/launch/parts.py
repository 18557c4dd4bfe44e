"""Child processes that live and die with us.

A `Command` says how a part of the hub is started and stopped. `start` and `stop` do it once; a `Part` keeps
the process alive: it starts it again, after a pause that grows, whenever it ends by itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from iimd.launch.reach import Account

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 30.0  # a part that lived this long starts again after the first pause
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1  # prctl(2)

Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Command:
    """How one part is started and stopped.

    `stop` lists signals and how many seconds each is given; after the last comes SIGKILL. `orphaned` is the
    signal the kernel sends when we are killed ourselves. Output goes to `log` where one is named.
    """

    name: str
    argv: Sequence[str | Path]
    environment: Mapping[str, str] | None = None
    folder: Path = Path("/")
    stop: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 15.0),)
    orphaned: signal.Signals = signal.SIGTERM
    account: Account | None = None
    log: Path | None = None


def start(command: Command) -> subprocess.Popen[bytes]:
    """Start the process in a session of its own, so that Ctrl-C in the terminal reaches only us."""
    with contextlib.ExitStack() as stack:
        log: IO[bytes] | int = stack.enter_context(command.log.open("ab")) if command.log else subprocess.PIPE
        return subprocess.Popen(
            [str(word) for word in command.argv],
            env=None if command.environment is None else dict(command.environment),
            cwd=command.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_dies_with_us(command.orphaned),  # noqa: PLW1509  (it only makes two system calls)
            user=command.account.uid if command.account else None,
            group=command.account.gid if command.account else None,
            extra_groups=[] if command.account else None,
        )


def stop(process: subprocess.Popen[bytes], command: Command) -> None:
    """Stop the process in the order its command asks for, then whatever is left of its group."""
    for number, seconds in command.stop:
        if process.poll() is not None:
            break
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    kill_group(process)
    process.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End every process that shares the session the process was given."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def die_with_parent(number: signal.Signals, parent: int) -> None:
    """Ask the kernel for this signal when the process that started us is gone (Linux only).

    Ends at once where that process was gone before the kernel was asked.
    """
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, int(number))
    if os.getppid() != parent:
        os._exit(1)


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.03) -> bool:
    """Wait for the condition; False when it did not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def next_pause(pause: float, *, lived: float) -> float:
    """How many seconds to wait before the next start, after a life of so many seconds."""
    if not pause or lived > STEADY_AFTER_SECONDS:
        return FIRST_PAUSE_SECONDS
    return min(pause * 2, LONGEST_PAUSE_SECONDS)


def _dies_with_us(number: signal.Signals) -> Callable[[], None]:
    """For the child, between fork and exec: it dies with the thread that starts it."""
    parent = os.getpid()

    return lambda: die_with_parent(number, parent)


@dataclass
class Part:
    """A child process that is started again when it ends, until it is told to stop (or once, without `keep`).

    The kernel ties a child to the thread that started it, so that thread stays with it to its end.
    """

    command: Command
    say: Say
    keep: bool = True
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    code: int | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _started: threading.Event = field(default_factory=threading.Event)
    _problem: OSError | None = None

    def start(self) -> Part:
        """Start it; returns as soon as the process exists."""
        self._thread = threading.Thread(target=self._keep, name=self.command.name, daemon=True)
        self._thread.start()
        self._started.wait()
        if self._problem:
            raise self._problem
        return self

    @property
    def ended(self) -> bool:
        """Whether it will not run again."""
        return not self._thread.is_alive()

    def steady(self) -> bool:
        """Whether the first process still lives."""
        return self.restarts == 0 and self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Stop it for good."""
        self._stopping.set()
        if self.process:
            stop(self.process, self.command)
        self._thread.join(5)

    def kill(self) -> None:
        """End it at once, for a person who does not want to wait."""
        self._stopping.set()
        if self.process:
            kill_group(self.process)

    def _keep(self) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            began = time.monotonic()
            self.code = self._live()
            if self.code is None or not self.keep or self._stopping.is_set():
                return
            pause = next_pause(pause, lived=time.monotonic() - began)
            self.restarts += 1
            self.say(self.command.name, f"ended ({_ending(self.code)}); starts again in {pause:.1f} s")
            self._stopping.wait(pause)

    def _live(self) -> int | None:
        """One life of the process: its exit code, or None where it could not be started at all."""
        try:
            process = self.process = start(self.command)
        except OSError as problem:
            self._problem = problem
            return None
        finally:
            self._started.set()
        if process.stdout:
            threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()
        # Not the end of its output: processes it has started may hold that open after it is gone.
        code = process.wait()
        kill_group(process)
        return code

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self.say(self.command.name, line.decode(errors="replace").rstrip())


def _ending(code: int) -> str:
    return f"by signal {-code}" if code < 0 else f"code {code}"
