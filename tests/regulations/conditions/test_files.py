"""A conditions file that cannot be used is refused with its place, and nothing of the content is read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from regulations.carried.content import FOLDER, read
from regulations.carried.faults import ContentRefused
from regulations.rules.conditions import leaves, nodes
from tests.regulations.conditions.carried import content, records

LEAF = {"op": "fact", "id": "report", "provision": "activity_report", "fact": "es_enisa_report"}
# What the facts say of a person, the pay, a test of points or a ceiling: the kinds that the issue counts.
KINDS = {
    "age",
    "education_at_least",
    "experience_at_least",
    "nationality_in",
    "nationality_not_in",
    "points",
    "quota_available",
    "salary_at_least",
    "salary_by_age",
}


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"provision": "activity_rapport"}, "$.conditions.provision", "no provision"),
        ({"fact": "es_enisa_rapport"}, "$.conditions", "no question"),
        ({"op": "fakt"}, "$.conditions.op", "Invalid value"),
        ({"unit": "year"}, "$.conditions.provision", "needs a number"),
        ({"says": "so"}, "$.conditions", "unknown field"),
    ],
)
def test_leaf_that_cannot_be_used_is_refused(tmp_path: Path, change: dict[str, Any], column: str, problem: str) -> None:
    place = _refused(tmp_path, {"permit": "ES-ENTR", "conditions": LEAF | change}, problem)

    assert place.endswith(column)


def test_note_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    place = _refused(tmp_path, {"permit": "ES-ENTR", "conditions": LEAF, "leaves_out": ["fine_print"]}, "no note")

    assert place == "conditions/ES-ENTR.json $.leaves_out[0]"


def test_every_leaf_points_to_a_fact_of_its_permit() -> None:
    pointing = {
        (permit, leaf.provision)
        for permit, record in records().items()
        if record.conditions
        for leaf in leaves(record.conditions.conditions)
    }

    assert len(pointing) > 120
    assert pointing <= {(found.entry.permit, found.entry.key) for found in content().facts}


def test_more_than_forty_permits_have_a_condition_that_can_be_computed() -> None:
    with_kinds = {
        permit
        for permit, record in records().items()
        if record.conditions
        and any(node.__struct_config__.tag in KINDS for _, node in nodes(record.conditions.conditions))
    }

    assert len(with_kinds) >= 45
    assert sum(record.conditions is not None for record in records().values()) == 57


def _refused(tmp_path: Path, written: dict[str, Any], problem: str) -> str:
    """Where the content is refused with one such file in place of the carried one."""
    folder = tmp_path / "content"
    shutil.copytree(FOLDER, folder)
    (folder / "conditions" / "ES-ENTR.json").write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(ContentRefused) as refusal:
        read(folder)
    (fault,) = refusal.value.faults
    assert problem in fault.params["problem"]
    assert fault.params["mend"]
    return f"{fault.place.file} {fault.place.column}"
