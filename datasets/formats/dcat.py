"""The catalogue in DCAT-AP 3, the profile European data portals harvest, as a graph to write in any RDF syntax. Pure.

Frequencies, file types, languages and themes are those of the authority tables the profile prescribes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from datasets.definition import Definition, Text

SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
VERSION: Final = URIRef(f"{DCAT}version")  # of DCAT 3, which the library does not know yet
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_IANA: Final = "http://www.iana.org/assignments/media-types/"
_FREQUENCIES: Final[Mapping[str, str]] = {
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "quarter": "QUARTERLY",
    "half_year": "ANNUAL_2",
    "year": "ANNUAL",
    "irregular": "IRREG",
}
_LANGUAGES: Final[Mapping[str, str]] = {"en": "ENG", "es": "SPA", "fr": "FRA"}
_THEMES: Final = ("INTR", "ECON", "SOCI")  # international issues, economy, population and society


@dataclass(frozen=True)
class File:
    """A file of a release. `compression` is a media type, or empty."""

    name: str
    address: str
    format: str
    media_type: str
    size: int
    sha256: str
    compression: str = ""


@dataclass(frozen=True)
class Entry:
    """A dataset in force: its definition, its release, and where its page, its data and its files are."""

    definition: Definition
    release: int
    issued: datetime
    modified: datetime
    first_period: str
    last_period: str
    page: str
    release_page: str
    data: str
    files: Sequence[File] = ()


@dataclass(frozen=True)
class Hub:
    """Who keeps the catalogue: `home` is its address; `services` the addresses of its APIs and what they are called."""

    home: str
    title: Text
    description: Text
    services: Mapping[str, str]
    modified: datetime | None  # None where nothing was published yet


def graph(hub: Hub, entries: Iterable[Entry]) -> Graph:
    """The whole catalogue."""
    made = Graph()
    for prefix, namespace in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("spdx", SPDX), ("vcard", VCARD)):
        made.bind(prefix, namespace)
    catalogue, keeper = URIRef(f"{hub.home}/catalog"), URIRef(f"{hub.home}/#publisher")
    made.add((keeper, RDF.type, FOAF.Agent))
    made.add((keeper, FOAF.name, Literal("IIMD hub", lang="en")))
    made.add((keeper, FOAF.homepage, URIRef(f"{hub.home}/")))
    made.add((catalogue, RDF.type, DCAT.Catalog))
    _say(made, catalogue, DCTERMS.title, hub.title)
    _say(made, catalogue, DCTERMS.description, hub.description)
    made.add((catalogue, DCTERMS.publisher, keeper))
    made.add((catalogue, FOAF.homepage, URIRef(f"{hub.home}/en/datasets/")))
    if hub.modified:
        made.add((catalogue, DCTERMS.modified, _moment(hub.modified)))
    for code in _LANGUAGES.values():
        made.add((catalogue, DCTERMS.language, _concept("language", code)))
    services = [_service(made, address, name) for address, name in hub.services.items()]
    for service in services:
        made.add((catalogue, DCAT.service, service))
    for entry in entries:
        dataset = _dataset(made, entry, keeper)
        made.add((catalogue, DCAT.dataset, dataset))
        for service in services:
            made.add((service, DCAT.servesDataset, dataset))
    return made


def _service(made: Graph, address: str, name: str) -> URIRef:
    service = URIRef(address)
    made.add((service, RDF.type, DCAT.DataService))
    made.add((service, DCTERMS.title, Literal(name, lang="en")))
    made.add((service, DCAT.endpointURL, service))
    return service


def _dataset(made: Graph, entry: Entry, keeper: URIRef) -> URIRef:
    definition, dataset = entry.definition, URIRef(entry.page)
    made.add((dataset, RDF.type, DCAT.Dataset))
    _say(made, dataset, DCTERMS.title, definition.title)
    _say(made, dataset, DCTERMS.description, definition.description)
    made.add((dataset, DCTERMS.identifier, Literal(definition.id)))
    made.add((dataset, VERSION, Literal(str(entry.release))))
    made.add((dataset, DCTERMS.issued, _moment(entry.issued)))
    made.add((dataset, DCTERMS.modified, _moment(entry.modified)))
    made.add((dataset, DCAT.landingPage, URIRef(entry.page)))
    made.add((dataset, DCTERMS.publisher, keeper))
    made.add((dataset, DCTERMS.creator, _agent(made, definition.source.publisher)))
    made.add((dataset, DCTERMS.source, URIRef(definition.source.url)))
    made.add((dataset, DCTERMS.bibliographicCitation, Literal(definition.source.citation)))
    made.add((dataset, DCTERMS.accessRights, _concept("access-right", "PUBLIC")))
    made.add((dataset, DCTERMS.accrualPeriodicity, _concept("frequency", _FREQUENCIES[definition.update_rhythm])))
    for theme in _THEMES:
        made.add((dataset, DCAT.theme, _concept("data-theme", theme)))
    _span(made, dataset, entry)
    made.add((dataset, DCAT.distribution, _access(made, entry)))
    for file in entry.files:
        made.add((dataset, DCAT.distribution, _distribution(made, entry, file)))
    return dataset


def _span(made: Graph, dataset: URIRef, entry: Entry) -> None:
    """The years covered: the profile wants dates, and quarters are none."""
    span = BNode()
    made.add((dataset, DCTERMS.temporal, span))
    made.add((span, RDF.type, DCTERMS.PeriodOfTime))
    made.add((span, DCAT.startDate, Literal(entry.first_period[:4], datatype=XSD.gYear)))
    made.add((span, DCAT.endDate, Literal(entry.last_period[:4], datatype=XSD.gYear)))


def _access(made: Graph, entry: Entry) -> URIRef:
    """The data as the API gives it, with filters."""
    way = URIRef(entry.data)
    made.add((way, RDF.type, DCAT.Distribution))
    made.add((way, DCTERMS.title, Literal("CSV, JSON, XLSX, Parquet or Arrow, with filters", lang="en")))
    made.add((way, DCAT.accessURL, way))
    made.add((way, DCAT.mediaType, URIRef(f"{_IANA}text/csv")))
    made.add((way, DCTERMS.format, _concept("file-type", "CSV")))
    _terms(made, way, entry.definition)
    return way


def _distribution(made: Graph, entry: Entry, file: File) -> URIRef:
    way = URIRef(file.address)
    made.add((way, RDF.type, DCAT.Distribution))
    made.add((way, DCTERMS.title, Literal(file.name)))
    made.add((way, DCAT.accessURL, URIRef(entry.release_page)))
    made.add((way, DCAT.downloadURL, way))
    made.add((way, DCAT.mediaType, URIRef(_IANA + file.media_type)))
    made.add((way, DCTERMS.format, _concept("file-type", file.format)))
    made.add((way, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)))
    made.add((way, DCTERMS.issued, _moment(entry.issued)))
    if file.compression:
        made.add((way, DCAT.compressFormat, URIRef(_IANA + file.compression)))
    checksum = BNode()
    made.add((way, SPDX.checksum, checksum))
    made.add((checksum, RDF.type, SPDX.Checksum))
    made.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    made.add((checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
    _terms(made, way, entry.definition)
    return way


def _terms(made: Graph, way: URIRef, definition: Definition) -> None:
    licence = URIRef(definition.source.licence.url)
    made.add((way, DCTERMS.license, licence))
    made.add((licence, RDF.type, DCTERMS.LicenseDocument))
    made.add((licence, DCTERMS.title, Literal(definition.source.licence.name)))


def _agent(made: Graph, name: str) -> BNode:
    agent = BNode()
    made.add((agent, RDF.type, FOAF.Agent))
    made.add((agent, FOAF.name, Literal(name)))
    return agent


def _say(made: Graph, about: URIRef, predicate: URIRef, text: Text) -> None:
    for language in _LANGUAGES:
        made.add((about, predicate, Literal(text[language].strip(), lang=language)))


def _moment(moment: datetime) -> Literal:
    return Literal(moment.isoformat(timespec="seconds"), datatype=XSD.dateTime)


def _concept(table: str, code: str) -> URIRef:
    return URIRef(f"{_AUTHORITY}{table}/{code}")
