"""The house as files and as modules, for the tests that look at its structure."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import grimp

HOUSE = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", "test-results"}


@cache
def settings() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((HOUSE / "pyproject.toml").read_text())


@cache
def contracts() -> dict[str, dict[str, Any]]:
    """The import contracts by their id."""
    return {contract["id"]: contract for contract in settings()["tool"]["importlinter"]["contracts"]}


@cache
def floors() -> dict[str, int]:
    """How high each room stands: it may know those with a smaller number."""
    layers = contracts()["rooms"]["layers"]
    return {room.strip(): len(layers) - n for n, layer in enumerate(layers) for room in layer.split("|")}


@cache
def import_graph() -> grimp.ImportGraph:
    """Who imports whom, Django and other libraries included."""
    return grimp.build_graph(
        *floors(), include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )


@cache
def text_files() -> list[Path]:
    """The files of the repository that hold text; without git, those that are not made by machines."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [HOUSE / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in HOUSE.rglob("*") if not NOT_OURS & set(path.relative_to(HOUSE).parts)]
    return [path for path in found if path.is_file() and b"\0" not in path.read_bytes()[:8192]]
