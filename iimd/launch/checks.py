"""`make check`: everything that is looked at without running the hub. `python -m iimd.launch.checks NAME...` chooses.

The checks run side by side, as many as there are processors. No server is needed: they get settings that name
servers which do not exist. `--fix` mends what can be mended by a program.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from iimd.launch.state import HOUSE

PROGRAMS = Path(sys.executable).parent
NOWHERE: Mapping[str, str] = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "only-for-checks-and-nowhere-else",
    "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:9/none",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "POSTGRES_PASSWORD": "only-for-checks",
    # makemigrations would like to compare with a database, and says so when there is none.
    "PYTHONWARNINGS": "ignore:Got an error checking a consistent migration history",
}
TEMPLATES = Path("templates")


@dataclass(frozen=True)
class Check:
    """A program and its arguments; `mend` are those with which it corrects the files itself."""

    name: str
    command: Sequence[str]
    mend: Sequence[str] = ()
    files: Sequence[str] = field(default=())


def all_checks() -> list[Check]:
    """Every check, the slow ones first, so that the quick ones run beside them."""
    pages = sorted(str(path.relative_to(HOUSE)) for path in (HOUSE / TEMPLATES).rglob("*.html"))
    djade = ["djade", "--target-version", "5.2"]
    return [
        Check("architecture", ["python", "-m", "pytest", "-p", "no:randomly", "tests/architecture"]),
        Check("types", ["mypy"], files=["."]),
        Check("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
        Check("imports", ["lint-imports", "--no-logo"]),
        Check("template style", [*djade, "--check"], mend=djade, files=pages),
        Check("template lint", ["djlint", "--lint", "--quiet"], files=[str(TEMPLATES)]),
        Check("lint", ["ruff", "check", "--quiet"], mend=["ruff", "check", "--fix"], files=["."]),
        Check("style", ["ruff", "format", "--check", "--quiet"], mend=["ruff", "format"], files=["."]),
        Check(
            "compose file", ["docker-compose", "-f", "docker-compose.yml", "--env-file", ".env.sample", "config", "-q"]
        ),
        Check(
            "compose schema",
            ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        ),
        Check("image", ["hadolint", "Dockerfile"]),
        Check(
            "translations",
            ["python", "-m", "iimd.translations", "check"],
            mend=["python", "-m", "iimd.translations", "extract"],
        ),
    ]


def run(check: Check, *, mend: bool = False) -> tuple[bool, str, float]:
    """Whether it passed, what it said, and how many seconds it took."""
    program, *arguments = check.mend if mend else check.command
    began = time.monotonic()
    done = subprocess.run(
        [str(PROGRAMS / program), *arguments, *check.files],
        cwd=HOUSE,
        env={**os.environ, **_settings_for(check)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout, time.monotonic() - began


def _settings_for(check: Check) -> Mapping[str, str]:
    """The tests bring servers of their own."""
    return {} if "pytest" in check.command else NOWHERE


def main(arguments: Sequence[str]) -> int:
    """Run the named checks, or all; print what failed last, where it is seen. The exit code."""
    mend = "--fix" in arguments
    names = [name for name in arguments if name != "--fix"]
    checks = [check for check in all_checks() if (not names or check.name in names) and (check.mend or not mend)]
    failures = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = pool.map(lambda check: (check, *run(check, mend=mend)), checks)
        for check, passed, said, seconds in results:
            print(f"{'ok    ' if passed else 'FAILED'}  {check.name}  ({seconds:.1f} s)", flush=True)
            if not passed:
                failures.append((check, said))
    for check, said in failures:
        print(f"\n--- {check.name} {'-' * (100 - len(check.name))}\n{said.strip()}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
