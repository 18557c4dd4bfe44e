"""What a condition asks for, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regulations.rules.answer import Finding
from regulations.wording.needs import needed


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ({"quota": Decimal(2100), "unit": "permit"}, "A place in the quota of 2,100 permits"),
        ({"quota": [Decimal(17), Decimal(18)], "unit": "person"}, "A place in the quota"),
        ({"quota": Decimal(10)}, "A place in the quota"),
    ],
)
def test_a_quota_is_told_with_its_ceiling(needs: dict[str, Any], words: str) -> None:
    assert needed(Finding(condition="quota", provision="quota_annual", needs=needs)).text == words
