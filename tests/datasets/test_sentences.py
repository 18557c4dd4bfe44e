"""Every code has words: what is wrong, and how to mend it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from datasets import sentences
from datasets.workflow import RELEASE
from workflow import engine

ROOT = Path(__file__).resolve().parents[2]
# A code is the first text handed to what makes a problem, or stands behind `code=`.
MAKERS = re.compile(
    r"""(?:\bProblem\(\s*code=|\b_?refused\(\s*|\bJobFailed\(\s*|findings\.(?:add|warn)\(\s*)"([a-z_]+)\""""
)
IN_RULES = re.compile(r"""^\s+yield .*, "([a-z_]+)", """, re.MULTILINE)


def _codes() -> set[str]:
    sources = [*ROOT.glob("datasets/**/*.py"), *ROOT.glob("*/importers/*.py")]
    text = "\n".join(path.read_text() for path in sources)
    return {*MAKERS.findall(text), *IN_RULES.findall((ROOT / "datasets/checks.py").read_text())}


def test_every_code_has_both_sentences():
    found = _codes()

    assert len(found) > 30
    assert found <= {*sentences.PROBLEMS, *sentences.FAILURES}
    for code in found:
        assert sentences.problem(code, {})
        assert sentences.mend(code, {})


def test_a_code_with_nothing_near_says_so():
    assert sentences.mend("unknown_country", {"suggestion": ""}).endswith("Near: —")


def test_every_refusal_of_the_engine_has_its_sentence():
    assert {engine.WRONG_STATE, engine.WRONG_ROLE, engine.REASON_NEEDED, "own_work"} <= set(sentences.REFUSALS)
    assert RELEASE.initial == "draft"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"sheet": "Data", "row": 7, "column": "C"}, "sheet Data, row 7, column C"),
        ({"sheet": "Data ", "row": 7}, "sheet Data, row 7"),
        ({"row": 7}, "row 7"),
        ({}, ""),
    ],
)
def test_places_read_as_the_api_says_them(place: dict, expected: str):
    assert sentences.where(**place) == expected
