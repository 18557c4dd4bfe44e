"""Which dataset is computed from which: order, what comes after, and no circles. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter


class Cycle(ValueError):
    """Datasets that wait for each other; `path` begins and ends with the same one."""

    def __init__(self, path: list[str]) -> None:
        super().__init__("datasets wait for each other: " + " → ".join(path))
        self.path = path


@dataclass(frozen=True)
class Graph:
    """Inputs by dataset id. A dataset without inputs is imported."""

    inputs: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        self.order()

    def order(self) -> tuple[str, ...]:
        """Every dataset, each after all of its inputs; the same order every time."""
        sorter = TopologicalSorter({name: sorted(self.inputs[name]) for name in sorted(self.inputs)})
        try:
            return tuple(sorter.static_order())
        except CycleError as error:
            raise Cycle(list(reversed(error.args[1]))) from error

    def downstream(self, names: Iterable[str]) -> tuple[str, ...]:
        """What must be computed again when `names` change, in order; `names` themselves are left out."""
        changed = set(names)
        affected = []
        for name in self.order():
            if name not in changed and changed.intersection(self.inputs.get(name, ())):
                changed.add(name)
                affected.append(name)
        return tuple(affected)

    def edges(self) -> tuple[tuple[str, str], ...]:
        """Every pair (input, what is computed from it)."""
        return tuple((source, name) for name in sorted(self.inputs) for source in self.inputs[name])
