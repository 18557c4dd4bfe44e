"""Reading the machine-readable conditions: content/conditions/<PERMIT>.json, as rules/ decodes them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from regulations.carried import form
from regulations.carried.faults import Fault, Place, name_below
from regulations.carried.reading import Found, value_of
from regulations.questions import asked_by, notes, question
from regulations.rules import conditions as rules
from regulations.rules import tree
from regulations.values import Value


@dataclass(frozen=True)
class Conditions:
    """The conditions of a permit: the JSON of their file, to the letter of `rules.conditions.decode`."""

    permit: str
    tree: dict[str, Any]


def read_conditions(folder: Path, facts: Iterable[Found[form.FactEntry]]) -> tuple[list[Conditions], list[Fault]]:
    """Every conditions file of a folder, and what is wrong with them, the facts they point to included."""
    held: dict[str, dict[str, tuple[Value | None, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for fact in facts:
        held[fact.entry.permit][fact.entry.key] += (value_of(fact.entry),)
    found: list[Conditions] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.json")):
        name = name_below(folder.parent, path)
        try:
            decoded = rules.decode(path.read_bytes())
        except rules.InvalidConditions as refusal:
            faults += [_fault(name, each) for each in refusal.faults]
            continue
        if decoded.permit != path.stem:
            faults.append(Fault(Place(name, column="$.permit"), "file_misnamed", {"name": decoded.permit}))
        faults += [_fault(name, each) for each in rules.faults_against(decoded, held.get(decoded.permit, {}))]
        faults += [_fault(name, each) for each in _without_words(decoded)]
        found.append(Conditions(decoded.permit, msgspec.json.decode(rules.encode(decoded))))
    return found, faults


def _without_words(decoded: tree.Conditions) -> Iterator[rules.Fault]:
    """Facts that nobody could ask for, and notes that nobody could read."""
    for fact in dict.fromkeys(asked_by(decoded)):
        if question(fact) is None:
            mend = "Write its question in content/conditions/questions.toml."
            yield rules.Fault("$.conditions", f"the fact “{fact}” has no question", mend)
    for place, name in enumerate(decoded.leaves_out):
        if name not in notes():
            mend = "Write it in content/conditions/notes.toml."
            yield rules.Fault(f"$.leaves_out[{place}]", f"there is no note “{name}”", mend)


def _fault(file: str, fault: rules.Fault) -> Fault:
    return Fault(Place(file, column=fault.where), "conditions_invalid", {"problem": fault.problem, "mend": fault.mend})
