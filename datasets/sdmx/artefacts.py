"""The structure of the hub's datasets as objects of pysdmx, which writes the messages. Pure.

pysdmx names a thing in one language, so everything is built once for each (see messages.py). A component is named by
its concept; each dataset has a scheme of its own, as the sending country of one is the country of birth of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pysdmx.model import (
    Agency,
    Annotation,
    Code,
    Codelist,
    Component,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    Facets,
    ItemReference,
    Role,
)
from pysdmx.model.organisation import AgencyScheme

from datasets.definition import Attribute, Definition, Text
from datasets.sdmx import identity
from datasets.sdmx.identity import AGENCY, STATUS, TIME, UNIT, VALUE, Name

# What every table of observations has, as the SDMX glossary calls it.
_FIXED: Final = {
    TIME: Text(en="Time period", es="Período", fr="Période"),
    STATUS: Text(en="Observation status", es="Estado de la observación", fr="Statut de l’observation"),
    "LOWER_BOUND": Text(en="Lower bound", es="Límite inferior", fr="Borne inférieure"),
    "UPPER_BOUND": Text(en="Upper bound", es="Límite superior", fr="Borne supérieure"),
    UNIT: Text(en="Unit of measure", es="Unidad de medida", fr="Unité de mesure"),
}
_AGENCY_NAME: Final = Text(
    en="International labour migration data hub",
    es="Centro de datos sobre migración laboral internacional",
    fr="Centre de données sur les migrations internationales de travail",
)
_TYPES: Final = {"text": DataType.STRING, "number": DataType.DOUBLE, "integer": DataType.LONG}


def dataflow(definition: Definition, language: str) -> Dataflow:
    """The dataflow of a dataset, with its source and licence as annotations."""
    name = identity.dataflow(definition)
    source = definition.source
    return Dataflow(
        id=name.id,
        agency=AGENCY,
        version=name.version,
        is_final=True,
        name=definition.title[language],
        description=_line(definition.description[language]),
        structure=identity.structure(definition).urn,
        annotations=(
            Annotation(id="SOURCE", type="SOURCE", title=source.citation, url=source.url),
            Annotation(id="LICENCE", type="LICENCE", title=source.licence.name, url=source.licence.url),
        ),
    )


def structure(definition: Definition, language: str) -> DataStructureDefinition:
    """Dimensions, measure and attributes of a dataset; codes by reference."""
    name = identity.structure(definition)
    return DataStructureDefinition(
        id=name.id,
        agency=AGENCY,
        version=name.version,
        is_final=True,
        name=definition.title[language],
        description=_line(definition.method[language]),
        components=Components(list(_components(definition))),
    )


def concepts(definition: Definition, language: str) -> ConceptScheme:
    """What the columns of a dataset are called."""
    name = identity.concepts(definition)
    named = component_names(definition, language)
    return ConceptScheme(
        id=name.id,
        agency=AGENCY,
        version=name.version,
        is_final=True,
        name=definition.title[language],
        items=tuple(Concept(id=each.id, name=named[each.id]) for each in _components(definition)),
    )


def component_names(definition: Definition, language: str) -> Mapping[str, str]:
    """What each column of a dataset is called."""
    named = _FIXED | {VALUE: definition.measure.label}
    named |= {each.id: each.label for each in definition.dimensions}
    named |= {each.id: each.label for each in definition.attributes}
    return {column: text[language] for column, text in named.items()}


def codelist(name: Name, title: str, codes: Mapping[str, str]) -> Codelist:
    """A list of codes and what each is called."""
    return Codelist(
        id=name.id,
        agency=AGENCY,
        version=name.version,
        is_final=name.version != identity.SHARED_VERSION,
        name=title,
        items=tuple(Code(id=code, name=label) for code, label in codes.items()),
    )


def units(definition: Definition, language: str) -> Codelist:
    """The one unit of a dataset, for those who look for units where SDMX keeps them."""
    measure = definition.measure
    return codelist(identity.units(definition), _FIXED[UNIT][language], {measure.unit: measure.label[language]})


def agencies(language: str) -> AgencyScheme:
    """The agency that maintains all of this."""
    return AgencyScheme(
        id="AGENCIES",
        agency="SDMX",
        version="1.0",
        name=_AGENCY_NAME[language],
        items=(Agency(id=AGENCY, name=_AGENCY_NAME[language]),),
    )


def _components(definition: Definition) -> Iterator[Component]:
    for dimension in definition.dimensions:
        enumerated = identity.codelist(definition, dimension).urn
        yield _component(definition, dimension.id, Role.DIMENSION, local_enum_ref=enumerated)
    yield _component(definition, TIME, Role.DIMENSION, local_dtype=DataType.PERIOD)
    # The schemas know one decimal and more; none is said by saying nothing.
    decimals = Facets(decimals=definition.measure.decimals) if definition.measure.decimals else None
    yield _component(definition, VALUE, Role.MEASURE, False, local_dtype=DataType.DOUBLE, local_facets=decimals)
    statuses = identity.shared_codelist(STATUS).urn
    yield _component(definition, STATUS, Role.ATTRIBUTE, local_enum_ref=statuses, attachment_level="O")
    bounds = (Attribute(id=each, label=_FIXED[each], type="number") for each in ("LOWER_BOUND", "UPPER_BOUND"))
    for each in (*bounds, *definition.attributes):
        yield _component(
            definition, each.id, Role.ATTRIBUTE, False, local_dtype=_TYPES[each.type], attachment_level="O"
        )
    unit = identity.units(definition).urn
    yield _component(definition, UNIT, Role.ATTRIBUTE, False, local_enum_ref=unit, attachment_level="D")


def _component(definition: Definition, name: str, role: Role, required: bool = True, **more: object) -> Component:
    scheme = identity.concepts(definition)
    concept = ItemReference(sdmx_type="Concept", agency=AGENCY, id=scheme.id, version=scheme.version, item_id=name)
    return Component(id=name, required=required, role=role, concept=concept, **more)  # type: ignore[arg-type]


def _line(text: str) -> str:
    """A text without the line breaks that its file has at the ends."""
    return text.strip()
