"""`python -m iimd.launch`: what `make run` starts. PORT, DEMO and IIMD_STATE choose; .env may name them too."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from environ import Env

from iimd.launch.parts import die_with_parent
from iimd.launch.programs import LaunchError
from iimd.launch.state import HOUSE, state_root
from iimd.launch.supervisor import run

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def chosen_port(text: str) -> int:
    """PORT as a number."""
    if not text.isdigit():
        raise LaunchError(f"PORT={text} is not a number. For example: make run PORT=8000")
    return int(text)


def chosen_demo(text: str) -> bool:
    """DEMO as yes or no."""
    if text.lower() not in YES | NO:
        raise LaunchError(f"DEMO={text} is neither 1 nor 0. DEMO=1 shows the demonstration, DEMO=0 starts empty.")
    return text.lower() in YES


def main() -> int:
    """Start the hub; the exit code."""
    notes = Path(os.environ.get("ENV_FILE") or HOUSE / ".env")
    if notes.exists():
        Env.read_env(notes)
    if "MAKELEVEL" in os.environ:  # make stands between us and whoever may kill it
        die_with_parent(signal.SIGTERM, os.getppid())
    try:
        port = chosen_port(os.environ.get("PORT") or "8000")
        demo = chosen_demo(os.environ.get("DEMO") or "1")
        return run(root=state_root(), port=port, demo=demo)
    except LaunchError as problem:
        print(f"\n{problem}\n", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
