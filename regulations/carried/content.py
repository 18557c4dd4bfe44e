"""All content files as one. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from regulations.carried import form
from regulations.carried.checks import CHECKS
from regulations.carried.conditions import Conditions, read_conditions
from regulations.carried.faults import ContentRefused, Fault
from regulations.carried.reading import ContentFile, Found, read_folder, value_of
from regulations.carried.texts import Translation, read_translations
from regulations.values import words_of

FOLDER: Final = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Known:
    """What lies outside the files and they refer to; None: everything is let pass."""

    countries: Collection[str] | None = None  # ISO 3166-1 alpha-2
    currencies: Collection[str] | None = None  # ISO 4217
    time_zones: Collection[str] | None = None  # IANA

    def is_country(self, code: str) -> bool:
        """A country, or the Union."""
        return self.countries is None or code == "EU" or code in self.countries


@dataclass
class Content:
    """Every entry of every file, by table, in the order of the files."""

    jurisdictions: list[Found[form.JurisdictionEntry]] = field(default_factory=list)
    sources: list[Found[form.SourceEntry]] = field(default_factory=list)
    permits: list[Found[form.PermitEntry]] = field(default_factory=list)
    facts: list[Found[form.FactEntry]] = field(default_factory=list)
    indicators: list[Found[form.IndicatorEntry]] = field(default_factory=list)
    indicator_values: list[Found[form.IndicatorValueEntry]] = field(default_factory=list)
    conflicts: list[Found[form.ConflictEntry]] = field(default_factory=list)
    conflict_claims: list[Found[form.ConflictClaimEntry]] = field(default_factory=list)
    quotas: list[Found[form.QuotaEntry]] = field(default_factory=list)
    quota_readings: list[Found[form.QuotaReadingEntry]] = field(default_factory=list)
    conditions: list[Conditions] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    known: Known = field(default_factory=Known)

    def add(self, file: ContentFile) -> None:
        """Take in what a file says."""
        if file.jurisdiction:
            self.jurisdictions.append(file.jurisdiction)
        for table, entries in file.tables.items():
            getattr(self, table).extend(entries)

    def versions(self) -> dict[tuple[str, str, str], list[Found[form.FactEntry]]]:
        """The facts of each timeline: permit, key and claim."""
        timelines: dict[tuple[str, str, str], list[Found[form.FactEntry]]] = defaultdict(list)
        for fact in self.facts:
            timelines[fact.entry.permit, fact.entry.key, fact.entry.claim or ""].append(fact)
        return timelines

    def texts(self, jurisdiction: str | None = None) -> set[str]:
        """Every English text a reader may see, of one file or of all: what translators translate."""
        found: set[str] = set()
        tables: tuple[Iterable[Found[Any]], ...] = (
            self.permits, self.facts, self.conflicts, self.conflict_claims, self.indicators,
        )  # fmt: skip
        for each in chain.from_iterable(tables):
            if jurisdiction is None or each.file == f"{jurisdiction}.toml":
                found.update(_words_of(each.entry))
        return found - {""}

    def stray_translations(self) -> list[Translation]:
        """Translations of texts that no longer stand anywhere: their English has changed since."""
        texts = self.texts()
        return [each for each in self.translations if each.entry.en not in texts]

    def keys(self) -> set[str]:
        """Every provision as "permit/key"."""
        return {f"{fact.entry.permit}/{fact.entry.key}" for fact in self.facts}


def _words_of(entry: form.Entry) -> Iterator[str]:
    match entry:
        case form.PermitEntry():
            yield from (entry.names["en"], entry.authority, entry.note)
        case form.FactEntry():
            yield from (entry.text, *words_of(value_of(entry)))
        case form.ConflictEntry():
            yield from (entry.topic, entry.assessment)
        case form.ConflictClaimEntry():
            yield entry.statement
        case form.IndicatorEntry():
            yield entry.name


def read(folder: Path = FOLDER, *, known: Known | None = None) -> Content:
    """Everything the files of a folder say. Raises ContentRefused with every fault of every file."""
    content = Content(known=known or Known())
    faults: list[Fault] = []
    for file in read_folder(folder):
        content.add(file)
        faults += file.faults
    content.translations, found = read_translations(folder / "texts")
    faults += found
    content.conditions, found = read_conditions(folder / "conditions", content.facts)
    faults += found
    faults += [fault for check in CHECKS for fault in check(content)]
    if faults:
        raise ContentRefused(faults)
    return content
