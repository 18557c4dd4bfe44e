"""Production serves the hub with the very commands that `make run` uses and tests."""

from __future__ import annotations

import json
import re

import yaml

from iimd.launch import commands
from tests.architecture.house import HOUSE

COMPOSE = yaml.safe_load((HOUSE / "docker-compose.yml").read_text())["services"]
ANYWHERE = "0.0.0.0"  # noqa: S104  (inside its container)


def test_compose_uses_the_commands_of_the_supervisor() -> None:
    said = {name: COMPOSE[name]["command"] for name in ("set-up", "web", "worker", "beat")}

    assert said == {
        "set-up": ["python", *commands.set_up()],
        "web": ["python", *commands.web(ANYWHERE, 8000)],
        "worker": ["python", *commands.worker()],
        "beat": ["python", *commands.beat()],
    }


def test_the_image_serves_the_web_by_itself() -> None:
    said = re.search(r"^CMD (\[.*\])$", (HOUSE / "Dockerfile").read_text(), re.MULTILINE)

    assert said
    assert json.loads(said[1]) == ["python", *commands.web(ANYWHERE, 8000)]


def test_the_image_installs_with_hashes_and_runs_without_rights() -> None:
    text = (HOUSE / "Dockerfile").read_text()

    assert "--require-hashes --only-binary :all:" in text
    assert re.search(r"^USER \d+$", text, re.MULTILINE)


def test_compose_watches_over_every_part_that_can_be_asked() -> None:
    watched = {name for name, service in COMPOSE.items() if "test" in service.get("healthcheck", {})}

    assert watched == {"postgres", "valkey", "web", "worker"}
