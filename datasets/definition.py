"""What a dataset is: its structure, units, source, licence, method and checks, read from `<app>/datasets/<ID>.toml`.

Definitions are files so that a specialist can edit them and no migration is needed to add one. They are strict: a key
nobody knows, a missing language or a unit without a label is refused with the file and the key. Pure: no Django.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from datasets.graph import Graph
from datasets.periods import Frequency

ROOT = Path(__file__).resolve().parent.parent
# Where definitions lie. Tests put a folder of their own in.
FOLDERS = ["*/datasets/*.toml"]

Language = Literal["en", "es", "fr"]
UpdateRhythm = Literal["day", "week", "month", "quarter", "half_year", "year", "irregular"]

_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9_]{1,47}")
_FUNCTION = re.compile(r"[a-z_][\w.]*:[A-Za-z_]\w*")
# Columns every table of observations has; a dimension or attribute can't take their names.
FIXED_COLUMNS = ("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "LOWER_BOUND", "UPPER_BOUND")


class InvalidDefinition(ValueError):
    """A definition contradicts itself or the rules; says the file, the key and what is wrong."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        super().__init__(f"{file}: {key}: {fault}")
        self.file, self.key, self.fault = file, key, fault


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a definition: nothing in it may be unknown."""


class Text(_Strict, frozen=True, kw_only=True):
    """A text in every language of the hub; none may be missing or empty."""

    en: str
    es: str
    fr: str

    def __post_init__(self) -> None:
        for language in ("en", "es", "fr"):
            if not getattr(self, language).strip():
                raise ValueError(f"the text in `{language}` is empty")

    def __getitem__(self, language: str) -> str:
        """The text in `language` ("es", "es-mx"); in English where the hub does not speak it."""
        return str(getattr(self, language[:2], self.en))


class Code(_Strict, frozen=True, kw_only=True):
    """One code of a list and what it means."""

    id: str
    label: Text


class Dimension(_Strict, frozen=True, kw_only=True):
    """A part of an observation's key.

    Its codes stand here (`codes`), in a named list of `datasets/codelists/`, or, for AREA and CURRENCY, in countries/.
    """

    id: str
    label: Text
    concept: str = ""
    codelist: str = ""
    codes: tuple[Code, ...] = ()

    @property
    def column(self) -> str:
        """The column's name in the database and in addresses."""
        return self.id.lower()


class Attribute(_Strict, frozen=True, kw_only=True):
    """Something said about an observation that is no part of its key."""

    id: str
    label: Text
    type: Literal["text", "number", "integer"] = "text"

    @property
    def column(self) -> str:
        """The column's name in the database."""
        return self.id.lower()


class Time(_Strict, frozen=True, kw_only=True):
    """How periods are written: one way in a dataset, so that they sort as text."""

    format: Frequency


class Measure(_Strict, frozen=True, kw_only=True):
    """What OBS_VALUE is: unit, decimals shown to people, and the bounds outside which a value is refused."""

    unit: str
    label: Text
    decimals: int
    minimum: float | None = None
    maximum: float | None = None


class Licence(_Strict, frozen=True, kw_only=True):
    """What the publisher allows."""

    id: str
    name: str
    url: str


class Source(_Strict, frozen=True, kw_only=True):
    """Who published the figures, where, on which terms and how to cite them."""

    publisher: str
    name: str
    url: str
    licence: Licence
    citation: str


class Coverage(_Strict, frozen=True, kw_only=True):
    """At least so many different codes of a dimension must be there."""

    dimension: str
    at_least: int


class Checks(_Strict, frozen=True, kw_only=True):
    """What every release must pass beyond its structure."""

    minimum_rows: int = 1
    coverage: tuple[Coverage, ...] = ()
    # More than this share of the observations changed against the last release: a warning before publishing.
    changed_percent: float = 50.0


class Derived(_Strict, frozen=True, kw_only=True):
    """How a dataset is computed: a pure function of frames by dataset id, and its parameters.

    `optional` inputs are given where they are published; the dataset does not wait for them. Without inputs, `records`
    says what the room computes it from instead; the room then calls the function and publishes.
    """

    function: str
    inputs: tuple[str, ...]
    optional: tuple[str, ...] = ()
    records: Text | None = None
    parameters: dict[str, Any] = {}

    @property
    def module(self) -> str:
        """The dotted path of the module that holds the function."""
        return self.function.partition(":")[0]

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Every dataset it may be computed from."""
        return (*self.inputs, *self.optional)


class Definition(_Strict, frozen=True, kw_only=True, dict=True):
    """A dataset as its file declares it."""

    id: str
    version: str
    room: str
    title: Text
    description: Text
    method: Text
    dimensions: tuple[Dimension, ...]
    time: Time
    measure: Measure
    source: Source
    update_rhythm: UpdateRhythm
    # Who decides that a checked release is published: another person than the importer, or the rule "checks passed".
    publish: Literal["person", "rule"]
    attributes: tuple[Attribute, ...] = ()
    importers: tuple[str, ...] = ()
    # What a file must look like for each importer, in their order, for those who hand one in.
    layouts: tuple[Text, ...] = ()
    derived: Derived | None = None
    # A file holds some periods only: those it does not hold are carried over from the release in force.
    accumulates: bool = False
    checks: Checks = Checks()

    @cached_property
    def dimension_ids(self) -> tuple[str, ...]:
        """The ids of the dimensions in their order."""
        return tuple(dimension.id for dimension in self.dimensions)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What names one observation: the dimensions and the period."""
        return (*self.dimension_ids, "TIME_PERIOD")

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns of the tidy table, in the order in which they are stored and served."""
        return (*self.dimension_ids, *FIXED_COLUMNS, *(attribute.id for attribute in self.attributes))

    @cached_property
    def digest(self) -> str:
        """Changes whenever anything in the definition does."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()

    def dimension(self, name: str) -> Dimension:
        """The dimension called `name` in either case; KeyError where there is none."""
        for dimension in self.dimensions:
            if dimension.id == name.upper():
                return dimension
        raise KeyError(f"dataset {self.id} has no dimension {name}")


def decode(content: bytes, *, file: str) -> Definition:
    """The definition in `content`; raises InvalidDefinition naming `file`."""
    try:
        definition = msgspec.toml.decode(content, type=Definition)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        fault, _, key = str(error).partition(" - at ")
        raise InvalidDefinition(file, key.strip("`") or "$", fault) from error
    for key, fault in _faults(definition):
        raise InvalidDefinition(file, key, fault)
    return definition


def _faults(definition: Definition) -> Iterator[tuple[str, str]]:
    yield from _faults_of_names(definition)
    yield from _faults_of_codes(definition)
    yield from _faults_of_origin(definition)
    measure = definition.measure
    if measure.minimum is not None and measure.maximum is not None and measure.minimum > measure.maximum:
        yield "$.measure", "the minimum is above the maximum"
    for i, coverage in enumerate(definition.checks.coverage):
        if coverage.dimension not in definition.dimension_ids:
            yield f"$.checks.coverage[{i}].dimension", f"there is no dimension {coverage.dimension}"


def _faults_of_names(definition: Definition) -> Iterator[tuple[str, str]]:
    for key, name in (
        ("$.id", definition.id),
        *((f"$.dimensions[{i}].id", each.id) for i, each in enumerate(definition.dimensions)),
        *((f"$.attributes[{i}].id", each.id) for i, each in enumerate(definition.attributes)),
    ):
        if not _IDENTIFIER.fullmatch(name):
            yield key, f"{name!r} must be upper-case letters, digits and underscores, 48 at most"
    for name in definition.columns:
        if definition.columns.count(name) > 1:
            yield "$", f"the column {name} appears twice"


def _faults_of_codes(definition: Definition) -> Iterator[tuple[str, str]]:
    if not definition.dimensions:
        yield "$.dimensions", "there are none"
    for i, dimension in enumerate(definition.dimensions):
        if bool(dimension.codelist) == bool(dimension.codes):
            yield f"$.dimensions[{i}]", "give either `codelist` or `codes`"
        if len({code.id for code in dimension.codes}) != len(dimension.codes):
            yield f"$.dimensions[{i}].codes", "a code appears twice"


def _faults_of_origin(definition: Definition) -> Iterator[tuple[str, str]]:
    if bool(definition.importers) == bool(definition.derived):
        yield "$", "a dataset is either imported (`importers`) or computed (`[derived]`)"
    for function in [*definition.importers, *([definition.derived.function] if definition.derived else [])]:
        if not _FUNCTION.fullmatch(function):
            yield "$", f"{function!r} must be written `package.module:Name`"
    if len(definition.layouts) != len(definition.importers):
        yield "$.layouts", f"there are {len(definition.layouts)} for {len(definition.importers)} importers"
    if definition.derived and bool(definition.derived.inputs) == bool(definition.derived.records):
        yield "$.derived.inputs", "give either datasets or `records`, what the room computes it from instead"


def read(path: Path) -> Definition:
    """The definition in a file, whose name and folder must say the same id and room."""
    file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    definition = decode(path.read_bytes(), file=file)
    if definition.id != path.stem:
        raise InvalidDefinition(file, "$.id", f"is {definition.id}, so the file must be called {definition.id}.toml")
    if definition.room != path.parent.parent.name:
        raise InvalidDefinition(
            file, "$.room", f"is {definition.room}, but the file lies in {path.parent.parent.name}/"
        )
    return definition


@lru_cache(maxsize=1)
def all_definitions() -> Mapping[str, Definition]:
    """Every definition of the hub by id. Files are read once a process."""
    found: dict[str, Definition] = {}
    for pattern in FOLDERS:
        for path in sorted(ROOT.glob(pattern)):
            definition = read(path)
            if definition.id in found:
                raise InvalidDefinition(path.name, "$.id", "two files declare this dataset")
            found[definition.id] = definition
    return found


def declared(content: Mapping[str, Any]) -> Definition:
    """A definition that was kept with a release."""
    return msgspec.convert(content, Definition)


def as_declared(definition: Definition) -> dict[str, Any]:
    """What to keep of a definition with a release, for JSON."""
    kept: dict[str, Any] = msgspec.to_builtins(definition)
    return kept


def load(dataset_id: str) -> Definition:
    """The definition of a dataset; KeyError where no file declares it."""
    return all_definitions()[dataset_id]


def dependencies() -> Graph:
    """Which dataset is computed from which. Raises Cycle, or InvalidDefinition for an input nobody declares."""
    definitions = all_definitions()
    for definition in definitions.values():
        for name in definition.derived.rests_on if definition.derived else ():
            if name not in definitions:
                raise InvalidDefinition(f"{definition.id}.toml", "$.derived.inputs", f"nobody declares {name}")
    return Graph({each.id: each.derived.rests_on if each.derived else () for each in definitions.values()})
