"""What the hub's things are called in SDMX: agency, ids, versions and URNs. Pure.

A dataset is a dataflow, and its structure carries the same id, so that clients which look for a structure under the
name of the flow find it. Shared code lists stand under CL_<list>, codes of one dataset under CL_<dataset>_<dimension>.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from datasets.definition import Definition, Dimension

AGENCY: Final = "IIMD"
# Of lists that no definition versions: they grow, and a code never changes its meaning.
SHARED_VERSION: Final = "1.0.0"
TIME: Final = "TIME_PERIOD"
VALUE: Final = "OBS_VALUE"
STATUS: Final = "OBS_STATUS"
UNIT: Final = "UNIT_MEASURE"
FLAT: Final = "AllDimensions"

# IDType of SDMX-ML 2.1. Nothing else may stand in a key, so a key can be read without knowing the codes.
CODE: Final = re.compile(r"[A-Za-z0-9_@$\-]+", re.ASCII)

Kind = Literal["dataflow", "datastructure", "conceptscheme", "codelist", "agencyscheme"]
_CLASSES: Final[dict[Kind, str]] = {
    "dataflow": "datastructure.Dataflow",
    "datastructure": "datastructure.DataStructure",
    "conceptscheme": "conceptscheme.ConceptScheme",
    "codelist": "codelist.Codelist",
    "agencyscheme": "base.AgencyScheme",
}


@dataclass(frozen=True, order=True)
class Name:
    """Which artefact is meant: its kind, maintainer, id and version."""

    kind: Kind
    id: str
    version: str
    agency: str = AGENCY

    @property
    def short(self) -> str:
        """As columns of SDMX-CSV name a dataflow: IIMD:REM_INFLOW(1.0.0)."""
        return f"{self.agency}:{self.id}({self.version})"

    @property
    def urn(self) -> str:
        """The URN of the SDMX information model."""
        return f"urn:sdmx:org.sdmx.infomodel.{_CLASSES[self.kind]}={self.short}"


def dataflow(definition: Definition) -> Name:
    """The dataflow that a dataset is."""
    return Name("dataflow", definition.id, definition.version)


def structure(definition: Definition) -> Name:
    """The structure of a dataset."""
    return Name("datastructure", definition.id, definition.version)


def concepts(definition: Definition) -> Name:
    """The concepts of a dataset: its columns, as it calls them."""
    return Name("conceptscheme", f"CS_{definition.id}", definition.version)


def codelist(definition: Definition, dimension: Dimension) -> Name:
    """The list that the codes of a dimension are taken from."""
    if dimension.codelist:
        return shared_codelist(dimension.codelist)
    return Name("codelist", f"CL_{definition.id}_{dimension.id}", definition.version)


def shared_codelist(name: str) -> Name:
    """A list that several datasets use."""
    return Name("codelist", f"CL_{name}", SHARED_VERSION)


def units(definition: Definition) -> Name:
    """The list that holds the unit of a dataset."""
    return Name("codelist", f"CL_{definition.id}_{UNIT}", definition.version)
