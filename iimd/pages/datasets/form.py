"""The form above the chart and the table: one control for each dimension, the span of time, the period of the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from countries.text import sort_key
from datasets import codes
from datasets.definition import Definition, Dimension
from datasets.models import Release
from datasets.periods import EXAMPLES
from iimd.pages.datasets.question import Fault, Question
from iimd.pages.datasets.readings import kept_codes
from iimd.pages.datasets.words import names_of
from web_pages import numbers

MOST_OFFERED = 12  # codes in a list to pick from; more are typed, with names to pick from while typing


@dataclass(frozen=True)
class Option:
    """One thing to pick."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Control:
    """One field: typed text with names to pick from, or a list. It keeps what was typed, and says what is wrong."""

    name: str
    label: str
    value: str
    help: str
    options: tuple[Option, ...]
    faults: tuple[Fault, ...]
    is_list: bool = False


@dataclass(frozen=True)
class Form:
    """Makes the controls of one request."""

    params: QueryDict
    release: Release
    question: Question
    faults: tuple[Fault, ...]
    language: str

    @property
    def controls(self) -> list[Control]:
        """In the order in which people ask: what, then when."""
        return [*map(self._dimension, self._definition.dimensions), *self._span(), *self._period()]

    @property
    def _definition(self) -> Definition:
        return self.release.definition

    def _faults(self, name: str) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.field == name)

    def _written(self, name: str, understood: str) -> str:
        """What was typed, where it was not understood; else what it was understood as."""
        return "; ".join(self.params.getlist(name)) if self._faults(name) else understood

    def _dimension(self, dimension: Dimension) -> Control:
        names = names_of(dimension, self.language)
        kept = kept_codes(self.release, dimension.id)
        chosen = self.question.codes(dimension.id)
        # Countries are typed everywhere, however few have figures; a list can't show several choices or a mistake.
        few = len(kept) <= MOST_OFFERED and dimension.codelist != codes.AREA
        is_list = few and len(chosen) <= 1 and not self._faults(dimension.column)
        return Control(
            name=dimension.column,
            label=dimension.label[self.language],
            value=self._written(dimension.column, "; ".join(names.get(code, code) for code in chosen)),
            help="" if is_list else self._help(dimension, kept, names),
            options=tuple(self._offered(kept, names, chosen, by_code=is_list)),
            faults=self._faults(dimension.column),
            is_list=is_list,
        )

    def _help(self, dimension: Dimension, kept: tuple[str, ...], names: Mapping[str, str]) -> str:
        if dimension.codelist == codes.AREA:
            return _("Names or codes; several with “;” between them. Empty: all.")
        examples = ", ".join(names.get(code, code) for code in kept[:2])
        return _("Such as %(examples)s; several with “;” between them. Empty: all.") % {"examples": examples}

    def _offered(
        self, kept: tuple[str, ...], names: Mapping[str, str], chosen: tuple[str, ...], *, by_code: bool
    ) -> Iterator[Option]:
        for code in sorted(kept, key=lambda code: sort_key(names.get(code, code), self.language)):
            name = names.get(code, code)
            yield Option(code if by_code else name, name, code in chosen)

    def _span(self) -> Iterator[Control]:
        frequency = self._definition.time.format
        ends = (self.release.period_start, self.release.period_end)
        first, last = (numbers.period(each, self.language) for each in ends)
        span = _("There are figures from %(first)s to %(last)s.") % {"first": first, "last": last}
        example = _("Such as %(example)s.") % {"example": EXAMPLES[frequency]}
        for name, label, understood, words in (
            ("start_period", _("From period"), self.question.start, span),
            ("end_period", _("To period"), self.question.end, example),
        ):
            yield Control(name, label, self._written(name, understood or ""), words, (), self._faults(name))

    def _period(self) -> Iterator[Control]:
        if not any(each.codelist == codes.AREA for each in self._definition.dimensions):
            return
        options = tuple(
            Option(each, numbers.period(each, self.language), each == self.question.period)
            for each in reversed(kept_codes(self.release, "TIME_PERIOD"))
        )
        several = sum(each.codelist == codes.AREA for each in self._definition.dimensions) > 1
        label = _("Period of the ranking") if several else _("Period of the map")
        yield Control("period", label, "", "", options, self._faults("period"), is_list=True)
