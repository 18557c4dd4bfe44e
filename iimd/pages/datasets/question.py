"""What a reader asks of a dataset: codes or names by dimension, a span of time, a period for maps and bars, a page.

The parameters are those of the API, so an address of a page and one of the API differ in their beginning only. What
can't be understood is a fault that says what it may have meant; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.http import QueryDict
from django.utils.translation import gettext as _

from countries.resolver import Resolver
from countries.text import fold
from datasets import codes
from datasets.definition import Definition, Dimension
from datasets.periods import EXAMPLES, is_period
from datasets.selection import Selection
from iimd.pages.datasets import spans
from iimd.pages.datasets.words import names_of

PAGE = 50
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was not understood: which field, what is wrong, and addresses of what it may have meant."""

    field: str
    problem: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was understood."""

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: str | None = None
    end: str | None = None
    period: str | None = None
    after: tuple[str, ...] = ()

    @property
    def restricts(self) -> bool:
        """Whether some observations are left out."""
        return bool(self.where or self.start or self.end)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The parameters that ask for the same observations, here and of the API."""
        chosen = [(dimension.lower(), ",".join(wanted)) for dimension, wanted in self.where]
        ends = [("start_period", self.start), ("end_period", self.end)]
        return (*chosen, *((name, value) for name, value in ends if value))

    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes chosen of a dimension; none where all are wanted."""
        return dict(self.where).get(dimension, ())

    def selection(self, limit: int | None = PAGE) -> Selection:
        """The same for datasets/queries.py."""
        return Selection(
            where=dict(self.where), start_period=self.start, end_period=self.end, after=self.after, limit=limit
        )


@dataclass(frozen=True)
class Reader:
    """Reads the parameters of one request against the structure of one release."""

    params: QueryDict
    definition: Definition
    periods: Collection[str]
    language: str

    def read(self) -> tuple[Question, tuple[Fault, ...]]:
        """The question, and everything that was not understood, which the question leaves out."""
        faults: list[Fault] = []
        where = []
        for dimension in self.definition.dimensions:
            if wanted := tuple(dict.fromkeys(self._codes(dimension, faults))):
                where.append((dimension.id, wanted))
        start, end = (self._end(name, faults) for name in ("start_period", "end_period"))
        if start and end and start > end + "~":
            words = {"start": start, "end": end}
            exchanged = self._with({"start_period": end, "end_period": start})
            problem = _("The first period, %(start)s, is after the last, %(end)s.") % words
            faults.append(Fault("start_period", problem, ((_("exchange the two"), exchanged),)))
        question = Question(tuple(where), start, end, self._period(faults), self._after(faults))
        return question, tuple(faults)

    def _codes(self, dimension: Dimension, faults: list[Fault]) -> Iterator[str]:
        for written in written_parts(self.params, dimension, self.language):
            if (code := code_meant(dimension, written, self.language)) is not None:
                yield code
                continue
            problem = _("%(dimension)s: “%(written)s” is not known.")
            words = {"written": written[:LONGEST], "dimension": dimension.label[self.language]}
            faults.append(Fault(dimension.column, problem % words, tuple(self._choices(dimension, written))))

    def _choices(self, dimension: Dimension, written: str) -> Iterator[tuple[str, str]]:
        """What may have been meant, each as this address with that one mended."""
        names = names_of(dimension, self.language)
        others = [part for part in written_parts(self.params, dimension, self.language) if part != written]
        for code in nearest(dimension, written, self.language):
            yield names.get(code, code), self._with({dimension.column: "; ".join([*others, code])})

    def _end(self, name: str, faults: list[Fault]) -> str | None:
        written = self.params.get(name, "").strip()
        if not written:
            return None
        frequency = self.definition.time.format
        if (period := spans.read(written, frequency)) is None:
            examples = ", ".join(EXAMPLES[each] for each in spans.COARSER[frequency])
            problem = _("“%(written)s” is not a period of this dataset. Write it like %(examples)s.")
            faults.append(Fault(name, problem % {"written": written[:LONGEST], "examples": examples}))
        return period

    def _period(self, faults: list[Fault]) -> str | None:
        written = self.params.get("period", "").strip()
        if not written:
            return None
        period = spans.read(written, self.definition.time.format)
        if period is None or not is_period(period, self.definition.time.format) or period not in self.periods:
            problem = _("There is no map or ranking for “%(written)s”.") % {"written": written[:LONGEST]}
            last = ((_("show the last period"), self._with({"period": ""})),)
            faults.append(Fault("period", problem, last))
            return None
        return period

    def _after(self, faults: list[Fault]) -> tuple[str, ...]:
        written = self.params.get("after", "")
        key = tuple(written.split(",")) if written else ()
        if key and (len(key) != len(self.definition.key) or "\0" in written):
            first = ((_("show the first page"), self._with({})),)
            faults.append(Fault("after", _("This is not a place in the table."), first))
            return ()
        return key

    def _with(self, changes: dict[str, str]) -> str:
        query = self.params.copy()
        query.pop("after", None)
        for name, value in changes.items():
            query[name] = value
            if not value:
                del query[name]
        return f"?{query.urlencode()}" if query else "?"


def written_parts(params: QueryDict, dimension: Dimension, language: str) -> list[str]:
    """What was written for a dimension, taken apart: repeated, after ";" or "," unless that is part of a name."""
    parts: list[str] = []
    for value in params.getlist(dimension.column):
        for part in value.replace("\0", "").split(";"):
            whole = code_meant(dimension, part, language) is not None
            parts += [part] if whole else part.split(",")
    return [part.strip()[:LONGEST] for part in parts if part.strip()]


def code_meant(dimension: Dimension, written: str, language: str) -> str | None:
    """The code that a code or a name stands for without doubt; None for everything else."""
    known, text = codes.codes_of(dimension), written.strip()
    if not text:
        return None
    if (code := text if text in known else text.upper()) in known:
        return code
    if dimension.codelist == codes.AREA:
        found = Resolver.carried().code(text)
        return found if found in known else None
    key = fold(text)
    return next((code for code, name in names_of(dimension, language).items() if fold(name) == key), None)


def nearest(dimension: Dimension, written: str, language: str) -> list[str]:
    """Codes whose names are nearest to something unknown."""
    if dimension.codelist == codes.AREA:
        names = Resolver.carried().suggest(written)
        return [code for name in names if (code := Resolver.carried().code(name))]
    known = codes.codes_of(dimension)
    named = {fold(name): code for code, name in names_of(dimension, language).items() if code in known}
    named |= {fold(code.replace("_", " ")): code for code in known}
    close = get_close_matches(fold(written), named, n=3, cutoff=0.6)
    return list(dict.fromkeys(named[key] for key in close))
