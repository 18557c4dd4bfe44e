"""Finding the programs of PostgreSQL and Valkey, and saying what to do where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from iimd.launch import programs
from iimd.launch.programs import LaunchError, broker_program, postgres_programs


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither wheels nor anything on the PATH, and no PostgreSQL of Debian."""
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(programs, "package_folder", lambda _: None)
    monkeypatch.setattr(programs, "DEBIAN_POSTGRES", tmp_path / "debian")


def make_programs(folder: Path, *names: str) -> Path:
    """A folder with empty programs of these names."""
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch(mode=0o755)
    return folder


@pytest.mark.usefixtures("bare_machine")
def test_no_postgres_anywhere_says_what_to_do() -> None:
    with pytest.raises(LaunchError, match=r"PG_BIN.*DATABASE_URL"):
        postgres_programs()


@pytest.mark.usefixtures("bare_machine")
def test_the_chosen_folder_wins_and_is_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = make_programs(tmp_path / "chosen", "initdb", "postgres")
    monkeypatch.setenv("PG_BIN", str(chosen))
    assert postgres_programs() == chosen

    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(LaunchError, match="no initdb in that folder"):
        postgres_programs()


@pytest.mark.usefixtures("bare_machine")
def test_the_newest_postgres_of_debian_is_the_last_resort(tmp_path: Path) -> None:
    make_programs(tmp_path / "debian" / "9" / "bin", "initdb", "postgres")
    newest = make_programs(tmp_path / "debian" / "17" / "bin", "initdb", "postgres")

    assert postgres_programs() == newest


@pytest.mark.usefixtures("bare_machine")
def test_valkey_comes_before_redis_and_none_is_allowed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert broker_program() is None

    folder = make_programs(tmp_path / "bin", "redis-server")
    monkeypatch.setenv("PATH", str(folder))
    assert broker_program() == folder / "redis-server"

    (folder / "valkey-server").touch(mode=0o755)
    assert broker_program() == folder / "valkey-server"


def test_the_wheels_are_found_without_importing_them() -> None:
    assert (postgres_programs() / "initdb").exists()
