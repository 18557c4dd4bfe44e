"""What the filters of the desk's pages write."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from datasets.templatetags.desk import moment


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "22 Nov 2026, 20:05 UTC"), ("es", "22 nov 2026, 20:05 UTC"), ("fr", "22 nov. 2026, 20:05 UTC")],
)
def test_a_moment_is_written_as_each_language_does(language, written):
    with translation.override(language):
        assert moment(datetime(2026, 11, 22, 20, 5, tzinfo=UTC)) == written


def test_a_moment_that_has_not_come_is_left_blank():
    assert moment(None) == ""
