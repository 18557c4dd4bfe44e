"""Every problem the importers can find has its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from datasets import sentences

IMPORTERS = Path(__file__).parents[2] / "remittances" / "importers"
CODES = sorted(
    {
        code
        for path in IMPORTERS.glob("*.py")
        for code in re.findall(r"\b(?:add|warn|refused)\(\s*\"([a-z_]+)\"", path.read_text())
    }
)


@pytest.mark.parametrize("code", CODES)
def test_a_problem_says_what_is_wrong_and_how_to_mend_it(code: str) -> None:
    assert sentences.problem(code, {})
    assert sentences.mend(code, {})


def test_the_importers_were_looked_through() -> None:
    assert {"orientation_reversed", "text_in_number", "footer_missing", "year_differs"} <= set(CODES)
