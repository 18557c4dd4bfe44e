"""Says which tests were skipped and why; on CI a skip that nobody expected fails the run.

Expected ones stand in `expected_skips.txt`, a line each: the beginning of the reason, then ` # ` and why it is fine.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

EXPECTED = Path(__file__).with_name("expected_skips.txt")


def expected_reasons(text: str) -> list[str]:
    """The beginnings of reasons that are fine, out of the file's text."""
    lines = [line.strip() for line in text.splitlines()]
    return [line.split(" # ")[0].strip() for line in lines if line and not line.startswith("#")]


def reason_of(report: pytest.TestReport) -> str:
    """Why a test was skipped, in its own words."""
    said = report.longrepr
    return str(said[2] if isinstance(said, tuple) else said).removeprefix("Skipped: ")


def unexpected(skipped: list[pytest.TestReport], expected: list[str]) -> Counter[str]:
    """How many tests were skipped for each reason that is not in the list."""
    reasons = Counter(reason_of(report) for report in skipped)
    return Counter({reason: n for reason, n in reasons.items() if not reason.startswith(tuple(expected))})


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    bad = _unexpected_on_ci(terminalreporter)
    for reason, count in bad.items():
        terminalreporter.write_line(f"CI does not expect {count} test(s) to be skipped: {reason}", red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and _unexpected_on_ci(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _unexpected_on_ci(reporter: pytest.TerminalReporter) -> Counter[str]:
    if not os.environ.get("CI"):
        return Counter()
    return unexpected(reporter.stats.get("skipped", []), expected_reasons(EXPECTED.read_text()))
