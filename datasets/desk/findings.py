"""The problems of an import as people read them: where, what is wrong, how to mend it; and grouped by kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from datasets import sentences
from datasets.models import ImportProblem, ImportRun

HEADINGS: Final = (
    _("Severity"),
    _("File"),
    _("Sheet"),
    _("Row"),
    _("Column"),
    _("Value"),
    _("What is wrong"),
    _("How to mend it"),
    _("Code"),
)

# A spreadsheet program takes a cell that begins so for a formula; a plain negative number is none.
_FORMULA: Final = re.compile(r"[=+@\t\r]|-(?![\d.,]+$)")


@dataclass(frozen=True)
class Finding:
    """One problem in one file."""

    file: str
    problem: ImportProblem

    @property
    def place(self) -> str:
        """Where in the file; empty for the file as a whole."""
        return sentences.where(sheet=self.problem.sheet, row=self.problem.row, column=self.problem.column)

    @property
    def wrong(self) -> str:
        """What is wrong, in a sentence."""
        return sentences.problem(self.problem.code, self.problem.params)

    @property
    def mend(self) -> str:
        """How to mend it, in a sentence."""
        return sentences.mend(self.problem.code, self.problem.params)

    @property
    def cells(self) -> list[str]:
        """As a row of HEADINGS, safe to open in a spreadsheet program."""
        each = self.problem
        row = "" if each.row is None else str(each.row)
        said = [each.get_severity_display(), self.file, each.sheet, row, each.column, each.value]
        return [f"'{cell}" if _FORMULA.match(cell) else cell for cell in [*said, self.wrong, self.mend, each.code]]


@dataclass(frozen=True)
class Group:
    """Problems of one kind: how many of those that are kept, and what the first of them says."""

    code: str
    severity: str
    count: int
    first: Finding


def groups(run: ImportRun) -> list[Group]:
    """Kinds of problems, errors first, the commonest first."""
    counted = run.problems.order_by().values("code", "severity").annotate(count=Count("pk"), first=Min("pk"))
    firsts = ImportProblem.objects.in_bulk([each["first"] for each in counted])
    found = [
        Group(each["code"], each["severity"], each["count"], Finding(run.file_name, firsts[each["first"]]))
        for each in counted
    ]
    return sorted(found, key=lambda group: (group.severity != "error", -group.count, group.code))
