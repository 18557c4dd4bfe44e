"""Requirements: pinned with hashes, in step with what was asked for, and no file knows a package registry."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.house import HOUSE, text_files

# Written in two halves, so that this file does not find itself.
REGISTRIES = [f"{name}.{end}" for name, end in (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
    ("unpkg", "com"), ("jsdelivr", "net"), ("cdnjs", "com"), ("crates", "io"), ("anaconda", "org"), ("docker", "io"),
    ("ghcr", "io"), ("quay", "io"), ("gcr", "io"),
)]  # fmt: skip
OPTION = re.compile(r"--(index-url|extra-index-url|find-links|trusted-host|index)\b")


def asked_for(name: str) -> list[Requirement]:
    """What a .in file and those it includes ask for."""
    wanted: list[Requirement] = []
    for line in (HOUSE / "requirements" / f"{name}.in").read_text().splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            wanted += asked_for(text.removeprefix("-r ").removesuffix(".in").strip())
        elif text:
            wanted.append(Requirement(text))
    return wanted


def pinned(name: str) -> dict[str, list[Requirement]]:
    """The pins of a compiled file by name; one package may be pinned twice for different systems."""
    text = (HOUSE / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    pins: dict[str, list[Requirement]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            pin = Requirement(line.split(" --hash")[0].strip())
            pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def versions(name: str) -> dict[str, set[str]]:
    """Package → its pins. Where they apply may differ: a test library may want a package on one platform more."""
    return {package: {str(pin.specifier) for pin in pins} for package, pins in pinned(name).items()}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_the_lock_holds_what_is_asked_for(name: str) -> None:
    pins = pinned(name)

    for wanted in asked_for(name):
        found = pins.get(canonicalize_name(wanted.name), [])
        versions = [specifier.version for pin in found for specifier in pin.specifier]
        assert versions, f"{wanted} is not in {name}.txt: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted} is not {versions}: make lock"


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    lines = (HOUSE / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ").splitlines()
    packages = [line for line in lines if line.strip() and not line.startswith("#")]

    assert all("==" in line and " --hash=sha256:" in line for line in packages)


def test_tests_run_on_the_versions_that_production_runs_on() -> None:
    run, dev = versions("run"), versions("dev")

    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["run", "dev"])
def test_requirements_name_no_address_and_no_index(name: str) -> None:
    for suffix in ("in", "txt"):
        text = (HOUSE / "requirements" / f"{name}.{suffix}").read_text()
        assert "://" not in text
        assert not OPTION.search(text)


def test_no_file_names_a_package_registry() -> None:
    pattern = re.compile(rf"(?<![\w-])({'|'.join(re.escape(host) for host in REGISTRIES)})\b")
    found = [
        f"{path.relative_to(HOUSE)}: {match.group()}"
        for path in text_files()
        if (match := pattern.search(path.read_text(errors="replace")))
    ]

    assert not found


def test_no_lock_file_that_records_addresses() -> None:
    names = {"uv.lock", "poetry.lock", "Pipfile.lock", "pylock.toml", "package-lock.json", "yarn.lock"}

    assert not [path for path in text_files() if path.name in names]
