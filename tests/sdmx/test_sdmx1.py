"""sdmx1 as a client of the running hub: what an analyst with Python gets is what the database holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
import sdmx

from datasets import definition as definitions
from datasets import queries
from datasets.selection import Selection

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture
def client(service: str) -> Iterator[Any]:
    sdmx.add_source(
        {"id": "IIMD", "name": "The hub", "url": f"{service}/2.1", "data_content_type": "XML"}, override=True
    )
    client = sdmx.Client("IIMD")
    yield client
    client.session.close()


def stored(dataset: str, **where: list[str]) -> pd.Series:
    """What the database holds, by key, as sdmx1 lays it out."""
    release = queries.published_release(dataset)
    assert release is not None
    rows = queries.rows(release, Selection(where=where))
    key = release.definition.key
    found = {tuple(row[each] for each in key): row["OBS_VALUE"] for row in rows if row["OBS_VALUE"] is not None}
    return pd.Series(found, name="value").rename_axis(list(key))


def same(message: Any, wanted: pd.Series) -> bool:
    """Whether a message holds these values and no others; clients order the dimensions as they like."""
    found = sdmx.to_pandas(message).dropna().astype(float).reorder_levels(wanted.index.names).sort_index()
    return found.index.tolist() == wanted.index.tolist() and found.tolist() == wanted.tolist()


def test_flows_are_listed(client: Any) -> None:
    found = sdmx.to_pandas(client.dataflow().dataflow)

    assert set(found.index) == set(definitions.all_definitions())
    assert found["REM_FLOW_BILATERAL"] == "Remittances between pairs of countries"


def test_structures_and_code_lists_are_read_in_three_languages(client: Any) -> None:
    message = client.dataflow("REM_FLOW_BILATERAL", params={"references": "all"})

    structure = message.structure["REM_FLOW_BILATERAL"]
    areas = message.codelist["CL_AREA"]
    assert [each.id for each in structure.dimensions] == ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"]
    assert structure.measures[0].id == "OBS_VALUE"
    assert areas["DEU"].name.localizations == {"en": "Germany", "es": "Alemania", "fr": "Allemagne"}
    assert structure.dimensions.get("REF_AREA").local_representation.enumerated is areas
    assert areas["CIV"].name["fr"] == "Côte d’Ivoire"


def test_everything_is_pulled(client: Any) -> None:
    message = client.data("REM_FLOW_BILATERAL")

    assert same(message, stored("REM_FLOW_BILATERAL"))


@pytest.mark.parametrize(
    "key", ["USA+DEU.MEX", {"REF_AREA": ["USA", "DEU"], "COUNTERPART_AREA": "MEX"}], ids=["text", "dictionary"]
)
def test_a_key_and_periods_restrict(client: Any, key: Any) -> None:
    message = client.data("REM_FLOW_BILATERAL", key=key, params={"startPeriod": "2021"})

    wanted = stored("REM_FLOW_BILATERAL", REF_AREA=["USA", "DEU"], COUNTERPART_AREA=["MEX"], TIME_PERIOD=["2021"])
    assert same(message, wanted)


def test_structure_specific_data_are_pulled(client: Any) -> None:
    structure = client.datastructure("REM_PRICE_CORRIDOR", params={"references": "children"}).structure[0]
    message = client.data("REM_PRICE_CORRIDOR", dsd=structure)

    assert message.response.headers["Content-Type"].startswith("application/vnd.sdmx.structurespecificdata+xml")
    assert same(message, stored("REM_PRICE_CORRIDOR"))
    told = sdmx.to_pandas(message, attributes="o").reorder_levels(["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"])
    odd = told.loc[("SAU", "SDN", "2020-Q1")]
    assert odd["OBS_STATUS"] == "U"
    assert odd["QUALITY"] == 'below <nought> & "odd", said\nJean d’Arc\\'


def test_series_are_previewed(client: Any) -> None:
    keys = client.preview_data("REM_FLOW_BILATERAL", {"REF_AREA": "USA"})

    assert {str(each) for each in keys} == {
        f"(REF_AREA=USA, COUNTERPART_AREA={each})" for each in ("IND", "MEX", "PHL")
    }


def test_an_unknown_flow_is_an_error_of_the_client(client: Any) -> None:
    with pytest.raises(sdmx.client.requests.HTTPError, match="404"):
        client.data("NO_SUCH_FLOW")


def test_what_is_not_implemented_says_so(client: Any) -> None:
    with pytest.raises(NotImplementedError):
        client.get("categoryscheme", force=True)


def test_json_is_pulled(client: Any) -> None:
    message = client.data("REM_PRICE_CORRIDOR", headers={"Accept": "application/vnd.sdmx.draft-sdmx-json+json"})

    assert same(message, stored("REM_PRICE_CORRIDOR"))


def test_availability_is_told(client: Any) -> None:
    message = client.get(
        "availableconstraint", "REM_FLOW_BILATERAL", key="USA.", params={"startPeriod": "2021"}, force=True
    )

    (constraint,) = message.constraint.values()
    (region,) = constraint.data_content_region
    told = {dimension.id: values for dimension, values in region.member.items()}
    assert {each.value for each in told["COUNTERPART_AREA"].values} == {"IND", "MEX", "PHL"}
    assert {each.id: each.title for each in constraint.annotations} == {"series_count": "3", "obs_count": "3"}
