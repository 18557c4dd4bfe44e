"""Which code made a table: a digest of the source of a module and of all modules of ours it rests on. Pure."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from datasets.definition import ROOT


@lru_cache
def code_version(module: str) -> str:
    """The digest of `module` ("remittances.derived") and of what it imports from the hub, directly or not."""
    found = hashlib.sha256()
    for path in sorted(_sources(module)):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _sources(module: str) -> set[Path]:
    seen: set[Path] = set()
    waiting = [module]
    while waiting:
        path = _file(waiting.pop())
        if path and path not in seen:
            seen.add(path)
            waiting.extend(_imports(ast.parse(path.read_bytes())))
    return seen


def _file(module: str) -> Path | None:
    """The file of a module of ours; None for libraries and for names inside modules."""
    path = ROOT.joinpath(*module.split("."))
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((each for each in candidates if each.is_file()), None)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
