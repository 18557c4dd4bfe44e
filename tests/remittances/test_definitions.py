"""The declarations of this room say what readers need."""

from __future__ import annotations

import re

import pytest

from datasets import definition
from datasets.definition import Definition

OURS = [each for each in definition.all_definitions().values() if each.room == "remittances"]
COMPUTED = {
    "REM_FLOW_MODEL",
    "REM_INDICATOR",
    "REM_PRICE_CORRIDOR",
    "REM_PRICE_AVERAGE",
    "REM_PRICE_INDEX",
    "REM_SAVING",
    "REM_SDG_10C",
    "REM_SMART",
}


@pytest.mark.parametrize("declared", OURS, ids=lambda declared: declared.id)
def test_texts_write_per_cent_as_each_language_does(declared: Definition) -> None:
    for text in (declared.title, declared.description, declared.method):
        assert not re.search(r"\d %", text.en)
        assert not re.search(r"\d%", text.es + text.fr)


@pytest.mark.parametrize("declared", OURS, ids=lambda declared: declared.id)
def test_figures_that_people_vouch_for_are_published_by_people(declared: Definition) -> None:
    routine = declared.derived is not None or declared.id.startswith("FX_")

    assert declared.publish == ("rule" if routine else "person")
    assert (declared.derived is not None) == (declared.id in COMPUTED)


def test_corridors_are_named_by_money() -> None:
    for declared in OURS:
        if "COUNTERPART_AREA" in declared.dimension_ids:
            assert declared.dimension("REF_AREA").label.en == "Sending country"
            assert declared.dimension("COUNTERPART_AREA").label.en == "Receiving country"
