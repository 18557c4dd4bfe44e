"""The eye on skipped tests itself."""

from __future__ import annotations

from tests.skips import expected_reasons

TEXT = """\
# a comment
no Valkey or Redis # this machine's processor has no wheel

../shared is absent # the published files are not everywhere
"""


def test_the_list_holds_beginnings_of_reasons_without_their_explanations() -> None:
    assert expected_reasons(TEXT) == ["no Valkey or Redis", "../shared is absent"]
