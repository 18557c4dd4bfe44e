"""PostgreSQL and Valkey of our own: private, on the loopback address, asking for a password."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
import redis

from iimd.launch.broker import Broker
from iimd.launch.parts import start, stop
from iimd.launch.postgres import Postgres
from iimd.launch.programs import LaunchError, broker_program
from iimd.launch.state import HOUSE

pytestmark = pytest.mark.slow


@contextmanager
def running(server: Postgres | Broker) -> Iterator[str]:
    """The server's address while it runs."""
    server.prepare()
    process = start(server.command)
    try:
        server.wait_until_ready(lambda: process.poll() is None)
        yield server.url
    finally:
        stop(process, server.command)
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def private_folder(tmp_path: Path) -> Path:
    """A folder with a space in its name that nobody else can enter: root's PostgreSQL must go elsewhere."""
    folder = tmp_path / "private folder"
    folder.mkdir(mode=0o700)
    return folder


def postgres(folder: Path) -> Postgres:
    return Postgres(folder / "postgres", identity="test", throw_away=True)


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def test_postgres_keeps_its_data_between_two_starts(private_folder: Path) -> None:
    server = postgres(private_folder)
    with running(server) as url:
        ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")

    again = postgres(private_folder)
    with running(again) as url:
        assert ask(url, "SELECT answer FROM kept") == 42
        assert ask(url, "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    again.remove()


def test_postgres_refuses_a_wrong_password(private_folder: Path) -> None:
    server = postgres(private_folder)
    with running(server) as url, pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(f"postgresql://iimd:wrong@{url.split('@')[1]}", "SELECT 1")
    server.remove()


def test_postgres_changes_the_access_of_no_folder_above_its_own(private_folder: Path) -> None:
    server = postgres(private_folder)
    with running(server):
        assert stat.S_IMODE(private_folder.stat().st_mode) == 0o700
    server.remove()


def test_data_of_another_version_is_refused_with_a_way_out(private_folder: Path) -> None:
    server = postgres(private_folder)
    with running(server) as url:
        folder = Path(str(ask(url, "SHOW data_directory")))
    (folder / "PG_VERSION").write_text("15\n")

    with pytest.raises(LaunchError, match=r"made by PostgreSQL 15.*make clean"):
        server.prepare()
    server.remove()


def test_an_interrupted_first_start_is_made_again(private_folder: Path) -> None:
    server = postgres(private_folder)
    with running(server) as url:
        folder = Path(str(ask(url, "SHOW data_directory")))
    folder.rename(folder.with_name("cluster.new"))
    (folder.with_name("cluster.new") / "PG_VERSION").unlink()

    with running(server) as url:
        assert ask(url, "SELECT 1") == 1
    server.remove()


def test_postgres_that_does_not_start_shows_its_log(private_folder: Path) -> None:
    server = postgres(private_folder)
    with running(server) as url:
        folder = Path(str(ask(url, "SHOW data_directory")))
    (folder / "postgresql.conf").write_text("nonsense = on\n")

    with pytest.raises(LaunchError, match="nonsense"), running(server):
        pass
    server.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_postgres_runs_for_an_ordinary_user() -> None:
    """Only the standard library and the programs are needed, so Debian's Python does where ours is private."""
    python = next((found for found in (sys.executable, "/usr/bin/python3") if _nobody_can_run(found)), None)
    if python is None or not _nobody_can_run("test", "-r", str(HOUSE / "iimd" / "launch" / "postgres.py")):
        pytest.skip("an ordinary user can reach neither this repository nor a Python")
    script = (
        "import sys; sys.path[:0] = sys.argv[2:4]\n"
        "from pathlib import Path\n"
        "from iimd.launch.postgres import Postgres\n"
        "from iimd.launch.parts import start, stop\n"
        "server = Postgres(Path(sys.argv[1]) / 'postgres', identity='', throw_away=True); server.prepare()\n"
        "process = start(server.command); server.wait_until_ready(lambda: process.poll() is None)\n"
        "stop(process, server.command); print('served')\n"
    )
    with tempfile.TemporaryDirectory(prefix="iimd-ordinary-") as name:
        os.chown(name, 65534, 65534)
        packages = Path(psycopg2.__file__).parents[1]
        done = _as_nobody(python, "-c", script, name, str(HOUSE), str(packages))
        shutil.rmtree(name, ignore_errors=True)
        Path(name).mkdir()

    assert done.stdout == "served\n", done.stderr


def _as_nobody(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd="/", capture_output=True, text=True, check=False, user=65534, group=65534, extra_groups=[]
    )


def _nobody_can_run(*command: str) -> bool:
    try:
        return _as_nobody(*command, *(["-c", "1"] if len(command) == 1 else [])).returncode == 0
    except PermissionError:
        return False


@pytest.mark.skipif(broker_program() is None, reason="no Valkey or Redis for this kind of machine")
def test_the_broker_asks_for_a_password_that_no_command_line_shows(private_folder: Path) -> None:
    server = Broker(broker_program(), private_folder / 'with "quotes"', throw_away=True)
    with running(server) as url:
        with redis.Redis.from_url(url) as client:
            assert client.ping()
        with redis.Redis(port=server.port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()

    assert server.url.split(":")[2].split("@")[0] not in " ".join(map(str, server.command.argv))
    assert stat.S_IMODE((private_folder / 'with "quotes"' / "configuration").stat().st_mode) == 0o600
