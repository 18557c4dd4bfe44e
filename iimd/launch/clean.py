"""`make clean`: remove what `make run` and `make test` have made, the database of the hub included.

It needs the standard library only, so that it works without .venv. Folders outside the repository that hold the
database of a root user (see reach.py) go as well.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from iimd.launch.programs import LaunchError
from iimd.launch.reach import folders_standing_in_for
from iimd.launch.state import HOUSE, LOCK, State, state_root

CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis", "test-results")


def main() -> int:
    """Remove all of it; the exit code."""
    root = state_root()
    try:
        for demo in (True, False):
            if (root / ("demo" if demo else "hub") / LOCK).exists():
                _remove_state(State(root, demo=demo))
    except LaunchError as problem:
        print(f"\n{problem}\n", file=sys.stderr)
        return 1
    if root.exists() and not any(root.iterdir()):
        root.rmdir()
    for name in CACHES:
        _remove(HOUSE / name)
    for compiled in (HOUSE / "locale").glob("*/LC_MESSAGES/*.mo"):
        compiled.unlink()
    for folder in folders_standing_in_for(HOUSE):
        _remove(folder)  # programs
    _remove(HOUSE / ".venv")
    return 0


def _remove_state(state: State) -> None:
    """Under its lock: a hub that runs keeps its database."""
    state.open()
    try:
        for folder in folders_standing_in_for(state.folder.resolve()):
            _remove(folder)
        _remove(state.folder)
    finally:
        state.close()


def _remove(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        print(f"removes {path}")
        shutil.rmtree(path)


if __name__ == "__main__":
    sys.exit(main())
