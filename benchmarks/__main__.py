"""`make bench`: time what must be fast. Arguments choose modules (`start_up`); `--store` keeps the medians as baseline.

A module of this folder with a list CASES is a benchmark. The baseline is of one machine: the ratio to it says
whether something became slower, the promises say whether it is fast enough.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

import benchmarks
from benchmarks.case import Case, broken_promises, told

BASELINE = Path(__file__).with_name("baseline.json")


def chosen_cases(names: list[str]) -> list[Case]:
    """The cases of the named modules, or of all."""
    found = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__")
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names or found]
    return [case for module in modules for case in getattr(module, "CASES", [])]


def table(cases: list[Case], medians: dict[str, float], baseline: dict[str, float]) -> str:
    """The medians, each beside its baseline and beside the case it is compared with."""
    lines = [f"{'case':40}{'median':>12}{'baseline':>12}{'ratio':>8}   compared"]
    for case in cases:
        took, before = medians[case.name], baseline.get(case.name)
        against = f"{took / medians[case.versus]:.2f} × {case.versus}" if case.versus else ""
        stored = f"{before:>10.3f} s{took / before:>8.2f}" if before else f"{'—':>12}{'—':>8}"
        lines.append(f"{case.name:40}{took:>10.3f} s{stored}   {against}".rstrip())
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Time, print, store; 1 where a promise is broken."""
    cases = chosen_cases([name for name in arguments if not name.startswith("-")])
    medians = {}
    for case in cases:
        with told(case.name):
            medians[case.name] = case.median_seconds()
    baseline = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    print(table(cases, medians, baseline))
    print(f"on {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    if "--store" in arguments:
        kept = baseline | {name: round(seconds, 4) for name, seconds in medians.items()}
        BASELINE.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
    broken = list(broken_promises(cases, medians))
    print(*broken, sep="\n", end="\n" if broken else "")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
