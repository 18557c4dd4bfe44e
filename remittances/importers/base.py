"""What the importers of this room have in common."""

from __future__ import annotations

from datasets.definition import Definition
from datasets.importing import Known, Problem, Reading


class SourceImporter:
    """An importer whose findings all come up while it reads; the general checks are those of datasets/."""

    def __init__(self, definition: Definition) -> None:
        self.dataset = definition.id

    def check(self, reading: Reading, known: Known) -> list[Problem]:
        """Nothing beyond what was seen while reading."""
        return []
