"""The connectors of pysdmx as clients of the running hub, by the part of REST 3 that they use."""

from __future__ import annotations

import pytest
from pysdmx import errors
from pysdmx.api.dc.rest import SdmxConnector

from datasets import definition as definitions
from datasets import queries
from datasets.selection import Selection

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
FLOW = "IIMD:REM_FLOW_BILATERAL(1.0.0)"


@pytest.fixture
def connector(service: str) -> SdmxConnector:
    return SdmxConnector(f"{service}/3.0", timeout=30)


def stored(dataset: str, **where: list[str]) -> dict[tuple[str, ...], str]:
    release = queries.published_release(dataset)
    assert release is not None
    rows = queries.rows(release, Selection(where=where))
    return {
        tuple(row[each] for each in release.definition.key): repr(row["OBS_VALUE"]) if row["OBS_VALUE"] else ""
        for row in rows
    }


def pulled(rows: list[dict[str, str]]) -> dict[tuple[str, ...], str]:
    key = ("REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD")
    return {tuple(row[each] for each in key): repr(float(row["OBS_VALUE"])) if row["OBS_VALUE"] else "" for row in rows}


def test_flows_are_listed_and_searched(connector: SdmxConnector) -> None:
    assert {each.id for each in connector.dataflows()} == set(definitions.all_definitions())
    assert {each.id for each in connector.dataflows("between pairs")} == {"REM_FLOW_BILATERAL"}


def test_a_flow_tells_its_structure_codes_and_counts(connector: SdmxConnector) -> None:
    flow = connector.dataflow(FLOW)

    assert (flow.series_count, flow.obs_count) == (12, 24)
    components = flow.structure.components
    assert [each.id for each in components.dimensions] == ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"]
    assert components["REF_AREA"].name == "Sending country"
    assert components["REF_AREA"].enumeration["DEU"].name == "Germany"


def test_counts_follow_the_filters(connector: SdmxConnector) -> None:
    flow = connector.dataflow(FLOW, "REF_AREA = 'USA' AND TIME_PERIOD >= '2021'")

    assert (flow.series_count, flow.obs_count) == (3, 3)


def test_everything_is_pulled(connector: SdmxConnector) -> None:
    assert pulled(list(connector.data(FLOW))) == stored("REM_FLOW_BILATERAL")


@pytest.mark.parametrize(
    ("filters", "where"),
    [
        ("REF_AREA = 'USA'", {"REF_AREA": ["USA"]}),
        ("REF_AREA IN ('USA', 'DEU') AND COUNTERPART_AREA <> 'MEX'",
         {"REF_AREA": ["USA", "DEU"], "COUNTERPART_AREA": ["IND", "PHL"]}),
        ("REF_AREA LIKE 'U%'", {"REF_AREA": ["USA"]}),
        ("TIME_PERIOD BETWEEN '2020' AND '2020'", {"TIME_PERIOD": ["2020"]}),
        ("TIME_PERIOD > '2020'", {"TIME_PERIOD": ["2021"]}),
        ("TIME_PERIOD < '2021'", {"TIME_PERIOD": ["2020"]}),
    ],
)  # fmt: skip
def test_filters_restrict(connector: SdmxConnector, filters: str, where: dict[str, list[str]]) -> None:
    assert pulled(list(connector.data(FLOW, filters))) == stored("REM_FLOW_BILATERAL", **where)


def test_nothing_found_is_said(connector: SdmxConnector) -> None:
    with pytest.raises(errors.NotFound):
        list(connector.data(FLOW, "REF_AREA = 'AFG'"))
    with pytest.raises(errors.NotFound):
        connector.dataflow("IIMD:NO_SUCH_FLOW(1.0)")
