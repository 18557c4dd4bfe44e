from __future__ import annotations

import pytest

from countries import actions


@pytest.fixture
def _carried(db):
    """The carried tables, also after a test elsewhere that emptied the database."""
    actions.load()
