"""What does not use Django must not begin to: every pure module stands in the contract `pure`."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tests.architecture.house import contracts, floors, import_graph

# Modules without Django that are no pure code: they read files or build what the repository carries.
EDGES = ("iimd*", "*.building", "*.building.*", "*.management*", "*.migrations*", "*.apps", "*.testing")


def pure_modules() -> set[str]:
    """Modules of the rooms from which no chain of imports leads to a framework or a driver."""
    graph = import_graph()
    forbidden = [name for name in contracts()["pure"]["forbidden_modules"] if name in graph.modules]
    tied = set().union(*(graph.find_downstream_modules(name, as_package=True) for name in forbidden))
    rooms = set(floors())
    written = {
        name for name in graph.modules - tied if name.split(".")[0] in rooms and graph.find_children(name) == set()
    }
    return {name for name in written if not any(fnmatchcase(name, edge) for edge in EDGES) and "." in name}


def is_listed(module: str) -> bool:
    """Whether the contract names the module or a package it lies in; `*` stands for one part of a name."""
    parts = module.split(".")
    ancestors = [parts[:length] for length in range(1, len(parts) + 1)]
    return any(
        _matches(ancestor, pattern) for ancestor in ancestors for pattern in contracts()["pure"]["source_modules"]
    )


def _matches(parts: list[str], pattern: str) -> bool:
    wanted = pattern.split(".")
    return len(wanted) == len(parts) and all(fnmatchcase(*pair) for pair in zip(parts, wanted, strict=True))


def test_every_pure_module_is_listed() -> None:
    missing = sorted(module for module in pure_modules() if not is_listed(module))

    assert not missing, f"add to source_modules of the contract `pure` in pyproject.toml: {', '.join(missing)}"


def test_mypy_is_loose_with_no_pure_module() -> None:
    loose = {"admin", "api", "forms", "views", "commands"}

    assert not [module for module in pure_modules() if module.rsplit(".", 1)[-1] in loose]
