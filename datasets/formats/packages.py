"""A release as a Frictionless data package: what is in its file, and on which terms. Pure.

After the specifications Data Package 1.0 and Table Schema 1.0, which frictionless, R and Excel add-ins read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from datasets.definition import Definition, Dimension

_TYPES: Final = {"text": "string", "number": "number", "integer": "integer"}


@dataclass(frozen=True)
class Table:
    """The compressed CSV file a package speaks of. `sha256` and `size` are those of the file as it lies there."""

    name: str
    rows: int
    size: int
    sha256: str


def descriptor(
    definition: Definition, *, release: int, published_at: datetime, address: str, table: Table
) -> dict[str, Any]:
    """The content of datapackage.json; `address` is the permanent one of the release."""
    return {
        "profile": "tabular-data-package",
        "name": f"{definition.id}_{release}".lower().replace("_", "-"),
        "id": address,
        "title": definition.title.en,
        "description": definition.description.en.strip(),
        "homepage": address,
        "version": f"{release}.0.0",
        "created": published_at.isoformat(),
        "licenses": [licence(definition)],
        "sources": [{"title": definition.source.citation, "path": definition.source.url}],
        "contributors": [
            {"title": definition.source.publisher, "role": "author"},
            {"title": "IIMD hub", "role": "publisher"},
        ],
        "resources": [_resource(definition, table)],
    }


def licence(definition: Definition) -> dict[str, str]:
    """The publisher's terms as a package states them."""
    terms = definition.source.licence
    return {"name": terms.id, "title": terms.name, "path": terms.url}


def _resource(definition: Definition, table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": definition.id.lower().replace("_", "-"),
        "path": table.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": table.size,
        "hash": f"sha256:{table.sha256}",
        "rows": table.rows,
        "schema": schema(definition),
    }


def schema(definition: Definition) -> dict[str, Any]:
    """The columns of a release: types, names, units, and what may not be missing."""
    measure = definition.measure
    value = {"title": f"{measure.label.en} ({measure.unit})", "constraints": _bounds(definition)}
    fields = [
        *(_coded(each) for each in definition.dimensions),
        _field("TIME_PERIOD", "string", title="Period", constraints={"required": True}),
        _field("OBS_VALUE", "number", **value),
        _field("OBS_STATUS", "string", title="Status (SDMX CL_OBS_STATUS)", constraints={"required": True}),
        _field("LOWER_BOUND", "number", title="Lower bound"),
        _field("UPPER_BOUND", "number", title="Upper bound"),
        *(_field(each.id, _TYPES[each.type], title=each.label.en) for each in definition.attributes),
    ]
    return {"fields": fields, "primaryKey": list(definition.key), "missingValues": [""]}


def _coded(dimension: Dimension) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True}
    if dimension.codes:
        constraints["enum"] = [code.id for code in dimension.codes]
    return _field(dimension.id, "string", title=dimension.label.en, constraints=constraints)


def _bounds(definition: Definition) -> dict[str, Any]:
    measure = definition.measure
    named = {"minimum": measure.minimum, "maximum": measure.maximum}
    return {name: bound for name, bound in named.items() if bound is not None}


def _field(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind} | {key: value for key, value in more.items() if value}
