"""The whole hub under its supervisor: it answers, heals, refuses what cannot work and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from iimd.launch.parts import wait_until
from iimd.launch.ports import check_port, free_port
from iimd.launch.reach import folders_standing_in_for
from tests.launch.hub import PARTS, Hub, refused_start, started_hub, starting_hub
from tests.launch.processes import command_of, descendants, is_alive

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hub")]
HEALED_WITHIN_SECONDS = 60


@pytest.fixture(scope="module")
def private_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A state folder inside a folder that only we can enter, with a space in its name."""
    folder = tmp_path_factory.mktemp("private folder")
    folder.chmod(0o700)
    yield folder
    for elsewhere in folders_standing_in_for(folder):  # root's PostgreSQL could not enter it
        shutil.rmtree(elsewhere)


@pytest.fixture(scope="module")
def hub(private_folder: Path) -> Iterator[Hub]:
    with started_hub(private_folder / "shared") as running:
        yield running


def test_it_is_healthy_and_ready(hub: Hub) -> None:
    assert hub.get("/healthz")[0] == 200
    assert hub.get("/readyz")[0] == 200


def test_it_serves_style_sheets_under_hashed_names(hub: Hub) -> None:
    page = hub.get("/admin/login/?next=/admin/")[1]
    sheets = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)

    assert sheets
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", sheet) and hub.get(sheet)[0] == 200 for sheet in sheets)


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_comes_back(hub: Hub, part: str) -> None:
    before = hub.pid_of(part)
    assert before

    os.kill(before, signal.SIGKILL)

    def healed() -> bool:
        return hub.pid_of(part) not in {None, before} and hub.is_well()

    assert wait_until(healed, seconds=HEALED_WITHIN_SECONDS, every=0.2), hub.output.read_text()


def test_a_second_hub_on_the_same_state_is_refused(hub: Hub, private_folder: Path) -> None:
    assert "already runs on" in refused_start(private_folder / "shared", free_port())


def test_a_taken_port_is_refused_before_anything_starts(hub: Hub, private_folder: Path) -> None:
    state = private_folder / "never"

    assert re.search(rf"Port {hub.port} is taken .* make run PORT=\d+", refused_start(state, hub.port))
    assert not state.exists()


@pytest.mark.parametrize(
    ("changes", "message"), [({"PORT": "eighty"}, "PORT=eighty is not a number"), ({"DEMO": "maybe"}, "DEMO=maybe")]
)
def test_a_wish_that_makes_no_sense_is_refused(private_folder: Path, changes: dict[str, str], message: str) -> None:
    assert message in refused_start(private_folder / "never", free_port(), **changes)


def test_it_stops_cleanly_starts_again_and_leaves_nothing_when_killed(private_folder: Path) -> None:
    with started_hub(private_folder / "twice") as hub:
        everything = descendants(hub.process.pid)
        hub.process.send_signal(signal.SIGINT)
        assert hub.process.wait(60) == 0
        assert not [pid for pid in everything if is_alive(pid)]

    with started_hub(private_folder / "twice") as hub:
        kill_and_leave_nothing(hub)
        check_port(hub.port)


def test_killed_while_its_web_workers_start_it_leaves_nothing(private_folder: Path) -> None:
    hub = starting_hub(private_folder / "killed young")

    def workers_exist() -> bool:
        web = hub.pid_of("web")
        return web is not None and len(descendants(web)) > 1

    try:
        assert wait_until(workers_exist, seconds=120, every=0.01), hub.output.read_text()
    finally:
        kill_and_leave_nothing(hub)


def kill_and_leave_nothing(hub: Hub) -> None:
    """SIGKILL the supervisor; whoever is alive half a minute later is named, and ended."""
    everything = {pid: command_of(pid) for pid in descendants(hub.process.pid)}
    hub.process.kill()
    hub.process.wait()
    gone = wait_until(lambda: not any(map(is_alive, everything)), seconds=30, every=0.1)
    left = {pid: command for pid, command in everything.items() if is_alive(pid)}
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert gone, left


def test_jobs_and_cache_travel_through_files_where_there_is_no_broker(private_folder: Path) -> None:
    with started_hub(private_folder / "files", BROKER_URL="filesystem://") as hub:
        assert hub.get("/healthz")[0] == 200
        assert hub.pid_of("broker") is None
