"""The formats of SDMX messages, and which one a request asks for. Pure.

A client names a format by Accept, or by `?format=` where it cannot set headers (a spreadsheet). Clients read the
Content-Type back, so it says exactly what was asked for: a bare `application/xml` is answered as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Shape = Literal["generic", "specific", "csv", "json", "structure-xml", "structure-json"]
_VENDOR: Final = "application/vnd.sdmx."


@dataclass(frozen=True)
class Format:
    """A kind of message in one version: its media type, other names it goes by, and its name for `?format=`."""

    shape: Shape
    type: str
    version: str
    short: str
    also: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """The full name, as Content-Type has it."""
        return f"{self.type};version={self.version}"


GENERIC = Format("generic", f"{_VENDOR}genericdata+xml", "2.1", "genericdata", ("application/xml", "text/xml"))
SPECIFIC = Format("specific", f"{_VENDOR}structurespecificdata+xml", "2.1", "structurespecificdata")
CSV_1 = Format("csv", f"{_VENDOR}data+csv", "1.0.0", "csv", ("text/csv", "application/csv"))
CSV_1_LABELS: Final = "csvlabels"
CSV_2 = Format("csv", f"{_VENDOR}data+csv", "2.0.0", "csv2")
JSON_1 = Format("json", f"{_VENDOR}data+json", "1.0.0", "jsondata", ("application/json",))
# As the working draft of 1.0 laid it out, without `data` around it: what sdmx1 reads, and once the OECD wrote.
JSON_DRAFT = Format("json", f"{_VENDOR}draft-sdmx-json+json", "1.0.0", "jsondraft", ("text/json",))
# The time series twins of 2.1 hold the same, told stricter; every reader of them takes the plain ones.
_TWINS: Final = {
    f"{_VENDOR}generictimeseriesdata+xml": GENERIC,
    f"{_VENDOR}structurespecifictimeseriesdata+xml": SPECIFIC,
}
STRUCTURE_XML = Format("structure-xml", f"{_VENDOR}structure+xml", "2.1", "structure", ("application/xml", "text/xml"))
STRUCTURE_XML_3 = Format("structure-xml", f"{_VENDOR}structure+xml", "3.0.0", "structure3")
STRUCTURE_JSON = Format(
    "structure-json", f"{_VENDOR}structure+json", "2.0.0", "json", ("application/json", "text/json")
)

# The first of each list answers whoever has no wish.
DATA_2: Final = (GENERIC, SPECIFIC, JSON_1, CSV_1, CSV_2, JSON_DRAFT)
DATA_3: Final = (CSV_2, CSV_1, JSON_1)
STRUCTURES_2: Final = (STRUCTURE_XML, STRUCTURE_JSON, STRUCTURE_XML_3)
STRUCTURES_3: Final = (STRUCTURE_JSON, STRUCTURE_XML_3, STRUCTURE_XML)


@dataclass(frozen=True)
class Chosen:
    """A format and the name to give it in the answer."""

    format: Format
    content_type: str
    # Names beside the codes, which only SDMX-CSV can hold.
    labels: bool = False


def choose(formats: Sequence[Format], accept: str, short: str | None = None) -> Chosen | None:
    """The format wanted most, or None where none of them fits; ties go to the order of `formats`."""
    if short == CSV_1_LABELS and CSV_1 in formats:
        return Chosen(CSV_1, _labelled(CSV_1, CSV_1.media_type, True), True)
    if short is not None:
        found = next((each for each in formats if each.short == short), None)
        return Chosen(found, _labelled(found, found.media_type)) if found else None
    ranges = sorted(_ranges(accept or "*/*"), key=lambda each: -each.quality)
    for wish in ranges:
        if wish.quality > 0 and (chosen := _fitting(formats, wish)):
            return chosen
    return None


@dataclass(frozen=True)
class _Wish:
    type: str
    version: str | None
    labels: bool
    quality: float


def _ranges(accept: str) -> list[_Wish]:
    return [wish for token in accept.split(",")[:50] if (wish := _wish(token))]


def _wish(token: str) -> _Wish | None:
    kind, *rest = [part.strip() for part in token.split(";")]
    parameters = {name.strip().lower(): value.strip(' "') for name, _, value in (part.partition("=") for part in rest)}
    try:
        quality = float(parameters.get("q", "1"))
    except ValueError:
        return None
    labels = parameters.get("labels") == "both"
    return _Wish(kind.lower(), parameters.get("version"), labels, quality) if kind else None


def _fitting(formats: Sequence[Format], wish: _Wish) -> Chosen | None:
    for each in formats:
        if wish.type in ("*/*", "application/*"):
            return Chosen(each, _labelled(each, each.media_type))
        if wish.labels and each is not CSV_1:
            continue
        if wish.type in each.also:
            return Chosen(each, _labelled(each, wish.type, wish.labels), wish.labels)
        twin = _TWINS.get(wish.type) is each
        if (wish.type == each.type or twin) and (wish.version is None or _same(wish.version, each.version)):
            return Chosen(each, _labelled(each, f"{wish.type};version={each.version}", wish.labels), wish.labels)
    return None


def _same(asked: str, ours: str) -> bool:
    """2.1, 2.1.0 and 2 mean the same format."""
    return (ours + ".0").startswith(asked + ".") or (asked + ".").startswith(ours + ".")


def _labelled(form: Format, media_type: str, labels: bool = False) -> str:
    named = f"{media_type};labels=both" if labels else media_type
    return f"{named};charset=utf-8" if form.shape == "csv" else named


def wants_json(accept: str, *, otherwise: bool) -> bool:
    """In which format an error is told: as the first wish says; CSV has no errors, so it counts as no wish."""
    wishes = sorted(_ranges(accept), key=lambda each: -each.quality)
    first = wishes[0].type if wishes else ""
    if first.endswith(("json", "xml")):
        return first.endswith("json")
    return otherwise
