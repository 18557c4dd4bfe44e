"""Folders under /var/tmp that stand in for private ones, when PostgreSQL runs under another account."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iimd.launch import reach
from iimd.launch.programs import LaunchError
from iimd.launch.reach import folders_standing_in_for, own_folder, server_account

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another account")


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(reach, "ELSEWHERE", folder)
    return folder


def test_the_folder_stays_the_same_for_the_same_owner() -> None:
    folder = own_folder("data", Path("/hub/var"), "first")
    (folder / "data").mkdir()

    assert own_folder("data", Path("/hub/var"), "first") == folder
    assert (folder / "data").exists()


def test_what_an_earlier_clone_at_the_same_path_left_is_removed() -> None:
    folder = own_folder("data", Path("/hub/var"), "first")
    (folder / "data").mkdir()

    own_folder("data", Path("/hub/var"), "second")

    assert not (folder / "data").exists()


def test_a_planted_link_is_refused(elsewhere: Path, tmp_path: Path) -> None:
    folder = own_folder("data", Path("/hub/var"), "first")
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")

    with pytest.raises(LaunchError, match="made by another user"):
        own_folder("data", Path("/hub/var"), "first")


@AS_ROOT
def test_a_folder_of_another_user_is_refused() -> None:
    folder = own_folder("data", Path("/hub/var"), "first")
    os.chown(folder, 65534, 65534)

    with pytest.raises(LaunchError, match="made by another user"):
        own_folder("data", Path("/hub/var"), "first")


def test_clean_finds_the_folders_of_a_hub_and_no_others() -> None:
    mine = own_folder("data", Path("/hub/var/demo/postgres"), "first")
    own_folder("data", Path("/hub-of-another/var/demo/postgres"), "first")

    assert list(folders_standing_in_for(Path("/hub"))) == [mine]


@AS_ROOT
def test_an_account_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_OS_USER", "nobody-of-that-name")

    with pytest.raises(LaunchError, match="“nobody-of-that-name”"):
        server_account()
