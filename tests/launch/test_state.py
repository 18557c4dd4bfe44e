"""The state folder: one hub at a time, secrets for its owner only, the demonstration apart."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from iimd.launch.programs import LaunchError
from iimd.launch.state import State


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_second_hub_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    first = State(tmp_path, demo=True).open()

    with pytest.raises(LaunchError, match=rf"already runs on .*process {os.getpid()}.*IIMD_STATE"):
        State(tmp_path, demo=True).open()

    first.close()
    State(tmp_path, demo=True).open().close()


def test_the_demonstration_and_an_empty_hub_share_nothing(tmp_path: Path) -> None:
    demo, empty = State(tmp_path, demo=True).open(), State(tmp_path, demo=False).open()

    assert demo.folder != empty.folder
    assert demo.secret_key != empty.secret_key
    demo.close()
    empty.close()


def test_the_secret_key_is_kept_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    state = State(tmp_path, demo=True).open()
    key = state.secret_key
    state.close()

    again = State(tmp_path, demo=True).open()

    assert again.secret_key == key
    assert len(key) > 50
    assert mode_of(again.folder / "secret-key") == 0o600
    assert mode_of(again.folder) & 0o066 == 0
    again.close()


def test_a_folder_that_cannot_be_made_says_how_to_choose_another(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LaunchError, match="IIMD_STATE="):
        State(tmp_path / "file" / "state", demo=True).open()
