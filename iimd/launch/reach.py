"""The account PostgreSQL runs under when we are root, and folders that this account can reach.

PostgreSQL refuses to run as root. So root starts it as `nobody` (PG_OS_USER names another account). We make no
account and change the access of no folder that is not ours. Where the repository lies in a private folder, the
data and one copy of the programs go to folders under /var/tmp, which `make clean` removes.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iimd.launch.programs import LaunchError

ELSEWHERE = Path("/var/tmp")  # noqa: S108  (outlives a restart of the machine; `own_folder` refuses a planted folder)
PREFIX = "iimd-"
OWNER_FILE = "stands-in-for"


@dataclass(frozen=True)
class Account:
    """An account of the operating system that a server runs under."""

    uid: int
    gid: int

    def can(self, flag: str, path: Path) -> bool:
        """Whether `test FLAG path` succeeds under this account."""
        test = ["test", flag, str(path)]
        done = subprocess.run(test, cwd="/", check=False, user=self.uid, group=self.gid, extra_groups=[])
        return done.returncode == 0

    def owns(self, path: Path) -> None:
        """Hand a file or folder over to this account."""
        os.chown(path, self.uid, self.gid)


def server_account() -> Account | None:
    """The account PostgreSQL must run under: none of its own for an ordinary user."""
    if os.geteuid() != 0:
        return None
    name = os.environ.get("PG_OS_USER", "nobody")
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise LaunchError(
            f"PostgreSQL does not run as root, and there is no account “{name}”. "
            "Set PG_OS_USER to an account that exists, or run make as an ordinary user."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)


def own_folder(kind: str, path: Path, identity: str) -> Path:
    """A folder of ours under /var/tmp that stands in for `path`; one that somebody else made is refused.

    What a former owner of the same path left in it (an earlier clone, an earlier version) is removed.
    """
    folder = ELSEWHERE / f"{PREFIX}{kind}-{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
    folder.mkdir(mode=0o711, exist_ok=True)
    if not _is_ours(folder):
        raise LaunchError(f"{folder} was made by another user. Remove it, or set DATABASE_URL.")
    folder.chmod(0o711)
    mark, owner = folder / OWNER_FILE, f"{path}\n{identity}"
    if not mark.exists() or mark.read_text() != owner:
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        mark.write_text(owner)
    return folder


def folders_standing_in_for(root: Path) -> Iterator[Path]:
    """The folders under /var/tmp that stand in for something inside `root`."""
    for folder in ELSEWHERE.glob(f"{PREFIX}*"):
        mark = folder / OWNER_FILE
        if _is_ours(folder) and mark.exists() and Path(mark.read_text().split("\n")[0]).is_relative_to(root):
            yield folder


def data_folder(wanted: Path, identity: str, account: Account | None) -> Path:
    """Where the data may lie: `wanted`, unless the account cannot get there."""
    nearest = next(parent for parent in wanted.parents if parent.exists())
    if account is None or account.can("-x", nearest):
        return wanted
    return own_folder("data", wanted, identity) / "data"


def programs_folder(programs: Path, account: Account | None) -> Path:
    """Where the account finds the programs: in place, or in a copy with the wheel's own libraries beside it."""
    if account is None or account.can("-x", programs / "initdb"):
        return programs
    package = programs.parents[1]
    folder = own_folder("programs", package, str((programs / "postgres").stat().st_mtime_ns))
    copy = folder / "site"
    if not copy.exists():
        _copy_package(package, folder / f"part-{os.getpid()}", copy)
    return copy / package.name / programs.relative_to(package)


def _is_ours(folder: Path) -> bool:
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid()


def _copy_package(package: Path, part: Path, copy: Path) -> None:
    """Copy the package and its `.libs` sibling, without which libpq is not found; all or nothing."""
    without = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
    for tree in (package, package.with_name(package.name + ".libs")):
        if tree.exists():
            shutil.copytree(tree, part / tree.name, symlinks=True, ignore=without)
    subprocess.run(["chmod", "-R", "go+rX", str(part)], check=True)
    part.rename(copy)
