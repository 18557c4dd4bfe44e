"""Which artefacts refer to which, and so what `references=` brings along. Pure.

Source: SDMX REST 2.1, structural metadata queries; REST 3 has the same with `ancestors` for all levels above.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from datasets.definition import Definition
from datasets.sdmx import identity
from datasets.sdmx.faults import Malformed, NotImplementedHere
from datasets.sdmx.identity import Kind, Name

Children = Mapping[Name, frozenset[Name]]

AGENCIES: Final = Name("agencyscheme", "AGENCIES", "1.0", agency="SDMX")
# Kinds of the standard that the hub keeps nothing of: asked for as references they bring nothing.
KINDS: Final[tuple[Kind, ...]] = ("dataflow", "datastructure", "conceptscheme", "codelist", "agencyscheme")
OTHER_KINDS: Final = frozenset(
    {
        *("actualconstraint", "allowedconstraint", "attachmentconstraint", "availabilityconstraint", "categorisation"),
        *("categoryscheme", "contentconstraint", "customtypescheme", "dataconstraint", "dataconsumerscheme"),
        *("dataproviderscheme", "geogridcodelist", "geographiccodelist", "hierarchicalcodelist", "hierarchy"),
        *("hierarchyassociation", "metadataconstraint", "metadataflow", "metadataproviderscheme"),
        *("metadataprovisionagreement", "metadataset", "metadatastructure", "namepersonalisationscheme"),
        *("organisationscheme", "organisationunitscheme", "process", "provisionagreement", "reportingtaxonomy"),
        *("representationmap", "rulesetscheme", "structuremap", "structureset", "transformationscheme"),
        *("userdefinedoperatorscheme", "valuelist", "vtlmappingscheme"),
    }
)


def children(definitions: Iterable[Definition]) -> Children:
    """What each artefact of the hub refers to."""
    found: dict[Name, frozenset[Name]] = {AGENCIES: frozenset()}
    for each in definitions:
        lists = {identity.codelist(each, dimension) for dimension in each.dimensions}
        lists |= {identity.shared_codelist(identity.STATUS), identity.units(each)}
        concepts, structure = identity.concepts(each), identity.structure(each)
        found[identity.dataflow(each)] = frozenset({structure})
        found[structure] = frozenset({concepts, *lists})
        found |= dict.fromkeys({concepts, *lists}, frozenset())
    return found


def closure(asked: Iterable[Name], references: str, graph: Children) -> list[Name]:
    """The artefacts asked for and those that `references` adds, in the order in which a message holds them."""
    start = set(asked)
    if references == "none":
        return _ordered(start)
    match references:
        case "children":
            added = _below(start, graph, deep=False)
        case "descendants":
            added = _below(start, graph)
        case "parents":
            added = _above(start, graph, deep=False)
        case "ancestors":
            added = _above(start, graph)
        case "parentsandsiblings":
            above = _above(start, graph, deep=False)
            added = above | _below(above, graph, deep=False)
        case "all":
            added = _below(start | _above(start, graph), graph) | _above(start, graph)
        case _:
            related = _below(start, graph) | _above(start, graph)
            kinds = _kinds(references)
            added = {each for each in related if each.kind in kinds}
    return _ordered(start | added)


def _kinds(references: str) -> set[str]:
    asked = set(references.split(","))
    unknown = asked - set(KINDS) - OTHER_KINDS
    if unknown:
        raise Malformed("references", value=min(unknown)[:40])
    return asked


def _below(start: set[Name], graph: Children, *, deep: bool = True) -> set[Name]:
    found = {each for name in start for each in graph[name]}
    return found | _below(found, graph) if found and deep else found


def _above(start: set[Name], graph: Children, *, deep: bool = True) -> set[Name]:
    found = {name for name, below in graph.items() if below & start}
    return found | _above(found, graph) if found and deep else found


def _ordered(names: Iterable[Name]) -> list[Name]:
    return sorted(names, key=lambda each: (KINDS.index(each.kind), each))


def matching(kind: str, agency: str, ids: str, version: str, graph: Children) -> list[Name]:
    """The artefacts that an address names; a part of it may be `all` or `*`, and hold several ids."""
    if kind in OTHER_KINDS:
        raise NotImplementedHere("kind-not-kept", kind=kind, kinds=", ".join(KINDS))
    found = [
        name
        for name in graph
        if (kind in ("structure", "*", name.kind))
        and _is(name.agency, agency)
        and _is(name.id, ids)
        and _is_version(name.version, version)
    ]
    return _ordered(found)


def _is(value: str, asked: str) -> bool:
    return asked in ("all", "*") or value in asked.replace(",", "+").split("+")


# `latest`, `~` and `+` differ where there are several versions; the hub has one of each artefact.
_ANY_VERSION: Final = ("all", "*", "latest", "~", "+")


def _is_version(value: str, asked: str) -> bool:
    """Whether a version is meant: 1.0 is the older way of writing 1.0.0, and 1.0+ is that or a later one."""
    if asked in _ANY_VERSION:
        return True
    parts = asked.removesuffix("+").split(".")
    return ".".join([*parts, "0", "0"][: value.count(".") + 1]) == value
