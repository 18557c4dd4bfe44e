"""Every variable that the settings read is explained in .env.sample, and no other."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.architecture.house import HOUSE

SETTINGS = (HOUSE / "iimd" / "settings.py").read_text()
SAMPLE = (HOUSE / ".env.sample").read_text()
FOR_COMPOSE_ONLY = {"POSTGRES_PASSWORD"}


def test_the_sample_explains_exactly_what_the_settings_read() -> None:
    read = set(re.findall(r'(?:env\.?\w*|required)\(\s*"([A-Z_]+)"', SETTINGS))
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", SAMPLE, re.MULTILINE))

    assert explained - FOR_COMPOSE_ONLY == read


def test_every_variable_of_the_sample_has_words_above_it() -> None:
    blocks = SAMPLE.strip().split("\n\n")

    assert all(re.match(r"# \w", block) for block in blocks)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_a_missing_variable_says_how_to_set_it(name: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in {name, "BROKER_URL"}}
    done = subprocess.run(
        [sys.executable, "-c", "import iimd.settings"],
        cwd=HOUSE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert f"{name} is not set. " in done.stderr
    assert "make run" in done.stderr
